package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tacflow.testing.GoldenTable.number;

import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.SimrefScan;

/** SRTM against kinfitr 0.9.1 and against the parameters that made the curves (golden/simref). */
class SrtmGoldenTest {
  private static final ModelSettings KINFITR =
      ModelSettings.defaults()
          .withSampling(Sampling.MID_FRAME)
          .withBounds("R1", new Bounds(0, 10))
          .withBounds("k2", new Bounds(0, 1))
          .withBounds("BPND", new Bounds(0, 15));
  private static final SrtmModel BOXED = new SrtmModel(KINFITR);
  private static final SrtmModel FREE =
      new SrtmModel(ModelSettings.defaults().withSampling(Sampling.MID_FRAME));

  @Test
  void noiseFreeCurvesReturnTheTruthInKinfitrsScheme() {
    List<CSVRecord> truth = GoldenTable.csv("golden/simref/truth.csv");
    Fit fit = Fit.of(BOXED);
    for (CSVRecord row : truth) {
      SimrefScan scan = SimrefScan.noiseFree(row);
      FrameWeights ones = FrameWeights.uniform(scan.timing().size());
      for (SrtmModel model : List.of(BOXED, FREE)) {
        model
            .reference(ones, KinfitrReferenceScheme.of(scan.timing(), scan.reference()))
            .fit(scan.curves().get(row.get("region")), fit);
        // kinfitr finds the truth to 4e-15 from the same curves, of which the file has 15 digits.
        Offset<Double> close = Offset.offset(1e-9);
        assertThat(fit.status()).isEqualTo(Status.CONVERGED);
        assertThat(fit.estimates()[0]).isCloseTo(number(row, "bp"), close);
        assertThat(fit.estimates()[1]).isCloseTo(number(row, "R1"), close);
        assertThat(fit.estimates()[2]).isCloseTo(number(row, "k2"), close);
        assertThat(fit.estimates()[3]).isCloseTo(number(row, "k2prime"), close);
      }
    }
    assertThat(truth).hasSize(30);
  }

  @Test
  void noisyCurvesAgreeWithKinfitr() {
    List<CSVRecord> rows = GoldenTable.csv("golden/simref/srtm.csv");
    Fit fit = Fit.of(BOXED);
    double worst = 0;
    double worstError = 0;
    for (CSVRecord row : rows) {
      SimrefScan scan = SimrefScan.noisy(row);
      FrameWeights weights =
          row.get("setting").equals("S1")
              ? scan.weights()
              : FrameWeights.uniform(scan.timing().size());
      BOXED
          .reference(weights, KinfitrReferenceScheme.of(scan.timing(), scan.reference()))
          .fit(scan.curves().get(row.get("region")), fit);
      assertThat(fit.weightedRss() / number(row, "wrss")).isLessThan(1.0001);
      String[] columns = {"bp", "R1", "k2", "k2prime"};
      for (int p = 0; p < columns.length; p++) {
        double expected = number(row, columns[p]);
        worst = Math.max(worst, Math.abs(fit.estimates()[p] / expected - 1));
        double error = fit.standardErrors()[p] / fit.estimates()[p];
        double expectedError = number(row, columns[p] + "_rse");
        worstError = Math.max(worstError, Math.abs(error / expectedError - 1));
      }
    }
    assertThat(rows).hasSize(60);
    assertThat(worst).isLessThan(1e-4);
    // kinfitr counts the zero row of S2 as a 38th frame: 1/70 of the variance.
    assertThat(worstError).isLessThan(0.02);
  }

  @Test
  void exactConvolutionStaysWithinTheDiscretisationOfKinfitr() {
    Fit fit = Fit.of(BOXED);
    double worstRatio = 0;
    double worstBinding = 0;
    for (CSVRecord row : GoldenTable.csv("golden/simref/srtm.csv")) {
      if (row.get("setting").equals("S1") && row.get("flag").isEmpty()) {
        SimrefScan scan = SimrefScan.noisy(row);
        BOXED
            .bind(scan.timing(), scan.weights(), ReferenceInput.of("Reference", scan.reference()))
            .fit(scan.curves().get(row.get("region")), fit);
        worstBinding = Math.max(worstBinding, Math.abs(fit.estimates()[0] / number(row, "bp") - 1));
        worstRatio = Math.max(worstRatio, Math.abs(fit.estimates()[1] / number(row, "R1") - 1));
      }
    }
    // The golden README measured 0.5 % and 1.5 % between the schemes.
    assertThat(worstRatio).isLessThan(0.005);
    assertThat(worstBinding).isLessThan(0.015);
  }
}
