package org.tacflow.simulate;

import org.tacflow.config.InputException;

/**
 * Size of the simulated noise: coefficients of variation, 0 for none.
 *
 * @param voxel of a mean voxel in the last frame, independent between voxels
 * @param region of a mean region in the last frame, the same in all voxels of a label
 * @param blood factor on the standard deviations of blood samples (1: 3 % of plasma, 0.02 of the
 *     parent fraction)
 */
public record NoiseLevel(double voxel, double region, double blood) {
  /** Checks the range. */
  public NoiseLevel {
    if (!(voxel >= 0 && voxel <= 2 && region >= 0 && region <= 2 && blood >= 0 && blood <= 10)) {
      throw new InputException(
          "Invalid noise: voxel "
              + voxel
              + ", region "
              + region
              + ", blood "
              + blood
              + " (must be 0 to 2, 0 to 2 and 0 to 10)");
    }
  }

  /** Of the recipe: voxels 20 %, regions 2 %. */
  public static NoiseLevel ofRecipe() {
    return new NoiseLevel(0.20, 0.02, 1);
  }

  /** No noise at all. */
  public static NoiseLevel none() {
    return new NoiseLevel(0, 0, 0);
  }
}
