package org.tacflow.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;

/**
 * One replicate of {@code ../shared/data/simref}: frames, weights, reference and target curves.
 *
 * @param curves by region, the reference as "Reference"
 */
public record SimrefScan(
    String id, FrameTiming timing, FrameWeights weights, Map<String, double[]> curves) {
  private static final Map<String, SimrefScan> READ = new ConcurrentHashMap<>();

  /** The noisy curves of a golden row. */
  public static SimrefScan noisy(CSVRecord row) {
    return READ.computeIfAbsent(row.get("participant_id"), id -> read(id, id + "_tacs.tsv"));
  }

  /** The curves of a golden row before noise. */
  public static SimrefScan noiseFree(CSVRecord row) {
    String id = row.get("participant_id");
    return READ.computeIfAbsent(
        id + " noise-free", key -> read(id, id + "_desc-noisefree_tacs.tsv"));
  }

  /** The reference curve. */
  public double[] reference() {
    return curves.get("Reference");
  }

  private static SimrefScan read(String id, String file) {
    String folder = "data/simref/" + id + "/pet/";
    List<CSVRecord> tacs = GoldenTable.tsv(folder + file);
    List<CSVRecord> weights = GoldenTable.tsv(folder + id + "_weights.tsv");
    Map<String, double[]> curves = new HashMap<>();
    for (String region : List.of("Reference", "ROI1", "ROI2", "ROI3")) {
      curves.put(region, GoldenTable.column(tacs, region));
    }
    return new SimrefScan(
        id,
        FrameTiming.ofSeconds(
            GoldenTable.column(tacs, "frame_start"), GoldenTable.column(tacs, "frame_end")),
        FrameWeights.of(GoldenTable.column(weights, "weight")),
        curves);
  }
}
