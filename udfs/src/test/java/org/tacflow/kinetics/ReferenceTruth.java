package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Curves of reference models by integrating their differential equations.
 *
 * <p>A model sees the reference through its frames: truths are driven by the same straight lines
 * between them, and R1 multiplies the measured frames, not the means of the lines.
 */
final class ReferenceTruth {
  private ReferenceTruth() {}

  /** SRTM: BPND R1 k2. */
  static double[] simplified(FrameTiming timing, double[] reference, double[] p) {
    return vascular(
        timing,
        reference,
        PiecewiseLinear.of(new double[] {0, 1}, new double[2]),
        new double[] {p[0], p[1], p[2], 0, 0});
  }

  /** SRTMV: BPND R1 k2 vB vBr. */
  static double[] vascular(
      FrameTiming timing, double[] reference, PiecewiseLinear blood, double[] p) {
    PiecewiseLinear line = FrameIntegral.line(timing, reference);
    double k2a = p[2] / (1 + p[0]);
    double[] means =
        CompartmentTruth.frameMeans(
            timing,
            (t, state, slope) -> {
              double vessels = blood.value(t);
              double tissue = (line.value(t) - p[4] * vessels) / (1 - p[4]);
              slope[0] = tissue - k2a * state[0];
              slope[1] = 0;
              slope[2] = line.value(t);
              double target = p[1] * tissue + (p[2] - p[1] * k2a) * state[0];
              slope[3] = (1 - p[3]) * target + p[3] * vessels;
            });
    return measured(timing, means, reference, line, p[1] * (1 - p[3]) / (1 - p[4]));
  }

  /** FRTM: BPND R1 k2 k4. */
  static double[] full(FrameTiming timing, double[] reference, double[] p) {
    PiecewiseLinear line = FrameIntegral.line(timing, reference);
    double k3 = p[0] * p[3];
    double[] means =
        CompartmentTruth.frameMeans(
            timing,
            (t, state, slope) -> {
              // The free compartment is R1 Cr + y: plasma follows from Cr and its derivative.
              double tissue = line.value(t);
              double free = p[1] * tissue + state[0];
              slope[0] = p[2] * tissue - (p[2] + k3) * free + p[3] * state[1];
              slope[1] = k3 * free - p[3] * state[1];
              slope[2] = 0;
              slope[3] = free + state[1];
            });
    return measured(timing, means, reference, line, p[1]);
  }

  private static double[] measured(
      FrameTiming timing, double[] means, double[] reference, PiecewiseLinear line, double ratio) {
    for (int f = 0; f < means.length; f++) {
      means[f] += ratio * (reference[f] - line.mean(timing.begin(f), timing.end(f)));
    }
    return means;
  }
}
