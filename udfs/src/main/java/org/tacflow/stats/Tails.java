package org.tacflow.stats;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/** Tail probabilities and quantiles of the normal, t, F and chi-square distributions. */
final class Tails {
  /** Accuracy of numerically inverted quantiles. */
  private static final double QUANTILE_ACCURACY = 1e-14;

  private Tails() {}

  /** {@code P(|T| >= |t|)} with {@code df} degrees of freedom; NaN for NaN. */
  static double twoSidedT(double t, double df) {
    if (Double.isNaN(t) || !(df > 0)) {
      return Double.NaN;
    }
    if (Double.isInfinite(t)) {
      return 0;
    }
    // The generator is null because constructing the default one costs more than the integral.
    return Math.min(1, 2 * new TDistribution(null, df).cumulativeProbability(-Math.abs(t)));
  }

  /** The {@code t} with {@code P(T <= t) = probability}. */
  static double quantileT(double probability, double df) {
    return new TDistribution(null, df, QUANTILE_ACCURACY).inverseCumulativeProbability(probability);
  }

  /** {@code P(|Z| >= |z|)} of the standard normal; NaN for NaN. */
  static double twoSidedNormal(double z) {
    if (Double.isNaN(z)) {
      return Double.NaN;
    }
    return Double.isInfinite(z) ? 0 : Erf.erfc(Math.abs(z) / Math.sqrt(2));
  }

  /** {@code P(Z <= z)} of the standard normal. */
  static double normalBelow(double z) {
    return 0.5 * Erf.erfc(-z / Math.sqrt(2));
  }

  /** The {@code z} with {@code P(Z <= z) = probability}. */
  static double quantileNormal(double probability) {
    return Math.sqrt(2) * Erf.erfInv(2 * probability - 1);
  }

  /** {@code P(F >= f)}; NaN for NaN or degrees of freedom that are not positive. */
  static double upperF(double f, double numeratorDf, double denominatorDf) {
    if (Double.isNaN(f) || !(numeratorDf > 0) || !(denominatorDf > 0)) {
      return Double.NaN;
    }
    // The upper tail is the lower tail of 1/F, which keeps the digits of a small p.
    if (Double.isInfinite(f)) {
      return 0;
    }
    return f <= 0
        ? 1
        : new FDistribution(null, denominatorDf, numeratorDf).cumulativeProbability(1 / f);
  }

  /** The {@code f} with {@code P(F <= f) = probability}. */
  static double quantileF(double probability, double numeratorDf, double denominatorDf) {
    return new FDistribution(null, numeratorDf, denominatorDf, QUANTILE_ACCURACY)
        .inverseCumulativeProbability(probability);
  }

  /** {@code P(X >= x)} of chi-square; NaN for NaN or {@code df <= 0}. */
  static double upperChiSquare(double x, double df) {
    if (Double.isNaN(x) || !(df > 0)) {
      return Double.NaN;
    }
    return x <= 0 ? 1 : Gamma.regularizedGammaQ(df / 2, x / 2, 1e-15, 100000);
  }

  /** The {@code x} with {@code P(X <= x) = probability}. */
  static double quantileChiSquare(double probability, double df) {
    return new ChiSquaredDistribution(null, df, QUANTILE_ACCURACY)
        .inverseCumulativeProbability(probability);
  }
}
