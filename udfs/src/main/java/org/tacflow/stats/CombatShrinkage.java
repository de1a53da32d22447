package org.tacflow.stats;

import java.util.Arrays;

/**
 * One site's shifts and variances, shrunk towards their distribution over regions.
 *
 * <p>Parametric: normal prior (mean and variance of the shifts) and inverse-gamma prior with {@code
 * a = (2 s² + m²)/s², b = (m s² + m³)/s²} from mean m and variance s² of the variances; the two
 * posterior means are iterated to their fixed point; programs that stop at a change of 1e-4 agree
 * to about that. Non-parametric: the effects of the other regions weighted by the likelihood of
 * this region's values. With one row, the variance is 1. Source: Johnson et al. 2007,
 * doi:10.1093/biostatistics/kxj037.
 *
 * @param shift one per region, in residual standard deviations
 * @param variance one per region, in residual variances
 */
record CombatShrinkage(double[] shift, double[] variance) {
  private static final double CONVERGED = 1e-10;
  private static final int MAX_ITERATIONS = 10000;

  /** The shrunken effects from {@code standardised[region][row of the site]}. */
  static CombatShrinkage of(double[][] standardised, CombatPrior prior) {
    boolean single = standardised[0].length == 1;
    double[] shift = Arrays.stream(standardised).mapToDouble(Finite::mean).toArray();
    double[] variance = new double[shift.length];
    Arrays.setAll(variance, o -> single ? 1 : Finite.variance(standardised[o]));
    return switch (prior) {
      case PARAMETRIC -> parametric(standardised, shift, variance, single);
      case NON_PARAMETRIC -> nonParametric(standardised, shift, variance, single);
    };
  }

  private static CombatShrinkage parametric(
      double[][] standardised, double[] shift, double[] variance, boolean single) {
    int n = standardised[0].length;
    double meanShift = Finite.mean(shift);
    double priorVariance = Finite.variance(shift);
    double m = Finite.mean(variance);
    double s2 = Finite.variance(variance);
    double[] shrunkShift = new double[shift.length];
    double[] shrunkVariance = new double[shift.length];
    for (int o = 0; o < shift.length; o++) {
      double g = shift[o];
      double d = variance[o];
      double change = Double.POSITIVE_INFINITY;
      for (int iteration = 0; change > CONVERGED && iteration < MAX_ITERATIONS; iteration++) {
        double nextG = (priorVariance * n * shift[o] + d * meanShift) / (priorVariance * n + d);
        double nextD = single ? 1 : posteriorVariance(standardised[o], nextG, m, s2);
        change = Math.max(Math.abs((nextG - g) / g), Math.abs((nextD - d) / d));
        g = nextG;
        d = nextD;
      }
      shrunkShift[o] = g;
      shrunkVariance[o] = d;
    }
    return new CombatShrinkage(shrunkShift, shrunkVariance);
  }

  private static double posteriorVariance(double[] values, double g, double m, double s2) {
    // Equal variances in all regions are a prior without spread, which keeps their mean.
    if (!(s2 > 1e-12 * m * m)) {
      return m;
    }
    double a = (2 * s2 + m * m) / s2;
    double b = (m * s2 + m * m * m) / s2;
    double squares = 0;
    for (double v : values) {
      squares += (v - g) * (v - g);
    }
    return (squares / 2 + b) / (values.length / 2.0 + a - 1);
  }

  private static CombatShrinkage nonParametric(
      double[][] standardised, double[] shift, double[] variance, boolean single) {
    int regions = shift.length;
    double[] shrunkShift = new double[regions];
    double[] shrunkVariance = new double[regions];
    for (int o = 0; o < regions; o++) {
      double[] log = new double[regions];
      double largest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < regions; j++) {
        double squares = 0;
        for (double v : standardised[o]) {
          squares += (v - shift[j]) * (v - shift[j]);
        }
        // The common factor (2π)^(-n/2) cancels from the weights.
        log[j] =
            -standardised[o].length / 2.0 * Math.log(variance[j]) - squares / (2 * variance[j]);
        largest = j == o ? largest : Math.max(largest, log[j]);
      }
      double weights = 0;
      for (int j = 0; j < regions; j++) {
        if (j != o) {
          double weight = Math.exp(log[j] - largest);
          weights += weight;
          shrunkShift[o] += weight * shift[j];
          shrunkVariance[o] += weight * variance[j];
        }
      }
      shrunkShift[o] /= weights;
      shrunkVariance[o] = single ? 1 : shrunkVariance[o] / weights;
    }
    return new CombatShrinkage(shrunkShift, shrunkVariance);
  }
}
