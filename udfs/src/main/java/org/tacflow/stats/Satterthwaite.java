package org.tacflow.stats;

import java.util.Arrays;
import org.tacflow.numerics.InnerProduct;

/**
 * Degrees of freedom of fixed effects: {@code 2 v²/(g' A g)}.
 *
 * <p>v is the variance of the effect, g its gradient and A the covariance of the variance
 * parameters (relative factor, residual standard deviation), twice the inverse of the Hessian of
 * {@code -2 ln L_R}; both by central differences. Source: Kuznetsova et al. 2017,
 * doi:10.18637/jss.v082.i13.
 */
final class Satterthwaite {
  /** Relative step of the differences. */
  private static final double STEP = 1e-4;

  private Satterthwaite() {}

  /** One value per fixed effect; infinite where the Hessian is not positive definite. */
  static double[] degreesOfFreedom(
      MixedModelCriterion criterion, double[] theta, double residualVariance) {
    double[] at = Arrays.copyOf(theta, theta.length + 1);
    at[theta.length] = Math.sqrt(residualVariance);
    int m = at.length;
    double[] step = new double[m];
    for (int i = 0; i < m; i++) {
      step[i] = STEP * Math.max(Math.abs(at[i]), 0.01 * Math.abs(at[0]));
    }
    double[][] hessian = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int corner = 0; corner < 4; corner++) {
          int si = (corner & 1) == 0 ? 1 : -1;
          int sj = (corner & 2) == 0 ? 1 : -1;
          double[] moved = at.clone();
          moved[i] += si * step[i];
          moved[j] += sj * step[j];
          sum += si * sj * value(criterion, moved);
        }
        hessian[i][j] = sum / (4 * step[i] * step[j]);
        hessian[j][i] = hessian[i][j];
      }
    }
    double[][] gradients = new double[m][];
    for (int i = 0; i < m; i++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += step[i];
      down[i] -= step[i];
      gradients[i] = variances(criterion, up);
      double[] below = variances(criterion, down);
      for (int c = 0; c < below.length; c++) {
        gradients[i][c] = (gradients[i][c] - below[c]) / (2 * step[i]);
      }
    }
    return combine(hessian, gradients, variances(criterion, at));
  }

  private static double[] combine(double[][] hessian, double[][] gradients, double[] variances) {
    int m = hessian.length;
    double[] df = new double[variances.length];
    for (int c = 0; c < df.length; c++) {
      double[] g = new double[m];
      for (int i = 0; i < m; i++) {
        g[i] = gradients[i][c];
      }
      double[] solved = solve(hessian, g);
      double spread = solved == null ? Double.NaN : 2 * InnerProduct.of(g, solved);
      df[c] = spread > 0 ? 2 * variances[c] * variances[c] / spread : Double.POSITIVE_INFINITY;
    }
    return df;
  }

  /** {@code H^-1 g} by Cholesky, null when H is not positive definite. */
  private static double[] solve(double[][] h, double[] g) {
    int m = g.length;
    double[][] l = new double[m][m];
    double[] x = g.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = h[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j && !(sum > 0)) {
          return null;
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = m - 1; i >= 0; i--) {
      for (int k = i + 1; k < m; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }

  private static double value(MixedModelCriterion criterion, double[] at) {
    double sd = at[at.length - 1];
    return criterion.at(Arrays.copyOf(at, at.length - 1), sd * sd);
  }

  private static double[] variances(MixedModelCriterion criterion, double[] at) {
    double sd = at[at.length - 1];
    double[][] cross = criterion.whiten(Arrays.copyOf(at, at.length - 1)).space().inverseCross();
    double[] variances = new double[cross.length];
    for (int c = 0; c < variances.length; c++) {
      variances[c] = sd * sd * cross[c][c];
    }
    return variances;
  }
}
