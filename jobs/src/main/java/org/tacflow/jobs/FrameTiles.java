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
  private final float[][] tile;
  private int first;
  private int behind;

  /** Over frames of so many voxels. */
  FrameTiles(float[][] frames, int voxels) {
    this.frames = frames;
    this.voxels = voxels;
    this.tile = new float[VOXELS][frames.length];
  }

  /** The curve of a voxel, until that of another is asked for. */
  float[] curve(int voxel) {
    if (voxel < first || voxel >= behind) {
      first = voxel;
      behind = Math.min(voxels, voxel + VOXELS);
      for (int f = 0; f < frames.length; f++) {
        for (int v = first; v < behind; v++) {
          tile[v - first][f] = frames[f][v];
        }
      }
    }
    return tile[voxel - first];
  }
}
