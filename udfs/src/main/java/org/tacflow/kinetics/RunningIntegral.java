package org.tacflow.kinetics;

/** The integral of a curve of frame means up to the middle of each frame. */
@FunctionalInterface
interface RunningIntegral {
  /**
   * Writes the integrals, curve unit · min.
   *
   * @param curve frame means
   * @param integral out, one per frame
   */
  void running(double[] curve, double[] integral);

  /**
   * How the integrals hang on the frames, for the noise of the frames to be carried into them.
   *
   * <p>Null where it is not known: standard errors are then those of the regression.
   */
  default FrameIntegral noise() {
    return null;
  }
}
