package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.BoxLeastSquares;
import org.tacflow.numerics.Covariance;
import org.tacflow.numerics.InnerProduct;
import org.tacflow.numerics.LeastSquares;
import org.tacflow.numerics.LeastSquaresSolution;

/**
 * Fits {@link SrtmvModel} to one scan by Levenberg-Marquardt from the minima of a grid.
 *
 * <p>With the rate and vBr given, the curve is linear in what is left: each node of the grid over
 * the rate is solved exactly.
 */
final class SrtmvFitter implements TacFitter {
  private static final int NODES = 40;
  private static final int LINEAR = 3;

  private final double[] weights;
  private final CurveCheck check;
  private final LeastSquares problem;
  private final BoxLeastSquares inner;
  private final int starts;
  private final double middleVolume;
  private final double[] theta = new double[NODES];
  // By node: the terms of R1, of b and of vB.
  private final double[][][] terms;
  private final double[][][] normal;
  private final double[] gradient = new double[SrtmvCurve.SIZE];

  SrtmvFitter(
      SrtmvCurve curve,
      FrameWeights weights,
      Bounds rate,
      BloodVolume volume,
      Bounds referenceVolume,
      int starts) {
    double infinite = Double.POSITIVE_INFINITY;
    int fitted = LINEAR;
    fitted += volume.isFixed() ? 0 : 1;
    fitted += referenceVolume.lower() < referenceVolume.upper() ? 1 : 0;
    this.weights = weights.toArray();
    this.check = CurveCheck.ofWeighted(weights, fitted + 1);
    this.starts = starts;
    this.middleVolume = 0.5 * (referenceVolume.lower() + referenceVolume.upper());
    this.problem =
        LeastSquares.of(
            curve,
            this.weights,
            new double[] {
              -infinite, -infinite, rate.lower(), volume.lower(), referenceVolume.lower()
            },
            new double[] {
              infinite, infinite, rate.upper(), volume.upper(), referenceVolume.upper()
            });
    this.inner =
        BoxLeastSquares.of(
            new double[] {-infinite, -infinite, volume.lower()},
            new double[] {infinite, infinite, volume.upper()});
    this.terms = new double[NODES][LINEAR][this.weights.length];
    this.normal = new double[NODES][LINEAR][LINEAR];
    for (int i = 0; i < NODES; i++) {
      theta[i] = rate.upper() * Math.pow(rate.lower() / rate.upper(), i / (NODES - 1.0));
      curve.terms(theta[i], middleVolume, terms[i][0], terms[i][1]);
      terms[i][2] = curve.vessels();
      for (int a = 0; a < LINEAR; a++) {
        for (int b = 0; b < LINEAR; b++) {
          normal[i][a][b] = InnerProduct.of(this.weights, terms[i][a], terms[i][b]);
        }
      }
    }
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status refused = check.refuse(tac);
    if (refused != null) {
      return fit.fail(refused, check.used());
    }
    LeastSquaresSolution solution = problem.solve(tac, startingPoints(tac));
    if (solution == null || !solution.converged()) {
      return fit.fail(Status.NOT_CONVERGED, check.used());
    }
    double[] x = solution.parameters();
    double ratio = x[SrtmvCurve.R1];
    double efflux = x[SrtmvCurve.B] + ratio * x[SrtmvCurve.THETA];
    if (!(ratio > 0) || !(efflux > 0) || Double.isInfinite(efflux / ratio)) {
      return fit.fail(Status.IMPLAUSIBLE, check.used());
    }
    if (Double.isNaN(solution.covariance()[SrtmvCurve.R1][SrtmvCurve.R1])) {
      return fit.fail(Status.SINGULAR, check.used());
    }
    write(x, efflux, solution.covariance(), fit);
    long hit = boundsHit(solution.atLower() | solution.atUpper());
    Status status = hit == 0 ? Status.CONVERGED : Status.AT_BOUND;
    return fit.succeed(status, solution.weightedRss(), check.used(), hit);
  }

  private double[][] startingPoints(double[] tac) {
    double[] costs = new double[NODES];
    double[][] points = new double[NODES][];
    for (int i = 0; i < NODES; i++) {
      double[] projection = new double[LINEAR];
      for (int a = 0; a < LINEAR; a++) {
        projection[a] = InnerProduct.of(weights, terms[i][a], tac);
      }
      costs[i] = inner.solve(normal[i], projection);
      double volume = inner.coefficient(2);
      double rest = 1 - volume;
      points[i] =
          new double[] {
            inner.coefficient(0) / rest, inner.coefficient(1) / rest, theta[i], volume, middleVolume
          };
    }
    List<double[]> minima = new ArrayList<>();
    for (int i = 0; i < NODES && minima.size() < starts; i++) {
      boolean falls = i == 0 || costs[i] <= costs[i - 1];
      boolean rises = i == NODES - 1 || costs[i] <= costs[i + 1];
      if (falls && rises && Double.isFinite(costs[i])) {
        minima.add(points[i]);
      }
    }
    return minima.toArray(double[][]::new);
  }

  /** Bits of the fitted parameters as bits of the reported ones: k2a counts as k2. */
  private static long boundsHit(long fitted) {
    long hit = 0;
    hit |= (fitted >> SrtmvCurve.THETA & 1) << 2;
    hit |= (fitted >> SrtmvCurve.VB & 1) << 4;
    hit |= (fitted >> SrtmvCurve.VBR & 1) << 5;
    return hit;
  }

  private void write(double[] x, double efflux, double[][] covariance, Fit fit) {
    double ratio = x[SrtmvCurve.R1];
    double b = x[SrtmvCurve.B];
    double rate = x[SrtmvCurve.THETA];
    report(fit, 0, efflux / rate - 1, covariance, 1, 1 / rate, -b / (rate * rate));
    report(fit, 1, ratio, covariance, 1, 0, 0);
    report(fit, 2, efflux, covariance, rate, 1, ratio);
    report(fit, 3, efflux / ratio, covariance, -b / (ratio * ratio), 1 / ratio, 1);
    gradient[SrtmvCurve.R1] = 0;
    gradient[SrtmvCurve.B] = 0;
    gradient[SrtmvCurve.THETA] = 0;
    for (int volume = SrtmvCurve.VB; volume <= SrtmvCurve.VBR; volume++) {
      gradient[volume] = 1;
      fit.estimates()[volume + 1] = x[volume];
      fit.standardErrors()[volume + 1] = Covariance.standardError(gradient, covariance);
      gradient[volume] = 0;
    }
  }

  private void report(
      Fit fit, int p, double value, double[][] covariance, double byR1, double byB, double byRate) {
    gradient[SrtmvCurve.R1] = byR1;
    gradient[SrtmvCurve.B] = byB;
    gradient[SrtmvCurve.THETA] = byRate;
    fit.estimates()[p] = value;
    fit.standardErrors()[p] = Covariance.standardError(gradient, covariance);
  }
}
