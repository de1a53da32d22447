package org.tacflow.kinetics;

/**
 * A linear model over a block of curves, one array per frame.
 *
 * <p>Loops run over the curves of one frame, which the compiler turns into vector instructions. A
 * kernel owns scratch memory and serves one thread.
 */
public interface BlockKernel {
  /** Names of the outputs, the outcome first. */
  java.util.List<String> outputs();

  /**
   * Computes the outputs of {@code count} curves.
   *
   * @param frames frame means, {@code [frame][curve]}; not changed
   * @param count how many curves, at most the length of every row and the size of the kernel
   * @param out receives {@code [output][curve]}; NaN or infinite where the arithmetic has no answer
   */
  void apply(float[][] frames, int count, double[][] out);
}
