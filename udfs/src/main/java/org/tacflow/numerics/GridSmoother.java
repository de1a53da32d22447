package org.tacflow.numerics;

/**
 * Smooths a volume by a Gaussian that knows where there are values and where not.
 *
 * <p>{@code y(v) = Σ g(v − u) m(u) x(u) / Σ g(v − u) m(u)} with {@code m} 1 where x is a number and
 * 0 where it is NaN: nothing leaks in from outside, and a missing voxel takes the mean of its
 * neighbours. The Gaussian is separable and cut at four standard deviations. Immutable.
 */
public final class GridSmoother {
  /** FWHM of a Gaussian over its standard deviation, {@code 2 √(2 ln 2)}. */
  private static final double FWHM_PER_SD = 2 * Math.sqrt(2 * Math.log(2));

  private final int[] sizes;
  private final double[][] kernels = new double[3][];

  private GridSmoother(int[] sizes) {
    this.sizes = sizes;
  }

  /**
   * A smoother of volumes with x fastest.
   *
   * @param sizes number of voxels along x, y and z
   * @param spacing distance of neighbours along x, y and z, mm
   * @param fwhm full width at half maximum, mm, positive
   */
  public static GridSmoother of(int[] sizes, double[] spacing, double fwhm) {
    if (!(fwhm > 0)) {
      throw new IllegalArgumentException("Invalid width: " + fwhm + " mm (must be > 0)");
    }
    GridSmoother smoother = new GridSmoother(sizes.clone());
    for (int axis = 0; axis < 3; axis++) {
      double sd = fwhm / FWHM_PER_SD / spacing[axis];
      double[] kernel = new double[(int) Math.ceil(4 * sd) + 1];
      for (int k = 0; k < kernel.length; k++) {
        kernel[k] = Math.exp(-0.5 * k * k / (sd * sd));
      }
      smoother.kernels[axis] = kernel;
    }
    return smoother;
  }

  /** The smoothed volume; NaN where no value lies within reach. */
  public float[] smooth(float[] volume) {
    double[] sums = new double[volume.length];
    double[] weights = new double[volume.length];
    for (int v = 0; v < volume.length; v++) {
      boolean there = !Float.isNaN(volume[v]);
      sums[v] = there ? volume[v] : 0;
      weights[v] = there ? 1 : 0;
    }
    int stride = 1;
    for (int axis = 0; axis < 3; axis++) {
      sums = along(sums, axis, stride);
      weights = along(weights, axis, stride);
      stride *= sizes[axis];
    }
    float[] smooth = new float[volume.length];
    for (int v = 0; v < smooth.length; v++) {
      smooth[v] = weights[v] > 0 ? (float) (sums[v] / weights[v]) : Float.NaN;
    }
    return smooth;
  }

  private double[] along(double[] values, int axis, int stride) {
    double[] kernel = kernels[axis];
    double[] made = new double[values.length];
    for (int v = 0; v < values.length; v++) {
      if (values[v] == 0) {
        continue;
      }
      int at = v / stride % sizes[axis];
      int first = Math.max(-at, 1 - kernel.length);
      int last = Math.min(sizes[axis] - 1 - at, kernel.length - 1);
      for (int k = first; k <= last; k++) {
        made[v + k * stride] += kernel[Math.abs(k)] * values[v];
      }
    }
    return made;
  }
}
