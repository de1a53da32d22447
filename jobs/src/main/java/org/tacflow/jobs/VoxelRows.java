package org.tacflow.jobs;

/**
 * Voxels of one scan in the order of their index; each goes into the mean of its region on the way.
 *
 * <p>A cursor: it stands before the first voxel, {@link #next} goes to each.
 *
 * <p>Means are summed in voxel order by one thread: the same bits whatever the number of cores.
 */
final class VoxelRows {
  private final String scan;
  private final int[] voxels;
  private final String[] regions;
  private final FrameTiles curves;
  private final RegionMeans means;
  private final double voxelVolume;
  private final Runnable atEnd;
  private int at = -1;
  private float[] curve;

  /**
   * Rows of a scan.
   *
   * @param voxels indices in the image
   * @param regions names, one for each voxel
   * @param frames activity {@code [frame][voxel]}, kBq/mL
   * @param voxelVolume mm3
   * @param means where the voxels are added
   * @param atEnd runs once, after the last voxel, when the means are whole
   */
  VoxelRows(
      String scan,
      int[] voxels,
      String[] regions,
      float[][] frames,
      double voxelVolume,
      RegionMeans means,
      Runnable atEnd) {
    this.scan = scan;
    this.voxels = voxels;
    this.regions = regions;
    this.curves = new FrameTiles(frames, voxels.length);
    this.voxelVolume = voxelVolume;
    this.means = means;
    this.atEnd = atEnd;
  }

  /** A scan that cannot be used has no voxels. */
  static VoxelRows none(String scan) {
    return new VoxelRows(scan, new int[0], new String[0], new float[0][], 0, null, () -> {});
  }

  /** Goes to the next voxel; false behind the last, where it ends. */
  boolean next() {
    at++;
    if (at < voxels.length) {
      curve = curves.curve(at);
      means.addVoxel(regions[at], curve, voxelVolume);
      return true;
    }
    if (at == voxels.length) {
      atEnd.run();
    }
    return false;
  }

  /** Scan key. */
  String scan() {
    return scan;
  }

  /** Index in the image, {@code x + nx (y + ny z)}. */
  int voxel() {
    return voxels[at];
  }

  /** Name of the region. */
  String region() {
    return regions[at];
  }

  /** Activity of each frame, kBq/mL, decay-corrected to injection; until the next voxel. */
  float[] curve() {
    return curve;
  }
}
