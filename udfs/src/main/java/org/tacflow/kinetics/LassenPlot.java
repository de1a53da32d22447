package org.tacflow.kinetics;

import org.tacflow.numerics.LinearRegression;

/**
 * The occupancy of a target by a drug, from distribution volumes of many regions before and after.
 *
 * <pre>
 * VT_before − VT_after = occupancy (VT_before − VND)
 * </pre>
 *
 * Source: Cunningham et al. 2010, doi:10.1038/jcbfm.2009.190, after Lassen et al. 1995.
 *
 * @param occupancy slope of the line, 0 to 1
 * @param occupancySe its standard error
 * @param vnd non-displaceable distribution volume, where the line meets 0, mL/cm3
 * @param vndSe its standard error by the delta method, mL/cm3
 * @param regions regions used
 */
public record LassenPlot(
    double occupancy, double occupancySe, double vnd, double vndSe, int regions) {

  /**
   * Lays the line through regions; those with NaN in either scan are left out.
   *
   * @param before VT per region without the drug, mL/cm3
   * @param after VT of the same regions with the drug, mL/cm3
   * @return NaN in all numbers when fewer than three regions remain or all have the same VT
   */
  public static LassenPlot of(double[] before, double[] after) {
    if (before.length != after.length || before.length == 0) {
      throw new IllegalArgumentException(
          "Invalid regions: "
              + before.length
              + " before and "
              + after.length
              + " after (must be as many of each, at least one)");
    }
    LinearRegression line = LinearRegression.of(before.length, 2);
    for (int r = 0; r < before.length; r++) {
      if (Double.isFinite(before[r]) && Double.isFinite(after[r])) {
        line.add(1, before[r] - after[r], new double[] {1, before[r]});
      }
    }
    if (line.rows() < 3 || !line.solve()) {
      double none = Double.NaN;
      return new LassenPlot(none, none, none, none, line.rows());
    }
    return new LassenPlot(
        line.coefficient(1),
        line.standardError(1),
        -line.coefficient(0) / line.coefficient(1),
        line.ratioStandardError(0, 1),
        line.rows());
  }
}
