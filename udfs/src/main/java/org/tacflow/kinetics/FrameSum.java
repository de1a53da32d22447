package org.tacflow.kinetics;

import java.util.Arrays;

/**
 * A fixed weighted sum of the frames, over a block of curves.
 *
 * <pre>
 * out = Σ_f c_f C_f
 * </pre>
 *
 * Sixteen frames at a time are summed in single precision, the sums of sixteen in double. Loops are
 * short, index every array alike and write one of them: what the compiler turns into vector
 * instructions. Owns scratch memory and serves one thread.
 */
final class FrameSum {
  private static final int SINGLE = 16;
  private final int[] touched;
  private final float[] coefficients;
  private float[] partial = {};

  /** Of the frames whose coefficient is not 0. */
  FrameSum(double[] coefficients) {
    int[] all = new int[coefficients.length];
    int count = 0;
    for (int f = 0; f < all.length; f++) {
      if (coefficients[f] != 0) {
        all[count++] = f;
      }
    }
    this.touched = Arrays.copyOf(all, count);
    this.coefficients = new float[count];
    for (int j = 0; j < count; j++) {
      this.coefficients[j] = (float) coefficients[touched[j]];
    }
  }

  /** Sets {@code out} to the sums of the first {@code count} curves. */
  void apply(float[][] frames, int count, double[] out) {
    if (partial.length < count) {
      partial = new float[count];
    }
    sum(frames, 0, count);
    set(partial, out, count);
    for (int begin = SINGLE; begin < touched.length; begin += SINGLE) {
      sum(frames, begin, count);
      add(partial, out, count);
    }
  }

  /** Sets the partial sums to those of up to sixteen frames. */
  private void sum(float[][] frames, int begin, int count) {
    Arrays.fill(partial, 0, count, 0);
    int end = Math.min(begin + SINGLE, touched.length);
    int j = begin;
    for (; j + 4 <= end; j += 4) {
      addFour(
          frames[touched[j]],
          frames[touched[j + 1]],
          frames[touched[j + 2]],
          frames[touched[j + 3]],
          coefficients[j],
          coefficients[j + 1],
          coefficients[j + 2],
          coefficients[j + 3],
          partial,
          count);
    }
    for (; j < end; j++) {
      addOne(frames[touched[j]], coefficients[j], partial, count);
    }
  }

  private static void addFour(
      float[] r0,
      float[] r1,
      float[] r2,
      float[] r3,
      float c0,
      float c1,
      float c2,
      float c3,
      float[] partial,
      int count) {
    for (int i = 0; i < count; i++) {
      partial[i] += c0 * r0[i] + c1 * r1[i] + c2 * r2[i] + c3 * r3[i];
    }
  }

  private static void addOne(float[] row, float c, float[] partial, int count) {
    for (int i = 0; i < count; i++) {
      partial[i] += c * row[i];
    }
  }

  private static void set(float[] partial, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = partial[i];
    }
  }

  private static void add(float[] partial, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] += partial[i];
    }
  }
}
