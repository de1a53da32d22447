package org.tacflow.jobs;

/**
 * Curves of voxels out of frames {@code [frame][voxel]}, for voxels in rising order.
 *
 * <p>Transposes a tile of voxels at a time. One voxel at a time would read from as many places as
 * there are frames, which large arrays put on the same lines of the processor's cache: it took
 * longer than reading the image did.
 */
final class FrameTiles {
  private static final int VOXELS = 64;

  private final float[][] frames;
  private final int voxels;
  private float[][] tile = new float[0][];
  private int first;

  /** Over frames of so many voxels. */
  FrameTiles(float[][] frames, int voxels) {
    this.frames = frames;
    this.voxels = voxels;
  }

  /** The curve of a voxel, an array of its own. */
  float[] curve(int voxel) {
    if (voxel < first || voxel >= first + tile.length) {
      first = voxel;
      tile = new float[Math.min(VOXELS, voxels - voxel)][frames.length];
      for (int f = 0; f < frames.length; f++) {
        for (int v = 0; v < tile.length; v++) {
          tile[v][f] = frames[f][first + v];
        }
      }
    }
    return tile[voxel - first];
  }
}
