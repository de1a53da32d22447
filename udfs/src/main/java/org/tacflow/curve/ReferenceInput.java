package org.tacflow.curve;

/**
 * The curve of a region without specific binding: one frame mean per frame.
 *
 * <p>The unit is that of the tissue curves.
 */
public final class ReferenceInput implements InputFunction {
  private static final long serialVersionUID = 1L;

  private final String region;
  private final double[] curve;

  private ReferenceInput(String region, double[] curve) {
    this.region = region;
    this.curve = curve;
  }

  /**
   * Makes the input from a regional curve.
   *
   * @param region name of the region, kept with every outcome
   * @param curve finite frame means
   */
  public static ReferenceInput of(String region, double[] curve) {
    for (int f = 0; f < curve.length; f++) {
      if (!Double.isFinite(curve[f])) {
        throw new IllegalArgumentException(
            "Invalid reference curve of "
                + region
                + ": "
                + curve[f]
                + " in frame "
                + f
                + " (must be finite)");
      }
    }
    return new ReferenceInput(region, curve.clone());
  }

  /** Name of the reference region. */
  public String region() {
    return region;
  }

  /** Frame means, a copy. */
  public double[] curve() {
    return curve.clone();
  }
}
