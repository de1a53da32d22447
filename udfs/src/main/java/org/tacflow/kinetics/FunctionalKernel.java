package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Outputs that are fixed weighted sums of the frames: Patlak, SUVR, and any other.
 *
 * <pre>
 * out = Σ_f c_f C_f
 * </pre>
 *
 * Patlak with per-scan weights is such a sum, since its abscissa holds no tissue: {@code C/Cp = Ki
 * ∫Cp/Cp + V0}, doi:10.1038/jcbfm.1983.1. Four frames at a time are summed in single precision, the
 * sums of four in double.
 */
public final class FunctionalKernel implements BlockKernel {
  private final List<String> outputs;
  private final double[][] coefficients;
  private final int[] touched;
  private final float[] partial;

  private FunctionalKernel(List<String> outputs, double[][] coefficients, int size) {
    this.outputs = outputs;
    this.coefficients = coefficients;
    int frames = coefficients[0].length;
    int[] all = new int[frames];
    int count = 0;
    for (int f = 0; f < frames; f++) {
      boolean any = false;
      for (double[] row : coefficients) {
        any |= row[f] != 0;
      }
      if (any) {
        all[count++] = f;
      }
    }
    this.touched = java.util.Arrays.copyOf(all, count);
    this.partial = new float[size];
  }

  /**
   * Any sums.
   *
   * @param coefficients {@code [output][frame]}
   * @param size most curves per block
   */
  public static FunctionalKernel of(List<String> outputs, double[][] coefficients, int size) {
    if (coefficients.length == 0 || coefficients.length != outputs.size()) {
      throw new IllegalArgumentException(
          "Invalid outputs: "
              + outputs.size()
              + " names and "
              + coefficients.length
              + " rows (must be as many, at least one)");
    }
    double[][] copy = new double[coefficients.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = coefficients[k].clone();
    }
    return new FunctionalKernel(List.copyOf(outputs), copy, size);
  }

  /**
   * Patlak's line: Ki in mL/cm3/min and V0 in mL/cm3.
   *
   * @param plasma parent in plasma; frames whose value is not above 0 are left out
   * @param fromMinutes frames whose middle lies at or after this are used
   */
  public static FunctionalKernel patlak(
      FrameTiming timing,
      FrameWeights weights,
      PiecewiseLinear plasma,
      double fromMinutes,
      int size) {
    int n = timing.size();
    double[] x = new double[n];
    double[] inverse = new double[n];
    double[] w = new double[n];
    double sum = 0;
    double mean = 0;
    for (int f = 0; f < n; f++) {
      double value = plasma.value(timing.mid(f));
      if (timing.mid(f) >= fromMinutes && value > 0) {
        inverse[f] = 1 / value;
        x[f] = plasma.area(timing.mid(f)) / value;
        w[f] = weights.get(f);
        sum += w[f];
        mean += w[f] * x[f];
      }
    }
    mean /= sum;
    double spread = 0;
    for (int f = 0; f < n; f++) {
      spread += w[f] * (x[f] - mean) * (x[f] - mean);
    }
    if (!(spread > 0)) {
      throw new IllegalArgumentException(
          "Cannot fit Patlak's line: fewer than two frames after " + fromMinutes + " min");
    }
    double[][] c = new double[2][n];
    for (int f = 0; f < n; f++) {
      double slope = w[f] * (x[f] - mean) / spread;
      c[0][f] = slope * inverse[f];
      c[1][f] = (w[f] / sum - mean * slope) * inverse[f];
    }
    return new FunctionalKernel(List.of("Ki", "V0"), c, size);
  }

  /** Duration-weighted mean over frames with their middle in a window, by that of a reference. */
  public static FunctionalKernel suvr(
      FrameTiming timing, ReferenceInput reference, ModelSettings.Window window, int size) {
    int n = timing.size();
    double[] curve = reference.curve();
    double[][] c = new double[1][n];
    double area = 0;
    for (int f = 0; f < n; f++) {
      if (timing.mid(f) >= window.begin() && timing.mid(f) <= window.end()) {
        c[0][f] = timing.duration(f);
        area += timing.duration(f) * curve[f];
      }
    }
    if (!(area > 0)) {
      throw new IllegalArgumentException(
          "Cannot compute SUVR: reference curve of "
              + reference.region()
              + " has no positive mean between "
              + window.begin()
              + " and "
              + window.end()
              + " min");
    }
    for (int f = 0; f < n; f++) {
      c[0][f] /= area;
    }
    return new FunctionalKernel(List.of("SUVR"), c, size);
  }

  @Override
  public List<String> outputs() {
    return outputs;
  }

  @Override
  public void apply(float[][] frames, int count, double[][] out) {
    for (int k = 0; k < coefficients.length; k++) {
      sum(frames, coefficients[k], touched, count, partial, out[k]);
    }
  }

  /** Sets {@code out} to the weighted sum of some frames. */
  static void sum(
      float[][] frames, double[] c, int[] touched, int count, float[] partial, double[] out) {
    java.util.Arrays.fill(out, 0, count, 0);
    for (int j = 0; j < touched.length; j += 4) {
      int left = touched.length - j;
      int f0 = touched[j];
      int f1 = left > 1 ? touched[j + 1] : f0;
      int f2 = left > 2 ? touched[j + 2] : f0;
      int f3 = left > 3 ? touched[j + 3] : f0;
      fourRows(
          frames[f0],
          frames[f1],
          frames[f2],
          frames[f3],
          (float) c[f0],
          left > 1 ? (float) c[f1] : 0,
          left > 2 ? (float) c[f2] : 0,
          left > 3 ? (float) c[f3] : 0,
          partial,
          count);
      for (int i = 0; i < count; i++) {
        out[i] += partial[i];
      }
    }
  }

  private static void fourRows(
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
      partial[i] = c0 * r0[i] + c1 * r1[i] + c2 * r2[i] + c3 * r3[i];
    }
  }
}
