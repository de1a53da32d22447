package org.tacflow.kinetics;

import java.util.Arrays;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.WeightScheme;
import org.tacflow.testing.Pbr28Scan;

/**
 * Weights as kinfitr's weights_create prints them, its defects included.
 *
 * <p>Its rescaling has a pair of parentheses missing; methods 3, 5 and 9 have another formula in
 * its code than in its documentation, which the product follows.
 */
final class KinfitrWeights {
  private static final double LEAST = 0.5;

  private KinfitrWeights() {}

  static double[] of(WeightScheme scheme, Pbr28Scan scan, double halfLife) {
    return rescaled(raw(scheme, scan, halfLife));
  }

  private static double[] raw(WeightScheme scheme, Pbr28Scan scan, double halfLife) {
    FrameTiming timing = scan.timing();
    double[] curve = scan.regions().get("WB");
    double lambda = Math.log(2) / halfLife;
    double peak = Arrays.stream(curve).max().orElseThrow();
    double[] own = new double[curve.length];
    for (int f = 0; f < own.length; f++) {
      double duration = timing.duration(f);
      double x = lambda * duration;
      double decay = x / -Math.expm1(-x) * Math.exp(lambda * timing.begin(f));
      double tac = Math.max(0.01 * peak, Math.max(0, curve[f]));
      own[f] =
          switch (scheme) {
            case DURATION_OVER_CURVE_DOCUMENTED -> Math.sqrt(duration) / tac;
            case DECAYED_DURATION -> duration;
            case INVERSE_VARIANCE -> duration * duration / tac * duration / (decay * decay);
            default -> 0;
          };
    }
    return own[0] > 0 ? own : scheme.weights(timing, curve, halfLife).toArray();
  }

  private static double[] rescaled(double[] weights) {
    double[] sorted = weights.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double most = sorted[last - 4] < 0.5 * sorted[last] ? sorted[last - 2] : sorted[last];
    double[] scaled = Arrays.stream(weights).map(w -> Math.min(w, most) / most).toArray();
    double least = Arrays.stream(scaled).min().orElseThrow();
    if (least >= LEAST) {
      return scaled;
    }
    return Arrays.stream(scaled)
        .map(w -> w - least / (1 - least))
        .map(w -> LEAST + w * (1 - LEAST))
        .toArray();
  }
}
