package org.tacflow.numerics.separable;

/**
 * Finds starting pairs of rates: the local maxima of the profile over the fast rate.
 *
 * <p>For every fast node the best slow node is found by a coarse scan and step halving; values of
 * pairs are exact least squares with signs and the column's box, so the profile is that of the
 * constrained problem.
 */
final class PairSearch {
  private static final int COARSE_NODES = 5;
  private static final double WORTH = 0.1;
  private static final double SAME_BASIN = 0.6;

  private final NodeGrid nodes;
  private final int slow;
  private final int fast;
  // Steps of the scan: over all slow nodes, and around the winner of the fast node before.
  private final int coarse;
  private final int near;
  private final Curve curve;
  private final double[] g;
  private final double[] correlation;
  private final double[] inverse;
  private final double[] lean;
  private final double[] profile;
  private final double[] profileU;
  private final int[] winner;
  private final double[] lifted;
  private final double[] startFast;
  private final double[] startSlow;
  private int candidates;
  private boolean pair;

  PairSearch(SeparableProblem problem, Curve curve, NodeScan scan) {
    this.nodes = problem.nodes;
    this.slow = nodes.slow;
    this.fast = nodes.fast;
    this.curve = curve;
    this.g = scan.correlations();
    this.correlation = nodes.correlation;
    this.inverse = nodes.inverse;
    this.lean = nodes.lean;
    this.coarse = Integer.highestOneBit(2 * (slow - 1) / COARSE_NODES);
    this.near = Math.max(1, coarse / 4);
    this.profile = new double[fast];
    this.profileU = new double[fast];
    this.winner = new int[fast];
    this.lifted = new double[fast];
    this.startFast = new double[fast];
    this.startSlow = new double[fast];
  }

  /** Number of starts found by {@link #run}, best first. */
  int candidates() {
    return candidates;
  }

  double lifted(int c) {
    return lifted[c];
  }

  double fastStart(int c) {
    return startFast[c];
  }

  double slowStart(int c) {
    return startSlow[c];
  }

  /** Whether a start promises to come near enough to a value already reached. */
  boolean worth(int c, double explained) {
    return lifted[c] >= explained - WORTH * (curve.base - explained);
  }

  /** Searches the profile of the curve whose correlations the scan holds. */
  void run() {
    int previous = -1;
    for (int j = fast - 1; j >= 0; j--) {
      previous = bestSlow(j, previous);
      winner[j] = previous;
    }
    collect();
  }

  /** Finds the best slow node and lifts the profile by the parabola through its neighbours. */
  private int bestSlow(int j, int previous) {
    int reach = nodes.reach[j];
    int best = Math.min(Math.max(previous, 0), reach - 1);
    double value = value(best, j);
    int step = previous < 0 ? coarse / 2 : near;
    for (int i = 0; i < reach; i += coarse) {
      double v = value(i, j);
      if (v > value) {
        value = v;
        best = i;
        step = coarse / 2;
      }
    }
    double left = Double.NaN;
    double right = Double.NaN;
    for (; step >= 1; step /= 2) {
      int here = best;
      double middle = value;
      left = here >= step ? value(here - step, j) : Double.NaN;
      right = here + step < reach ? value(here + step, j) : Double.NaN;
      if (left > value) {
        value = left;
        best = here - step;
      }
      if (right > value) {
        value = right;
        best = here + step;
      }
      if (step == 1 && best < here) {
        right = middle;
        left = best > 0 ? value(best - 1, j) : Double.NaN;
      } else if (step == 1 && best > here) {
        left = middle;
        right = best + 1 < reach ? value(best + 1, j) : Double.NaN;
      }
    }
    profile[j] = value;
    profileU[j] = nodes.u[best];
    if (left <= value && right <= value) {
      refine(j, best, left - value, right - value);
    }
    return best;
  }

  private void refine(int j, int i, double left, double right) {
    double x1 = nodes.u[i - 1] - nodes.u[i];
    double x2 = nodes.u[i + 1] - nodes.u[i];
    double curvature = (right / x2 - left / x1) / (x2 - x1);
    double slope = left / x1 - curvature * x1;
    if (curvature < 0) {
      double shift = -slope / (2 * curvature);
      if (shift > x1 && shift < x2) {
        profileU[j] += shift;
        profile[j] += 0.5 * slope * shift;
      }
    }
  }

  private void collect() {
    candidates = 0;
    double spacing = nodes.u[slow + 1] - nodes.u[slow];
    for (int j = 0; j < fast; j++) {
      double here = profile[j];
      boolean top = j == fast - 1 || here > profile[j + 1];
      boolean bottom = j == 0 || here >= profile[j - 1];
      if (!top || !bottom) {
        continue;
      }
      value(winner[j], j);
      if (!pair) {
        continue;
      }
      double u1 = nodes.u[slow + j];
      double u2 = profileU[j];
      double height = here;
      if (j > 0 && j < fast - 1) {
        double up = profile[j + 1];
        double down = profile[j - 1];
        double curvature = up + down - 2 * here;
        if (curvature < 0) {
          double shift = 0.5 * (down - up) / curvature;
          height = here + 0.25 * (up - down) * shift;
          int neighbour = shift > 0 ? j + 1 : j - 1;
          double change = profileU[neighbour] - u2;
          if (Math.abs(change) < SAME_BASIN) {
            u1 += shift * spacing;
            u2 += Math.abs(shift) * change;
          }
        }
      }
      insert(height, u1, u2);
    }
  }

  private void insert(double height, double u1, double u2) {
    int at = candidates++;
    while (at > 0 && lifted[at - 1] < height) {
      lifted[at] = lifted[at - 1];
      startFast[at] = startFast[at - 1];
      startSlow[at] = startSlow[at - 1];
      at--;
    }
    lifted[at] = height;
    startFast[at] = u1;
    startSlow[at] = u2;
  }

  /**
   * Explained sum of squares of slow node {@code i} with fast node {@code j}; sets {@code pair}.
   */
  private double value(int i, int j) {
    int m = slow + j;
    int k = j * slow + i;
    double gi = g[i];
    double gj = g[m];
    double r = correlation[k];
    double x = gi - r * gj;
    double y = gj - r * gi;
    double explained;
    double wanted;
    if ((x > 0 && y > 0) || curve.free) {
      double s = inverse[k];
      pair = true;
      explained = (gi * x + gj * y) * s;
      wanted = curve.z[0] - s * (x * lean[i] + y * lean[m]);
    } else {
      pair = false;
      double amplitude = Math.max(0, Math.max(gi, gj));
      explained = amplitude * amplitude;
      wanted = curve.z[0] - amplitude * lean[gi > gj ? i : m];
    }
    // Least squares are convex in the column's coefficient: outside the box, its end is best.
    return curve.inBox(wanted) ? explained : onBox(i, j, curve.leftOver(wanted));
  }

  private double onBox(int i, int j, double t) {
    int m = slow + j;
    double fi = nodes.shrink[i] * g[i] + nodes.tilt[i] * t;
    double fj = nodes.shrink[m] * g[m] + nodes.tilt[m] * t;
    double r =
        nodes.shrink[i] * nodes.shrink[m] * nodes.correlation[j * slow + i]
            + nodes.tilt[i] * nodes.tilt[m];
    double x = fi - r * fj;
    double y = fj - r * fi;
    pair = (x > 0 && y > 0) || curve.free;
    if (pair) {
      return (fi * x + fj * y) / (1 - r * r) - t * t;
    }
    double best = Math.max(0, Math.max(fi, fj));
    return best * best - t * t;
  }
}
