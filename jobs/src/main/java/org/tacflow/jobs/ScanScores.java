package org.tacflow.jobs;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** The scores matched to scans, of the scales that the configuration asks for. */
final class ScanScores implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, TreeMap<String, Double>> byScan = new HashMap<>();
  private final TreeMap<String, Integer> signs = new TreeMap<>();

  private ScanScores() {}

  static ScanScores of(RunContext run) {
    Set<String> asked = new HashSet<>(run.config().correlations().scales());
    ScanScores scores = new ScanScores();
    for (Row row :
        run.tables().read(Tables.SCAN_SCORES).where("score is not null").collectAsList()) {
      String scale = row.getAs("scale");
      if (asked.isEmpty() || asked.contains(scale)) {
        scores
            .byScan
            .computeIfAbsent(row.getAs("scan"), scan -> new TreeMap<>())
            .put(scale, row.getAs("score"));
        scores.signs.put(scale, row.getAs("severity_sign"));
      }
    }
    return scores;
  }

  /** Scales that any of the scans has a score of, in ascending order. */
  Collection<String> scales(List<CaseScan> scans) {
    TreeSet<String> scales = new TreeSet<>();
    scans.forEach(scan -> scales.addAll(scores(scan).keySet()));
    return scales;
  }

  /** The score of a scan, null without. */
  Double score(CaseScan scan, String scale) {
    return scores(scan).get(scale);
  }

  /** +1 when larger is worse, −1 when larger is better, 0 when neither. */
  int severitySign(String scale) {
    return signs.get(scale);
  }

  private Map<String, Double> scores(CaseScan scan) {
    return byScan.getOrDefault(scan.scan(), new TreeMap<>());
  }
}
