package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tacflow.testing.GoldenTable.number;

import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/** The linearised 2TCM with blood volume against kinfitr's lin2tcm and against known truth. */
class Ls2tcmGoldenTest {

  /** kinfitr puts the parent plasma where whole blood belongs: here its mistake is shared. */
  private static LinearScheme plasmaAsBlood(Pbr28Scan scan) {
    return new KinfitrLinear(scan, scan.delay(), TissueIntegral.MID_TIME_TRAPEZOID, false) {
      @Override
      public void tissue(
          double[] tac, double volume, double[] tissue, double[] single, double[] twice) {
        super.tissue(tac, volume, tissue, single, twice);
        // The regressand is the curve as measured, not its way over the grid and back.
        System.arraycopy(tac, 0, tissue, 0, tac.length);
      }

      @Override
      public double[] blood() {
        return plasma();
      }

      @Override
      public double[] bloodIntegral() {
        return plasmaIntegral();
      }

      @Override
      public double[] bloodDoubleIntegral() {
        return plasmaDoubleIntegral();
      }
    };
  }

  @Test
  void estimatesAgreeWithKinfitrWithPlasmaForBlood() {
    Ls2tcmModel model = new Ls2tcmModel(ModelSettings.defaults());
    Fit fit = Fit.of(model);
    int compared = 0;
    for (CSVRecord row : GoldenTable.csv("golden/pbr28/lin2tcm.csv")) {
      if (row.get("setting").equals("T1")) {
        Pbr28Scan scan = Pbr28Scan.of(row);
        model
            .bind(scan.timing(), scan.weights(), plasmaAsBlood(scan))
            .fit(scan.regions().get(row.get("region")), fit);
        if (fit.status() == Status.IMPLAUSIBLE) {
          assertThat(number(row, "Vt_over_1mvB")).isNegative();
          continue;
        }
        String[] columns = {"Vt_over_1mvB", "K1_over_1mvB", "k2", "k3", "k4"};
        for (int p = 0; p < columns.length; p++) {
          assertThat(fit.estimates()[p] / number(row, columns[p]))
              .as(scan.id() + " " + row.get("region") + " " + columns[p])
              .isBetween(1 - 1e-6, 1 + 1e-6);
        }
        assertThat(fit.estimates()[6] / number(row, "vB")).isBetween(1 - 1e-6, 1 + 1e-6);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(80);
  }

  @Test
  void aFineCurveWithWholeBloodReturnsItsRates() {
    ArterialInput blood = CompartmentTruth.bolus();
    double[] begins = new double[900];
    double[] ends = new double[900];
    for (int f = 0; f < 900; f++) {
      begins[f] = 6 * f;
      ends[f] = 6 * (f + 1);
    }
    // Frames of 6 s: what is left is the trapezoid of the tissue integral.
    FrameTiming timing = FrameTiming.ofSeconds(begins, ends);
    double[] tac =
        CompartmentTruth.plasmaCurve(timing, blood, new double[] {0.12, 0.12, 0.10, 0.05, 0.05, 0});
    for (BloodVolume volume :
        new BloodVolume[] {BloodVolume.fitted(0, 0.1), BloodVolume.fixed(0.05)}) {
      Ls2tcmModel model = new Ls2tcmModel(ModelSettings.defaults().withBloodVolume(volume));
      Fit fit = Fit.of(model);
      model.bind(timing, FrameWeights.uniform(900), blood).fit(tac, fit);
      assertThat(fit.estimates()[0] / 3).isBetween(0.99, 1.01);
      assertThat(fit.estimates()[1] / 0.12).isBetween(0.98, 1.02);
      assertThat(fit.estimates()[6]).isBetween(0.045, 0.055);
    }
  }
}
