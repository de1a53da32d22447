package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * The quality rules that bloodstream has, each broken alone and each just kept.
 *
 * <p>The rules are those of its documentation: fewer than 8 samples of whole blood, mean blood to
 * plasma below 0.25 or above 4, whole blood below −10 % of its peak; fewer than 4 parent fractions,
 * all of them 1, one outside 0 to 1, the last earlier than 30 % of the scan.
 */
class BloodChecksTest {
  private static final double SCAN_END_MINUTES = 90;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          whole blood (samples, lowest) | blood/plasma | parent fraction at 2, 10, ... min | flags
          8 0                           | 1.2          | 1 0.8 0.5 0.3   last 27           | none
          7 0                           | 1.2          | 1 0.8 0.5 0.3   last 27           | blood_few_samples
          8 0                           | 4.1          | 1 0.8 0.5 0.3   last 27           | blood_plasma_ratio_implausible
          8 0                           | 0.24         | 1 0.8 0.5 0.3   last 27           | blood_plasma_ratio_implausible
          8 0                           | 3.9          | 1 0.8 0.5 0.3   last 27           | none
          8 -9                          | 1.2          | 1 0.8 0.5 0.3   last 27           | blood_negative
          8 -11                         | 1.2          | 1 0.8 0.5 0.3   last 27           | blood_negative blood_negative_large
          8 0                           | 1.2          | 1 0.8 0.5       last 27           | parent_fraction_few_samples
          8 0                           | 1.2          | 1 1 1 1         last 27           | parent_fraction_all_one
          8 0                           | 1.2          | 1 1.01 0.5 0.3  last 27           | parent_fraction_outside
          8 0                           | 1.2          | 1 0.8 0.5 -0.01 last 27           | parent_fraction_outside
          8 0                           | 1.2          | 1 0.8 0.5 0.3   last 26.9         | parent_fraction_ends_early
          """,
      useHeadersInDisplayName = true)
  void aBrokenRuleIsAFlagByItsName(String blood, double ratio, String fraction, String flags) {
    String[] words = blood.split(" ");
    PiecewiseLinear whole = wholeBlood(Integer.parseInt(words[0]), Double.parseDouble(words[1]));
    String[] parts = fraction.split("\\s+last ");
    PiecewiseLinear parent = parentFraction(parts[0], Double.parseDouble(parts[1]));
    List<Flag> found = new ArrayList<>();
    // Plasma is that of the positive curve, so that the ratio does not hang on the negative sample.
    PiecewiseLinear plasma = wholeBlood(Integer.parseInt(words[0]), 0).scaled(1 / ratio);
    BloodChecks.samples(new ArterialSamples(null, whole, plasma, parent), SCAN_END_MINUTES, found);
    List<String> expected = flags == null ? List.of() : List.of(flags.split(" "));
    assertThat(found).extracting(Flag::name).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** A peak of 100 and a tail, over 80 min; the second sample is lowered where asked for. */
  private static PiecewiseLinear wholeBlood(int samples, double lowest) {
    double[] times = new double[samples];
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      times[i] = 0.5 + 80.0 * i / (samples - 1);
      values[i] = 100 * Math.exp(-0.5 * i);
    }
    values[1] = lowest < 0 ? lowest : values[1];
    return PiecewiseLinear.of(times, values);
  }

  private static PiecewiseLinear parentFraction(String values, double last) {
    double[] y = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    double[] x = new double[y.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = 2 + (last - 2) * i / (x.length - 1);
    }
    return PiecewiseLinear.of(x, y);
  }
}
