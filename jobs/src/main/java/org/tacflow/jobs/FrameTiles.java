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
      fill();
    }
    return tile[voxel - first];
  }

  /** Four voxels at a time: a frame is looked up once for them. */
  private void fill() {
    int count = behind - first;
    int v = 0;
    for (; v + 4 <= count; v += 4) {
      float[] a = tile[v];
      float[] b = tile[v + 1];
      float[] c = tile[v + 2];
      float[] d = tile[v + 3];
      int from = first + v;
      for (int f = 0; f < frames.length; f++) {
        float[] frame = frames[f];
        a[f] = frame[from];
        b[f] = frame[from + 1];
        c[f] = frame[from + 2];
        d[f] = frame[from + 3];
      }
    }
    for (; v < count; v++) {
      for (int f = 0; f < frames.length; f++) {
        tile[v][f] = frames[f][first + v];
      }
    }
  }
}
