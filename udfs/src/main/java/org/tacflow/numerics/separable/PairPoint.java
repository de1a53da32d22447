package org.tacflow.numerics.separable;

/**
 * Least squares at one pair of rates: amplitudes, explained sum of squares, slope and curvature.
 *
 * <p>With scalar products {@code pᵢ = z·φᵢ, nᵢ = φᵢ·φᵢ, K = φ₁·φ₂} and {@code rᵢ} the residual
 * times {@code φ′ᵢ}, the reduced problem in {@code u} has, for half the residual sum,
 *
 * <pre>
 * gradient  gᵢ = −aᵢ rᵢ
 * f_uu(i,j) = aᵢ aⱼ φ′ᵢ·φ′ⱼ − δᵢⱼ aᵢ r·φ″ᵢ,   f_ua(i,j) = aᵢ φ′ᵢ·φⱼ − δᵢⱼ rᵢ
 * H = f_uu − f_ua G⁻¹ f_au
 * </pre>
 *
 * The Gauss–Newton form drops the residual. On the box of the column, component 0 counts like the
 * others with the left-over {@code t} as data.
 */
final class PairPoint {
  private final ResponseTable table;
  private final PairTable pairs;
  private final PairTable.Product product = new PairTable.Product();
  private final int rank;
  private final Curve curve;

  double u1;
  double u2;
  double a1;
  double a2;
  double explained;

  /** Whether both amplitudes are in use; otherwise the point is one exponential or none. */
  boolean pair;

  /** Whether the column lies on its box, and what component 0 is then left with. */
  boolean onBox;

  double leftOver;

  // Scalar products, and component 0 with derivatives, of both responses.
  double p1;
  double p1First;
  double p1Second;
  double p2;
  double p2First;
  double p2Second;
  double n1;
  double n1First;
  double n1Second;
  double n2;
  double n2First;
  double n2Second;
  double m1;
  double m2;
  double k;
  double kFirst;
  double kSecond;
  double kFirstFirst;
  double kFirstSecond;
  double kSecondSecond;
  double zero1;
  double zero1First;
  double zero1Second;
  double zero2;
  double zero2First;
  double zero2Second;

  /** Determinant of the Gram matrix. */
  double determinant;

  PairPoint(SeparableProblem problem, Curve curve) {
    this.table = problem.responses;
    this.pairs = problem.pairs;
    this.rank = problem.rank;
    this.curve = curve;
  }

  /** Evaluates at {@code u₁ > u₂} and returns the explained sum of squares. */
  double evaluate(double fast, double slow) {
    u1 = fast;
    u2 = slow;
    project();
    pairs.evaluate(fast, slow, product);
    k = product.value;
    kFirst = product.first;
    kSecond = product.second;
    kFirstFirst = product.firstFirst;
    kFirstSecond = product.firstSecond;
    kSecondSecond = product.secondSecond;
    onBox = false;
    explained = amplitudes();
    double wanted = curve.z[0] - a1 * zero1 - a2 * zero2;
    if (!curve.inBox(wanted)) {
      onBox = true;
      leftOver = curve.leftOver(wanted);
      includeComponentZero(leftOver);
      explained = amplitudes() - leftOver * leftOver;
    }
    return explained;
  }

