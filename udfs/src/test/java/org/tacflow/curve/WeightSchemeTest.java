package org.tacflow.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The weight schemes on two frames, where each follows by hand. */
class WeightSchemeTest {
  // Frames of 1 and 4 min; half-life 2 min, so that decay matters.
  private static final FrameTiming TIMING =
      FrameTiming.ofSeconds(new double[] {0, 60}, new double[] {60, 300});
  private static final double[] CURVE = {8, 2};
  private static final double LAMBDA = Math.log(2) / 2;

  /** Mean decay correction: λΔ over the decay integral. */
  private static double decay(double begin, double end) {
    return LAMBDA * (end - begin) / (Math.exp(-LAMBDA * begin) - Math.exp(-LAMBDA * end));
  }

  @Test
  void ratiosOfTheTwoFramesAreThoseOfTheFormulas() {
    double d0 = decay(0, 1);
    double d1 = decay(1, 5);
    double u0 = 8 / d0;
    double u1 = 2 / d1;
    expect(WeightScheme.DURATION_OVER_UNCORRECTED, (4 / u1) / (1 / u0));
    expect(WeightScheme.ROOT_COUNTS, Math.sqrt(4 * u1) / Math.sqrt(u0));
    expect(WeightScheme.DURATION_OVER_CURVE_DOCUMENTED, (4.0 / 2) / (1.0 / 8));
    expect(WeightScheme.ROOT_DURATION, 2);
    expect(WeightScheme.DECAYED_DURATION, 4 * Math.exp(-LAMBDA * 2.5));
    expect(WeightScheme.DURATION_OVER_CURVE, 16);
    expect(WeightScheme.DURATION, 4);
    expect(WeightScheme.SQUARED_DURATION_OVER_UNCORRECTED, (16 / u1) / (1 / u0));
    expect(WeightScheme.INVERSE_VARIANCE, 4 / (2 * d1) * (8 * d0));
  }

  private static void expect(WeightScheme scheme, double ratio) {
    FrameWeights weights = scheme.weights(TIMING, CURVE, 2);
    assertThat(weights.get(1) / weights.get(0))
        .as(scheme.name())
        .isCloseTo(ratio, Offset.offset(1e-12 * ratio));
    assertThat(Math.max(weights.get(0), weights.get(1))).isEqualTo(1);
  }

  @Test
  void numbersCountTheNineMethods() {
    for (WeightScheme scheme : WeightScheme.values()) {
      assertThat(scheme.number()).isEqualTo(scheme.ordinal() + 1);
    }
    assertThat(WeightScheme.values()).hasSize(9);
  }

  @Test
  void negativeAndEmptyCurvesStillHaveWeights() {
    for (WeightScheme scheme : WeightScheme.values()) {
      FrameWeights negative = scheme.weights(TIMING, new double[] {-1, 5}, 20);
      FrameWeights empty = scheme.weights(TIMING, new double[] {0, 0}, 20);
      for (int f = 0; f < 2; f++) {
        assertThat(negative.get(f)).isFinite();
        assertThat(empty.get(f)).isFinite().isPositive();
      }
    }
  }

  @Test
  void decayOverTheFrameIsThatOfTheOtherWeights() {
    FrameWeights own = WeightScheme.INVERSE_VARIANCE.weights(TIMING, CURVE, 20.4);
    FrameWeights other = FrameWeights.inverseVariance(TIMING, CURVE, 20.4);
    assertThat(own.get(1) / own.get(0))
        .isCloseTo(other.get(1) / other.get(0), Offset.offset(1e-12));
  }

  @Test
  void halfLifeAndLengthAreChecked() {
    assertThatThrownBy(() -> WeightScheme.DURATION.weights(TIMING, CURVE, 0))
        .hasMessage("Invalid half-life: 0.0 min (must be > 0)");
    assertThatThrownBy(() -> WeightScheme.DURATION.weights(TIMING, new double[3], 20))
        .hasMessage("Invalid curve for weights: 3 values (must be one for each of 2 frames)");
  }
}
