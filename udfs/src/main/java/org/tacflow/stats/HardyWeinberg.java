package org.tacflow.stats;

/**
 * A data-quality check of genotype counts against Hardy-Weinberg proportions.
 *
 * @param n genotyped people
 * @param lowAlleleFrequency share of the counted allele, {@code (2 n2 + n1)/(2n)}
 * @param chiSquare {@code Σ (observed - expected)²/expected}, one degree of freedom
 * @param p upper tail; NaN when one allele is absent
 */
public record HardyWeinberg(int n, double lowAlleleFrequency, double chiSquare, double p) {

  /**
   * The check of counts of people with 0, 1 and 2 low-affinity alleles (HAB, MAB, LAB).
   *
   * <p>Expected {@code n (1-q)², 2 n q (1-q), n q²}. Source: Hardy 1908,
   * doi:10.1126/science.28.706.49.
   */
  public static HardyWeinberg of(int none, int one, int two) {
    if (none < 0 || one < 0 || two < 0 || none + one + two == 0) {
      throw new IllegalArgumentException(
          "Invalid genotype counts: "
              + none
              + ", "
              + one
              + ", "
              + two
              + " (must be >= 0, some > 0)");
    }
    int n = none + one + two;
    double q = (2.0 * two + one) / (2.0 * n);
    if (q == 0 || q == 1) {
      return new HardyWeinberg(n, q, Double.NaN, Double.NaN);
    }
    double[] observed = {none, one, two};
    double[] expected = {n * (1 - q) * (1 - q), 2 * n * q * (1 - q), n * q * q};
    double chiSquare = 0;
    for (int g = 0; g < 3; g++) {
      chiSquare += (observed[g] - expected[g]) * (observed[g] - expected[g]) / expected[g];
    }
    return new HardyWeinberg(n, q, chiSquare, Tails.upperChiSquare(chiSquare, 1));
  }
}
