package org.tacflow.stats;

import org.apache.commons.math3.special.Gamma;

/** Standardised differences between two independent groups of finite values. */
public final class EffectSizes {
  private EffectSizes() {}

  /**
   * Cohen's {@code d = (m1 - m2)/s_pooled}, interval by the noncentral t distribution.
   *
   * <p>{@code variance = (n1+n2)/(n1 n2) + d²/(2(n1+n2))}. Fewer than two values in a group, or no
   * variance, give a reason. Source: Cohen 1988, doi:10.4324/9780203771587; interval: Steiger and
   * Fouladi 1997, ISBN 9780805822427.
   */
  public static EffectSize cohenD(double[] first, double[] second) {
    String obstacle = obstacle(first, second);
    if (obstacle != null) {
      return undefined(EffectSize.Kind.COHEN_D, obstacle);
    }
    double d = standardised(first, second);
    int df = first.length + second.length - 2;
    double scale = Math.sqrt(1.0 / first.length + 1.0 / second.length);
    double variance = variance(d, first.length, second.length);
    double t = d / scale;
    if (Math.abs(t) > 25) {
      // So large a shift underflows the noncentral series; the normal interval is close there.
      double half = Tails.quantileNormal(0.975) * Math.sqrt(variance);
      return new EffectSize(EffectSize.Kind.COHEN_D, d, variance, d - half, d + half, null);
    }
    return new EffectSize(
        EffectSize.Kind.COHEN_D,
        d,
        variance,
        scale * NoncentralT.shift(t, df, 0.975),
        scale * NoncentralT.shift(t, df, 0.025),
        null);
  }

  /**
   * Hedges' {@code g = J d} with the exact factor {@link #smallSampleFactor}.
   *
   * <p>{@code variance = (n1+n2)/(n1 n2) + g²/(2(n1+n2))}; interval {@code g ± 1.96
   * sqrt(variance)}. Source: Hedges 1981, doi:10.3102/10769986006002107.
   */
  public static EffectSize hedgesG(double[] first, double[] second) {
    String obstacle = obstacle(first, second);
    if (obstacle != null) {
      return undefined(EffectSize.Kind.HEDGES_G, obstacle);
    }
    double g = standardised(first, second) * smallSampleFactor(first.length + second.length - 2);
    return normal(EffectSize.Kind.HEDGES_G, g, variance(g, first.length, second.length));
  }

  /**
   * Hedges' g at equal covariates: {@code g = J b/s} with the residual standard deviation s.
   *
   * <p>{@code variance = (se_b/s)² + g²/(2(n1+n2))}; without covariates {@link #hedgesG(double[],
   * double[])}. Source: Borenstein and Hedges 2019, ISBN 9781610448864.
   */
  public static EffectSize hedgesG(GroupContrast contrast) {
    if (contrast.reason() != null || !(contrast.residualSd() > 0)) {
      String why = contrast.reason() == null ? "both groups are constant" : contrast.reason();
      return undefined(EffectSize.Kind.HEDGES_G, why);
    }
    Coefficient b = contrast.difference();
    double g = smallSampleFactor((int) b.df()) * b.estimate() / contrast.residualSd();
    double scale = b.standardError() / contrast.residualSd();
    double people = contrast.nGroup() + contrast.nReference();
    return normal(EffectSize.Kind.HEDGES_G, g, scale * scale + g * g / (2 * people));
  }

  /**
   * Glass's {@code Δ = (m1 - m2)/s2}, standardised by the second group, the controls.
   *
   * <p>{@code variance = (n1+n2)/(n1 n2) + Δ²/(2(n2-1))}. Source: Glass 1976,
   * doi:10.3102/0013189X005010003.
   */
  public static EffectSize glassDelta(double[] first, double[] second) {
    String obstacle = obstacle(first, second);
    if (obstacle == null && Finite.constant(second)) {
      obstacle = "the second group is constant";
    }
    if (obstacle != null) {
      return undefined(EffectSize.Kind.GLASS_DELTA, obstacle);
    }
    double delta = (Finite.mean(first) - Finite.mean(second)) / Math.sqrt(Finite.variance(second));
    double n1 = first.length;
    double n2 = second.length;
    double variance = (n1 + n2) / (n1 * n2) + delta * delta / (2 * (n2 - 1));
    return normal(EffectSize.Kind.GLASS_DELTA, delta, variance);
  }

  /**
   * {@code J = Γ(m/2) / (sqrt(m/2) Γ((m-1)/2))} with m degrees of freedom; NaN for {@code m < 2}.
   *
   * <p>The approximation {@code 1 - 3/(4m-1)} differs in the fifth digit. Source: Hedges 1981,
   * doi:10.3102/10769986006002107.
   */
  public static double smallSampleFactor(int m) {
    if (m < 2) {
      return Double.NaN;
    }
    return Math.exp(
        Gamma.logGamma(m / 2.0) - Gamma.logGamma((m - 1) / 2.0) - 0.5 * Math.log(m / 2.0));
  }

  /**
   * The approximation {@code 1 - 3/(4m-1)} of {@link #smallSampleFactor}, for older publications.
   */
  public static double approximateFactor(int m) {
    return 1 - 3.0 / (4 * m - 1);
  }

  private static double standardised(double[] first, double[] second) {
    int df = first.length + second.length - 2;
    double pooled = (Finite.sumOfSquares(first) + Finite.sumOfSquares(second)) / df;
    return (Finite.mean(first) - Finite.mean(second)) / Math.sqrt(pooled);
  }

  private static double variance(double value, double n1, double n2) {
    return (n1 + n2) / (n1 * n2) + value * value / (2 * (n1 + n2));
  }

  private static EffectSize normal(EffectSize.Kind kind, double value, double variance) {
    double half = Tails.quantileNormal(0.975) * Math.sqrt(variance);
    return new EffectSize(kind, value, variance, value - half, value + half, null);
  }

  private static String obstacle(double[] first, double[] second) {
    Finite.require("first group", first);
    Finite.require("second group", second);
    if (first.length < 2 || second.length < 2) {
      return "n = " + first.length + " and " + second.length + " (must be >= 2 each)";
    }
    return Finite.constant(first) && Finite.constant(second) ? "both groups are constant" : null;
  }

  private static EffectSize undefined(EffectSize.Kind kind, String reason) {
    double nan = Double.NaN;
    return new EffectSize(kind, nan, nan, nan, nan, reason);
  }
}
