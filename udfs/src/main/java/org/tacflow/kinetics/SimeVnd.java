package org.tacflow.kinetics;

import java.util.Arrays;
import java.util.List;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.Halton;
import org.tacflow.numerics.LeastSquares;
import org.tacflow.numerics.LeastSquaresSolution;

/**
 * One non-displaceable volume for all regions of a scan: simultaneous estimation over a grid.
 *
 * <p>For each VND of the grid every region is fitted by a 2TCM with {@code K1 = VND k2}; the VND of
 * the least sum of weighted residuals is the estimate. Needs regions that differ in binding and no
 * region without specific binding. A fixed blood volume is used, or 0.05 where it is to be fitted.
 * Bounds by name: {@code k2 k3 k4}, default 0 to 0.5 /min. Source: Ogden et al. 2015,
 * doi:10.1038/jcbfm.2014.227.
 *
 * @param vnd the VND of the least cost, mL/cm3; NaN when no grid point could be fitted
 * @param grid VND tried, mL/cm3
 * @param costs weighted residual sum over all regions per grid point, NaN where a region failed
 */
public record SimeVnd(double vnd, double[] grid, double[] costs) {
  private static final Bounds RATE = new Bounds(0, 0.5);
  private static final double DEFAULT_BLOOD_VOLUME = 0.05;
  private static final int SIZE = 3;

  /**
   * Estimates over exact convolutions.
   *
   * @param tacs frame means of the regions, kBq/mL
   * @param grid VND to try, mL/cm3, increasing
   */
  public static SimeVnd of(
      ModelSettings settings,
      FrameTiming timing,
      FrameWeights weights,
      ArterialInput input,
      List<double[]> tacs,
      double[] grid) {
    return of(
        settings, weights, ForwardScheme.exact(timing, input, settings.sampling()), tacs, grid);
  }

  /**
   * Standard error of VND from the curvature of the cost at its least, {@code √(2 σ²/cost″)} with
   * {@code σ² = cost/(residuals − parameters)}.
   *
   * @param residuals frames with weight times regions
   * @param parameters fitted: three per region and VND
   * @return NaN at an end of the grid, beside a failure and where the cost is flat
   */
  public double standardError(int residuals, int parameters) {
    for (int i = 1; i < grid.length - 1; i++) {
      if (grid[i] == vnd && residuals > parameters) {
        double before = (costs[i] - costs[i - 1]) / (grid[i] - grid[i - 1]);
        double after = (costs[i + 1] - costs[i]) / (grid[i + 1] - grid[i]);
        double curvature = 2 * (after - before) / (grid[i + 1] - grid[i - 1]);
        double variance = costs[i] / (residuals - parameters);
        return curvature > 0 ? Math.sqrt(2 * variance / curvature) : Double.NaN;
      }
    }
    return Double.NaN;
  }

  /** Whether the least cost lies at an end of the grid, beyond which it may fall further. */
  public boolean atEdge() {
    return vnd == grid[0] || vnd == grid[grid.length - 1];
  }

  /** Estimates over any forward scheme. */
  static SimeVnd of(
      ModelSettings settings,
      FrameWeights weights,
      ForwardScheme scheme,
      List<double[]> tacs,
      double[] grid) {
    if (tacs.isEmpty() || grid.length == 0) {
      throw new IllegalArgumentException(
          "Invalid simultaneous estimation: "
              + tacs.size()
              + " regions and "
              + grid.length
              + " grid points (must be at least one of each)");
    }
    double bloodVolume =
        settings.bloodVolume().isFixed() ? settings.bloodVolume().lower() : DEFAULT_BLOOD_VOLUME;
    double[] lower = new double[SIZE];
    double[] upper = new double[SIZE];
    for (int j = 0; j < SIZE; j++) {
      Bounds rate = settings.bounds().getOrDefault("k" + (j + 2), RATE);
      lower[j] = rate.lower();
      upper[j] = rate.upper();
    }
    double[][] spread = Halton.points(settings.starts(), lower, upper);
    for (double[] start : spread) {
      // Slow rates differ by factors, fast ones hardly matter: denser towards the lower bound.
      for (int j = 0; j < SIZE; j++) {
        start[j] = lower[j] + (start[j] - lower[j]) * (start[j] - lower[j]) / (upper[j] - lower[j]);
      }
    }
    // One more start per region: where it ended at the VND before.
    double[][] last = new double[tacs.size()][];
    Arrays.fill(last, new double[] {0.1, 0.1, 0.1});
    double[] costs = new double[grid.length];
    double best = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < grid.length; i++) {
      LeastSquares problem =
          LeastSquares.of(curve(scheme, grid[i], bloodVolume), weights.toArray(), lower, upper);
      for (int r = 0; r < last.length; r++) {
        double[][] starts = Arrays.copyOf(spread, spread.length + 1);
        starts[spread.length] = last[r];
        LeastSquaresSolution solution = problem.solve(tacs.get(r), starts);
        costs[i] += solution == null ? Double.NaN : solution.weightedRss();
        last[r] = solution == null ? last[r] : solution.parameters();
      }
      if (costs[i] < least) {
        least = costs[i];
        best = grid[i];
      }
    }
    return new SimeVnd(best, grid.clone(), costs);
  }

  /** A 2TCM in k2, k3, k4 with {@code K1 = VND k2}. */
  private static LeastSquares.Curve curve(ForwardScheme scheme, double vnd, double bloodVolume) {
    RateCurve full = new RateCurve(new CompartmentCurve(scheme), scheme.frames());
    double[] rates = new double[RateMap.SIZE];
    double[][] byRate = new double[scheme.frames()][RateMap.SIZE];
    rates[CompartmentCurve.VB] = bloodVolume;
    return (p, values, jacobian) -> {
      rates[RateMap.K1] = vnd * p[0];
      System.arraycopy(p, 0, rates, RateMap.K2, SIZE);
      full.evaluate(rates, values, byRate);
      for (int f = 0; f < values.length; f++) {
        jacobian[f][0] = vnd * byRate[f][RateMap.K1] + byRate[f][RateMap.K2];
        jacobian[f][1] = byRate[f][RateMap.K3];
        jacobian[f][2] = byRate[f][RateMap.K4];
      }
    };
  }
}
