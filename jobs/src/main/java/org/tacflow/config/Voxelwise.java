package org.tacflow.config;

import java.io.Serializable;
import java.util.List;

/**
 * Which statistical tests are made voxel by voxel, on maps in one grid.
 *
 * @param maps table of map files; empty for the voxel fits of the run
 * @param mask image whose voxels above 0 are tested; empty for the voxels that every map has
 * @param tests the tests; empty for none
 * @param permutations random orders of each test
 * @param smoothing full width at half maximum of the Gaussian that smooths maps, mm; 0 for none
 * @param scaling what is done about the global level of a map
 * @param clusterP two-sided p by the t distribution below which voxels form clusters
 * @param connectivity when two voxels touch
 */
public record Voxelwise(
    @NotHashed String maps,
    @NotHashed String mask,
    List<Test> tests,
    int permutations,
    double smoothing,
    Scaling scaling,
    double clusterP,
    Connectivity connectivity)
    implements Serializable {

  /** What is done about the global level of a map. */
  public enum Scaling {
    /** Nothing. */
    NONE,
    /** Maps are divided by their mean over the tested voxels. */
    PROPORTIONAL,
    /** The mean over the tested voxels is a covariate. */
    COVARIATE
  }

  /** When two voxels touch. */
  public enum Connectivity {
    /** When they share a face. */
    FACES,
    /** When they share a face, an edge or a corner. */
    CORNERS
  }

  /**
   * One test: a correlation with a scale, or a group against a comparator.
   *
   * @param name label in tables and file names, letters and digits
   * @param tracer registry id; empty for the only one of the maps
   * @param model model entry of the maps; empty where the table of maps has none
   * @param outcome outcome of the maps; empty for the first of the model
   * @param disease diagnosis
   * @param subgroup subgroup of it, or all
   * @param scale scale to correlate with; empty for a group contrast
   * @param comparator diagnosis to compare with; empty for a correlation
   */
  public record Test(
      String name,
      String tracer,
      String model,
      String outcome,
      String disease,
      String subgroup,
      String scale,
      String comparator)
      implements Serializable {

    /** Whether it is a group contrast. */
    public boolean isContrast() {
      return scale.isEmpty();
    }
  }

  /** Copies the list. */
  public Voxelwise {
    tests = List.copyOf(tests);
  }

  /** No test. */
  public static Voxelwise none() {
    return new Voxelwise("", "", List.of(), 5000, 0, Scaling.NONE, 0.001, Connectivity.FACES);
  }
}
