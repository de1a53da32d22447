package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tacflow.stats.Adjustment;
import org.tacflow.stats.Multiplicity;

/**
 * Families of tests that are corrected together.
 *
 * <p>A family is the regions of one parcellation (or its groups), × scales for correlations, within
 * the groups compared, tracer, model, outcome, estimate, method and adjustment.
 */
final class Families {
  private Families() {}

  /**
   * Id of the family of a test.
   *
   * @param head a case
   * @param groups who is tested
   * @param test method and adjustment
   */
  static String id(Row head, List<String> groups, List<String> test) {
    List<String> parts = new ArrayList<>(groups);
    Stream.of(
            "tracer",
            "model",
            "outcome",
            "estimate",
            "reference_region",
            "window_begin",
            "window_end",
            "parcellation")
        .map(column -> head.<Object>getAs(column))
        .filter(Objects::nonNull)
        .forEach(part -> parts.add(part.toString()));
    parts.add(Boolean.TRUE.equals(head.<Boolean>getAs("is_group")) ? "groups" : "regions");
    parts.addAll(test);
    return String.join("/", parts);
  }

  /** The same rows with Benjamini-Hochberg p values and family sizes. */
  static List<Row> adjust(List<Row> rows, StructType schema) {
    Map<String, List<Row>> families = new TreeMap<>();
    int family = schema.fieldIndex("family");
    for (Row row : rows) {
      families.computeIfAbsent(row.getString(family), id -> new ArrayList<>()).add(row);
    }
    List<Row> adjusted = new ArrayList<>();
    families.values().forEach(members -> adjusted.addAll(adjustFamily(members, schema)));
    return adjusted;
  }

  private static List<Row> adjustFamily(List<Row> members, StructType schema) {
    int p = schema.fieldIndex("p");
    double[] values = new double[members.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = members.get(i).isNullAt(p) ? Double.NaN : members.get(i).getDouble(p);
    }
    double[] adjusted = Multiplicity.adjust(Adjustment.BENJAMINI_HOCHBERG, values);
    int size = Multiplicity.familySize(values);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Object[] cells = new Object[members.get(i).size()];
      for (int c = 0; c < cells.length; c++) {
        cells[c] = members.get(i).get(c);
      }
      cells[schema.fieldIndex("p_adjusted")] = Rows.orNull(adjusted[i]);
      cells[schema.fieldIndex("family_size")] = size;
      rows.add(RowFactory.create(cells));
    }
    return rows;
  }
}
