package org.tacflow.jobs;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Voxels of one scan in the order of their index; each goes into the mean of its region on the way.
 *
 * <p>Means are summed in voxel order by one thread: the same bits whatever the number of cores.
 */
final class VoxelRows implements Iterator<VoxelTac> {
  private final String scan;
  private final int[] voxels;
  private final String[] regions;
  private final FrameTiles curves;
  private final RegionMeans means;
  private final double voxelVolume;
  private final Runnable atEnd;
  private int next;
  private boolean ended;

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

  @Override
  public boolean hasNext() {
    if (next < voxels.length) {
      return true;
    }
    if (!ended) {
      ended = true;
      atEnd.run();
    }
    return false;
  }

  @Override
  public VoxelTac next() {
    if (next == voxels.length) {
      throw new NoSuchElementException("Cannot read voxel " + next + " of " + scan + ": the last");
    }
    int v = next++;
    float[] curve = curves.curve(v);
    means.addVoxel(regions[v], curve, voxelVolume);
    return new VoxelTac(scan, voxels[v], regions[v], curve);
  }
}
