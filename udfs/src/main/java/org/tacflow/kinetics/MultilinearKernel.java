package org.tacflow.kinetics;

import java.util.Arrays;
import java.util.List;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.InnerProduct;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * MA1 and MRTM1 over a block of curves: regression on known columns and the curve's own integral.
 *
 * <pre>
 * MA1:    C = γ₁ ∫Cp + γ₂ ∫C                VT = −γ₁/γ₂
 * MRTM1:  C = γ₁ ∫Cr + γ₂ ∫C + γ₃ Cr        BPND = −γ₁/γ₂ − 1,  R1 = γ₃,  k2prime = γ₁/γ₃
 * </pre>
 *
 * The known columns are made orthonormal once per scan; their products with {@code C} and {@code
 * ∫C} are fixed sums of the frames, so only {@code ∫C·∫C} and {@code ∫C·C} are quadratic in a
 * curve. Sums in double precision. Sources: Ichise et al. 2002,
 * doi:10.1097/01.WCB.0000038000.34930.4E and 2003, doi:10.1097/01.WCB.0000085441.37552.CA.
 */
public final class MultilinearKernel implements BlockKernel {
  private final List<String> outputs;
  private final boolean reference;
  private final double[] weights;
  private final int first;
  private final CurveTiles curves;
  // Triangular factor of the known columns: column = unit times factor.
  private final double[][] factor;
  private final double[][] units;
  private final double[][] onUnits;
  private final double[] squares = new double[CurveTiles.SIZE];
  private final double[] products = new double[CurveTiles.SIZE];

  private MultilinearKernel(
      List<String> outputs,
      FrameTiming timing,
      FrameWeights weights,
      double[][] columns,
      ModelSettings.TissueIntegral kind,
      double fromMinutes) {
    this.outputs = outputs;
    this.reference = columns.length == 2;
    this.weights = weights.toArray();
    this.first = UsedFrames.first(timing, fromMinutes);
    Arrays.fill(this.weights, 0, first, 0);
    int used = 0;
    for (double w : this.weights) {
      used += w > 0 ? 1 : 0;
    }
    if (used < columns.length + 2) {
      throw new IllegalArgumentException(
          "Cannot fit "
              + (columns.length + 1)
              + " coefficients: "
              + used
              + " frames with weight after "
              + fromMinutes
              + " min");
    }
    this.curves = new CurveTiles(new FrameIntegral(timing, kind), first);
    this.units = new double[columns.length][];
    this.factor = new double[columns.length][columns.length];
    orthonormalize(columns);
    this.onUnits = new double[2 * columns.length][CurveTiles.SIZE];
  }

  /** With plasma: VT in mL/cm3. */
  public static MultilinearKernel ma1(
      FrameTiming timing,
      FrameWeights weights,
      PiecewiseLinear plasma,
      ModelSettings.TissueIntegral kind,
      double fromMinutes) {
    double[] area = new double[timing.size()];
    for (int f = 0; f < area.length; f++) {
      area[f] = plasma.area(timing.mid(f));
    }
    return new MultilinearKernel(
        List.of("VT"), timing, weights, new double[][] {area}, kind, fromMinutes);
  }

  /** With a reference region: BPND, R1, k2prime in 1/min. */
  public static MultilinearKernel mrtm1(
      FrameTiming timing,
      FrameWeights weights,
      ReferenceInput reference,
      ModelSettings.TissueIntegral kind,
      double fromMinutes) {
    double[] curve = reference.curve();
    double[] area = new double[curve.length];
    new FrameIntegral(timing, kind).running(curve, area);
    return new MultilinearKernel(
        List.of("BPND", "R1", "k2prime"),
        timing,
        weights,
        new double[][] {area, curve},
        kind,
        fromMinutes);
  }

  private void orthonormalize(double[][] columns) {
    for (int k = 0; k < columns.length; k++) {
      double[] v = columns[k].clone();
      for (int j = 0; j < k; j++) {
        factor[j][k] = InnerProduct.of(weights, units[j], v);
        for (int f = 0; f < v.length; f++) {
          v[f] -= factor[j][k] * units[j][f];
        }
      }
      factor[k][k] = Math.sqrt(InnerProduct.of(weights, v, v));
      if (!(factor[k][k] > 1e-9 * Math.sqrt(InnerProduct.of(weights, columns[k], columns[k])))) {
        throw new IllegalArgumentException(
            "Cannot fit: the input's columns are zero or dependent over the frames used");
      }
      for (int f = 0; f < v.length; f++) {
        v[f] /= factor[k][k];
      }
      units[k] = v;
    }
  }

  @Override
  public List<String> outputs() {
    return outputs;
  }

  @Override
  public void apply(float[][] frames, int count, double[][] out) {
    curves.open(frames, count);
    while (curves.next()) {
      accumulate(curves.count());
      if (reference) {
        finishReference(out, curves.from(), curves.count());
      } else {
        finishPlasma(out[0], curves.from(), curves.count());
      }
    }
  }

  private void accumulate(int count) {
    for (double[] sum : onUnits) {
      Arrays.fill(sum, 0, count, 0);
    }
    Arrays.fill(squares, 0, count, 0);
    Arrays.fill(products, 0, count, 0);
    double[] integral = curves.integral();
    for (int f = first; f < weights.length; f++) {
      curves.move(f);
      if (weights[f] > 0) {
        double[] value = curves.value();
        quadratic(weights[f], integral, value, squares, products, count);
        for (int k = 0; k < units.length; k++) {
          double c = weights[f] * units[k][f];
          linear(c, integral, value, onUnits[2 * k], onUnits[2 * k + 1], count);
        }
      }
    }
  }

  private static void quadratic(
      double w, double[] integral, double[] value, double[] squares, double[] products, int count) {
    for (int i = 0; i < count; i++) {
      double weighted = w * integral[i];
      squares[i] += weighted * integral[i];
      products[i] += weighted * value[i];
    }
  }

  private static void linear(
      double c,
      double[] integral,
      double[] value,
      double[] ofIntegral,
      double[] ofValue,
      int count) {
    for (int i = 0; i < count; i++) {
      ofIntegral[i] += c * integral[i];
      ofValue[i] += c * value[i];
    }
  }

  private void finishPlasma(double[] vt, int from, int count) {
    double[] i1 = onUnits[0];
    double[] c1 = onUnits[1];
    double scale = factor[0][0];
    for (int i = 0; i < count; i++) {
      double own = (products[i] - i1[i] * c1[i]) / (squares[i] - i1[i] * i1[i]);
      vt[from + i] = -(c1[i] - own * i1[i]) / (scale * own);
    }
  }

  private void finishReference(double[][] out, int from, int count) {
    double[] i1 = onUnits[0];
    double[] c1 = onUnits[1];
    double[] i2 = onUnits[2];
    double[] c2 = onUnits[3];
    for (int i = 0; i < count; i++) {
      double own =
          (products[i] - i1[i] * c1[i] - i2[i] * c2[i])
              / (squares[i] - i1[i] * i1[i] - i2[i] * i2[i]);
      double ratio = (c2[i] - own * i2[i]) / factor[1][1];
      double area = (c1[i] - own * i1[i] - factor[0][1] * ratio) / factor[0][0];
      out[0][from + i] = -area / own - 1;
      out[1][from + i] = ratio;
      out[2][from + i] = area / ratio;
    }
  }
}
