package org.tacflow.bids;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;

/**
 * The voxel grid of an image: its three sizes and where its voxels lie, in millimetres.
 *
 * <p>Voxel {@code (i, j, k)} has index {@code i + nx (j + ny k)} and lies at {@code A (i, j, k,
 * 1)ᵀ} with the 3 × 4 affine {@code A}, NIfTI world coordinates (right, anterior, superior).
 */
public final class ImageGrid implements Serializable {
  private static final long serialVersionUID = 1L;

  // Programs round qform quaternions to float, which moves a corner of a brain by about 0.01 mm.
  private static final double CORNER_TOLERANCE_MM = 0.1;

  private final int nx;
  private final int ny;
  private final int nz;
  private final double[] affine;

  private ImageGrid(int nx, int ny, int nz, double[] affine) {
    this.nx = nx;
    this.ny = ny;
    this.nz = nz;
    this.affine = affine;
  }

  /**
   * Makes a grid.
   *
   * @param nx number of voxels of the first, fastest axis, > 0
   * @param ny of the second
   * @param nz of the third
   * @param affine the upper three rows of the affine, row by row, 12 finite numbers, mm; its 3 × 3
   *     part must be invertible
   */
  public static ImageGrid of(int nx, int ny, int nz, double[] affine) {
    if (!(nx > 0 && ny > 0 && nz > 0) || (long) nx * ny > Integer.MAX_VALUE / (long) nz) {
      throw new IllegalArgumentException(
          "Invalid grid: "
              + nx
              + " x "
              + ny
              + " x "
              + nz
              + " (must be positive and hold fewer than 2^31 voxels)");
    }
    if (affine.length != 12) {
      throw new IllegalArgumentException(
          "Invalid affine: " + affine.length + " numbers (must be 12, three rows of four)");
    }
    for (double a : affine) {
      if (!Double.isFinite(a)) {
        throw new IllegalArgumentException(
            "Invalid affine: " + Arrays.toString(affine) + " (must be finite)");
      }
    }
    if (!(Math.abs(determinant(affine)) > 0)) {
      throw new IllegalArgumentException(
          "Invalid affine: " + Arrays.toString(affine) + " (must be invertible)");
    }
    return new ImageGrid(nx, ny, nz, affine.clone());
  }

  /** Cubes of {@code millimetre} with the first voxel at the origin. */
  public static ImageGrid cubes(int nx, int ny, int nz, double millimetre) {
    return of(
        nx, ny, nz, new double[] {millimetre, 0, 0, 0, 0, millimetre, 0, 0, 0, 0, millimetre, 0});
  }

  private static double determinant(double[] a) {
    return a[0] * (a[5] * a[10] - a[6] * a[9])
        - a[1] * (a[4] * a[10] - a[6] * a[8])
        + a[2] * (a[4] * a[9] - a[5] * a[8]);
  }

  /** Number of voxels of the first axis. */
  public int nx() {
    return nx;
  }

  /** Number of voxels of the second axis. */
  public int ny() {
    return ny;
  }

  /** Number of voxels of the third axis. */
  public int nz() {
    return nz;
  }

  /** Number of voxels. */
  public int voxels() {
    return nx * ny * nz;
  }

  /** The upper three rows of the affine, row by row, mm; a copy. */
  public double[] affine() {
    return affine.clone();
  }

  /** Distance of neighbours along an axis (0, 1, 2), mm. */
  public double spacing(int axis) {
    return Math.hypot(Math.hypot(affine[axis], affine[4 + axis]), affine[8 + axis]);
  }

  /** Volume of a voxel, mm³. */
  public double voxelVolume() {
    return Math.abs(determinant(affine));
  }

  /**
   * How another grid differs, or null when both are the same.
   *
   * <p>Same means equal sizes and all eight corner voxels within 0.1 mm of one another.
   */
  public String difference(ImageGrid other) {
    if (nx != other.nx || ny != other.ny || nz != other.nz) {
      return "sizes " + sizes() + " and " + other.sizes();
    }
    double largest = 0;
    for (int corner = 0; corner < 8; corner++) {
      double i = (corner & 1) == 0 ? 0 : nx - 1;
      double j = (corner & 2) == 0 ? 0 : ny - 1;
      double k = (corner & 4) == 0 ? 0 : nz - 1;
      double squares = 0;
      for (int row = 0; row < 12; row += 4) {
        double d =
            (affine[row] - other.affine[row]) * i
                + (affine[row + 1] - other.affine[row + 1]) * j
                + (affine[row + 2] - other.affine[row + 2]) * k
                + (affine[row + 3] - other.affine[row + 3]);
        squares += d * d;
      }
      largest = Math.max(largest, Math.sqrt(squares));
    }
    if (largest > CORNER_TOLERANCE_MM) {
      return String.format(
          Locale.ROOT,
          "affines that put a corner %.3f mm apart (at most %.1f mm)",
          largest,
          CORNER_TOLERANCE_MM);
    }
    return null;
  }

  /** The sizes as text, {@code 91 x 109 x 91}. */
  public String sizes() {
    return nx + " x " + ny + " x " + nz;
  }

  @Override
  public String toString() {
    return sizes() + " " + Arrays.toString(affine);
  }
}
