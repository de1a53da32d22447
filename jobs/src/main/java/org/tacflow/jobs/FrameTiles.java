package org.tacflow.jobs;

/**
 * Curves of voxels out of frames {@code [frame][voxel]}, for voxels in rising order.
 *
 * <p>Transposes a tile of voxels at a time, copied out of the frames first. One voxel at a time
 * would read from as many places as there are frames, which large arrays put on the same lines of
 * the processor's cache: it took longer than reading the image did.
 */
final class FrameTiles {
  private static final int VOXELS = 64;

  private final float[][] frames;
  private final int voxels;
  // [frame][voxel] and [voxel][frame]: both stay in the first-level cache.
  private final float[][] copied;
  private final float[][] tile;
  private int first;
  private int behind;

  /** Over frames of so many voxels. */
  FrameTiles(float[][] frames, int voxels) {
    this.frames = frames;
    this.voxels = voxels;
    this.copied = new float[frames.length][VOXELS];
    this.tile = new float[VOXELS][frames.length];
  }

  /** The curve of a voxel, until that of another is asked for. */
  float[] curve(int voxel) {
    if (voxel < first || voxel >= behind) {
      first = voxel;
      behind = Math.min(voxels, voxel + VOXELS);
      for (int f = 0; f < frames.length; f++) {
        System.arraycopy(frames[f], first, copied[f], 0, behind - first);
      }
      for (int v = 0; v < VOXELS; v += 4) {
        transpose(copied, v, tile[v], tile[v + 1], tile[v + 2], tile[v + 3]);
      }
    }
    return tile[voxel - first];
  }

  /** Four voxels: a frame is looked up once for them. */
  private static void transpose(
      float[][] frames, int v, float[] first, float[] second, float[] third, float[] fourth) {
    for (int f = 0; f < frames.length; f++) {
      float[] frame = frames[f];
      first[f] = frame[v];
      second[f] = frame[v + 1];
      third[f] = frame[v + 2];
      fourth[f] = frame[v + 3];
    }
  }
}
