package org.tacflow.numerics.separable;

/**
 * One curve in compressed form, with the box of its linear column: scratch of one solver.
 *
 * <p>With {@code t = z₀ − b |c|} the residual sum is {@code base − explained}, where {@code base =
 * Σ w y² − z₀²} and {@code explained} is that of the exponentials, less {@code t²} where the column
 * lies on its box.
 */
final class Curve {
  private final SeparableProblem problem;
  private final double[] gathered;

  /** Components, the extra one last; padded with zeros to a multiple of four beyond component 0. */
  final double[] z;

  /** Box of the column's coefficient in units of component 0. */
  final double lower;

  final double upper;

  /** Smallest amplitude: 0, or −∞ when signs are free. */
  final boolean free;

  double base;
  double squares;

  Curve(SeparableProblem problem, ColumnBox box, Signs signs) {
    this.problem = problem;
    this.gathered = new double[problem.framesUsed()];
    this.z = new double[problem.components() + 4];
    this.free = signs == Signs.FREE;
    if (!problem.hasColumn() && !(box.isFixed())) {
      throw new IllegalArgumentException(
          "Cannot estimate the coefficient of the linear column: it is zero in every frame "
              + "(fix the coefficient)");
    }
    this.lower = problem.hasColumn() ? box.lower() * problem.columnNorm : 0;
    this.upper = problem.hasColumn() ? box.upper() * problem.columnNorm : 0;
  }

  /** Takes a curve; false when it holds no finite sum of squares above zero. */
  boolean load(double[] curve) {
    squares = problem.project(curve, gathered, z);
    base = squares - z[0] * z[0];
    return squares > 0 && squares < 1e300;
  }

  /** Component 0 less what the column takes when its free value would be {@code wanted}. */
  double leftOver(double wanted) {
    return z[0] - (wanted < lower ? lower : upper);
  }

  boolean inBox(double wanted) {
    return wanted >= lower && wanted <= upper;
  }
}
