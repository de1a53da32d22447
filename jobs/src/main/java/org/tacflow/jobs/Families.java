package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.stats.Adjustment;
import org.tacflow.stats.CorrelationMethod;
import org.tacflow.stats.Multiplicity;

/**
 * Families of tests that are corrected together.
 *
 * <p>A family is the regions of one parcellation (or its groups) × scales, within disease,
 * subgroup, tracer, model, outcome, estimate, method and adjustment.
 */
final class Families {
  private Families() {}

  /** Id of the family of a test. */
  static String id(Row head, CorrelationMethod method, String adjustment) {
    Stream<String> parts =
        Stream.of("disease", "subgroup", "tracer", "model", "outcome", "estimate", "parcellation")
            .map(column -> String.valueOf(head.<Object>getAs(column)));
    String regions = Boolean.TRUE.equals(head.<Boolean>getAs("is_group")) ? "groups" : "regions";
    return Stream.concat(
            parts,
            Stream.of(
                regions, method.name().endsWith("PEARSON") ? "pearson" : "spearman", adjustment))
        .collect(Collectors.joining("/"));
  }

  /** The same rows with Benjamini-Hochberg p values and family sizes. */
  static List<Row> adjust(List<Row> rows) {
    Map<String, List<Row>> families = new TreeMap<>();
    int family = CaseCorrelations.SCHEMA.fieldIndex("family");
    for (Row row : rows) {
      families.computeIfAbsent(row.getString(family), id -> new ArrayList<>()).add(row);
    }
    List<Row> adjusted = new ArrayList<>();
    families.values().forEach(members -> adjusted.addAll(adjustFamily(members)));
    return adjusted;
  }

  private static List<Row> adjustFamily(List<Row> members) {
    int p = CaseCorrelations.SCHEMA.fieldIndex("p");
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
      cells[CaseCorrelations.SCHEMA.fieldIndex("p_adjusted")] = Rows.orNull(adjusted[i]);
      cells[CaseCorrelations.SCHEMA.fieldIndex("family_size")] = size;
      rows.add(RowFactory.create(cells));
    }
    return rows;
  }
}
