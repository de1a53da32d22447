package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tacflow.testing.GoldenTable.number;

import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.DelayFit.Delay;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/** The delay of the whole brain against kinfitr 0.9.1 (golden/pbr28/wb_delay.csv). */
class DelayFitTest {
  private static final Bounds RATE = new Bounds(1e-4, 0.5);
  private static final ModelSettings KINFITR =
      ModelSettings.defaults()
          .withSampling(Sampling.MID_FRAME)
          .withStarts(2)
          .withBloodVolume(BloodVolume.fitted(0.01, 0.1))
          .withBounds("K1", new Bounds(1e-4, 1))
          .withBounds("k2", RATE)
          .withBounds("k3", RATE)
          .withBounds("k4", RATE);
  // The golden fits use the zero row and the first 32 frames.
  private static final int FRAMES = 32;

  @Test
  void delaysAgreeWithKinfitrInTheExactScheme() {
    List<CSVRecord> rows = GoldenTable.csv("golden/pbr28/wb_delay.csv");
    for (CSVRecord row : rows) {
      Pbr28Scan scan = Pbr28Scan.of(row);
      Delay delay = DelayFit.of(KINFITR).fit(firstFrames(scan), scan.input(), firstCurve(scan));
      System.out.println(
          scan.id()
              + " "
              + delay.minutes()
              + " "
              + number(row, "inpshift")
              + " "
              + delay.vt()
              + " "
              + row.get("Vt")
              + " "
              + delay.rss()
              + " "
              + row.get("wrss")
              + " "
              + delay.standardError());
      assertThat(delay.minutes())
          .as(scan.id())
          .isCloseTo(number(row, "inpshift"), Offset.offset(0.02));
    }
    assertThat(rows).hasSize(14);
  }

  private static FrameTiming firstFrames(Pbr28Scan scan) {
    double[] begins = new double[FRAMES];
    double[] ends = new double[FRAMES];
    for (int f = 0; f < FRAMES; f++) {
      begins[f] = 60 * scan.timing().begin(f);
      ends[f] = 60 * scan.timing().end(f);
    }
    return FrameTiming.ofSeconds(begins, ends);
  }

  private static double[] firstCurve(Pbr28Scan scan) {
    return java.util.Arrays.copyOf(scan.regions().get("WB"), FRAMES);
  }
}
