package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.numerics.separable.ColumnBox;
import org.tacflow.numerics.separable.Curvature;
import org.tacflow.numerics.separable.RateRange;
import org.tacflow.numerics.separable.Resolution;
import org.tacflow.numerics.separable.SimulatedTissue;

/** Truth is the simulated tissue itself, its exact frame means, or numeric derivatives of them. */
class SeparableTwoTissueFitterTest {
  private static final SeparableSettings WIDE =
      SeparableSettings.plasma()
          .withColumn(ColumnBox.nonNegative())
          .withRates(new RateRange(5e-4, 3));

  @Test
  void noiseFreeCurvesReturnTheirTruth() {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(200, 0, 3);
    TacFitter fitter = fitter(tissue, WIDE.withResolution(Resolution.fine()));
    Fit fit = new Fit(8);
    double[] curve = new double[tissue.weights.length];
    for (double[] truth : tissue.truth) {
      tissue.curve(truth, curve);
      assertThat(fitter.fit(curve, fit)).isEqualTo(Status.CONVERGED);
      double[] e = fit.estimates();
      double vt = truth[0] / truth[1] * (1 + truth[2] / truth[3]);
      // Compression to 17 numbers leaves 1e-7 of the curve; slow rates magnify it.
      assertThat(e[0]).isCloseTo(vt, within(3e-4 * vt));
      for (int p = 0; p < 5; p++) {
        assertThat(e[1 + p]).isCloseTo(truth[p], within(1e-3 * truth[p]));
      }
      assertThat(e[6]).isCloseTo(truth[2] / truth[3], within(1e-3 * truth[2] / truth[3]));
      assertThat(e[7]).isCloseTo(truth[0] / truth[1], within(1e-3 * truth[0] / truth[1]));
    }
  }

  @Test
  void voxelResolutionReturnsTheTruthOfMostNoiseFreeCurves() {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(200, 0, 4);
    TacFitter fitter = fitter(tissue, WIDE);
    Fit fit = new Fit(8);
    double[] curve = new double[tissue.weights.length];
    double[] errors = new double[tissue.truth.length];
    for (int v = 0; v < errors.length; v++) {
      double[] truth = tissue.truth[v];
      tissue.curve(truth, curve);
      fitter.fit(curve, fit);
      double vt = truth[0] / truth[1] * (1 + truth[2] / truth[3]);
      errors[v] = Math.abs(fit.estimates()[0] / vt - 1);
    }
    Arrays.sort(errors);
    assertThat(errors[errors.length / 2]).isLessThan(1e-5);
    assertThat(errors[errors.length - 1]).isLessThan(1e-2);
  }

