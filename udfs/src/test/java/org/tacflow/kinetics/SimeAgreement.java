package org.tacflow.kinetics;

import static org.tacflow.testing.GoldenTable.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/** Simultaneous estimation of VND against kinfitr's SIME (golden/pbr28/sime, sime_cost). */
final class SimeAgreement {
  // Above the VT of a region its fit fails in kinfitr, which then averages over the others.
  private static final double SHARE_OF_LEAST_VT = 0.95;
  private static final ModelSettings SETTINGS =
      ModelSettings.defaults().withStarts(8).withBloodVolume(BloodVolume.fixed(0.05));

  private SimeAgreement() {}

  static void compare(Agreements out) {
    Agreement volume = out.of("pbr28/sime", "SIMEVND", "I1", Agreements.KINFITR, "VND", 0);
    Agreement cost =
        out.of("pbr28/sime_cost", "SIMEVND", "I1", Agreements.KINFITR, "wrss excess", 1e-4);
    List<CSVRecord> costs = GoldenTable.csv("golden/pbr28/sime_cost.csv");
    for (CSVRecord row : GoldenTable.csv("golden/pbr28/sime.csv")) {
      Pbr28Scan scan = Pbr28Scan.of(row);
      List<CSVRecord> own =
          costs.stream()
              .filter(c -> c.get("participant_id").equals(row.get("participant_id")))
              .filter(c -> c.get("session").equals(row.get("session")))
              .toList();
      SimeVnd sime =
          SimeVnd.of(
              SETTINGS,
              scan.weights(),
              plasmaAsBlood(KinfitrScheme.of(scan, scan.delay())),
              new ArrayList<>(scan.regions().values()),
              GoldenTable.column(own, "Vnd"));
      double highest = SHARE_OF_LEAST_VT * leastVolume(row);
      double costThere = Double.NaN;
      for (int i = 0; i < own.size() && sime.grid()[i] < highest; i++) {
        // The table has the mean over the six regions.
        double expected = number(own.get(i), "RSSw");
        cost.excess(scan.id() + " " + sime.grid()[i], sime.costs()[i] / 6, expected);
        costThere = sime.grid()[i] == sime.vnd() ? expected : costThere;
      }
      // Its one start misses minima of single regions: where our minimum is one that it misses,
      // its VND is another.
      double costHere = Arrays.stream(sime.costs()).min().orElseThrow() / 6;
      if (costThere < 1.0001 * costHere) {
        volume.absolute(scan.id(), sime.vnd(), number(row, "Vnd"));
      }
    }
  }

  /** The least VT of the regions in kinfitr's own fits. */
  private static double leastVolume(CSVRecord scan) {
    return Agreements.rows("pbr28/twotcm", "dWB_vB05_w").stream()
        .filter(row -> row.get("start").equals("best"))
        .filter(row -> row.get("participant_id").equals(scan.get("participant_id")))
        .filter(row -> row.get("session").equals(scan.get("session")))
        .mapToDouble(row -> number(row, "Vt"))
        .min()
        .orElseThrow();
  }

  /** kinfitr's model function has the parent plasma where whole blood belongs. */
  private static ForwardScheme plasmaAsBlood(KinfitrScheme scheme) {
    return new ForwardScheme() {
      @Override
      public int frames() {
        return scheme.frames();
      }

      @Override
      public void response(double theta, double[] response, double[] derivative) {
        scheme.response(theta, response, derivative);
      }

      @Override
      public double[] integral() {
        return scheme.integral();
      }

      @Override
      public double[] direct() {
        return scheme.plasmaAtFrames();
      }
    };
  }
}
