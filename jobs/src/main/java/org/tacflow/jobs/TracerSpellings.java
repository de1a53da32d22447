package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.tables.Tables;

/**
 * One id for a tracer that no registry knows, however its scans spell it.
 *
 * <p>{@code MC1} and {@code Mc1} of one data set are one tracer: two would never be pooled, and a
 * person scanned under both would have no pair. The most frequent spelling stands for all.
 */
final class TracerSpellings {
  /** Name of the flag of a scan whose tracer another spelling stands for. */
  static final String FLAG = "tracer_spelling";

  private static final int TRACER = Tables.SCANS.schema().fieldIndex("tracer");
  private static final int FLAGS = Tables.SCANS.schema().fieldIndex("flags");

  private TracerSpellings() {}

  /**
   * Rows of {@code scans} with one spelling each.
   *
   * @param tracers tracers of all scans of the cohort, as they spell them
   * @param scans rows of some or all of them
   */
  static List<Row> unify(Collection<String> tracers, List<Row> scans) {
    Map<String, Map<String, Integer>> counts = counts(tracers);
    List<Row> unified = new ArrayList<>();
    for (Row scan : scans) {
      String tracer = scan.isNullAt(TRACER) ? null : scan.getString(TRACER);
      // A refused scan may bear another name than its sidecar says: nothing stands for it.
      Map<String, Integer> known =
          tracer == null ? Map.of() : counts.getOrDefault(plain(tracer), Map.of());
      String common = known.isEmpty() ? tracer : mostFrequent(known);
      unified.add(tracer == null || tracer.equals(common) ? scan : respelled(scan, common));
    }
    return unified;
  }

  /** The spelling that stands for a tracer. */
  static String common(Collection<String> tracers, String tracer) {
    return mostFrequent(counts(tracers).get(plain(tracer)));
  }

  private static Map<String, Map<String, Integer>> counts(Collection<String> tracers) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    for (String tracer : tracers) {
      counts.computeIfAbsent(plain(tracer), t -> new TreeMap<>()).merge(tracer, 1, Integer::sum);
    }
    return counts;
  }

  private static String mostFrequent(Map<String, Integer> counts) {
    String most = null;
    for (Map.Entry<String, Integer> spelling : counts.entrySet()) {
      if (most == null || spelling.getValue() > counts.get(most)) {
        most = spelling.getKey();
      }
    }
    return most;
  }

  private static Row respelled(Row scan, String common) {
    Object[] cells = new Object[scan.size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = scan.get(c);
    }
    String flag = FLAG + ": " + scan.getString(TRACER) + " is " + common + " in other scans";
    String[] flags = (String[]) cells[FLAGS];
    String[] more = Arrays.copyOf(flags, flags.length + 1);
    more[flags.length] = flag;
    cells[TRACER] = common;
    cells[FLAGS] = more;
    return RowFactory.create(cells);
  }

  private static String plain(String tracer) {
    return tracer.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
