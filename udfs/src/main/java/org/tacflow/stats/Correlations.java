package org.tacflow.stats;

/**
 * Correlation of two columns, plain or with covariates held constant.
 *
 * <p>Columns hold one finite value per person; {@link Observations#completeCases} removes the
 * others. A constant column, too few rows or dependent covariates give a {@link Correlation} with a
 * reason and no number.
 */
public final class Correlations {
  /** Two-sided 95 % normal quantile. */
  private static final double Z95 = Tails.quantileNormal(0.975);

  private Correlations() {}

  /**
   * The coefficient named by {@code method}; covariates must be given for the partial forms only.
   */
  public static Correlation of(
      CorrelationMethod method, double[] x, double[] y, Covariates covariates) {
    boolean partial =
        method == CorrelationMethod.PARTIAL_PEARSON || method == CorrelationMethod.PARTIAL_SPEARMAN;
    if (!partial && covariates.size() > 0) {
      throw new IllegalArgumentException(
          "Invalid covariates of " + method + ": " + covariates.names() + " (must be none)");
    }
    return switch (method) {
      case PEARSON -> pearson(x, y);
      case SPEARMAN -> spearman(x, y);
      case KENDALL -> KendallTau.of(x, y);
      case PARTIAL_PEARSON -> partialPearson(x, y, covariates);
      case PARTIAL_SPEARMAN -> partialSpearman(x, y, covariates);
    };
  }

  /**
   * Product-moment correlation {@code r = Sxy / sqrt(Sxx Syy)}.
   *
   * <p>{@code t = r sqrt((n-2)/(1-r²))} with {@code df = n - 2}; the interval is {@code tanh(atanh
   * r ± 1.96/sqrt(n-3))}. At |r| = 1, t is infinite, p is 0 and the interval is the point. Source:
   * Fisher 1921, Metron 1:3.
   */
  public static Correlation pearson(double[] x, double[] y) {
    check(x, y);
    return residualCorrelation(CorrelationMethod.PEARSON, x, y, Covariates.none());
  }

  /**
   * Pearson correlation of mid-ranks, p from the t form with {@code df = n - 2}.
   *
   * <p>Source: Spearman 1904, doi:10.2307/1412159.
   */
  public static Correlation spearman(double[] x, double[] y) {
    check(x, y);
    return residualCorrelation(
        CorrelationMethod.SPEARMAN, Ranks.of(x), Ranks.of(y), Covariates.none());
  }

  /** Kendall's tau-b; see {@link KendallTau}. */
  public static Correlation kendall(double[] x, double[] y) {
    return KendallTau.of(x, y);
  }

  /**
   * Correlation of the residuals of {@code x} and {@code y} on the covariates with intercept.
   *
   * <p>{@code df = n - 2 - k} with k covariate columns; the interval uses {@code 1/sqrt(n-k-3)}.
   * Equals the t test of x in the linear model {@code y ~ x + covariates}. A variable that the
   * covariates explain to within 1e-7 of its length about the mean has no partial correlation.
   * Source: Fisher 1924, Metron 3:329.
   */
  public static Correlation partialPearson(double[] x, double[] y, Covariates covariates) {
    check(x, y);
    return residualCorrelation(CorrelationMethod.PARTIAL_PEARSON, x, y, covariates);
  }

  /**
   * {@link #partialPearson} after replacing x, y and every numeric covariate by mid-ranks.
   *
   * <p>Ranks follow the ranks of a covariate along a curve, of which a plane is taken out. What is
   * left of two variables that both follow it strongly is shared: independent normal variables with
   * a correlation of 0.74 with their covariates have a partial rank correlation of 0.02 to 0.05 and
   * p ≤ 0.05 in 6 to 7 of 100 cohorts of 12 to 120. Where one of the two follows no covariate there
   * is nothing of it. Source: Liu et al. 2018, doi:10.1111/biom.12812.
   */
  public static Correlation partialSpearman(double[] x, double[] y, Covariates covariates) {
    check(x, y);
    return residualCorrelation(
        CorrelationMethod.PARTIAL_SPEARMAN, Ranks.of(x), Ranks.of(y), covariates.ranked());
  }

  private static Correlation residualCorrelation(
      CorrelationMethod method, double[] x, double[] y, Covariates covariates) {
    int n = x.length;
    int k = covariates.size();
    String obstacle = obstacle(x, y, k);
    if (obstacle != null) {
      return Correlation.undefined(method, n, k, obstacle);
    }
    ColumnSpace space = covariates.space(n);
    String deficiency = covariates.deficiency(space);
    if (deficiency != null) {
      return Correlation.undefined(method, n, k, deficiency);
    }
    double[] restX = space.residuals(x);
    double[] restY = space.residuals(y);
    double lengthX = ColumnSpace.norm(restX);
    double lengthY = ColumnSpace.norm(restY);
    if (k > 0 && lengthX <= ColumnSpace.TOLERANCE * Math.sqrt(Finite.sumOfSquares(x))) {
      return Correlation.undefined(method, n, k, "the covariates explain x entirely");
    }
    if (k > 0 && lengthY <= ColumnSpace.TOLERANCE * Math.sqrt(Finite.sumOfSquares(y))) {
      return Correlation.undefined(method, n, k, "the covariates explain y entirely");
    }
    return tested(method, n, k, cosine(restX, lengthX, restY, lengthY));
  }

  /** A coefficient known from a publication, with the test and interval that r and n imply. */
  static Correlation published(double r, int n) {
    return n < 3
        ? Correlation.undefined(CorrelationMethod.PEARSON, n, 0, "n = " + n + " (must be >= 3)")
        : tested(CorrelationMethod.PEARSON, n, 0, r);
  }

  private static Correlation tested(CorrelationMethod method, int n, int k, double r) {
    int df = n - 2 - k;
    double t = r * Math.sqrt(df / ((1 - r) * (1 + r)));
    double[] ci = fisherInterval(r, n - k);
    double p = Tails.twoSidedT(t, df);
    return new Correlation(method, PValueMethod.T, n, k, df, r, t, p, ci[0], ci[1], null);
  }

  /** Why x and y have no correlation whatever the covariates; null when they may have one. */
  static String obstacle(double[] x, double[] y, int covariates) {
    if (x.length - 2 - covariates < 1) {
      return "n = " + x.length + " (must be >= " + (3 + covariates) + ")";
    }
    if (Finite.constant(x)) {
      return "x is constant";
    }
    return Finite.constant(y) ? "y is constant" : null;
  }

  static void check(double[] x, double[] y) {
    Finite.requireSameLength("y", y.length, x.length);
    Finite.require("x", x);
    Finite.require("y", y);
  }

  /** {@code tanh(atanh r ± z / sqrt(effectiveN - 3))}; NaN when {@code effectiveN < 4}. */
  private static double[] fisherInterval(double r, int effectiveN) {
    if (effectiveN < 4) {
      return new double[] {Double.NaN, Double.NaN};
    }
    if (Math.abs(r) == 1) {
      return new double[] {r, r};
    }
    double z = FisherZ.of(r);
    double half = Z95 / Math.sqrt(effectiveN - 3);
    return new double[] {Math.tanh(z - half), Math.tanh(z + half)};
  }

  private static double cosine(double[] a, double lengthA, double[] b, double lengthB) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] / lengthA * (b[i] / lengthB);
    }
    // Rounding of a perfect correlation must not leave 1 - r² to decide the p value.
    if (1 - Math.abs(sum) < 4 * Math.ulp(1.0)) {
      return Math.signum(sum);
    }
    return Math.max(-1, Math.min(1, sum));
  }
}
