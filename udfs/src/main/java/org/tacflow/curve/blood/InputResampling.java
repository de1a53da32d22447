package org.tacflow.curve.blood;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Draws inputs that the same blood could have given, by resampling residuals of the fits.
 *
 * <p>Residuals of the parent fraction and, standardised by the root of their weights, of the plasma
 * formula are inflated by {@code √(n/(n − k))}, drawn with replacement, added to the fitted values,
 * and the formulas are fitted again from where they were. A component without a formula is kept as
 * it is. Draws whose fit has no numbers are left out. Source: Efron and Tibshirani, An Introduction
 * to the Bootstrap, section 9.4, doi:10.1201/9780429246593.
 */
final class InputResampling {
  private static final double SMALLEST_FRACTION = 1e-3;

  private final PiecewiseLinear fractionSamples;
  private final PiecewiseLinear total;
  private final PiecewiseLinear parent;
  private final FormulaFit fraction;
  private final PlasmaFit plasma;

  /**
   * With the fits of a scan.
   *
   * @param fraction fit of the parent fraction, or null
   * @param plasma fit of parent plasma, or null
   */
  InputResampling(
      PiecewiseLinear fractionSamples,
      PiecewiseLinear total,
      PiecewiseLinear parent,
      FormulaFit fraction,
      PlasmaFit plasma) {
    boolean fitted = fraction != null && fraction.status().hasNumbers();
    this.fractionSamples = fitted ? ParentFractionChoice.afterInjection(fractionSamples) : null;
    this.total = total;
    this.parent = parent;
    this.fraction = fitted ? fraction : null;
    this.plasma = plasma;
  }

  /** Parent plasma at the knots of the input, one array per draw; empty without any formula. */
  List<double[]> draw(int number, String key) {
    List<double[]> draws = new ArrayList<>();
    if (fraction == null && plasma == null) {
      return draws;
    }
    Random random = new Random(seed(key));
    for (int d = 0; d < number; d++) {
      FormulaFit newFraction = fraction == null ? null : fraction(random);
      double[] values = plasma == null ? interpolated(newFraction) : plasma(newFraction, random);
      if (values != null) {
        draws.add(values);
      }
    }
    return draws;
  }

  // FNV-1a; the generator of java.util.Random is specified and so the same everywhere.
  private static long seed(String key) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private FormulaFit fraction(Random random) {
    double[] ones = new double[fractionSamples.size()];
    java.util.Arrays.fill(ones, 1);
    return fraction.again(drawn(fractionSamples, fraction, ones, random), ones);
  }

  /** Fitted values plus residuals drawn with replacement. */
  private static PiecewiseLinear drawn(
      PiecewiseLinear samples, FormulaFit fit, double[] weights, Random random) {
    int n = samples.size();
    double inflation = Math.sqrt((double) n / (n - fit.formula().parameters().size()));
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(n);
      double residual = samples.valueAtKnot(j) - fit.value(samples.time(j));
      double scale = weights[i] > 0 ? Math.sqrt(weights[j] / weights[i]) : 0;
      values[i] = fit.value(samples.time(i)) + inflation * residual * scale;
    }
    return PiecewiseLinear.of(samples.times(), values);
  }

  private double[] interpolated(FormulaFit newFraction) {
    if (!newFraction.status().hasNumbers()) {
      return null;
    }
    double[] values = new double[parent.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = total.value(parent.time(i)) * newFraction.value(parent.time(i));
    }
    return values;
  }

  private double[] plasma(FormulaFit newFraction, Random random) {
    PiecewiseLinear drawn = drawn(plasma.samples(), plasma.fit(), plasma.weights(), random);
    double[] samples = drawn.values();
    if (newFraction != null) {
      if (!newFraction.status().hasNumbers()) {
        return null;
      }
      for (int i = 0; i < samples.length; i++) {
        double t = drawn.time(i);
        samples[i] *= newFraction.value(t) / Math.max(SMALLEST_FRACTION, fraction.value(t));
      }
    }
    FormulaFit again =
        plasma.fit().again(PiecewiseLinear.of(drawn.times(), samples), plasma.weights());
    if (!again.status().hasNumbers()) {
      return null;
    }
    double[] values = new double[parent.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = again.value(parent.time(i));
    }
    return values;
  }
}
