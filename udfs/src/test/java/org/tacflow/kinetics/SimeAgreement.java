package org.tacflow.kinetics;

import static org.tacflow.testing.GoldenTable.number;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/** Simultaneous estimation of VND against kinfitr's SIME (golden/pbr28/sime, sime_cost). */
final class SimeAgreement {
  // Above the VT of a region its fit fails in kinfitr, which then averages over the others.
  private static final double HIGHEST_VND = 2.1;
  private static final ModelSettings SETTINGS =
      ModelSettings.defaults().withStarts(8).withBloodVolume(BloodVolume.fixed(0.05));

  private SimeAgreement() {}

  static void compare(Agreements out) {
    Agreement volume = out.of("pbr28/sime", "SIMEVND", "I1", Agreements.KINFITR, "VND", 0);
    Agreement cost =
        out.of("pbr28/sime_cost", "SIMEVND", "I1", Agreements.KINFITR, "wrss excess", 1e-4);
    List<CSVRecord> costs = GoldenTable.csv("golden/pbr28/sime_cost.csv");
    for (CSVRecord row : GoldenTable.csv("golden/pbr28/sime.csv")) {
      // The first two subjects: a grid point is six fits over 6000-point convolutions.
      if (!List.of("sub-cgyu", "sub-xehk").contains(row.get("participant_id"))) {
        continue;
      }
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
      for (int i = 0; i < own.size() && sime.grid()[i] < HIGHEST_VND; i++) {
        // The table has the mean over the six regions.
        cost.excess(
            scan.id() + " " + sime.grid()[i], sime.costs()[i] / 6, number(own.get(i), "RSSw"));
      }
      volume.absolute(scan.id(), sime.vnd(), number(row, "Vnd"));
    }
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