  private void project() {
    double[] t = table.coefficients;
    double[] z = curve.z;
    int node1 = table.nearest(u1);
    int node2 = table.nearest(u2);
    int o1 = node1 * table.stride;
    int o2 = node2 * table.stride;
    double x = table.offset(u1, node1);
    double y = table.offset(u2, node2);
    double c0 = 0;
    double c1 = 0;
    double c2 = 0;
    double c3 = 0;
    double d0 = 0;
    double d1 = 0;
    double d2 = 0;
    double d3 = 0;
    for (int i = 1; i < rank; i++) {
      double value = z[i];
      int a = o1 + 4 * i;
      int b = o2 + 4 * i;
      c0 += value * t[a];
      c1 += value * t[a + 1];
      c2 += value * t[a + 2];
      c3 += value * t[a + 3];
      d0 += value * t[b];
      d1 += value * t[b + 1];
      d2 += value * t[b + 2];
      d3 += value * t[b + 3];
    }
    p1 = c0 + x * (c1 + x * (c2 + x * c3));
    p1First = c1 + x * (2 * c2 + x * 3 * c3);
    p1Second = 2 * c2 + x * 6 * c3;
    p2 = d0 + y * (d1 + y * (d2 + y * d3));
    p2First = d1 + y * (2 * d2 + y * 3 * d3);
    p2Second = 2 * d2 + y * 6 * d3;
    int n = o1 + table.norms;
    n1 = t[n] + x * (t[n + 1] + x * (t[n + 2] + x * t[n + 3]));
    n1First = t[n + 1] + x * (2 * t[n + 2] + x * 3 * t[n + 3]);
    n1Second = 2 * t[n + 2] + x * 6 * t[n + 3];
    m1 = t[n + 4] + x * (t[n + 5] + x * (t[n + 6] + x * t[n + 7]));
    n = o2 + table.norms;
    n2 = t[n] + y * (t[n + 1] + y * (t[n + 2] + y * t[n + 3]));
    n2First = t[n + 1] + y * (2 * t[n + 2] + y * 3 * t[n + 3]);
    n2Second = 2 * t[n + 2] + y * 6 * t[n + 3];
    m2 = t[n + 4] + y * (t[n + 5] + y * (t[n + 6] + y * t[n + 7]));
    zero1 = t[o1] + x * (t[o1 + 1] + x * (t[o1 + 2] + x * t[o1 + 3]));
    zero1First = t[o1 + 1] + x * (2 * t[o1 + 2] + x * 3 * t[o1 + 3]);
    zero1Second = 2 * t[o1 + 2] + x * 6 * t[o1 + 3];
    zero2 = t[o2] + y * (t[o2 + 1] + y * (t[o2 + 2] + y * t[o2 + 3]));
    zero2First = t[o2 + 1] + y * (2 * t[o2 + 2] + y * 3 * t[o2 + 3]);
    zero2Second = 2 * t[o2 + 2] + y * 6 * t[o2 + 3];
  }

  private void includeComponentZero(double t) {
    p1 += t * zero1;
    p1First += t * zero1First;
    p1Second += t * zero1Second;
    p2 += t * zero2;
    p2First += t * zero2First;
    p2Second += t * zero2Second;
    n1 += zero1 * zero1;
    n1First += 2 * zero1 * zero1First;
    n1Second += 2 * (zero1First * zero1First + zero1 * zero1Second);
    m1 += zero1First * zero1First;
    n2 += zero2 * zero2;
    n2First += 2 * zero2 * zero2First;
    n2Second += 2 * (zero2First * zero2First + zero2 * zero2Second);
    m2 += zero2First * zero2First;
    k += zero1 * zero2;
    kFirst += zero1First * zero2;
    kSecond += zero1 * zero2First;
    kFirstFirst += zero1Second * zero2;
    kFirstSecond += zero1First * zero2First;
    kSecondSecond += zero1 * zero2Second;
  }

  /** Non-negative (or free) least squares on the two columns. */
  private double amplitudes() {
    determinant = n1 * n2 - k * k;
    a1 = (n2 * p1 - k * p2) / determinant;
    a2 = (n1 * p2 - k * p1) / determinant;
    pair = determinant > 1e-11 * n1 * n2 && (curve.free || (a1 > 0 && a2 > 0));
    if (pair) {
      return a1 * p1 + a2 * p2;
    }
    double alone1 = p1 > 0 || curve.free ? p1 * p1 / n1 : 0;
    double alone2 = p2 > 0 || curve.free ? p2 * p2 / n2 : 0;
    boolean firstAlone = alone1 >= alone2;
    a1 = firstAlone && alone1 > 0 ? p1 / n1 : 0;
    a2 = !firstAlone ? p2 / n2 : 0;
    return Math.max(alone1, alone2);
  }

  /** Residual times φ′₁. */
  double residual1() {
    return p1First - a1 * 0.5 * n1First - a2 * kFirst;
  }

  /** Residual times φ′₂. */
  double residual2() {
    return p2First - a2 * 0.5 * n2First - a1 * kSecond;
  }

  /** Residual times φ″₁. */
  double bend1() {
    return p1Second - a1 * (0.5 * n1Second - m1) - a2 * kFirstFirst;
  }

  /** Residual times φ″₂. */
  double bend2() {
    return p2Second - a2 * (0.5 * n2Second - m2) - a1 * kSecondSecond;
  }
}
