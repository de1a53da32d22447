package org.tacflow.numerics.separable;

import org.tacflow.numerics.ExponentialConvolution;

/**
 * The optimum by brute force: variable projection from 28 starts with exact convolutions.
 *
 * <p>Shares no code with the solver under test but the exact responses: columns are the weighted
 * responses themselves, the inner problem enumerates every set of active columns, the outer one is
 * Gauss–Newton with Kaufman's Jacobian and Levenberg's damping.
 */
public final class MultistartReference {
  private final ExponentialConvolution convolution;
  private final double[] roots;
  private final double[] blood;
  private final double lower;
  private final double upper;
  private final double boxLower;
  private final double boxUpper;
  private final int n;
  private final double[][] columns = new double[3][];
  private final double[][] slopes = new double[2][];
  private final double[] residual;
  final double[] coefficients = new double[3];

  /** Rates at the best optimum found. */
  final double[] rates = new double[2];

  /** Coefficients (fast, slow, blood) at the best optimum found. */
  final double[] best = new double[3];

  /** With the bounds of both rates and of the coefficient of the blood. */
  public MultistartReference(
      ExponentialConvolution convolution,
      double[] weights,
      double[] blood,
      double lower,
      double upper,
      double boxLower,
      double boxUpper) {
    this.convolution = convolution;
    this.n = weights.length;
    this.roots = new double[n];
    this.blood = new double[n];
    for (int f = 0; f < n; f++) {
      roots[f] = Math.sqrt(weights[f]);
      this.blood[f] = blood[f] * roots[f];
    }
    this.lower = lower;
    this.upper = upper;
    this.boxLower = boxLower;
    this.boxUpper = boxUpper;
    this.columns[0] = new double[n];
    this.columns[1] = new double[n];
    this.columns[2] = this.blood;
    this.slopes[0] = new double[n];
    this.slopes[1] = new double[n];
    this.residual = new double[n];
  }

