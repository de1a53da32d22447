package org.tacflow.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.numerics.ExponentialConvolution.Sampling;

/**
 * Truth is brute force: the state equation {@code c′ = p − θ c} by the classical Runge–Kutta rule
 * on steps that end at every knot and frame point, and Simpson's rule for the frame means.
 */
class ExponentialConvolutionTest {
  private static final double[] TIMES = {0.4, 0.55, 0.7, 1, 1.01, 2.5, 10, 60};
  private static final double[] VALUES = {0, 80, 120, 40, 38, 12, 5, 1.5};
  private static final double[] BEGINS = {0, 0.3, 0.6, 1.2, 5, 20, 59};
  private static final double[] ENDS = {0.3, 0.6, 1.2, 5, 20, 50, 75};
  private static final PiecewiseLinear INPUT = PiecewiseLinear.of(TIMES, VALUES);

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 1e-4, 5e-3, 0.1, 0.8, 3, 40})
  void frameMeansAgreeWithRungeKutta(double theta) {
    double[] response = new double[BEGINS.length];
    ExponentialConvolution.of(Sampling.FRAME_MEAN, INPUT, BEGINS, ENDS)
        .evaluate(theta, response, null);
    for (int f = 0; f < BEGINS.length; f++) {
      double mean = (area(theta, ENDS[f]) - area(theta, BEGINS[f])) / (ENDS[f] - BEGINS[f]);
      // Runge–Kutta at 2e-3 min (and θ h ≤ 0.08) is good to 1e-8 of the scale of the response.
      assertThat(response[f]).isCloseTo(mean, within(1e-7 * (1 + Math.abs(mean))));
    }
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void derivativeIsThatOfTheResponse(Sampling sampling) {
    ExponentialConvolution convolution = ExponentialConvolution.of(sampling, INPUT, BEGINS, ENDS);
    int n = BEGINS.length;
    double[] response = new double[n];
    double[] derivative = new double[n];
    double[] above = new double[n];
    double[] below = new double[n];
    for (double theta : new double[] {1e-3, 0.02, 0.5, 2.9, 7}) {
      double h = 1e-4 * theta;
      convolution.evaluate(theta, response, derivative);
      convolution.evaluate(theta + h, above, null);
      convolution.evaluate(theta - h, below, null);
      for (int f = 0; f < n; f++) {
        double difference = (above[f] - below[f]) / (2 * h);
        // Central differences err by h² f‴ / 6, about 1e-8 of the derivative, plus rounding.
        assertThat(derivative[f])
            .isCloseTo(difference, within(2e-6 * Math.abs(difference) + 1e-9 / theta));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 5e-3, 0.1, 3})
  void midFrameIsTheStateAtTheMiddle(double theta) {
    double[] response = new double[BEGINS.length];
    ExponentialConvolution.of(Sampling.MID_FRAME, INPUT, BEGINS, ENDS)
        .evaluate(theta, response, null);
    for (int f = 0; f < BEGINS.length; f++) {
      double state = integrate(theta, 0.5 * (BEGINS[f] + ENDS[f]))[0];
      assertThat(response[f]).isCloseTo(state, within(1e-7 * (1 + Math.abs(state))));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0599999, 0.0600001, 0.4999999, 0.5000001})
  void seriesAndQuotientsMeet(double x) {
    // One piece of length 1 with input 1: c(1) = φ₁(x), whose closed form is good to 1e-15 here.
    PiecewiseLinear one = PiecewiseLinear.of(new double[] {0, 1}, new double[] {1, 1});
    double[] response = new double[1];
    ExponentialConvolution.of(Sampling.MID_FRAME, one, new double[] {0.5}, new double[] {1.5})
        .evaluate(x, response, null);
    assertThat(response[0]).isCloseTo(-Math.expm1(-x) / x, within(1e-14));
  }

  private static double area(double theta, double end) {
    return integrate(theta, end)[1];
  }

  /** State and its integral at {@code end}. */
  private static double[] integrate(double theta, double end) {
    double[] points = Grid.merge(TIMES, new double[] {0, end});
    double[] y = {0, 0};
    for (int i = 0; i + 1 < points.length && points[i] < end; i++) {
      int steps = (int) Math.ceil((points[i + 1] - points[i]) / 2e-3);
      double h = (points[i + 1] - points[i]) / steps;
      for (int s = 0; s < steps; s++) {
        double t = points[i] + s * h;
        double first = rate(theta, t + 1e-12, y[0]);
        double second = rate(theta, t + h / 2, y[0] + h / 2 * first);
        double third = rate(theta, t + h / 2, y[0] + h / 2 * second);
        double fourth = rate(theta, t + h - 1e-12, y[0] + h * third);
        double next = y[0] + h / 6 * (first + 2 * second + 2 * third + fourth);
        double last = rate(theta, t + h - 1e-12, next);
        // Hermite's value at the middle, of the same order as the rule.
        double middle = 0.5 * (y[0] + next) + h / 8 * (first - last);
        y[1] += h / 6 * (y[0] + 4 * middle + next);
        y[0] = next;
      }
    }
    return y;
  }

  private static double rate(double theta, double t, double c) {
    return INPUT.value(t) - theta * c;
  }
}
