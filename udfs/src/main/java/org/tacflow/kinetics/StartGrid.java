package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tacflow.numerics.BoxLeastSquares;
import org.tacflow.numerics.InnerProduct;

/**
 * Starting points of a compartment fit, from a grid of exponential rates.
 *
 * <p>For given rates the curve is linear in the rest, so each pair of grid rates is solved exactly
 * for uptake and blood volume; the pairs that beat their neighbours on the grid start a descent.
 * The idea is variable projection, Golub and Pereyra 1973, doi:10.1137/0710036.
 */
final class StartGrid {
  // Neighbouring nodes differ by a third over the default range: finer than the basins are wide.
  private static final int NODES = 20;

  private record Start(double cost, double[] exponentials) {}

  private final Compartments form;
  private final double[] theta;
  private final double[][] columns;
  private final double[][] gram;
  private final double[] weights;
  private final BoxLeastSquares inner;
  private final int bloodColumn;
  private final int vesselColumn;

  /**
   * Prepares the grid of one scan.
   *
   * @param lowest least rate, 1/min, above 0
   * @param highest largest rate, 1/min
   * @param bloodVolume range of vB
   */
  StartGrid(
      Compartments form,
      ForwardScheme scheme,
      double[] weights,
      double lowest,
      double highest,
      ModelSettings.BloodVolume bloodVolume) {
    this.form = form;
    this.weights = weights;
    this.theta = new double[NODES];
    this.bloodColumn = NODES;
    this.vesselColumn = NODES + 1;
    this.columns = new double[NODES + 2][scheme.frames()];
    for (int i = 0; i < NODES; i++) {
      theta[i] = highest * Math.pow(lowest / highest, i / (NODES - 1.0));
      scheme.response(theta[i], columns[i], null);
    }
    columns[bloodColumn] = scheme.direct();
    columns[vesselColumn] = scheme.integral();
    this.gram = new double[NODES + 2][NODES + 2];
    for (int a = 0; a < columns.length; a++) {
      for (int b = 0; b < columns.length; b++) {
        gram[a][b] = InnerProduct.of(weights, columns[a], columns[b]);
      }
    }
    double infinite = Double.POSITIVE_INFINITY;
    double[] lower = {0, 0, bloodVolume.lower(), 0};
    double[] upper = {
      infinite,
      form == Compartments.ONE_TISSUE ? 0 : infinite,
      bloodVolume.upper(),
      form == Compartments.VASCULAR ? infinite : 0
    };
    this.inner = BoxLeastSquares.of(lower, upper);
  }

  /** At most {@code most} starts as exponentials of {@link CompartmentCurve}, the best first. */
  List<double[]> starts(double[] tac, int most) {
    double[] projection = new double[columns.length];
    for (int a = 0; a < columns.length; a++) {
      projection[a] = InnerProduct.of(weights, columns[a], tac);
    }
    Start[][] pairs = new Start[NODES][NODES];
    for (int fast = 0; fast < NODES; fast++) {
      if (form.slowRateFitted()) {
        for (int slow = fast + 1; slow < NODES; slow++) {
          pairs[fast][slow] = solve(fast, slow, projection);
        }
      } else {
        pairs[fast][0] = solve(fast, vesselColumn, projection);
      }
    }
    List<Start> minima = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        if (pairs[i][j] != null && beatsNeighbours(pairs, i, j)) {
          minima.add(pairs[i][j]);
        }
      }
    }
    minima.sort(Comparator.comparingDouble(Start::cost));
    return minima.stream().limit(most).map(Start::exponentials).toList();
  }

  private static boolean beatsNeighbours(Start[][] pairs, int i, int j) {
    double cost = pairs[i][j].cost();
    for (int di = -1; di <= 1; di++) {
      for (int dj = -1; dj <= 1; dj++) {
        boolean inside = i + di >= 0 && i + di < NODES && j + dj >= 0 && j + dj < NODES;
        if (inside && pairs[i + di][j + dj] != null && pairs[i + di][j + dj].cost() < cost) {
          return false;
        }
      }
    }
    return true;
  }

  private Start solve(int fast, int slow, double[] projection) {
    int[] chosen = {fast, slow, bloodColumn, vesselColumn};
    double[][] matrix = new double[chosen.length][chosen.length];
    double[] right = new double[chosen.length];
    for (int a = 0; a < chosen.length; a++) {
      right[a] = projection[chosen[a]];
      for (int b = 0; b < chosen.length; b++) {
        matrix[a][b] = gram[chosen[a]][chosen[b]];
      }
    }
    double cost = inner.solve(matrix, right);
    if (!Double.isFinite(cost)) {
      return null;
    }
    double vB = inner.coefficient(2);
    double[] start = new double[CompartmentCurve.SIZE];
    start[CompartmentCurve.PHI1] = inner.coefficient(0) / (1 - vB);
    start[CompartmentCurve.THETA1] = theta[fast];
    start[CompartmentCurve.PHI2] = inner.coefficient(1) / (1 - vB);
    start[CompartmentCurve.THETA2] = slow < NODES ? theta[slow] : 0;
    start[CompartmentCurve.VB] = vB;
    start[CompartmentCurve.KB] = vB > 0 ? inner.coefficient(3) / vB : 0;
    return new Start(cost, start);
  }
}
