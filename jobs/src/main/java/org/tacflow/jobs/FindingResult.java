package org.tacflow.jobs;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * One result of the cohort as a published finding meets it.
 *
 * @param row the row it stands in
 * @param kind correlation, contrast, predictor or change
 * @param subgroup subgroup that it is about, or all
 * @param comparator diagnosis compared with; null without
 * @param comparatorSubgroup subgroup compared with; null without
 * @param sign −1 where the row sets the comparator against the subgroup instead
 */
record FindingResult(
    Row row, Kind kind, String subgroup, String comparator, String comparatorSubgroup, int sign) {

  /** What a result is. */
  enum Kind {
    /** Of an outcome with a scale. */
    CORRELATION,
    /** Of two groups. */
    CONTRAST,
    /** Of a yes or no by an outcome. */
    PREDICTOR,
    /** Of an outcome with time. */
    CHANGE
  }

  static FindingResult correlation(Row row) {
    return new FindingResult(row, Kind.CORRELATION, row.getAs("subgroup"), null, null, 1);
  }

  static FindingResult term(Row row, Kind kind) {
    return new FindingResult(row, kind, row.getAs("subgroup"), null, null, 1);
  }

  /** A contrast, and the same from the other side where both are of one disease. */
  static List<FindingResult> contrast(Row row) {
    String group = row.getAs("subgroup");
    String other = row.getAs("comparator_subgroup");
    String comparator = row.getAs("comparator");
    FindingResult own = new FindingResult(row, Kind.CONTRAST, group, comparator, other, 1);
    return comparator.equals(row.getAs("disease"))
        ? List.of(own, new FindingResult(row, Kind.CONTRAST, other, comparator, group, -1))
        : List.of(own);
  }

  String text(String column) {
    return row.getAs(column);
  }

  /** The number of the result, null without. */
  Double estimate() {
    Double value =
        switch (kind) {
          case CORRELATION -> row.<Double>getAs("r");
          case CONTRAST -> row.<Double>getAs("difference");
          case PREDICTOR, CHANGE -> row.<Double>getAs("coefficient");
        };
    return value == null ? null : (Double) (sign * value);
  }

  double low() {
    return sign > 0 ? Rows.number(row, "ci_low") : -Rows.number(row, "ci_high");
  }

  double high() {
    return sign > 0 ? Rows.number(row, "ci_high") : -Rows.number(row, "ci_low");
  }

  /** Whom the group is compared with, by its subgroup where it has one; null without. */
  String against() {
    return OutcomeCase.ALL.equals(comparatorSubgroup) ? comparator : comparatorSubgroup;
  }

  /** What was held constant. */
  String adjustment() {
    return switch (kind) {
      case CORRELATION -> text("adjustment");
      case CONTRAST -> text("covariates");
      case PREDICTOR, CHANGE -> text("formula");
    };
  }

  /** Columns held constant, separated by spaces; null for models, whose formula says it. */
  String held() {
    return switch (kind) {
      case CORRELATION, CONTRAST -> text("covariates");
      case PREDICTOR, CHANGE -> null;
    };
  }

  Integer patients() {
    return switch (kind) {
      case CONTRAST -> row.<Integer>getAs(sign > 0 ? "n_group" : "n_comparator");
      case CORRELATION, PREDICTOR, CHANGE -> row.<Integer>getAs("n");
    };
  }

  /** Whom the group is compared with; null without a comparison. */
  Integer controls() {
    return kind == Kind.CONTRAST ? row.<Integer>getAs(sign > 0 ? "n_comparator" : "n_group") : null;
  }
}
