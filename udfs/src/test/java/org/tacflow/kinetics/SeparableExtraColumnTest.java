package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.separable.ColumnBox;
import org.tacflow.numerics.separable.Resolution;
import org.tacflow.numerics.separable.SimulatedTissue;

/** Models with irreversible uptake; truth is exact convolution plus the running integral. */
class SeparableExtraColumnTest {
  private static final SimulatedTissue TISSUE = SimulatedTissue.withMadeInput(60, 0.05, 51);
  private static final int N = TISSUE.begins.length;
  private static final SeparableSettings FINE =
      SeparableSettings.plasma()
          .withColumn(ColumnBox.nonNegative())
          .withResolution(Resolution.fine());

  @Test
  void irreversibleCurvesReturnTheirTruth() {
    TacFitter fitter = SeparableFitter.irreversible(timing(), weights(), input(), FINE);
    Random random = new Random(52);
    Fit fit = new Fit(6);
    for (int i = 0; i < 50; i++) {
      double uptake = 0.05 + 0.3 * random.nextDouble();
      double k2 = 0.03 + 0.3 * random.nextDouble();
      double k3 = 0.01 + 0.1 * random.nextDouble();
      double vb = 0.02 + 0.05 * random.nextDouble();
      double ki = uptake * k3 / (k2 + k3);
      double[] curve = irreversible(uptake, k2, k3, vb);
      assertThat(fitter.fit(curve, fit)).isEqualTo(Status.CONVERGED);
      double[] truth = {ki, uptake, k2, k3, vb, uptake / k2};
      for (int p = 0; p < 6; p++) {
        // Compression to 17 numbers leaves 1e-7 of the curve.
        assertThat(fit.estimates()[p]).isCloseTo(truth[p], within(1e-4 * truth[p]));
      }
    }
  }

  @Test
  void noiseScattersIrreversibleEstimatesByTheirStandardErrors() {
    TacFitter fitter =
        SeparableFitter.irreversible(
            timing(), FrameWeights.uniform(N), input(), FINE.withResolution(Resolution.voxel()));
    double[] truth = {0.15 * 0.05 / 0.17, 0.15, 0.12, 0.05, 0.05, 0.15 / 0.12};
    double[] clean = irreversible(0.15, 0.12, 0.05, 0.05);
    scatter(fitter, clean, truth, 0.15, 0.08);
  }

  @Test
  void vascularCurvesReturnTheirTruth() {
    TacFitter fitter = SeparableFitter.vascular(timing(), weights(), input(), FINE);
    Fit fit = new Fit(9);
    Random random = new Random(53);
    for (int i = 0; i < 50; i++) {
      double[] r = {
        0.05 + 0.2 * random.nextDouble(),
        0.08 + 0.1 * random.nextDouble(),
        0.03 + 0.06 * random.nextDouble(),
        0.02 + 0.03 * random.nextDouble(),
        0.03 + 0.05 * random.nextDouble()
      };
      double kb = 0.05 + 0.2 * random.nextDouble();
      double[] curve = vascular(r, kb);
      assertThat(fitter.fit(curve, fit)).isEqualTo(Status.CONVERGED);
      double bound = r[2] / r[3];
      double vnd = r[0] / r[1];
      double[] truth = {vnd * (1 + bound), r[0], r[1], r[2], r[3], kb, r[4], bound, vnd};
      for (int p = 0; p < 9; p++) {
        // A slow exponential and the integral are nearly parallel, which magnifies 1e-7.
        assertThat(fit.estimates()[p]).isCloseTo(truth[p], within(1e-2 * truth[p]));
      }
    }
  }

  @Test
  void noiseScattersVascularEstimatesByTheirStandardErrors() {
    TacFitter fitter =
        SeparableFitter.vascular(
            timing(), FrameWeights.uniform(N), input(), FINE.withResolution(Resolution.fine()));
    double[] r = {0.15, 0.15, 0.08, 0.04, 0.05};
    double[] truth = {3, 0.15, 0.15, 0.08, 0.04, 0.2, 0.05, 2, 1};
    scatter(fitter, vascular(r, 0.2), truth, 0.002, 0.12);
  }

