package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.numerics.separable.RateRange;
import org.tacflow.numerics.separable.Resolution;

/**
 * Truth is the differential equation of the model, {@code C′ = R1 Cr′ + k2 Cr − k2a C}, integrated
 * by the classical Runge–Kutta rule along the straight lines of the reference curve.
 */
class SeparableSrtmFitterTest {
  private static final int FRAMES = 30;
  private static final SeparableSettings MIDDLE =
      SeparableSettings.reference()
          .withSampling(Sampling.MID_FRAME)
          .withResolution(Resolution.fine());

  @ParameterizedTest
  @CsvSource({
    "0,    1.2, 0.1",
    "0,    0.8, 0.05",
    "0.5,  1,   0.1",
    "2,    0.7, 0.08",
    "5,    1.3, 0.2",
    "-0.3, 1.2, 0.1",
    "0.1,  1.2, 0.15"
  })
  void noiseFreeCurvesReturnTheirTruth(double binding, double ratio, double k2) {
    double[] curve = curve(binding, ratio, k2);
    Fit fit = new Fit(4);
    Status status = fitter(MIDDLE).fit(curve, fit);
    assertThat(status).isEqualTo(Status.CONVERGED);
    // The compressed responses are good to about 1e-7 of the curve.
    assertThat(fit.estimates()[0]).isCloseTo(binding, within(2e-5 * (1 + binding)));
    assertThat(fit.estimates()[1]).isCloseTo(ratio, within(2e-5 * ratio));
    assertThat(fit.estimates()[2]).isCloseTo(k2, within(1e-4 * k2));
    assertThat(fit.estimates()[3]).isCloseTo(k2 / ratio, within(1e-4 * k2 / ratio));
  }

  @Test
  void noiseScattersTheEstimatesByTheirStandardErrors() {
    double[] clean = curve(1.5, 0.9, 0.1);
    Random random = new Random(21);
    TacFitter fitter =
        fitter(MIDDLE.withResolution(Resolution.voxel()).withRates(new RateRange(0.001, 1)));
    Fit fit = new Fit(4);
    int draws = 1500;
    double[] truth = {1.5, 0.9, 0.1, 0.1 / 0.9};
    double[] squares = new double[4];
    double[] errors = new double[4];
    double[] curve = new double[FRAMES];
    for (int i = 0; i < draws; i++) {
      for (int f = 0; f < FRAMES; f++) {
        curve[f] = clean[f] + 0.1 * random.nextGaussian();
      }
      assertThat(fitter.fit(curve, fit).hasNumbers()).isTrue();
      for (int p = 0; p < 4; p++) {
        squares[p] += Math.pow(fit.estimates()[p] - truth[p], 2) / draws;
        errors[p] += fit.standardErrors()[p] / draws;
      }
    }
    for (int p = 0; p < 4; p++) {
      // The spread of 1,500 draws is known to 2 %; the rest is curvature of the model.
      assertThat(Math.sqrt(squares[p])).isCloseTo(errors[p], within(0.08 * errors[p]));
    }
  }

  @Test
  void theReferenceCurveItselfLeavesTheRateUndefined() {
    double[] reference = reference();
    double[] twice = reference.clone();
    for (int f = 0; f < FRAMES; f++) {
      twice[f] *= 2;
    }
    assertThat(fitter(MIDDLE).fit(twice, new Fit(4))).isEqualTo(Status.SINGULAR);
  }

  @Test
  void hostileCurvesEndInAStatus() {
    TacFitter fitter = fitter(SeparableSettings.reference());
    Fit fit = new Fit(4);
    double[] tissue = curve(1, 1, 0.1);
    double[] curve = new double[FRAMES];
    Random random = new Random(22);
    assertThat(fitter.fit(curve, fit)).isEqualTo(Status.NO_SIGNAL);
    for (int i = 0; i < 20_000; i++) {
      HostileCurves.fill(i, random, tissue, curve);
      Status status = fitter.fit(curve, fit);
      for (double estimate : fit.estimates()) {
        assertThat(Double.isNaN(estimate)).isEqualTo(!status.hasNumbers());
      }
    }
  }

