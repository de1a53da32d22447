package org.tacflow.numerics.separable;

/**
 * Newton's method in the logarithms of two rates, with exact second derivatives, inside a box.
 *
 * <p>Where the exact curvature is not positive its Gauss–Newton part is used; damping is added only
 * after a step that failed. Coordinates that press against the box are left out.
 */
final class PairNewton {
  private static final int ITERATIONS = 40;
  private static final double LONGEST_STEP = 1.5;
  private static final double APART = 1e-3;
  private static final double MOST_DAMPING = 1e7;

  private final Curve curve;
  private final double lower;
  private final double upper;
  private final double tolerance;
  private long evaluations;

  private double g1;
  private double g2;
  private double h11;
  private double h12;
  private double h22;
  private double s1;
  private double s2;
  private double gain;

  PairNewton(SeparableProblem problem, Curve curve, double tolerance) {
    this.curve = curve;
    this.lower = problem.responses.lower;
    this.upper = problem.responses.upper;
    this.tolerance = tolerance;
  }

  /** Evaluations since this was made, for measurements. */
  long evaluations() {
    return evaluations;
  }

  /** Walks from the point's rates to a local optimum; the point ends there, evaluated. */
  void run(PairPoint point, double fast, double slow) {
    double u2 = Math.min(upper - APART, Math.max(lower, slow));
    double u1 = Math.min(upper, Math.max(u2 + APART, fast));
    double value = point.evaluate(u1, u2);
    evaluations++;
    double damping = 0;
    boolean fresh = true;
    for (int i = 0; i < ITERATIONS && point.pair; i++) {
      if (fresh) {
        curvature(point);
      }
      double enough = tolerance * Math.max(curve.base - value, 1e-9 * curve.squares);
      boolean held1 = (u1 >= upper && g1 < 0) || (u1 <= u2 + APART && g1 > 0);
      boolean held2 = u2 <= lower && g2 > 0;
      step(damping, held1, held2);
      if (!(gain > enough)) {
        break;
      }
      double t2 = Math.min(upper - APART, Math.max(lower, u2 + s2));
      double t1 = Math.min(upper, Math.max(t2 + APART, u1 + s1));
      double trial = point.evaluate(t1, t2);
      evaluations++;
      fresh = trial > value;
      if (fresh) {
        boolean done = trial - value < enough;
        u1 = t1;
        u2 = t2;
        value = trial;
        damping *= 0.1;
        if (damping < 1e-3) {
          damping = 0;
        }
        if (done) {
          return;
        }
      } else {
        damping = damping == 0 ? 0.3 : damping * 6;
        point.pair = true;
        if (damping > MOST_DAMPING) {
          break;
        }
      }
    }
    if (point.u1 != u1 || point.u2 != u2) {
      point.evaluate(u1, u2);
      evaluations++;
    }
  }

  private void curvature(PairPoint p) {
    double r1 = p.residual1();
    double r2 = p.residual2();
    double a1 = p.a1;
    double a2 = p.a2;
    g1 = -a1 * r1;
    g2 = -a2 * r2;
    reduce(
        p,
        a1 * (a1 * p.m1 - p.bend1()),
        a2 * (a2 * p.m2 - p.bend2()),
        0.5 * a1 * p.n1First - r1,
        0.5 * a2 * p.n2First - r2);
    if (!(h11 > 0 && h22 > 0 && h11 * h22 > h12 * h12)) {
      reduce(p, a1 * a1 * p.m1, a2 * a2 * p.m2, 0.5 * a1 * p.n1First, 0.5 * a2 * p.n2First);
    }
  }

  /** Eliminates the amplitudes from the curvature. */
  private void reduce(PairPoint p, double uu11, double uu22, double ua11, double ua22) {
    double ua12 = p.a1 * p.kFirst;
    double ua21 = p.a2 * p.kSecond;
    double d = 1 / p.determinant;
    double b11 = (p.n2 * ua11 - p.k * ua12) * d;
    double b12 = (p.n1 * ua12 - p.k * ua11) * d;
    double b21 = (p.n2 * ua21 - p.k * ua22) * d;
    double b22 = (p.n1 * ua22 - p.k * ua21) * d;
    h11 = uu11 - (b11 * ua11 + b12 * ua12);
    h12 = p.a1 * p.a2 * p.kFirstSecond - (b11 * ua21 + b12 * ua22);
    h22 = uu22 - (b21 * ua21 + b22 * ua22);
  }

  private void step(double damping, boolean held1, boolean held2) {
    double d11 = h11 * (1 + damping);
    double d22 = h22 * (1 + damping);
    s1 = 0;
    s2 = 0;
    if (held1 && !held2) {
      s2 = -g2 / d22;
    } else if (held2 && !held1) {
      s1 = -g1 / d11;
    } else if (!held1) {
      double det = d11 * d22 - h12 * h12;
      if (det > 1e-14 * d11 * d22) {
        s1 = -(d22 * g1 - h12 * g2) / det;
        s2 = -(d11 * g2 - h12 * g1) / det;
      } else {
        s1 = -g1 / d11;
        s2 = -g2 / d22;
      }
    }
    double longest = Math.max(Math.abs(s1), Math.abs(s2));
    if (longest > LONGEST_STEP) {
      s1 *= LONGEST_STEP / longest;
      s2 *= LONGEST_STEP / longest;
    }
    // Half the residual sum falls by −(g·s + s·H s / 2), the explained sum rises by twice that.
    gain = -2 * (g1 * s1 + g2 * s2) - (s1 * s1 * h11 + 2 * s1 * s2 * h12 + s2 * s2 * h22);
  }
}
