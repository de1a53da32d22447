package org.tacflow.simulate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tacflow.bids.ImageGrid;

/**
 * A brain of ellipsoids and shells: sixteen regions named by their region ids, and ventricles.
 *
 * <p>An outer ellipsoid of 68 × 86 × 64 mm holds a cortical shell, cut into lobes by planes, white
 * matter inside, and deep grey nuclei, midbrain, pons and cerebellum as ellipsoids. Coordinates are
 * millimetres right, anterior, superior of the middle. At 3 mm each region has some 250 to 20,000
 * voxels.
 */
final class BrainPhantom {
  /** Region names in the order of their labels, which begin at 1. */
  private static final String[] NAMES = {
    "frontal_cortex",
    "motor_primary",
    "parietal_cortex",
    "temporal_cortex",
    "occipital_cortex",
    "cingulate",
    "insula",
    "caudate",
    "putamen",
    "thalamus",
    "hippocampus",
    "midbrain",
    "pons",
    "cerebellum",
    "white_matter",
    "ventricles"
  };

  private static final double[] HALF = {68, 86, 64};
  private static final double SHELL = 0.85;

  private BrainPhantom() {}

  /** The phantom in cubes of a size, mm, in (0, 10]. */
  static LabelVolume ofVoxelSize(double millimetres) {
    if (!(millimetres > 0 && millimetres <= 10)) {
      throw new IllegalArgumentException(
          "Invalid voxel size: " + millimetres + " mm (must be above 0 and at most 10)");
    }
    int[] size = new int[3];
    double[] origin = new double[3];
    for (int a = 0; a < 3; a++) {
      size[a] = 2 * (int) Math.ceil(HALF[a] / millimetres) + 1;
      origin[a] = -(size[a] - 1) / 2.0 * millimetres;
    }
    ImageGrid grid =
        ImageGrid.of(
            size[0],
            size[1],
            size[2],
            new double[] {
              millimetres,
              0,
              0,
              origin[0],
              0,
              millimetres,
              0,
              origin[1],
              0,
              0,
              millimetres,
              origin[2]
            });
    int[] labels = new int[size[0] * size[1] * size[2]];
    int v = 0;
    for (int k = 0; k < size[2]; k++) {
      for (int j = 0; j < size[1]; j++) {
        for (int i = 0; i < size[0]; i++) {
          String name =
              region(
                  origin[0] + i * millimetres,
                  origin[1] + j * millimetres,
                  origin[2] + k * millimetres);
          labels[v++] = name.isEmpty() ? 0 : List.of(NAMES).indexOf(name) + 1;
        }
      }
    }
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int n = 0; n < NAMES.length; n++) {
      names.put(n + 1, NAMES[n]);
    }
    return new LabelVolume("phantom", grid, labels, names);
  }

  /** The region at a place, empty outside the brain. */
  private static String region(double x, double y, double z) {
    double side = Math.abs(x);
    if (within(x, y, z, 0, -52, -44, 46, 26, 18)) {
      return "cerebellum";
    }
    if (within(x, y, z, 0, -22, -36, 16, 14, 15)) {
      return "pons";
    }
    if (within(x, y, z, 0, -20, -12, 16, 13, 13)) {
      return "midbrain";
    }
    double radius = Math.sqrt(square(x / HALF[0]) + square(y / HALF[1]) + square(z / HALF[2]));
    // Below the cerebrum only the frontal and temporal poles are left, as shell.
    if (radius > 1 || (z < -30 && y < 0 && side < 25)) {
      return "";
    }
    if (radius > SHELL) {
      return lobe(side, y, z);
    }
    if (within(side, y, z, 13, -16, 8, 9, 14, 10)) {
      return "thalamus";
    }
    if (within(side, y, z, 13, 16, 10, 7, 14, 11)) {
      return "caudate";
    }
    if (within(side, y, z, 27, 6, 2, 7, 16, 11)) {
      return "putamen";
    }
    if (within(side, y, z, 28, -24, -16, 8, 18, 9)) {
      return "hippocampus";
    }
    if (within(side, y, z, 42, 6, 2, 6, 20, 15)) {
      return "insula";
    }
    if (within(side, y, z, 6, -4, 22, 6, 24, 7)) {
      return "ventricles";
    }
    boolean band =
        side < 9
            && within(0, y, z, 0, 0, 16, 1, 48, 32)
            && !within(0, y, z, 0, 0, 14, 1, 40, 22)
            && z > 8;
    return band ? "cingulate" : "white_matter";
  }

  private static String lobe(double side, double y, double z) {
    if (y < -58) {
      return "occipital_cortex";
    }
    if (z < -4 && y < 30) {
      return side > 18 ? "temporal_cortex" : "";
    }
    if (y >= 4) {
      return "frontal_cortex";
    }
    return y >= -16 ? "motor_primary" : "parietal_cortex";
  }

  private static boolean within(
      double x,
      double y,
      double z,
      double cx,
      double cy,
      double cz,
      double rx,
      double ry,
      double rz) {
    return square((x - cx) / rx) + square((y - cy) / ry) + square((z - cz) / rz) <= 1;
  }

  private static double square(double value) {
    return value * value;
  }
}
