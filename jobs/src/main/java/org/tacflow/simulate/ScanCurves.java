package org.tacflow.simulate;

import java.util.Map;
import java.util.TreeMap;
import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.TwoTissueRates;
import org.tacflow.numerics.ExponentialConvolution;

/**
 * Noise-free curves of every tissue of a scan: exact frame means, kBq/mL.
 *
 * <pre>
 * C(t) = (1 − vB) [φ₁ e^(−θ₁t) + φ₂ e^(−θ₂t)] ⊗ parent + vB · whole blood
 * </pre>
 */
final class ScanCurves {
  private final FrameTiming timing;
  private final Map<String, double[]> curves;

  private ScanCurves(FrameTiming timing, Map<String, double[]> curves) {
    this.timing = timing;
    this.curves = curves;
  }

  /** Computes the curves of a scan. */
  static ScanCurves of(ScanTruth truth, BloodCurves blood) {
    FrameTiming timing = timing(truth.tracer());
    ExponentialConvolution convolution = convolution(timing, blood);
    Map<String, double[]> curves = new TreeMap<>();
    for (Map.Entry<String, ScanTruth.Tissue> entry : truth.tissues().entrySet()) {
      curves.put(entry.getKey(), curve(entry.getValue(), timing, blood, convolution));
    }
    return new ScanCurves(timing, curves);
  }

  /** The convolution with the parent plasma of a scan. */
  static ExponentialConvolution convolution(FrameTiming timing, BloodCurves blood) {
    return ExponentialConvolution.of(
        ExponentialConvolution.Sampling.FRAME_MEAN, blood.parent(), timing.begins(), timing.ends());
  }

  /** The curve of one tissue. */
  static double[] curve(
      ScanTruth.Tissue tissue,
      FrameTiming timing,
      BloodCurves blood,
      ExponentialConvolution convolution) {
    TwoTissueRates rates = tissue.rates();
    double[] fast = new double[timing.size()];
    double[] slow = new double[timing.size()];
    convolution.evaluate(rates.theta1(), fast, null);
    convolution.evaluate(rates.theta2(), slow, null);
    double[] curve = new double[timing.size()];
    for (int f = 0; f < curve.length; f++) {
      double exchanged = rates.phi1() * fast[f] + rates.phi2() * slow[f];
      double whole = blood.wholeBlood().mean(timing.begin(f), timing.end(f));
      curve[f] = (1 - tissue.vB()) * exchanged + tissue.vB() * whole;
    }
    return curve;
  }

  /** The frames of a tracer, from injection on without gaps. */
  static FrameTiming timing(TracerDesign tracer) {
    double[] begins = new double[tracer.frames()];
    double[] ends = new double[tracer.frames()];
    double clock = 0;
    for (int f = 0; f < begins.length; f++) {
      begins[f] = clock;
      clock += tracer.frameSeconds()[f];
      ends[f] = clock;
    }
    return FrameTiming.ofSeconds(begins, ends);
  }

  /** The frames. */
  FrameTiming timing() {
    return timing;
  }

  /** The curve of a tissue, one value per frame, kBq/mL; not a copy. */
  double[] curve(String tissue) {
    return curves.get(tissue);
  }

  /** Ratio of a tissue to the cerebellum in the window of the tracer. */
  double ratioToCerebellum(String tissue) {
    return lateArea(curves.get(tissue), timing) / lateArea(curves.get("cerebellum"), timing);
  }

  /** End of the window of late ratios, min: 90, or the end of a shorter scan. */
  static double windowEnd(FrameTiming timing) {
    return Math.min(90, timing.scanEnd());
  }

  /** Area of a curve over the frames whose middle lies in the last 30 min of the window. */
  static double lateArea(double[] curve, FrameTiming timing) {
    double end = windowEnd(timing);
    double sum = 0;
    for (int f = 0; f < curve.length; f++) {
      if (timing.mid(f) >= end - 30 && timing.mid(f) <= end) {
        sum += curve[f] * timing.duration(f);
      }
    }
    return sum;
  }
}
