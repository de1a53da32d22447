package org.tacflow.numerics.separable;

import java.io.Serializable;
import org.tacflow.numerics.InnerProduct;

/**
 * Nodes of the search: unit responses at slow and fast rates, and the correlations of their pairs.
 *
 * <p>Slow nodes are equally spaced in a mix of the arc length of the unit response and of {@code
 * u}; fast nodes in {@code u}. Index {@code slow + j} is fast node {@code j}.
 */
final class NodeGrid implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double SHARE_OF_U = 0.3;
  private static final double FAST_FROM = Math.log(0.006);
  private static final double APART = 0.02;
  private static final int FINE = 400;

  final int slow;
  final int fast;
  final double[] u;
  // Row k − 1 holds component k of all unit vectors (without component 0); padded to a multiple of
  // 4.
  final double[][] unit;
  // Component 0 by the norm without it; norm without it, and component 0, by the full norm.
  final double[] lean;
  final double[] shrink;
  final double[] tilt;
  final double[] correlation;
  final double[] inverse;
  // How many slow nodes lie below fast node j.
  final int[] reach;

  private NodeGrid(Components components, Resolution resolution, int rank) {
    this.slow = resolution.slowNodes();
    this.fast = resolution.fastNodes();
    int all = slow + fast;
    this.u = new double[all];
    double[] spaced = slowNodes(components, slow, rank);
    System.arraycopy(spaced, 0, u, 0, slow);
    double width = components.upper - components.lower;
    double from = Math.max(FAST_FROM, components.lower + 0.05 * width);
    from = from < components.upper - 0.3 * width ? from : components.upper - 0.3 * width;
    for (int j = 0; j < fast; j++) {
      u[slow + j] = from + (components.upper - from) * j / (fast - 1);
    }
    int rows = (rank - 1 + 3) / 4 * 4;
    this.unit = new double[rows][all];
    this.lean = new double[all];
    this.shrink = new double[all];
    this.tilt = new double[all];
    for (int i = 0; i < all; i++) {
      double[] value = components.taylor(u[i], 0)[0];
      double without = Math.sqrt(InnerProduct.of(value, value, 1, rank));
      double full = Math.hypot(without, value[0]);
      for (int k = 1; k < rank; k++) {
        unit[k - 1][i] = value[k] / without;
      }
      lean[i] = value[0] / without;
      shrink[i] = without / full;
      tilt[i] = value[0] / full;
    }
    this.correlation = new double[fast * slow];
    this.inverse = new double[fast * slow];
    this.reach = new int[fast];
    for (int j = 0; j < fast; j++) {
      for (int i = 0; i < slow && u[i] < u[slow + j] - APART; i++) {
        double sum = 0;
        for (double[] row : unit) {
          sum += row[i] * row[slow + j];
        }
        correlation[j * slow + i] = sum;
        inverse[j * slow + i] = 1 / (1 - sum * sum);
        reach[j] = i + 1;
      }
    }
  }

  static NodeGrid of(Components components, Resolution resolution, int rank) {
    return new NodeGrid(components, resolution, rank);
  }

  private static double[] slowNodes(Components components, int count, int rank) {
    double width = components.upper - components.lower;
    double[] length = new double[FINE + 1];
    double[] before = null;
    for (int i = 0; i <= FINE; i++) {
      double[] now = components.taylor(components.lower + width * i / FINE, 0)[0];
      double norm = Math.sqrt(InnerProduct.of(now, now, 1, rank));
      double squares = 0;
      for (int k = 1; k < rank; k++) {
        now[k] /= norm;
        squares += before == null ? 0 : (now[k] - before[k]) * (now[k] - before[k]);
      }
      if (i > 0) {
        length[i] = length[i - 1] + Math.sqrt(squares) + SHARE_OF_U * width / FINE;
      }
      before = now;
    }
    double[] nodes = new double[count];
    int piece = 0;
    for (int i = 0; i < count; i++) {
      double wanted = length[FINE] * i / (count - 1);
      while (piece < FINE - 1 && length[piece + 1] < wanted) {
        piece++;
      }
      double part = (wanted - length[piece]) / (length[piece + 1] - length[piece]);
      nodes[i] = components.lower + width * Math.min(1, (piece + part) / FINE);
    }
    return nodes;
  }
}
