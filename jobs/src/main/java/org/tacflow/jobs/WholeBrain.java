package org.tacflow.jobs;

import java.util.List;
import org.apache.spark.sql.Row;

/** The mean curve of the whole brain from those of its regions. */
final class WholeBrain {
  private WholeBrain() {}

  /**
   * Mean over all regions weighted by volume, or plain where a volume is unknown.
   *
   * @param regions rows with {@code volume} and {@code tac}, one of each region of a scan
   */
  static double[] of(List<Row> regions, int frames) {
    boolean volumes =
        regions.stream().noneMatch(region -> region.isNullAt(region.fieldIndex("volume")));
    double[] sum = new double[frames];
    double total = 0;
    for (Row region : regions) {
      double weight = volumes ? Rows.number(region, "volume") : 1;
      double[] tac = Rows.doubles(region, "tac");
      for (int f = 0; f < frames; f++) {
        sum[f] += weight * tac[f];
      }
      total += weight;
    }
    for (int f = 0; f < frames; f++) {
      sum[f] /= total;
    }
    return sum;
  }
}
