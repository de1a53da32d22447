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
 * ∫Cp/Cp + V0}, doi:10.1038/jcbfm.1983.1. For precision see {@link FrameSum}.
 */
public final class FunctionalKernel implements BlockKernel {
  private final List<String> outputs;
  private final FrameSum[] sums;

  private FunctionalKernel(List<String> outputs, double[][] coefficients) {
    this.outputs = List.copyOf(outputs);
    this.sums = new FrameSum[coefficients.length];
    for (int k = 0; k < sums.length; k++) {
      sums[k] = new FrameSum(coefficients[k]);
    }
  }

  /**
   * Any sums.
   *
   * @param coefficients {@code [output][frame]}
   */
  public static FunctionalKernel of(List<String> outputs, double[][] coefficients) {
    if (coefficients.length == 0 || coefficients.length != outputs.size()) {
      throw new IllegalArgumentException(
          "Invalid outputs: "
              + outputs.size()
              + " names and "
              + coefficients.length
              + " rows (must be as many, at least one)");
    }
    return new FunctionalKernel(outputs, coefficients);
  }

  /**
   * Patlak's line: Ki in mL/cm3/min and V0 in mL/cm3.
   *
   * @param plasma parent in plasma; frames whose value is not above 0 are left out
   * @param fromMinutes frames whose middle lies at or after this are used
   */
  public static FunctionalKernel patlak(
      FrameTiming timing, FrameWeights weights, PiecewiseLinear plasma, double fromMinutes) {
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
    return new FunctionalKernel(List.of("Ki", "V0"), c);
  }

  /** Duration-weighted mean over frames with their middle in a window, by that of a reference. */
  public static FunctionalKernel suvr(
      FrameTiming timing, ReferenceInput reference, ModelSettings.Window window) {
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
    return new FunctionalKernel(List.of("SUVR"), c);
  }

  @Override
  public List<String> outputs() {
    return outputs;
  }

  @Override
  public void apply(float[][] frames, int count, double[][] out) {
    for (int k = 0; k < sums.length; k++) {
      sums[k].apply(frames, count, out[k]);
    }
  }
}
