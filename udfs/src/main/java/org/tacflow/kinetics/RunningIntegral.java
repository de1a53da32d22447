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
}
