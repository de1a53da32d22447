package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.separable.ColumnBox;
import org.tacflow.numerics.separable.RateRange;
import org.tacflow.numerics.separable.Resolution;
import org.tacflow.numerics.separable.SimulatedTissue;

/** Truth is one exponential convolved exactly. */
class SeparableOneTissueFitterTest {
  private static final SimulatedTissue TISSUE = SimulatedTissue.withMadeInput(40, 0.1, 31);

  @Test
  void noiseFreeCurvesReturnTheirTruth() {
    TacFitter fitter = fitter(SeparableSettings.plasma().withResolution(Resolution.fine()));
    Random random = new Random(32);
    Fit fit = new Fit(4);
    for (int i = 0; i < 100; i++) {
      double uptake = 0.02 + 0.5 * random.nextDouble();
      double k2 = 0.01 * Math.pow(100, random.nextDouble());
      double vb = 0.01 + 0.08 * random.nextDouble();
      assertThat(fitter.fit(curve(uptake, k2, vb), fit)).isEqualTo(Status.CONVERGED);
      double[] e = fit.estimates();
      // Compression to 17 numbers leaves 1e-7 of the curve.
      assertThat(e[0]).isCloseTo(uptake / k2, within(1e-5 * uptake / k2));
      assertThat(e[1]).isCloseTo(uptake, within(1e-5 * uptake));
      assertThat(e[2]).isCloseTo(k2, within(1e-5 * k2));
      assertThat(e[3]).isCloseTo(vb, within(1e-5));
    }
  }

  @Test
  void residualSumIsTheLeastOfAFineScan() {
    RateRange range = new RateRange(0.004, 3);
    TacFitter fitter = fitter(SeparableSettings.plasma().withColumn(new ColumnBox(0, 0.1)));
    Fit fit = new Fit(4);
    double[] response = new double[TISSUE.weights.length];
    for (double[] curve : TISSUE.curves) {
      fitter.fit(curve, fit);
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i <= 2000; i++) {
        double rate = range.lower() * Math.pow(range.upper() / range.lower(), i / 2000.0);
        TISSUE.convolution.evaluate(rate, response, null);
        least = Math.min(least, boxed(curve, response));
      }
      assertThat(fit.weightedRss()).isLessThan(least * (1 + 1e-4));
    }
  }

  /**
   * Residual sum with a free amplitude and vB in [0, 0.1], by trying the interior and both ends.
   */
  private static double boxed(double[] curve, double[] response) {
    double least = Double.POSITIVE_INFINITY;
    double[] w = TISSUE.weights;
    double[] b = TISSUE.blood;
    double pp = 0;
    double pb = 0;
    double bb = 0;
    double py = 0;
    double by = 0;
    for (int f = 0; f < w.length; f++) {
      pp += w[f] * response[f] * response[f];
      pb += w[f] * response[f] * b[f];
      bb += w[f] * b[f] * b[f];
      py += w[f] * response[f] * curve[f];
      by += w[f] * b[f] * curve[f];
    }
    double inner = (by * pp - py * pb) / (pp * bb - pb * pb);
    for (double vb : new double[] {Math.max(0, Math.min(0.1, inner)), 0, 0.1}) {
      double a = Math.max(0, (py - vb * pb) / pp);
      double sum = 0;
      for (int f = 0; f < w.length; f++) {
        double r = curve[f] - a * response[f] - vb * b[f];
        sum += w[f] * r * r;
      }
      least = Math.min(least, sum);
    }
    return least;
  }

  private static double[] curve(double uptake, double k2, double vb) {
    double[] response = new double[TISSUE.weights.length];
    TISSUE.convolution.evaluate(k2, response, null);
    for (int f = 0; f < response.length; f++) {
      response[f] = (1 - vb) * uptake * response[f] + vb * TISSUE.blood[f];
    }
    return response;
  }

  private static TacFitter fitter(SeparableSettings settings) {
    int n = TISSUE.begins.length;
    double[] from = new double[n];
    double[] to = new double[n];
    for (int f = 0; f < n; f++) {
      from[f] = TISSUE.begins[f] * 60;
      to[f] = TISSUE.ends[f] * 60;
    }
    return SeparableFitter.oneTissue(
        FrameTiming.ofSeconds(from, to),
        FrameWeights.of(TISSUE.weights),
        new ArterialInput(TISSUE.plasma, TISSUE.wholeBlood),
        settings);
  }
}
