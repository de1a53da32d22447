package org.tacflow.numerics.separable;

/** Correlations of one curve with all nodes at once, and the best single exponential among them. */
final class NodeScan {
  private static final int COARSE = 8;

  private final NodeGrid nodes;
  private final Curve curve;
  private final double[] g;

  NodeScan(SeparableProblem problem, Curve curve) {
    this.nodes = problem.nodes;
    this.curve = curve;
    this.g = new double[nodes.u.length];
  }

  /** Correlation of each node's unit response, without component 0, with the curve. */
  double[] correlations() {
    return g;
  }

  /** Correlates components 1 and up of {@code z} with every node. */
  void correlate(double[] z, double[] out) {
    double[][] unit = nodes.unit;
    for (int k = 0; k < unit.length; k += 4) {
      // Row arrays with a plain index are what the compiler turns into vector instructions.
      if (k == 0) {
        first(unit[0], unit[1], unit[2], unit[3], z, out);
      } else {
        add(unit[k], unit[k + 1], unit[k + 2], unit[k + 3], z, k, out);
      }
    }
  }

  private static void first(
      double[] e0, double[] e1, double[] e2, double[] e3, double[] z, double[] out) {
    double z0 = z[1];
    double z1 = z[2];
    double z2 = z[3];
    double z3 = z[4];
    for (int i = 0; i < out.length; i++) {
      out[i] = z0 * e0[i] + z1 * e1[i] + z2 * e2[i] + z3 * e3[i];
    }
  }

  private static void add(
      double[] e0, double[] e1, double[] e2, double[] e3, double[] z, int k, double[] out) {
    double z0 = z[k + 1];
    double z1 = z[k + 2];
    double z2 = z[k + 3];
    double z3 = z[k + 4];
    for (int i = 0; i < out.length; i++) {
      out[i] += z0 * e0[i] + z1 * e1[i] + z2 * e2[i] + z3 * e3[i];
    }
  }

  /** Explained sum of squares of one node alone. */
  double single(int i) {
    double value = g[i];
    double amplitude = value > 0 || curve.free ? value : 0;
    double wanted = curve.z[0] - amplitude * nodes.lean[i];
    if (curve.inBox(wanted)) {
      return amplitude * amplitude;
    }
    double t = curve.leftOver(wanted);
    double f = nodes.shrink[i] * value + nodes.tilt[i] * t;
    return (f > 0 || curve.free ? f * f : 0) - t * t;
  }

  /** The slow node with the best single exponential, by a coarse scan and step halving. */
  int bestSingle() {
    int best = 0;
    double value = single(0);
    for (int i = COARSE; i < nodes.slow; i += COARSE) {
      double v = single(i);
      if (v > value) {
        value = v;
        best = i;
      }
    }
    for (int step = COARSE / 2; step >= 1; step /= 2) {
      int here = best;
      if (here >= step && single(here - step) > value) {
        best = here - step;
        value = single(best);
      }
      if (here + step < nodes.slow && single(here + step) > value) {
        best = here + step;
        value = single(best);
      }
    }
    return best;
  }

  /** The next coarse node after {@code i} that is no worse than its coarse neighbours, or −1. */
  int nextPeak(int i) {
    for (int next = i < 0 ? 0 : i + COARSE; next < nodes.slow; next += COARSE) {
      double here = single(next);
      boolean left = next == 0 || here >= single(next - COARSE);
      boolean right = next + COARSE >= nodes.slow || here > single(next + COARSE);
      if (left && right) {
        return next;
      }
    }
    return -1;
  }

  /** Whether two nodes lie within one coarse step. */
  boolean nearPeak(int i, int j) {
    return Math.abs(i - j) <= COARSE;
  }
}
