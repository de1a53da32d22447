package org.tacflow.bench;

import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;
import org.tacflow.numerics.separable.SimulatedTissue;

/**
 * Two tissue compartments by Commons Math's Levenberg–Marquardt from one start: the baselines.
 *
 * <p>A2 convolves by the exponential recursion on a grid of one second and takes forward
 * differences; A3 uses the exact responses and an analytic Jacobian. Rates start at 0.1, vB at 0.05,
 * and are clamped to [1e-5, 3] and [0, 1).
 */
final class CommonsMathTwoTissue {
  /** Which baseline. */
  enum Kind {
    /** Grid of one second, numeric Jacobian. */
    A2,
    /** Exact responses, analytic Jacobian. */
    A3
  }

  private static final double STEP = 1 / 60.0;

  private final SimulatedTissue tissue;
  private final Kind kind;
  private final int n;
  private final double[] plasma;
  private final int[] endIndex;
  private final double[] first;
  private final double[] second;
  private final double[] firstSlope;
  private final double[] secondSlope;

  CommonsMathTwoTissue(SimulatedTissue tissue, Kind kind) {
    this.tissue = tissue;
    this.kind = kind;
    this.n = tissue.begins.length;
    int seconds = (int) Math.round(tissue.ends[n - 1] / STEP);
    this.plasma = new double[seconds + 1];
    for (int i = 0; i <= seconds; i++) {
      plasma[i] = tissue.plasma.value(i * STEP);
    }
    this.endIndex = new int[n];
    for (int f = 0; f < n; f++) {
      endIndex[f] = (int) Math.round(tissue.ends[f] / STEP);
    }
    this.first = new double[n];
    this.second = new double[n];
    this.firstSlope = new double[n];
    this.secondSlope = new double[n];
  }

  /** Weighted residual sum of the fit, NaN when the optimiser throws. */
  double fit(double[] curve) {
    LeastSquaresBuilder builder =
        new LeastSquaresBuilder()
            .start(new double[] {0.1, 0.1, 0.1, 0.1, 0.05})
            .target(curve)
            .weight(new DiagonalMatrix(tissue.weights))
            .maxEvaluations(1000)
            .maxIterations(1000)
            .parameterValidator(CommonsMathTwoTissue::clamp)
            .model(kind == Kind.A2 ? numeric() : analytic());
    try {
      Optimum optimum = new LevenbergMarquardtOptimizer().optimize(builder.build());
      double rms = optimum.getRMS();
      return rms * rms * n;
    } catch (RuntimeException failed) {
      return Double.NaN;
    }
  }

  private static RealVector clamp(RealVector p) {
    RealVector q = p.copy();
    for (int i = 0; i < 4; i++) {
      q.setEntry(i, Math.max(1e-5, Math.min(3, q.getEntry(i))));
    }
    q.setEntry(4, Math.max(0, Math.min(0.99, q.getEntry(4))));
    return q;
  }

  private MultivariateJacobianFunction numeric() {
    return point -> {
      double[] p = point.toArray();
      double[] base = new double[n];
      onGrid(p, base);
      RealMatrix jacobian = MatrixUtils.createRealMatrix(n, 5);
      double[] moved = new double[n];
      for (int i = 0; i < 5; i++) {
        double h = 1e-6 * Math.max(1e-3, Math.abs(p[i]));
        double[] q = p.clone();
        q[i] += h;
        onGrid(q, moved);
        for (int f = 0; f < n; f++) {
          jacobian.setEntry(f, i, (moved[f] - base[f]) / h);
        }
      }
      return new Pair<>(new ArrayRealVector(base, false), jacobian);
    };
  }

  /** Frame means by the recursion over straight pieces of one second. */
  private void onGrid(double[] p, double[] out) {
    double sum = p[1] + p[2] + p[3];
    double root = Math.sqrt(Math.max(1e-20, sum * sum - 4 * p[1] * p[3]));
    double t1 = 0.5 * (sum + root);
    double t2 = p[1] * p[3] / t1;
    double phi1 = p[0] * (t1 - p[2] - p[3]) / root;
    double phi2 = p[0] - phi1;
    double e1 = Math.exp(-t1 * STEP);
    double e2 = Math.exp(-t2 * STEP);
    double b1 = (1 - (1 - e1) / (t1 * STEP)) / t1;
    double b2 = (1 - (1 - e2) / (t2 * STEP)) / t2;
    double a1 = (1 - e1) / t1 - b1;
    double a2 = (1 - e2) / t2 - b2;
    double c1 = 0;
    double c2 = 0;
    double before = 0;
    int i = 0;
    for (int f = 0; f < n; f++) {
      double area = 0;
      int begin = i;
      for (; i < endIndex[f]; i++) {
        c1 = e1 * c1 + a1 * plasma[i] + b1 * plasma[i + 1];
        c2 = e2 * c2 + a2 * plasma[i] + b2 * plasma[i + 1];
        double now = phi1 * c1 + phi2 * c2;
        area += 0.5 * (before + now);
        before = now;
      }
      out[f] = (1 - p[4]) * area / (endIndex[f] - begin) + p[4] * tissue.blood[f];
    }
  }

  private MultivariateJacobianFunction analytic() {
    return point -> {
      double[] p = point.toArray();
      double sum = p[1] + p[2] + p[3];
      double root = Math.sqrt(Math.max(1e-20, sum * sum - 4 * p[1] * p[3]));
      double t1 = 0.5 * (sum + root);
      double t2 = p[1] * p[3] / t1;
      double share = (t1 - p[2] - p[3]) / root;
      tissue.convolution.evaluate(t1, first, firstSlope);
      tissue.convolution.evaluate(t2, second, secondSlope);
      double[] value = new double[n];
      double[][] jacobian = new double[n][5];
      double left = 1 - p[4];
      for (int i = 1; i <= 3; i++) {
        double product = 0;
        if (i == 1) {
          product = p[3];
        } else if (i == 3) {
          product = p[1];
        }
        double rootSlope = (sum - 2 * product) / root;
        double t1Slope = 0.5 * (1 + rootSlope);
        double t2Slope = 0.5 * (1 - rootSlope);
        double shareSlope = (t1Slope - (i == 1 ? 0 : 1) - share * rootSlope) / root;
        for (int f = 0; f < n; f++) {
          jacobian[f][i] =
              left
                  * p[0]
                  * (shareSlope * (first[f] - second[f])
                      + share * t1Slope * firstSlope[f]
                      + (1 - share) * t2Slope * secondSlope[f]);
        }
      }
      for (int f = 0; f < n; f++) {
        double unit = share * first[f] + (1 - share) * second[f];
        value[f] = left * p[0] * unit + p[4] * tissue.blood[f];
        jacobian[f][0] = left * unit;
        jacobian[f][4] = tissue.blood[f] - p[0] * unit;
      }
      return new Pair<>(
          new ArrayRealVector(value, false), MatrixUtils.createRealMatrix(jacobian));
    };
  }
}
