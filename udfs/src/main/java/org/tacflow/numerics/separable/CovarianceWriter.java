package org.tacflow.numerics.separable;

import static org.tacflow.numerics.separable.ExponentialFit.A1;
import static org.tacflow.numerics.separable.ExponentialFit.A2;
import static org.tacflow.numerics.separable.ExponentialFit.COLUMN;
import static org.tacflow.numerics.separable.ExponentialFit.EXTRA;
import static org.tacflow.numerics.separable.ExponentialFit.RATE1;
import static org.tacflow.numerics.separable.ExponentialFit.RATE2;

/**
 * Turns the curvature at a solution into the covariance of its parameters, in closed form.
 *
 * <p>With {@code G, f_ua, f_uu} as in {@link PairPoint}: {@code C_uu = H⁻¹}, {@code C_ua = −H⁻¹
 * f_ua G⁻¹}, {@code C_aa = G⁻¹ + G⁻¹ f_au H⁻¹ f_ua G⁻¹}. A linear column that was eliminated
 * exactly adds {@code (1 + gᵀ C g)/|c|²}, where {@code g} is the derivative of its component of the
 * exponentials. Rates on the end of their range are held. Where the curvature is not positive, the
 * covariance is NaN.
 */
final class CovarianceWriter {
  private final SeparableProblem problem;
  private final boolean exact;
  private final double lower;
  private final double upper;
  private final double[] gradient = new double[4];
  private final double[] extraGradient = new double[4];
  private final double[] columnWith = new double[4];
  private final double[] extraWith = new double[4];

  CovarianceWriter(SeparableProblem problem, Curvature curvature) {
    this.problem = problem;
    this.exact = curvature == Curvature.HESSIAN;
    this.lower = problem.responses.lower;
    this.upper = problem.responses.upper;
  }

  void write(PairPoint p, ExponentialFit fit) {
    double r1 = exact ? p.residual1() : 0;
    double r2 = exact ? p.residual2() : 0;
    double bend1 = exact ? p.bend1() : 0;
    double bend2 = exact ? p.bend2() : 0;
    double ua11 = 0.5 * p.a1 * p.n1First - r1;
    double ua22 = 0.5 * p.a2 * p.n2First - r2;
    double ua12 = p.a1 * p.kFirst;
    double ua21 = p.a2 * p.kSecond;
    double i11 = p.n2 / p.determinant;
    double i12 = -p.k / p.determinant;
    double i22 = p.n1 / p.determinant;
    double b11 = ua11 * i11 + ua12 * i12;
    double b12 = ua11 * i12 + ua12 * i22;
    double b21 = ua21 * i11 + ua22 * i12;
    double b22 = ua21 * i12 + ua22 * i22;
    double h11 = p.a1 * (p.a1 * p.m1 - bend1) - (b11 * ua11 + b12 * ua12);
    double h12 = p.a1 * p.a2 * p.kFirstSecond - (b11 * ua21 + b12 * ua22);
    double h22 = p.a2 * (p.a2 * p.m2 - bend2) - (b21 * ua21 + b22 * ua22);
    boolean held1 = p.u1 >= upper;
    boolean held2 = p.u2 <= lower;
    double c11 = 0;
    double c12 = 0;
    double c22 = 0;
    if (!held1 && !held2) {
      double det = h11 * h22 - h12 * h12;
      double sign = h11 > 0 && det > 0 ? 1 : Double.NaN;
      c11 = sign * h22 / det;
      c12 = -sign * h12 / det;
      c22 = sign * h11 / det;
    } else if (!held1) {
      c11 = h11 > 0 ? 1 / h11 : Double.NaN;
    } else if (!held2) {
      c22 = h22 > 0 ? 1 / h22 : Double.NaN;
    }
    // C_uu B, with B = f_ua G⁻¹.
    double d11 = c11 * b11 + c12 * b21;
    double d12 = c11 * b12 + c12 * b22;
    double d21 = c12 * b11 + c22 * b21;
    double d22 = c12 * b12 + c22 * b22;
    double t1 = fit.rate1;
    double t2 = fit.rate2;
    fit.covariance(A1, A1, i11 + b11 * d11 + b21 * d21);
    fit.covariance(A1, A2, i12 + b11 * d12 + b21 * d22);
    fit.covariance(A2, A2, i22 + b12 * d12 + b22 * d22);
    fit.covariance(RATE1, A1, -d11 * t1);
    fit.covariance(RATE1, A2, -d12 * t1);
    fit.covariance(RATE2, A1, -d21 * t2);
    fit.covariance(RATE2, A2, -d22 * t2);
    fit.covariance(RATE1, RATE1, c11 * t1 * t1);
    fit.covariance(RATE1, RATE2, c12 * t1 * t2);
    fit.covariance(RATE2, RATE2, c22 * t2 * t2);
    gradient[A1] = p.zero1;
    gradient[RATE1] = p.a1 * p.zero1First / t1;
    gradient[A2] = p.zero2;
    gradient[RATE2] = p.a2 * p.zero2First / t2;
    columns(p.onBox, fit);
  }