  @Test
  void globalOptimumIsAsGoodAsAFineScanOfTheRate() {
    double[] clean = curve(0.6, 1.1, 0.07);
    Random random = new Random(23);
    TacFitter fitter =
        fitter(MIDDLE.withResolution(Resolution.voxel()).withRates(new RateRange(0.001, 1)));
    Fit fit = new Fit(4);
    double[] curve = new double[FRAMES];
    for (int i = 0; i < 100; i++) {
      for (int f = 0; f < FRAMES; f++) {
        curve[f] = clean[f] + 2 * random.nextGaussian();
      }
      fitter.fit(curve, fit);
      assertThat(fit.weightedRss()).isLessThan(scan(curve) * (1 + 2e-5));
    }
  }

  /** Least residual sum over 2,000 rates with two free linear coefficients, columns by the ODE. */
  private static double scan(double[] curve) {
    double[] reference = reference();
    double least = Double.POSITIVE_INFINITY;
    for (double[] response : RESPONSES) {
      double rr = 0;
      double rb = 0;
      double bb = 0;
      double ry = 0;
      double by = 0;
      double yy = 0;
      for (int f = 0; f < FRAMES; f++) {
        rr += reference[f] * reference[f];
        rb += reference[f] * response[f];
        bb += response[f] * response[f];
        ry += reference[f] * curve[f];
        by += response[f] * curve[f];
        yy += curve[f] * curve[f];
      }
      double det = rr * bb - rb * rb;
      double a = (ry * bb - by * rb) / det;
      double b = (by * rr - ry * rb) / det;
      least = Math.min(least, yy - a * ry - b * by);
    }
    return least;
  }

  private static final double[][] RESPONSES = responses();

  private static double[][] responses() {
    double[][] responses = new double[400][];
    for (int i = 0; i < responses.length; i++) {
      double rate = 0.001 * Math.pow(1000, i / (responses.length - 1.0));
      responses[i] = integrate(0, 1, rate);
    }
    return responses;
  }

  /** Values at the middle of the frames. */
  private static double[] curve(double binding, double ratio, double k2) {
    return integrate(ratio, k2, k2 / (1 + binding));
  }

  private static double[] integrate(double ratio, double k2, double k2a) {
    double[] reference = reference();
    FrameTiming timing = timing();
    double[] out = new double[FRAMES];
    double c = 0;
    double before = 0;
    double value = 0;
    for (int f = 0; f < FRAMES; f++) {
      double length = timing.mid(f) - before;
      double slope = (reference[f] - value) / length;
      int steps = 60;
      double h = length / steps;
      for (int s = 0; s < steps; s++) {
        double r0 = value + slope * s * h;
        double rm = r0 + slope * h / 2;
        double r1 = r0 + slope * h;
        double first = ratio * slope + k2 * r0 - k2a * c;
        double second = ratio * slope + k2 * rm - k2a * (c + h / 2 * first);
        double third = ratio * slope + k2 * rm - k2a * (c + h / 2 * second);
        double fourth = ratio * slope + k2 * r1 - k2a * (c + h * third);
        c += h / 6 * (first + 2 * second + 2 * third + fourth);
      }
      out[f] = c;
      before = timing.mid(f);
      value = reference[f];
    }
    return out;
  }

  private static double[] reference() {
    FrameTiming timing = timing();
    double[] curve = new double[FRAMES];
    for (int f = 0; f < FRAMES; f++) {
      double t = timing.mid(f);
      curve[f] =
          30 * (1 - Math.exp(-0.8 * t)) * (0.7 * Math.exp(-0.08 * t) + 0.3 * Math.exp(-0.01 * t));
    }
    return curve;
  }

  private static FrameTiming timing() {
    double[] begins = new double[FRAMES];
    double[] ends = new double[FRAMES];
    double t = 0;
    for (int f = 0; f < FRAMES; f++) {
      begins[f] = t;
      t += 20 + 10 * f;
      ends[f] = t;
    }
    return FrameTiming.ofSeconds(begins, ends);
  }

  private static TacFitter fitter(SeparableSettings settings) {
    return SeparableFitter.srtm(
        timing(),
        FrameWeights.uniform(FRAMES),
        ReferenceInput.of("cerebellum", reference()),
        settings);
  }
}
