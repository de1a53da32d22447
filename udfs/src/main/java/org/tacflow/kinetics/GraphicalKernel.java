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
 * Weighted by per-scan weights; sums in double precision, of which the regression takes a digit or
 * two. Outputs: slope (VT with plasma, DVR = BPND + 1 with a reference) and intercept, min.
 * Sources: Logan et al. 1990, doi:10.1038/jcbfm.1990.127 and 1996,
 * doi:10.1097/00004647-199609000-00008.
 */
public final class GraphicalKernel implements BlockKernel {
  private final List<String> outputs;
  private final double[] abscissa;
  private final double[] weights;
  private final int first;
  private final CurveTiles curves;
  private final double[] inverse = new double[CurveTiles.SIZE];
  private final double[][] sums = new double[4][CurveTiles.SIZE];

  private GraphicalKernel(
      String outcome,
      FrameTiming timing,
      FrameWeights weights,
      double[] abscissa,
      ModelSettings.TissueIntegral kind,
      double fromMinutes) {
    this.outputs = List.of(outcome, "intercept");
    this.abscissa = abscissa;
    this.weights = weights.toArray();
    this.first = UsedFrames.first(timing, fromMinutes);
    if (timing.size() - first < 2) {
      throw new IllegalArgumentException(
          "Cannot fit Logan's line: fewer than two frames after " + fromMinutes + " min");
    }
    this.curves = new CurveTiles(new FrameIntegral(timing, kind), first);
  }

  /** With plasma: VT in mL/cm3. */
  public static GraphicalKernel logan(
      FrameTiming timing,
      FrameWeights weights,
      PiecewiseLinear plasma,
      ModelSettings.TissueIntegral kind,
      double fromMinutes) {
    double[] x = new double[timing.size()];
    for (int f = 0; f < x.length; f++) {
      x[f] = plasma.area(timing.mid(f));
    }
    return new GraphicalKernel("VT", timing, weights, x, kind, fromMinutes);
  }

  /** With a reference region and its efflux rate, 1/min; DVR without unit. */
  public static GraphicalKernel loganReference(
      FrameTiming timing,
      FrameWeights weights,
      ReferenceInput reference,
      double k2prime,
      ModelSettings.TissueIntegral kind,
      double fromMinutes) {
    if (!(k2prime > 0)) {
      throw new IllegalArgumentException("Invalid k2prime: " + k2prime + " (must be > 0)");
    }
    double[] curve = reference.curve();
    double[] x = new double[curve.length];
    new FrameIntegral(timing, kind).running(curve, x);
    for (int f = 0; f < x.length; f++) {
      x[f] += curve[f] / k2prime;
    }
    return new GraphicalKernel("DVR", timing, weights, x, kind, fromMinutes);
  }

  @Override
  public List<String> outputs() {
    return outputs;
  }

  @Override
  public void apply(float[][] frames, int count, double[][] out) {
    curves.open(frames, count);
    while (curves.next()) {
      regress(curves.count());
      System.arraycopy(sums[3], 0, out[0], curves.from(), curves.count());
      System.arraycopy(sums[2], 0, out[1], curves.from(), curves.count());
    }
  }

  private void regress(int count) {
    for (double[] sum : sums) {
      Arrays.fill(sum, 0, count, 0);
    }
    double total = 0;
    for (int f = first; f < abscissa.length; f++) {
      curves.move(f);
      double w = weights[f];
      if (w > 0) {
        double x = abscissa[f];
        total += w;
        invert(curves.value(), inverse, count);
        addAbscissas(w * x, w * x * x, inverse, sums[0], sums[1], count);
        addOrdinates(w, w * x, curves.integral(), inverse, sums[2], sums[3], count);
      }
    }
    line(total, sums[0], sums[1], sums[2], sums[3], count);
  }

  private static void invert(double[] value, double[] inverse, int count) {
    for (int i = 0; i < count; i++) {
      inverse[i] = 1 / value[i];
    }
  }

  private static void addAbscissas(
      double wx, double wxx, double[] inverse, double[] sx, double[] sxx, int count) {
    for (int i = 0; i < count; i++) {
      sx[i] += wx * inverse[i];
      sxx[i] += wxx * inverse[i] * inverse[i];
    }
  }

  private static void addOrdinates(
      double w,
      double wx,
      double[] integral,
      double[] inverse,
      double[] sy,
      double[] sxy,
      int count) {
    for (int i = 0; i < count; i++) {
      double y = integral[i] * inverse[i];
      sy[i] += w * y;
      sxy[i] += wx * y * inverse[i];
    }
  }

  /** Replaces {@code sxy} by the slope and {@code sy} by the intercept. */
  private static void line(
      double total, double[] sx, double[] sxx, double[] sy, double[] sxy, int count) {
    for (int i = 0; i < count; i++) {
      double mean = sx[i] / total;
      double slope = (sxy[i] - mean * sy[i]) / (sxx[i] - mean * sx[i]);
      sxy[i] = slope;
      sy[i] = sy[i] / total - slope * mean;
    }
  }
}