  @ParameterizedTest
  @EnumSource(Curvature.class)
  void standardErrorsAreThoseOfANumericCurvature(Curvature curvature) {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(60, 0.05, 8);
    TacFitter fitter =
        fitter(tissue, WIDE.withResolution(Resolution.fine()).withCurvature(curvature));
    Fit fit = new Fit(8);
    int compared = 0;
    for (double[] curve : tissue.curves) {
      if (fitter.fit(curve, fit) != Status.CONVERGED) {
        continue;
      }
      double[] rates = Arrays.copyOfRange(fit.estimates(), 1, 6);
      double[] expected =
          NumericCurvature.standardErrors(
              tissue,
              curve,
              rates,
              curvature == Curvature.HESSIAN,
              SeparableTwoTissueFitterTest::all);
      if (Double.isNaN(expected[0])) {
        continue;
      }
      for (int p = 0; p < 8; p++) {
        // Differences of differences are good to a few parts in a thousand here.
        assertThat(fit.standardErrors()[p]).isCloseTo(expected[p], within(0.02 * expected[p]));
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(30);
  }

  @Test
  void fixedBloodVolumeHasNoErrorAndIsKept() {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(20, 0.05, 9);
    TacFitter fitter = fitter(tissue, WIDE.withColumn(ColumnBox.fixed(0.05)));
    Fit fit = new Fit(8);
    for (double[] curve : tissue.curves) {
      fitter.fit(curve, fit);
      assertThat(fit.estimates()[5]).isEqualTo(0.05);
      assertThat(fit.standardErrors()[5]).isNaN();
      assertThat(fit.boundsHit() & 1L << 5).isZero();
    }
  }

  @Test
  void modelSettingsDecideBoundsAndSampling() {
    SeparableSettings settings =
        SeparableSettings.of(
            ModelSettings.defaults()
                .withBloodVolume(ModelSettings.BloodVolume.fixed(0.03))
                .withSampling(Sampling.MID_FRAME)
                .withBounds("theta2", new ModelSettings.Bounds(0.007, 3)));
    assertThat(settings.column()).isEqualTo(ColumnBox.fixed(0.03));
    assertThat(settings.sampling()).isEqualTo(Sampling.MID_FRAME);
    assertThat(settings.rates()).isEqualTo(new RateRange(0.007, 3));
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new RateRange(0, 3))
        .hasMessageStartingWith("Invalid rates: 0.0 to 3.0 (must be above 0");
    assertThatThrownBy(() -> new ColumnBox(0.2, 0.1))
        .hasMessage("Invalid column box: 0.2 to 0.1 (must be in order)");
    assertThatThrownBy(() -> new Resolution(30, 0.03, 0.1, 97, 10))
        .hasMessage("Invalid rank: 30 (must be 4 to 24)");
  }

  @Test
  void boundsAreNamed() {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(200, 0.3, 10);
    TacFitter fitter =
        fitter(
            tissue, WIDE.withColumn(new ColumnBox(0.01, 0.06)).withRates(new RateRange(0.01, 0.3)));
    Fit fit = new Fit(8);
    long seen = 0;
    for (double[] curve : tissue.curves) {
      Status status = fitter.fit(curve, fit);
      assertThat(status == Status.AT_BOUND).isEqualTo(fit.boundsHit() != 0);
      double[] e = fit.estimates();
      assertThat(e[5]).isBetween(0.01, 0.06);
      boolean onBound = e[5] == 0.01 || e[5] == 0.06;
      assertThat((fit.boundsHit() & 1L << 5) != 0).isEqualTo(onBound);
      assertThat((fit.boundsHit() & 1L << 3) != 0).isEqualTo(e[3] == 0);
      for (int p = 0; p < 8; p++) {
        assertThat(e[p]).isNotNegative().isFinite();
      }
      seen |= fit.boundsHit();
    }
    assertThat(seen).isEqualTo(1L << 2 | 1L << 3 | 1L << 4 | 1L << 5);
  }

  @Test
  void resultsDependOnTheCurveAlone() {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(300, 0.3, 12);
    SeparableFitter fitter = fitter(tissue, WIDE);
    double[][] forwards = new double[tissue.curves.length][];
    Fit fit = new Fit(8);
    for (int v = 0; v < forwards.length; v++) {
      fitter.fit(tissue.curves[v], fit);
      forwards[v] = all(fit);
    }
    SeparableFitter twin = fitter.twin();
    for (int v = forwards.length - 1; v >= 0; v--) {
      twin.fit(tissue.curves[v], fit);
      assertThat(all(fit)).isEqualTo(forwards[v]);
    }
  }

  @Test
  void estimatesOutsideTheBoxAreHandedOverFromInside() {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(100, 0.15, 13);
    double[] lower = {0, 1e-4, 1e-4, 1e-4, 1e-4, 0.01, 0, 0};
    double[] upper = {1e9, 1, 0.5, 0.5, 0.5, 0.1, 1e9, 1e9};
    int[] handed = new int[1];
    SeparableFitter fitter = fitter(tissue, WIDE);
    TacFitter boxed =
        fitter.within(
            RateBox.of(lower, upper, 0),
            () ->
                (tac, start, fit) -> {
                  handed[0]++;
                  for (int p = 0; p < 8; p++) {
                    assertThat(start[p]).isBetween(lower[p], upper[p]);
                  }
                  return fit.fail(Status.NOT_CONVERGED, 38);
                });
    Fit fit = new Fit(8);
    int outside = 0;
    for (double[] curve : tissue.curves) {
      fitter.fit(curve, fit);
      boolean out = false;
      for (int p = 0; p < 8; p++) {
        out |= fit.estimates()[p] < lower[p] || fit.estimates()[p] > upper[p];
      }
      outside += out ? 1 : 0;
      assertThat(boxed.fit(curve, fit) == Status.NOT_CONVERGED).isEqualTo(out);
    }
    assertThat(handed[0]).isEqualTo(outside).isBetween(5, 60);
  }

  @Test
  void hostileCurvesEndInAStatus() {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(1, 0.05, 14);
    TacFitter fitter = fitter(tissue, WIDE);
    int n = tissue.weights.length;
    Fit fit = new Fit(8);
    assertThat(fitter.fit(new double[n], fit)).isEqualTo(Status.NO_SIGNAL);
    assertThat(fitter.fit(filled(n, 3), fit)).isEqualTo(Status.NO_SIGNAL);
    assertThat(fitter.fit(filled(n, -3), fit)).isEqualTo(Status.NO_SIGNAL);
    assertThat(fit.estimates()).containsOnly(Double.NaN);
    assertThat(fitter.fit(new double[n - 1], fit)).isEqualTo(Status.INVALID_CURVE);
    assertThat(fitter.fit(tissue.blood, fit))
        .isIn(Status.NO_SIGNAL, Status.AT_BOUND, Status.IMPLAUSIBLE);
    double[] nan = tissue.curves[0].clone();
    nan[20] = Double.NaN;
    assertThat(fitter.fit(nan, fit)).isEqualTo(Status.INVALID_CURVE);
    nan[20] = Double.POSITIVE_INFINITY;
    assertThat(fitter.fit(nan, fit)).isEqualTo(Status.INVALID_CURVE);
    nan[20] = 1e200;
    assertThat(fitter.fit(nan, fit)).isEqualTo(Status.INVALID_CURVE);
    Random random = new Random(15);
    double[] curve = new double[n];
    for (int i = 0; i < 20_000; i++) {
      HostileCurves.fill(i, random, tissue.curves[0], curve);
      Status status = fitter.fit(curve, fit);
      assertThat(status).isNotIn(Status.SINGULAR, Status.NOT_CONVERGED);
      for (int p = 0; p < 8; p++) {
        assertThat(Double.isNaN(fit.estimates()[p])).isEqualTo(!status.hasNumbers());
      }
      if (status.hasNumbers()) {
        assertThat(fit.weightedRss()).isNotNegative().isFinite();
      }
    }
  }

  @Test
  void framesWithoutWeightMayHoldAnything() {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(5, 0.05, 16);
    double[] weights = tissue.weights.clone();
    Arrays.fill(weights, 0, 6, 0);
    TacFitter fitter = fitter(tissue, weights, WIDE);
    Fit fit = new Fit(8);
    for (double[] curve : tissue.curves) {
      fitter.fit(curve, fit);
      double[] clean = all(fit);
      double[] dirty = curve.clone();
      Arrays.fill(dirty, 0, 6, Double.NaN);
      assertThat(fitter.fit(dirty, fit)).isIn(Status.CONVERGED, Status.AT_BOUND);
      assertThat(all(fit)).isEqualTo(clean);
      assertThat(fit.framesUsed()).isEqualTo(32);
    }
    Arrays.fill(weights, 0, 33, 0);
    assertThat(fitter(tissue, weights, WIDE).fit(tissue.curves[0], fit))
        .isEqualTo(Status.TOO_FEW_FRAMES);
  }

  private static double[] filled(int n, double value) {
    double[] curve = new double[n];
    Arrays.fill(curve, value);
    return curve;
  }

  private static double[] all(Fit fit) {
    double[] all = new double[17];
    System.arraycopy(fit.estimates(), 0, all, 0, 8);
    System.arraycopy(fit.standardErrors(), 0, all, 8, 8);
    all[16] = fit.weightedRss();
    return all;
  }

  /** The eight estimates of (K1, k2, k3, k4, vB). */
  private static double[] all(double[] r) {
    double bound = r[2] / r[3];
    double vnd = r[0] / r[1];
    return new double[] {vnd * (1 + bound), r[0], r[1], r[2], r[3], r[4], bound, vnd};
  }

  private static SeparableFitter fitter(SimulatedTissue tissue, SeparableSettings settings) {
    return fitter(tissue, tissue.weights, settings);
  }

  private static SeparableFitter fitter(
      SimulatedTissue tissue, double[] weights, SeparableSettings settings) {
    int n = tissue.begins.length;
    double[] from = new double[n];
    double[] to = new double[n];
    for (int f = 0; f < n; f++) {
      from[f] = tissue.begins[f] * 60;
      to[f] = tissue.ends[f] * 60;
    }
    return SeparableFitter.twoTissue(
        FrameTiming.ofSeconds(from, to),
        FrameWeights.of(weights),
        new ArterialInput(tissue.plasma, tissue.wholeBlood),
        settings);
  }
}