  @Test
  void withoutUptakeTheWallIsLeftOut() {
    TacFitter vascular = SeparableFitter.vascular(timing(), weights(), input(), FINE);
    TacFitter plain = SeparableFitter.twoTissue(timing(), weights(), input(), FINE);
    Fit fit = new Fit(9);
    Fit simple = new Fit(8);
    int without = 0;
    for (double[] curve : TISSUE.curves) {
      vascular.fit(curve, fit);
      plain.fit(curve, simple);
      if (!fit.status().hasNumbers()) {
        continue;
      }
      assertThat(fit.weightedRss()).isLessThanOrEqualTo(simple.weightedRss() * (1 + 1e-6));
      if ((fit.boundsHit() & 1L << 5) != 0) {
        without++;
        assertThat(fit.estimates()[5]).isZero();
        assertThat(fit.estimates()[0]).isEqualTo(simple.estimates()[0]);
      }
    }
    // Without uptake in truth, noise makes about half of the free fits negative.
    assertThat(without).isBetween(15, 50);
  }

  /** Compares the spread of 1,000 noisy fits with the mean of their standard errors. */
  private static void scatter(
      TacFitter fitter, double[] clean, double[] truth, double noise, double tolerance) {
    int draws = 1000;
    Random random = new Random(54);
    Fit fit = new Fit(truth.length);
    double[] squares = new double[truth.length];
    double[] errors = new double[truth.length];
    double[] curve = new double[N];
    for (int i = 0; i < draws; i++) {
      for (int f = 0; f < N; f++) {
        curve[f] = clean[f] + noise * random.nextGaussian();
      }
      assertThat(fitter.fit(curve, fit).hasNumbers()).isTrue();
      for (int p = 0; p < truth.length; p++) {
        squares[p] += Math.pow(fit.estimates()[p] - truth[p], 2) / draws;
        errors[p] += fit.standardErrors()[p] / draws;
      }
    }
    for (int p = 0; p < truth.length; p++) {
      // The spread of 1,000 draws is known to 2.2 %; the rest is curvature of the model.
      assertThat(Math.sqrt(squares[p])).isCloseTo(errors[p], within(tolerance * errors[p]));
    }
  }

  private static double[] irreversible(double uptake, double k2, double k3, double vb) {
    double[] fast = new double[N];
    double[] integral = new double[N];
    TISSUE.convolution.evaluate(k2 + k3, fast, null);
    TISSUE.convolution.evaluate(0, integral, null);
    double[] curve = new double[N];
    for (int f = 0; f < N; f++) {
      double tissue = uptake / (k2 + k3) * (k2 * fast[f] + k3 * integral[f]);
      curve[f] = (1 - vb) * tissue + vb * TISSUE.blood[f];
    }
    return curve;
  }

  private static double[] vascular(double[] rates, double kb) {
    double[] curve = new double[N];
    double[] integral = new double[N];
    TISSUE.curve(rates, curve);
    TISSUE.convolution.evaluate(0, integral, null);
    for (int f = 0; f < N; f++) {
      curve[f] += rates[4] * kb * integral[f];
    }
    return curve;
  }

  private static FrameWeights weights() {
    return FrameWeights.of(TISSUE.weights);
  }

  private static ArterialInput input() {
    return new ArterialInput(TISSUE.plasma, TISSUE.wholeBlood);
  }

  private static FrameTiming timing() {
    double[] from = new double[N];
    double[] to = new double[N];
    for (int f = 0; f < N; f++) {
      from[f] = TISSUE.begins[f] * 60;
      to[f] = TISSUE.ends[f] * 60;
    }
    return FrameTiming.ofSeconds(from, to);
  }
}
