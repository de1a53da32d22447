package org.tacflow.bids;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * A label image: the region of every voxel as a whole number, 0 for none.
 *
 * <p>Read from any data type, floats included, as long as every value is a whole number from 0 to
 * 2²⁴.
 */
public final class LabelImage {
  // The largest whole number below which float holds every one.
  private static final int LARGEST = 1 << 24;

  private final String path;
  private final ImageGrid grid;
  private final int[] labels;

  private LabelImage(String path, ImageGrid grid, int[] labels) {
    this.path = path;
    this.grid = grid;
    this.labels = labels;
  }

  /**
   * Reads a label image.
   *
   * @throws ScanException naming the file and what is wrong with it
   */
  public static LabelImage read(Storage storage, String path) throws ScanException {
    try (NiftiFrames frames = NiftiFrames.open(storage, path)) {
      ImageGrid grid = frames.header().grid();
      if (frames.header().frames() != 1) {
        throw new ScanException(
            "Invalid label image "
                + path
                + ": "
                + frames.header().frames()
                + " frames (must be 1)");
      }
      ImageMemory.require(path, 8L * grid.voxels());
      int[] all = new int[grid.voxels()];
      for (int v = 0; v < all.length; v++) {
        all[v] = v;
      }
      float[] values = new float[all.length];
      frames.next(all, values);
      frames.next(all, values);
      for (int v = 0; v < all.length; v++) {
        if (!(values[v] >= 0 && values[v] <= LARGEST) || values[v] != Math.rint(values[v])) {
          throw new ScanException(
              "Invalid label image "
                  + path
                  + ": "
                  + values[v]
                  + " in voxel "
                  + v
                  + " (must be whole numbers from 0 to "
                  + LARGEST
                  + ")");
        }
        all[v] = (int) values[v];
      }
      return new LabelImage(path, grid, all);
    } catch (IOException e) {
      throw NiftiStream.unreadable(path, "its end", e);
    }
  }

  /** The grid of the labels. */
  public ImageGrid grid() {
    return grid;
  }

  /** Label of a voxel index. */
  public int label(int voxel) {
    return labels[voxel];
  }

  /** Number of voxels of each label but 0. */
  public SortedMap<Integer, Integer> counts() {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    for (int label : labels) {
      if (label != 0) {
        counts.merge(label, 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Indices of the voxels whose label is wanted, increasing; 0 is never asked for. */
  public int[] voxels(IntPredicate wanted) {
    int[] found = new int[labels.length];
    int n = 0;
    int last = 0;
    boolean isWanted = false;
    for (int v = 0; v < labels.length; v++) {
      // Neighbours mostly have one label: a question for each would take longer than the rest.
      if (labels[v] != last) {
        last = labels[v];
        isWanted = last != 0 && wanted.test(last);
      }
      if (isWanted) {
        found[n++] = v;
      }
    }
    return java.util.Arrays.copyOf(found, n);
  }

  /** Throws unless an image lies on the same grid. */
  public void requireGrid(String imagePath, ImageGrid image) throws ScanException {
    String difference = grid.difference(image);
    if (difference != null) {
      throw new ScanException(
          "Cannot use labels "
              + path
              + " with image "
              + imagePath
              + ": they have "
              + difference
              + " (resample the labels to the image)");
    }
  }
}
