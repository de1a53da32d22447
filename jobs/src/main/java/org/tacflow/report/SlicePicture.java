package org.tacflow.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.tacflow.bids.ImageGrid;

/**
 * Three orthogonal slices of a map as one PNG: axial, coronal, sagittal, side by side.
 *
 * <p>Each goes through the middle of the voxels with numbers, right of the person at the right of
 * the picture, anterior and superior up, at one scale in mm. Voxels without a number are grey. On
 * an oblique grid the nearest axes are taken.
 */
public final class SlicePicture {
  /** Colours of low to high values: light and dark alone tell them apart. */
  public static final int[] COLOURS =
      ramp(
          0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725);

  private static final int NONE = 0xdcdcdc;
  private static final int GAP = 8;
  private static final double LARGEST_PIXELS = 240;

  private final ImageGrid grid;
  private final int[] axis = new int[3];
  private final boolean[] up = new boolean[3];
  private final int[] middle = new int[3];

  private SlicePicture(ImageGrid grid, float[] values) {
    this.grid = grid;
    axes();
    middle(values);
  }

  /** Colours between anchors of the viridis map of van der Walt and Smith (CC0). */
  private static int[] ramp(int... anchors) {
    int[] colours = new int[256];
    for (int c = 0; c < colours.length; c++) {
      double at = c / 255.0 * (anchors.length - 1);
      int low = Math.min(anchors.length - 2, (int) at);
      double share = at - low;
      int mixed = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        int from = anchors[low] >> shift & 255;
        int to = anchors[low + 1] >> shift & 255;
        mixed |= (int) Math.round(from + share * (to - from)) << shift;
      }
      colours[c] = mixed;
    }
    return colours;
  }

  /** The values at which the colours of a map begin and end: its 2nd and 98th percentile. */
  public static double[] range(float[] values) {
    float[] numbers = new float[values.length];
    int n = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        numbers[n++] = value;
      }
    }
    if (n == 0) {
      return new double[] {0, 0};
    }
    Arrays.sort(numbers, 0, n);
    return new double[] {numbers[(int) (0.02 * (n - 1))], numbers[(int) (0.98 * (n - 1))]};
  }

  /**
   * Draws a map.
   *
   * @param values one per voxel, first axis fastest; NaN for none
   * @param low value of the first colour
   * @param high value of the last colour
   */
  public static byte[] png(ImageGrid grid, float[] values, double low, double high)
      throws IOException {
    return new SlicePicture(grid, values).draw(values, low, high);
  }

  /** The colours from low to high as a strip. */
  public static byte[] bar() throws IOException {
    BufferedImage image = new BufferedImage(COLOURS.length, 1, BufferedImage.TYPE_INT_RGB);
    for (int c = 0; c < COLOURS.length; c++) {
      image.setRGB(c, 0, COLOURS[c]);
    }
    return bytes(image);
  }

  /** Which voxel axis runs most along each axis of the world, and whether it runs upwards. */
  private void axes() {
    double[] affine = grid.affine();
    boolean[] taken = new boolean[3];
    for (int world = 0; world < 3; world++) {
      int best = -1;
      for (int a = 0; a < 3; a++) {
        boolean longer = best < 0 || cosine(affine, world, a) > cosine(affine, world, best);
        if (!taken[a] && longer) {
          best = a;
        }
      }
      taken[best] = true;
      axis[world] = best;
      up[world] = affine[4 * world + best] > 0;
    }
  }

  private double cosine(double[] affine, int world, int a) {
    return Math.abs(affine[4 * world + a]) / grid.spacing(a);
  }

  private int size(int a) {
    return new int[] {grid.nx(), grid.ny(), grid.nz()}[a];
  }

  private void middle(float[] values) {
    double[] sum = new double[3];
    long n = 0;
    int v = 0;
    for (int k = 0; k < grid.nz(); k++) {
      for (int j = 0; j < grid.ny(); j++) {
        for (int i = 0; i < grid.nx(); i++, v++) {
          if (Float.isFinite(values[v])) {
            sum[0] += i;
            sum[1] += j;
            sum[2] += k;
            n++;
          }
        }
      }
    }
    for (int a = 0; a < 3; a++) {
      middle[a] = n == 0 ? size(a) / 2 : (int) Math.round(sum[a] / n);
    }
  }

  private byte[] draw(float[] values, double low, double high) throws IOException {
    double extent = 0;
    for (int world = 0; world < 3; world++) {
      extent = Math.max(extent, millimetres(world));
    }
    double pixels = LARGEST_PIXELS / extent;
    int[][] planes = {{0, 1}, {0, 2}, {1, 2}};
    int width = 2 * GAP;
    int height = 0;
    for (int[] plane : planes) {
      width += (int) Math.ceil(millimetres(plane[0]) * pixels);
      height = Math.max(height, (int) Math.ceil(millimetres(plane[1]) * pixels));
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xffffff);
      }
    }
    int left = 0;
    for (int[] plane : planes) {
      int wide = (int) Math.ceil(millimetres(plane[0]) * pixels);
      int high1 = (int) Math.ceil(millimetres(plane[1]) * pixels);
      for (int y = 0; y < high1; y++) {
        for (int x = 0; x < wide; x++) {
          float value = values[voxel(plane, x / pixels, (high1 - 1 - y) / pixels)];
          image.setRGB(left + x, y + (height - high1) / 2, colour(value, low, high));
        }
      }
      left += wide + GAP;
    }
    return bytes(image);
  }

  private double millimetres(int world) {
    return size(axis[world]) * grid.spacing(axis[world]);
  }

  private int voxel(int[] plane, double across, double along) {
    int[] at = middle.clone();
    double[] millimetre = {across, along};
    for (int p = 0; p < 2; p++) {
      int a = axis[plane[p]];
      int index = Math.min(size(a) - 1, (int) (millimetre[p] / grid.spacing(a)));
      at[a] = up[plane[p]] ? index : size(a) - 1 - index;
    }
    return at[0] + grid.nx() * (at[1] + grid.ny() * at[2]);
  }

  private static int colour(float value, double low, double high) {
    if (!Float.isFinite(value)) {
      return NONE;
    }
    double share = high > low ? (value - low) / (high - low) : 0.5;
    return COLOURS[(int) Math.round(255 * Math.min(1, Math.max(0, share)))];
  }

  private static byte[] bytes(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("Cannot draw: this Java writes no PNG");
    }
    return out.toByteArray();
  }
}
