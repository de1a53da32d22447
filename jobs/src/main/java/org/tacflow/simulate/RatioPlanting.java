package org.tacflow.simulate;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tacflow.curve.FrameTiming;
import org.tacflow.numerics.ExponentialConvolution;

/**
 * Makes the late uptake ratio of a tissue carry what was drawn for its VT ratio.
 *
 * <p>A late ratio (SUVR) follows the ratio of VT only roughly: blood clearance and VND enter too,
 * and would weaken a planted correlation by some percent. So in the tissues of a finding on SUVR,
 * VT is changed until the noise-free ratio to the cerebellum, over the last 30 min before 90 min,
 * equals the ratio of VT that was drawn. Bisection on the log of the factor within ±2, to 1e-7;
 * where the drawn ratio is out of reach the nearest end is taken.
 *
 * @param tissues tissues to change
 * @param blood blood of the scan
 */
record RatioPlanting(Set<String> tissues, BloodCurves blood) {
  private static final double REACH = 2;
  private static final double PRECISION = 1e-7;

  /** The scan with the tissues changed. */
  ScanTruth apply(ScanTruth truth) {
    if (tissues.isEmpty() || truth.tracer().irreversible() || truth.tracer().referenced()) {
      return truth;
    }
    FrameTiming timing = ScanCurves.timing(truth.tracer());
    ExponentialConvolution convolution = ScanCurves.convolution(timing, blood);
    ScanTruth.Tissue reference = truth.tissues().get("cerebellum");
    double below =
        ScanCurves.lateArea(ScanCurves.curve(reference, timing, blood, convolution), timing);
    Map<String, ScanTruth.Tissue> changed = new TreeMap<>(truth.tissues());
    for (String name : tissues) {
      ScanTruth.Tissue drawn = truth.tissues().get(name);
      double target = below * drawn.rates().vt() / reference.rates().vt();
      double low = -REACH;
      double high = REACH;
      while (high - low > PRECISION) {
        double middle = 0.5 * (low + high);
        ScanTruth.Tissue tried = drawn.scaled(Math.exp(middle));
        double area =
            ScanCurves.lateArea(ScanCurves.curve(tried, timing, blood, convolution), timing);
        if (area < target) {
          low = middle;
        } else {
          high = middle;
        }
      }
      changed.put(name, drawn.scaled(Math.exp(0.5 * (low + high))));
    }
    return new ScanTruth(truth.person(), truth.session(), truth.tracer(), changed);
  }
}
