package org.tacflow.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tacflow.numerics.PiecewiseLinear;

class ArterialSamplesTest {
  private static PiecewiseLinear line(double... pairs) {
    double[] times = new double[pairs.length / 2];
    double[] values = new double[pairs.length / 2];
    for (int i = 0; i < times.length; i++) {
      times[i] = pairs[2 * i];
      values[i] = pairs[2 * i + 1];
    }
    return PiecewiseLinear.of(times, values);
  }

  // Autosampler to 10 min at 20, manual blood 10 and plasma 15 at 4, 6 and 8 min, so ratio 1.5.
  private static final PiecewiseLinear AUTO = line(0, 0, 1, 20, 10, 20);
  private static final PiecewiseLinear BLOOD = line(4, 10, 6, 10, 8, 10, 20, 4);
  private static final PiecewiseLinear PLASMA = line(4, 15, 6, 15, 8, 15, 20, 8);

  @Test
  void plasmaFollowsTheAutosamplerThenTheManualSamples() {
    ArterialInput input = new ArterialSamples(AUTO, BLOOD, PLASMA, null).assemble(5);
    assertThat(input.wholeBlood().times()).containsExactly(0, 1, 6, 8, 20);
    assertThat(input.wholeBlood().values()).containsExactly(0, 20, 10, 10, 4);
    assertThat(input.plasma().values()).containsExactly(0, 30, 15, 15, 8);
  }

  @Test
  void anInfiniteSwitchUsesTheAutosamplerToItsEnd() {
    ArterialInput input =
        new ArterialSamples(AUTO, BLOOD, PLASMA, null).assemble(Double.POSITIVE_INFINITY);
    assertThat(input.wholeBlood().times()).containsExactly(0, 1, 10, 20);
    assertThat(input.plasma().value(10)).isCloseTo(20 * (1.5 + 0.5 * 2 / 12), within(1e-12));
  }

  @Test
  void withoutAutosamplerTheManualSamplesStartAtZero() {
    ArterialInput input = new ArterialSamples(null, BLOOD, PLASMA, null).assemble();
    assertThat(input.plasma().times()).containsExactly(0, 4, 6, 8, 20);
    assertThat(input.plasma().value(2)).isEqualTo(7.5);
  }

  // Truth: plasma 10 throughout, parent fraction 1 - t/20 until 10 min, then 0.5: by hand.
  @Test
  void theInputIsPlasmaTimesTheInterpolatedParentFraction() {
    PiecewiseLinear flat = line(0, 10, 40, 10);
    ArterialInput input = new ArterialSamples(null, flat, flat, line(4, 0.8, 10, 0.5)).assemble();
    assertThat(input.plasma().value(0)).isEqualTo(10);
    assertThat(input.plasma().value(5)).isCloseTo(7.5, within(1e-12));
    assertThat(input.plasma().value(30)).isCloseTo(5, within(1e-12));
    assertThat(input.plasma().area(40)).isCloseTo(75 + 150, within(1e-9));
    assertThat(input.wholeBlood().area(40)).isCloseTo(400, within(1e-9));
  }

  // Product of two lines falling from 10 to 0 and from 1 to 0.5 over 40 min: area 10 * 40 * (1/2 -
  // 1/12); a single chord between the samples would give 200.
  @Test
  void theCurveBetweenSparseSamplesIsNoChord() {
    PiecewiseLinear falling = line(0, 10, 40, 0);
    ArterialInput input =
        new ArterialSamples(null, falling, falling, line(0, 1, 40, 0.5)).assemble();
    assertThat(input.plasma().area(40)).isCloseTo(400 * (0.5 - 1.0 / 12), within(1e-2));
  }

  @Test
  void ratiosOfNoiseBeforeTheBolusAreLeftOut() {
    PiecewiseLinear blood = line(0.2, 0.001, 1, 40, 5, 10);
    PiecewiseLinear plasma = line(0.2, 0.5, 1, 60, 5, 20);
    PiecewiseLinear ratio = new ArterialSamples(null, blood, plasma, null).plasmaToBlood();
    assertThat(ratio.times()).containsExactly(1, 5);
    assertThat(ratio.values()).containsExactly(1.5, 2);
  }

  @Test
  void bloodWithoutPairsIsRefused() {
    ArterialSamples samples = new ArterialSamples(AUTO, line(3, 10), line(4, 15), null);
    assertThatThrownBy(samples::assemble)
        .hasMessageContaining("no sample has plasma and whole blood");
    assertThatThrownBy(() -> new ArterialSamples(null, null, PLASMA, null))
        .hasMessageContaining("no whole blood");
  }

  // Truth: a true curve e^(-t/5) from 0 on, smeared by tau 0.05 min, is (e^(-t/5) - e^(-t/tau)) /
  // (1 - tau/5), by hand. Samples every 0.5 s; central differences err by dt^2 / (6 tau^2).
  @Test
  void dispersionIsUndone() {
    double tau = 0.05;
    int n = 600;
    double[] times = new double[n];
    double[] smeared = new double[n];
    for (int i = 0; i < n; i++) {
      times[i] = i / 120.0;
      smeared[i] = (Math.exp(-times[i] / 5) - Math.exp(-times[i] / tau)) / (1 - tau / 5);
    }
    PiecewiseLinear corrected =
        DispersionCorrection.correct(PiecewiseLinear.of(times, smeared), tau);
    for (int i = 1; i < n - 1; i++) {
      double truth = Math.exp(-times[i] / 5);
      assertThat(corrected.valueAtKnot(i)).isCloseTo(truth, within(0.005));
    }
    // At the end the slope is that of the last 0.1 min.
    assertThat(corrected.valueAtKnot(n - 1)).isCloseTo(Math.exp(-times[n - 1] / 5), within(1e-4));
    assertThat(DispersionCorrection.correct(AUTO, 0).values()).containsExactly(AUTO.values());
    assertThatThrownBy(() -> DispersionCorrection.correct(AUTO, -1))
        .hasMessage("Invalid dispersion constant: -1.0 min (must be finite and >= 0)");
  }
}
