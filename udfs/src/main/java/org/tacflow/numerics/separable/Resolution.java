package org.tacflow.numerics.separable;

import java.io.Serializable;

/**
 * How finely the responses of one scan are compressed, tabulated and searched.
 *
 * @param rank numbers kept of every response, 4 to 24; singular values fall by 2.6 for each
 * @param tableStep step in {@code ln θ} of the table of responses
 * @param pairStep step in {@code ln θ} of the table of scalar products of two responses
 * @param slowNodes nodes of the search over the slow rate
 * @param fastNodes nodes of the profile over the fast rate, ≥ 3
 */
public record Resolution(int rank, double tableStep, double pairStep, int slowNodes, int fastNodes)
    implements Serializable {
  /** Checks the ranges. */
  public Resolution {
    if (rank < 4 || rank > 24) {
      throw new IllegalArgumentException("Invalid rank: " + rank + " (must be 4 to 24)");
    }
    if (!(tableStep > 0 && tableStep <= 0.2) || !(pairStep > 0 && pairStep <= 0.3)) {
      throw new IllegalArgumentException(
          "Invalid steps: "
              + tableStep
              + " and "
              + pairStep
              + " (must be above 0, at most 0.2 and 0.3)");
    }
    if (slowNodes < 33 || fastNodes < 3) {
      throw new IllegalArgumentException(
          "Invalid nodes: "
              + slowNodes
              + " slow and "
              + fastNodes
              + " fast (must be at least 33 and 3)");
    }
  }

  /** For voxels: within 1e-5 of the optimal residual sum in more than 99 of 100 noisy curves. */
  public static Resolution voxel() {
    return new Resolution(13, 0.034, 0.136, 97, 20);
  }

  /** For regions and for judging: finer everywhere. */
  public static Resolution fine() {
    return new Resolution(17, 0.017, 0.07, 129, 24);
  }
}
