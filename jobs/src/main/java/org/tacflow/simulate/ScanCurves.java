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
    ExponentialConvolution convolution =
        ExponentialConvolution.of(
            ExponentialConvolution.Sampling.FRAME_MEAN,
            blood.parent(),
            timing.begins(),
            timing.ends());
    int frames = timing.size();
    double[] fast = new double[frames];
    double[] slow = new double[frames];
    Map<String, double[]> curves = new TreeMap<>();
    for (Map.Entry<String, ScanTruth.Tissue> entry : truth.tissues().entrySet()) {
      TwoTissueRates rates = entry.getValue().rates();
      double vB = entry.getValue().vB();
      convolution.evaluate(rates.theta1(), fast, null);
      convolution.evaluate(rates.theta2(), slow, null);
      double[] curve = new double[frames];
      for (int f = 0; f < frames; f++) {
        double tissue = rates.phi1() * fast[f] + rates.phi2() * slow[f];
        double whole = blood.wholeBlood().mean(timing.begin(f), timing.end(f));
        curve[f] = (1 - vB) * tissue + vB * whole;
      }
      curves.put(entry.getKey(), curve);
    }
    return new ScanCurves(timing, curves);
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

  /** Ratio of a tissue to the cerebellum, area over the frames that lie in a window of minutes. */
  double ratioToCerebellum(String tissue, double from, double to) {
    return area(tissue, from, to) / area("cerebellum", from, to);
  }

  private double area(String tissue, double from, double to) {
    double[] curve = curves.get(tissue);
    double sum = 0;
    for (int f = 0; f < curve.length; f++) {
      if (timing.mid(f) >= from && timing.mid(f) <= to) {
        sum += curve[f] * timing.duration(f);
      }
    }
    return sum;
  }
}
