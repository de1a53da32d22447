package org.tacflow.jobs;

/**
 * One row of {@code voxel_tacs} for Spark to pack by its getters.
 *
 * <p>A {@code Row} would cost a box for every number of a curve, as much time as reading the image.
 */
public final class VoxelTac {
  private final String scan;
  private final int voxel;
  private final String region;
  private final float[] tac;

  VoxelTac(String scan, int voxel, String region, float[] tac) {
    this.scan = scan;
    this.voxel = voxel;
    this.region = region;
    this.tac = tac;
  }

  /** Scan key. */
  public String getScan() {
    return scan;
  }

  /** Index in the image, {@code x + nx (y + ny z)}. */
  public int getVoxel() {
    return voxel;
  }

  /** Name of the region. */
  public String getRegion() {
    return region;
  }

  /** Activity of each frame, kBq/mL, decay-corrected to injection. */
  public float[] getTac() {
    return tac;
  }
}