  /** Weighted residual sum of the best of 28 starts. */
  public double solve(double[] y) {
    double[] grid = {0.0007, 0.003, 0.01, 0.03, 0.08, 0.2, 0.6, 2};
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < grid.length; i++) {
      for (int j = 0; j < i; j++) {
        double found = descend(y, Math.log(grid[i]), Math.log(grid[j]));
        least = Math.min(least, found);
        if (least == found) {
          double value = evaluate(y, at[0], at[1]);
          assert value == found;
          System.arraycopy(coefficients, 0, best, 0, 3);
          rates[0] = Math.exp(at[0]);
          rates[1] = Math.exp(at[1]);
        }
      }
    }
    return least;
  }

  private final double[] at = new double[2];

  private double descend(double[] y, double start1, double start2) {
    double lo = Math.log(lower);
    double hi = Math.log(upper);
    double[] u = {clamp(start1, lo, hi), clamp(start2, lo, hi)};
    double value = evaluate(y, u[0], u[1]);
    double damping = 1e-3;
    for (int it = 0; it < 200 && damping < 1e9; it++) {
      double[][] jacobian = kaufman();
      double[] g = new double[2];
      double[][] h = new double[2][2];
      for (int a = 0; a < 2; a++) {
        g[a] = dot(jacobian[a], residual);
        for (int b = 0; b < 2; b++) {
          h[a][b] = dot(jacobian[a], jacobian[b]);
        }
      }
      double before = value;
      while (damping < 1e9) {
        double h00 = h[0][0] * (1 + damping) + 1e-300;
        double h11 = h[1][1] * (1 + damping) + 1e-300;
        boolean hold0 = (u[0] >= hi && g[0] > 0) || (u[0] <= lo && g[0] < 0);
        boolean hold1 = (u[1] >= hi && g[1] > 0) || (u[1] <= lo && g[1] < 0);
        double off = hold0 || hold1 ? 0 : h[0][1];
        double det = h00 * h11 - off * off;
        double s0 = hold0 ? 0 : (h11 * g[0] - off * g[1]) / det;
        double s1 = hold1 ? 0 : (h00 * g[1] - off * g[0]) / det;
        double t0 = clamp(u[0] + clamp(s0, -2, 2), lo, hi);
        double t1 = clamp(u[1] + clamp(s1, -2, 2), lo, hi);
        double trial = evaluate(y, t0, t1);
        if (trial < value) {
          value = trial;
          u[0] = t0;
          u[1] = t1;
          damping = Math.max(1e-9, damping * 0.2);
          break;
        }
        damping *= 5;
      }
      if (before - value < 1e-9 * value) {
        break;
      }
      evaluate(y, u[0], u[1]);
    }
    at[0] = u[0];
    at[1] = u[1];
    return value;
  }

  private double evaluate(double[] y, double u1, double u2) {
    double[] u = {u1, u2};
    for (int i = 0; i < 2; i++) {
      double theta = Math.exp(u[i]);
      convolution.evaluate(theta, columns[i], slopes[i]);
      for (int f = 0; f < n; f++) {
        columns[i][f] *= roots[f];
        slopes[i][f] *= roots[f] * theta;
      }
    }
    double least = Double.POSITIVE_INFINITY;
    double[] kept = new double[3];
    for (int mask = 0; mask < 4; mask++) {
      for (int end = 0; end < 3; end++) {
        double fixed = end == 1 ? boxLower : boxUpper;
        if (end > 0 && !Double.isFinite(fixed)) {
          continue;
        }
        double[] c = restricted(y, mask, end == 0, end == 0 ? 0 : fixed);
        if (c == null || c[0] < 0 || c[1] < 0 || c[2] < boxLower || c[2] > boxUpper) {
          continue;
        }
        double sum = 0;
        for (int f = 0; f < n; f++) {
          double r =
              y[f] * roots[f] - c[0] * columns[0][f] - c[1] * columns[1][f] - c[2] * blood[f];
          sum += r * r;
        }
        if (sum < least) {
          least = sum;
          System.arraycopy(c, 0, kept, 0, 3);
        }
      }
    }
    System.arraycopy(kept, 0, coefficients, 0, 3);
    for (int f = 0; f < n; f++) {
      residual[f] =
          y[f] * roots[f] - kept[0] * columns[0][f] - kept[1] * columns[1][f] - kept[2] * blood[f];
    }
    return least;
  }

  /** Least squares on chosen columns by modified Gram–Schmidt; null when they are dependent. */
  private double[] restricted(double[] y, int mask, boolean freeBlood, double fixedBlood) {
    double[] rest = new double[n];
    for (int f = 0; f < n; f++) {
      rest[f] = y[f] * roots[f] - fixedBlood * blood[f];
    }
    int[] chosen = new int[3];
    int count = 0;
    for (int i = 0; i < 3; i++) {
      if (i == 2 ? freeBlood : (mask & 1 << i) != 0) {
        chosen[count++] = i;
      }
    }
    double[][] q = new double[count][];
    double[][] r = new double[count][count];
    double[] z = new double[count];
    for (int i = 0; i < count; i++) {
      double[] v = columns[chosen[i]].clone();
      double size = Math.sqrt(dot(v, v));
      for (int j = 0; j < i; j++) {
        r[j][i] = dot(q[j], v);
        axpy(-r[j][i], q[j], v);
      }
      r[i][i] = Math.sqrt(dot(v, v));
      if (!(r[i][i] > 1e-9 * size)) {
        return null;
      }
      for (int f = 0; f < n; f++) {
        v[f] /= r[i][i];
      }
      q[i] = v;
      z[i] = dot(v, rest);
      axpy(-z[i], v, rest);
    }
    double[] c = {0, 0, fixedBlood};
    for (int i = count - 1; i >= 0; i--) {
      double sum = z[i];
      for (int j = i + 1; j < count; j++) {
        sum -= r[i][j] * c[chosen[j]];
      }
      c[chosen[i]] = sum / r[i][i];
    }
    return c;
  }

  private double[][] kaufman() {
    boolean free = coefficients[2] > boxLower && coefficients[2] < boxUpper;
    double[][] jacobian = new double[2][n];
    double[][] q = new double[3][];
    int count = 0;
    for (int i = 0; i < 3; i++) {
      if (i == 2 ? free : coefficients[i] > 0) {
        double[] v = columns[i].clone();
        for (int j = 0; j < count; j++) {
          axpy(-dot(q[j], v), q[j], v);
        }
        double norm = Math.sqrt(dot(v, v));
        for (int f = 0; f < n; f++) {
          v[f] /= norm;
        }
        q[count++] = v;
      }
    }
    for (int a = 0; a < 2; a++) {
      for (int f = 0; f < n; f++) {
        jacobian[a][f] = coefficients[a] * slopes[a][f];
      }
      for (int j = 0; j < count; j++) {
        axpy(-dot(q[j], jacobian[a]), q[j], jacobian[a]);
      }
    }
    return jacobian;
  }

  private static void axpy(double a, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += a * x[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double clamp(double v, double lo, double hi) {
    return Math.max(lo, Math.min(hi, v));
  }
}
