package org.tacflow.numerics;

import java.util.Arrays;

/** Merging of sorted time points and finding them again. */
final class Grid {
  private Grid() {}

  /** Sorted distinct union of all points. */
  static double[] merge(double[]... points) {
    return Arrays.stream(points).flatMapToDouble(Arrays::stream).sorted().distinct().toArray();
  }

  /** Index in {@code grid} of each of {@code points}, all of which it holds. */
  static int[] locate(double[] grid, double[] points) {
    return Arrays.stream(points).mapToInt(p -> Arrays.binarySearch(grid, p)).toArray();
  }
}
