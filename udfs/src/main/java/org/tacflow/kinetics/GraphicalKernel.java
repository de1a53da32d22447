package org.tacflow.kinetics;

import java.util.Arrays;
import java.util.List;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Logan's line over a block of curves, with plasma or a reference region.
 *
 * <pre>
 * ∫C/C = slope · x/C + intercept,   x = ∫Cp,  or  ∫Cr + Cr/k2prime
 * </pre>
 *
 * Weighted by per-scan weights; sums in double precision, centred on the first point used so that
 * differences of large sums keep their digits. Outputs: slope (VT with plasma, DVR = BPND + 1 with
 * a reference) and intercept, min. Sources: Logan et al. 1990, doi:10.1038/jcbfm.1990.127 and 1996,
 * doi:10.1097/00004647-199609000-00008.
 */
public final class GraphicalKernel implements BlockKernel {
  private final List<String> outputs;
  private final double[] abscissa;
  private final double[] weights;
  private final int[] early;
  private final int first;
  private final double[] start;
  private final FrameIntegral integration;
  private final float[] partial;
  private final double[] integral;
  private final double[] value;
  private final double[] last;
  private final double[][] sums;

  private GraphicalKernel(
      String outcome,
      FrameTiming timing,
      FrameWeights weights,
      double[] abscissa,
      ModelSettings.TissueIntegral kind,
      double fromMinutes,
      int size) {
    this.outputs = List.of(outcome, "intercept");
    this.abscissa = abscissa;
    this.weights = weights.toArray();
    int n = timing.size();
    int from = 0;
    while (from < n && timing.mid(from) < fromMinutes) {
      this.weights[from++] = 0;
    }
    if (n - from < 2) {
      throw new IllegalArgumentException(
          "Cannot fit Logan's line: fewer than two frames after " + fromMinutes + " min");
    }
    this.first = from;
    this.early = new int[from + 1];
    for (int f = 0; f <= from; f++) {
      early[f] = f;
    }
    this.integration = new FrameIntegral(timing, kind);
    this.start = integration.coefficients(from);
    this.partial = new float[size];
    this.integral = new double[size];
    this.value = new double[size];
    this.last = new double[size];
    this.sums = new double[6][size];
  }

  /** With plasma: VT in mL/cm3. */
  public static GraphicalKernel logan(
      FrameTiming timing,
      FrameWeights weights,
      PiecewiseLinear plasma,
      ModelSettings.TissueIntegral kind,
      double fromMinutes,
      int size) {
    double[] x = new double[timing.size()];
    for (int f = 0; f < x.length; f++) {
      x[f] = plasma.area(timing.mid(f));
    }
    return new GraphicalKernel("VT", timing, weights, x, kind, fromMinutes, size);
  }

  /** With a reference region and its efflux rate, 1/min; DVR without unit. */
  public static GraphicalKernel loganReference(
      FrameTiming timing,
      FrameWeights weights,
      ReferenceInput reference,
      double k2prime,
      ModelSettings.TissueIntegral kind,
      double fromMinutes,
      int size) {
    if (!(k2prime > 0)) {
      throw new IllegalArgumentException("Invalid k2prime: " + k2prime + " (must be > 0)");
    }
    double[] curve = reference.curve();
    double[] x = new double[curve.length];
    new FrameIntegral(timing, kind).running(curve, x);
    for (int f = 0; f < x.length; f++) {
      x[f] += curve[f] / k2prime;
    }
    return new GraphicalKernel("DVR", timing, weights, x, kind, fromMinutes, size);
  }

  @Override
  public List<String> outputs() {
    return outputs;
  }

  @Override
  public void apply(float[][] frames, int count, double[][] out) {
    FunctionalKernel.sum(frames, start, early, count, partial, integral);
    for (double[] sum : sums) {
      Arrays.fill(sum, 0, count, 0);
    }
    double total = 0;
    double[] x0 = sums[0];
    double[] y0 = sums[1];
    for (int f = first; f < abscissa.length; f++) {
      copy(frames[f], value, count);
      if (f > first) {
        advance(integral, integration.before(f), last, integration.here(f), value, count);
      }
      System.arraycopy(value, 0, last, 0, count);
      if (weights[f] == 0) {
        continue;
      }
      if (total == 0) {
        ratios(abscissa[f], integral, value, x0, y0, count);
      } else {
        add(weights[f], abscissa[f], integral, value, x0, y0, count);
      }
      total += weights[f];
    }
    line(total, x0, y0, sums[2], sums[3], sums[4], sums[5], out[0], out[1], count);
  }

  private static void copy(float[] from, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = from[i];
    }
  }

  static void advance(
      double[] integral, double a, double[] last, double b, double[] value, int count) {
    for (int i = 0; i < count; i++) {
      integral[i] += a * last[i] + b * value[i];
    }
  }

  private static void ratios(
      double x, double[] integral, double[] value, double[] x0, double[] y0, int count) {
    for (int i = 0; i < count; i++) {
      double inverse = 1 / value[i];
      x0[i] = x * inverse;
      y0[i] = integral[i] * inverse;
    }
  }

  private void add(
      double w, double x, double[] integral, double[] value, double[] x0, double[] y0, int count) {
    accumulate(w, x, integral, value, x0, y0, sums[2], sums[3], sums[4], sums[5], count);
  }

  private static void accumulate(
      double w,
      double x,
      double[] integral,
      double[] value,
      double[] x0,
      double[] y0,
      double[] sx,
      double[] sy,
      double[] sxx,
      double[] sxy,
      int count) {
    for (int i = 0; i < count; i++) {
      double inverse = 1 / value[i];
      double dx = x * inverse - x0[i];
      double dy = integral[i] * inverse - y0[i];
      double wx = w * dx;
      sx[i] += wx;
      sy[i] += w * dy;
      sxx[i] += wx * dx;
      sxy[i] += wx * dy;
    }
  }

  private static void line(
      double total,
      double[] x0,
      double[] y0,
      double[] sx,
      double[] sy,
      double[] sxx,
      double[] sxy,
      double[] slope,
      double[] intercept,
      int count) {
    for (int i = 0; i < count; i++) {
      double b = (total * sxy[i] - sx[i] * sy[i]) / (total * sxx[i] - sx[i] * sx[i]);
      slope[i] = b;
      intercept[i] = y0[i] + (sy[i] - b * sx[i]) / total - b * x0[i];
    }
  }
}
