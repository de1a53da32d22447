package org.tacflow.kinetics;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.tacflow.numerics.separable.SimulatedTissue;

/** Standard errors by differences of exact curves in (log K1, log k2, log k3, log k4, vB). */
final class NumericCurvature {
  private NumericCurvature() {}

  /**
   * Errors of functions of the rates, by differences throughout.
   *
   * @return NaN in the first place when the Hessian is not positive
   */
  static double[] standardErrors(
      SimulatedTissue tissue,
      double[] curve,
      double[] rates,
      boolean hessian,
      UnaryOperator<double[]> functions) {
    double[] x = rates.clone();
    for (int p = 0; p < 4; p++) {
      x[p] = Math.log(rates[p]);
    }
    double[] steps = {1e-3, 1e-3, 1e-3, 1e-3, 1e-4};
    int n = curve.length;
    double[][] slopes = new double[5][n];
    for (int p = 0; p < 5; p++) {
      double[] up = residuals(tissue, curve, moved(x, p, steps[p]));
      double[] down = residuals(tissue, curve, moved(x, p, -steps[p]));
      for (int f = 0; f < n; f++) {
        slopes[p][f] = (up[f] - down[f]) / (2 * steps[p]);
      }
    }
    double[][] h = new double[5][5];
    for (int p = 0; p < 5; p++) {
      for (int q = 0; q < 5; q++) {
        if (hessian) {
          h[p][q] = second(tissue, curve, x, p, q, steps);
        } else {
          for (int f = 0; f < n; f++) {
            h[p][q] += slopes[p][f] * slopes[q][f];
          }
        }
      }
    }
    RealMatrix matrix = new Array2DRowRealMatrix(h);
    double[] failed = new double[8];
    Arrays.fill(failed, Double.NaN);
    RealMatrix symmetric = matrix.add(matrix.transpose()).scalarMultiply(0.5);
    double[] eigen = new EigenDecomposition(symmetric).getRealEigenvalues();
    double least = Arrays.stream(eigen).min().orElseThrow();
    double most = Arrays.stream(eigen).max().orElseThrow();
    // Beyond this condition the differences of differences decide the answer.
    if (!(least > 1e-5 * most)) {
      return failed;
    }
    RealMatrix covariance = new LUDecomposition(symmetric).getSolver().getInverse();
    double variance = sum(residuals(tissue, curve, x)) / (n - 5);
    double[] errors = new double[8];
    double[][] gradient = new double[8][5];
    for (int p = 0; p < 5; p++) {
      double[] up = functions.apply(plain(moved(x, p, 1e-5)));
      double[] down = functions.apply(plain(moved(x, p, -1e-5)));
      for (int k = 0; k < 8; k++) {
        gradient[k][p] = (up[k] - down[k]) / 2e-5;
      }
    }
    for (int k = 0; k < 8; k++) {
      double[] row = covariance.operate(gradient[k]);
      double quadratic = 0;
      for (int p = 0; p < 5; p++) {
        quadratic += row[p] * gradient[k][p];
      }
      errors[k] = Math.sqrt(variance * quadratic);
    }
    return errors;
  }

  private static double second(
      SimulatedTissue tissue, double[] curve, double[] x, int p, int q, double[] steps) {
    double a = half(tissue, curve, moved(moved(x, p, steps[p]), q, steps[q]));
    double b = half(tissue, curve, moved(moved(x, p, steps[p]), q, -steps[q]));
    double c = half(tissue, curve, moved(moved(x, p, -steps[p]), q, steps[q]));
    double d = half(tissue, curve, moved(moved(x, p, -steps[p]), q, -steps[q]));
    return (a - b - c + d) / (4 * steps[p] * steps[q]);
  }

  private static double half(SimulatedTissue tissue, double[] curve, double[] x) {
    return 0.5 * sum(residuals(tissue, curve, x));
  }

  private static double sum(double[] residuals) {
    double sum = 0;
    for (double r : residuals) {
      sum += r * r;
    }
    return sum;
  }

  private static double[] residuals(SimulatedTissue tissue, double[] curve, double[] x) {
    double[] model = new double[curve.length];
    tissue.curve(plain(x), model);
    for (int f = 0; f < model.length; f++) {
      model[f] = Math.sqrt(tissue.weights[f]) * (model[f] - curve[f]);
    }
    return model;
  }

  private static double[] plain(double[] x) {
    double[] rates = x.clone();
    for (int p = 0; p < 4; p++) {
      rates[p] = Math.exp(x[p]);
    }
    return rates;
  }

  private static double[] moved(double[] x, int p, double step) {
    double[] y = x.clone();
    y[p] += step;
    return y;
  }
}