  void write(SinglePoint p, ExponentialFit fit) {
    double r = exact ? p.residual() : 0;
    double bend = exact ? p.bend() : 0;
    double mixed = 0.5 * p.amplitude * p.nFirst - r;
    double h = p.amplitude * (p.amplitude * p.m - bend) - mixed * mixed / p.n;
    boolean held = p.u >= upper || p.u <= lower;
    double c = 0;
    if (!held) {
      c = h > 0 ? 1 / h : Double.NaN;
    }
    double ratio = mixed / p.n;
    fit.covariance(A1, A1, 1 / p.n + ratio * ratio * c);
    fit.covariance(RATE1, A1, -ratio * c * fit.rate1);
    fit.covariance(RATE1, RATE1, c * fit.rate1 * fit.rate1);
    gradient[A1] = p.zero;
    gradient[RATE1] = p.amplitude * p.zeroFirst / fit.rate1;
    gradient[A2] = 0;
    gradient[RATE2] = 0;
    columns(p.onBox, fit);
  }

  private void columns(boolean onBox, ExponentialFit fit) {
    double columnVariance = 0;
    for (int i = 0; i < 4; i++) {
      columnWith[i] = 0;
    }
    if (!onBox && problem.hasColumn()) {
      columnVariance = eliminated(gradient, problem.columnNorm, columnWith, fit);
      fit.covariance(COLUMN, COLUMN, columnVariance);
      for (int i = 0; i < 4; i++) {
        fit.covariance(COLUMN, i, columnWith[i]);
      }
    }
    if (problem.hasExtra()) {
      extra(columnVariance, fit);
    }
  }

  private void extra(double columnVariance, ExponentialFit fit) {
    double norm = problem.extraNorm;
    double lean = problem.extraOfColumn;
    extraGradient(fit);
    double variance = eliminated(extraGradient, norm, extraWith, fit);
    double columnCovariance = -lean * columnVariance / norm;
    for (int i = 0; i < 4; i++) {
      variance += 2 * lean * extraGradient[i] * columnWith[i] / (norm * norm);
      columnCovariance -= extraGradient[i] * columnWith[i] / norm;
      fit.covariance(EXTRA, i, extraWith[i] - lean * columnWith[i] / norm);
    }
    variance += lean * lean * columnVariance / (norm * norm);
    fit.covariance(EXTRA, EXTRA, variance);
    fit.covariance(EXTRA, COLUMN, columnCovariance);
  }

  private void extraGradient(ExponentialFit fit) {
    int e = problem.rank;
    extraGradient[A1] = problem.responses.value(e, Math.log(fit.rate1));
    extraGradient[RATE1] =
        fit.amplitude1 * problem.responses.slope(e, Math.log(fit.rate1)) / fit.rate1;
    boolean two = fit.exponentials == 2;
    extraGradient[A2] = two ? problem.responses.value(e, Math.log(fit.rate2)) : 0;
    extraGradient[RATE2] =
        two ? fit.amplitude2 * problem.responses.slope(e, Math.log(fit.rate2)) / fit.rate2 : 0;
  }

  /** Variance of {@code (ε − g·x)/norm} and its covariance with {@code x}. */
  private static double eliminated(double[] g, double norm, double[] with, ExponentialFit fit) {
    double quadratic = 0;
    for (int i = 0; i < 4; i++) {
      double sum = 0;
      for (int j = 0; j < 4; j++) {
        sum += fit.covariance(i, j) * g[j];
      }
      with[i] = -sum / norm;
      quadratic += g[i] * sum;
    }
    return (1 + quadratic) / (norm * norm);
  }
}
