package org.tacflow.numerics.separable;

/**
 * Least squares with one exponential: evaluation at a rate, and Newton's method in its logarithm.
 *
 * <p>Half the residual sum has, with {@code a = p/n}, the slope {@code −a r} and the curvature
 * {@code a² m − a r·φ″ − (a n′/2 − r)²/n}, where {@code r} is the residual times {@code φ′}.
 */
final class SinglePoint {
  private static final int ITERATIONS = 40;
  private static final double LONGEST_STEP = 1.5;

  private final ResponseTable table;
  private final int rank;
  private final Curve curve;
  private final double tolerance;

  double u;
  double amplitude;
  double explained;
  boolean onBox;
  double leftOver;
  double p;
  double pFirst;
  double pSecond;
  double n;
  double nFirst;
  double nSecond;
  double m;
  double zero;
  double zeroFirst;
  double zeroSecond;

  SinglePoint(SeparableProblem problem, Curve curve, double tolerance) {
    this.table = problem.responses;
    this.rank = problem.rank;
    this.curve = curve;
    this.tolerance = tolerance;
  }

  double evaluate(double at) {
    u = at;
    double[] t = table.coefficients;
    double[] z = curve.z;
    int node = table.nearest(u);
    int o = node * table.stride;
    double x = table.offset(u, node);
    double c0 = 0;
    double c1 = 0;
    double c2 = 0;
    double c3 = 0;
    for (int i = 1; i < rank; i++) {
      double value = z[i];
      int a = o + 4 * i;
      c0 += value * t[a];
      c1 += value * t[a + 1];
      c2 += value * t[a + 2];
      c3 += value * t[a + 3];
    }
    p = c0 + x * (c1 + x * (c2 + x * c3));
    pFirst = c1 + x * (2 * c2 + x * 3 * c3);
    pSecond = 2 * c2 + x * 6 * c3;
    int b = o + table.norms;
    n = t[b] + x * (t[b + 1] + x * (t[b + 2] + x * t[b + 3]));
    nFirst = t[b + 1] + x * (2 * t[b + 2] + x * 3 * t[b + 3]);
    nSecond = 2 * t[b + 2] + x * 6 * t[b + 3];
    m = t[b + 4] + x * (t[b + 5] + x * (t[b + 6] + x * t[b + 7]));
    zero = t[o] + x * (t[o + 1] + x * (t[o + 2] + x * t[o + 3]));
    zeroFirst = t[o + 1] + x * (2 * t[o + 2] + x * 3 * t[o + 3]);
    zeroSecond = 2 * t[o + 2] + x * 6 * t[o + 3];
    onBox = false;
    amplitude = p > 0 || curve.free ? p / n : 0;
    explained = amplitude * p;
    double wanted = curve.z[0] - amplitude * zero;
    if (!curve.inBox(wanted)) {
      onBox = true;
      leftOver = curve.leftOver(wanted);
      p += leftOver * zero;
      pFirst += leftOver * zeroFirst;
      pSecond += leftOver * zeroSecond;
      n += zero * zero;
      nFirst += 2 * zero * zeroFirst;
      nSecond += 2 * (zeroFirst * zeroFirst + zero * zeroSecond);
      m += zeroFirst * zeroFirst;
      amplitude = p > 0 || curve.free ? p / n : 0;
      explained = amplitude * p - leftOver * leftOver;
    }
    return explained;
  }

  /** Residual times φ′. */
  double residual() {
    return pFirst - 0.5 * amplitude * nFirst;
  }

  /** Residual times φ″. */
  double bend() {
    return pSecond - amplitude * (0.5 * nSecond - m);
  }

  /** Walks to a local optimum and ends there, evaluated. */
  void run(double start) {
    double at = Math.min(table.upper, Math.max(table.lower, start));
    double value = evaluate(at);
    double longest = LONGEST_STEP;
    for (int i = 0; i < ITERATIONS && amplitude != 0; i++) {
      double enough = tolerance * Math.max(curve.base - value, 1e-9 * curve.squares);
      double a = amplitude;
      double r = residual();
      double gradient = -a * r;
      double mixed = 0.5 * a * nFirst - r;
      double curvature = a * (a * m - bend()) - mixed * mixed / n;
      if (!(curvature > 0)) {
        double plain = 0.5 * a * nFirst;
        curvature = a * a * m - plain * plain / n;
      }
      double step = -gradient / curvature;
      step = Math.max(-longest, Math.min(longest, step));
      double next = Math.min(table.upper, Math.max(table.lower, at + step));
      double move = next - at;
      if (!(-2 * gradient * move - curvature * move * move > enough)) {
        break;
      }
      double trial = evaluate(next);
      if (trial > value) {
        boolean done = trial - value < enough;
        at = next;
        value = trial;
        if (done) {
          break;
        }
      } else {
        longest = 0.25 * Math.abs(move);
        evaluate(at);
      }
    }
    if (u != at) {
      evaluate(at);
    }
  }
}
