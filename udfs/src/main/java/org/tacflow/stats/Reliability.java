package org.tacflow.stats;

import java.util.Arrays;

/**
 * Intraclass correlation of repeated measurements, with its 95 % interval.
 *
 * <p>From the mean squares between people (MSB), within people (MSW), of occasions (MSC) and of the
 * residual (MSE); n people, k occasions. Source: Shrout and Fleiss 1979,
 * doi:10.1037/0033-2909.86.2.420.
 *
 * @param people number of people
 * @param occasions measurements per person
 * @param icc coefficient, at most 1, may be negative
 * @param f F of the test that it is 0
 * @param p upper tail of F
 * @param ciLow lower end of the interval
 * @param ciHigh upper end
 * @param reason why there is no number, null when there is
 */
public record Reliability(
    int people,
    int occasions,
    double icc,
    double f,
    double p,
    double ciLow,
    double ciHigh,
    String reason) {

  /**
   * ICC(1,1), occasions interchangeable: {@code (MSB - MSW)/(MSB + (k-1) MSW)}.
   *
   * @param values {@code [person][occasion]}, rectangular and finite
   */
  public static Reliability oneWay(double[][] values) {
    int n = values.length;
    int k = occasions(values);
    Squares s = Squares.of(values);
    if (!(s.between > 0) && !(s.within > 0)) {
      return undefined(n, k);
    }
    double f = s.between / s.within;
    double df1 = n - 1.0;
    double df2 = n * (k - 1.0);
    double low = f / Tails.quantileF(0.975, df1, df2);
    double high = f * Tails.quantileF(0.975, df2, df1);
    return new Reliability(
        n,
        k,
        (s.between - s.within) / (s.between + (k - 1) * s.within),
        f,
        Tails.upperF(f, df1, df2),
        Double.isInfinite(f) ? 1 : (low - 1) / (low + k - 1),
        Double.isInfinite(f) ? 1 : (high - 1) / (high + k - 1),
        null);
  }

  /**
   * ICC(2,1), occasions random, absolute agreement: {@code (MSB - MSE)/(MSB + (k-1) MSE + k (MSC -
   * MSE)/n)}.
   *
   * @param values {@code [person][occasion]}, rectangular and finite
   */
  public static Reliability twoWay(double[][] values) {
    int n = values.length;
    int k = occasions(values);
    Squares s = Squares.of(values);
    if (!(s.between > 0) && !(s.within > 0)) {
      return undefined(n, k);
    }
    double icc =
        (s.between - s.error) / (s.between + (k - 1) * s.error + k * (s.occasion - s.error) / n);
    double f = s.between / s.error;
    double p = Tails.upperF(f, n - 1.0, (n - 1.0) * (k - 1));
    if (!(s.error > 0)) {
      // Without residual the interval's degrees of freedom are 0/0.
      return new Reliability(n, k, icc, f, p, Double.NaN, Double.NaN, null);
    }
    double ratio = s.occasion / s.error;
    double a = k * icc * ratio + n * (1 + (k - 1) * icc) - k * icc;
    double b = (n - 1) * Math.pow(k * icc * ratio, 2) + Math.pow(a - k * icc * ratio, 2);
    double df = (k - 1.0) * (n - 1) * a * a / b;
    double upper = Tails.quantileF(0.975, n - 1.0, df);
    double lower = Tails.quantileF(0.975, df, n - 1.0);
    double noise = k * s.occasion + (k * n - k - n) * s.error;
    return new Reliability(
        n,
        k,
        icc,
        f,
        p,
        n * (s.between - upper * s.error) / (upper * noise + n * s.between),
        n * (lower * s.between - s.error) / (noise + n * lower * s.between),
        null);
  }

  /**
   * Absolute variability of two measurements in percent: {@code 100 |a - b|/((a + b)/2)}.
   *
   * <p>NaN unless both are positive.
   */
  public static double absoluteVariabilityPercent(double a, double b) {
    return a > 0 && b > 0 ? 100 * Math.abs(a - b) / ((a + b) / 2) : Double.NaN;
  }

  /**
   * Change per year in percent of the first value: {@code 100 (second - first)/first/years}.
   *
   * <p>NaN unless the first value and the years are positive.
   */
  public static double annualChangePercent(double first, double second, double years) {
    return first > 0 && years > 0 ? 100 * (second - first) / first / years : Double.NaN;
  }

  private static Reliability undefined(int n, int k) {
    double nan = Double.NaN;
    return new Reliability(n, k, nan, nan, nan, nan, nan, "all values are equal");
  }

  private static int occasions(double[][] values) {
    if (values.length < 2 || values[0].length < 2) {
      throw new IllegalArgumentException(
          "Invalid measurements: "
              + values.length
              + " people (must be >= 2, each with >= 2 values)");
    }
    for (int i = 0; i < values.length; i++) {
      Finite.requireSameLength("person " + i, values[i].length, values[0].length);
      Finite.require("person " + i, values[i]);
    }
    return values[0].length;
  }

  /** Mean squares of the two-way layout. */
  private record Squares(double between, double within, double occasion, double error) {
    static Squares of(double[][] values) {
      int n = values.length;
      int k = values[0].length;
      double[] people = Arrays.stream(values).mapToDouble(Finite::mean).toArray();
      double[] occasions = new double[k];
      double within = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < k; j++) {
          occasions[j] += values[i][j] / n;
          within += (values[i][j] - people[i]) * (values[i][j] - people[i]);
        }
      }
      double occasion = n * Finite.sumOfSquares(occasions);
      return new Squares(
          k * Finite.variance(people),
          within / (n * (k - 1.0)),
          occasion / (k - 1),
          Math.max(0, within - occasion) / ((n - 1.0) * (k - 1)));
    }
  }
}
