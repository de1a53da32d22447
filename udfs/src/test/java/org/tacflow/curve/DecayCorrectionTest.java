package org.tacflow.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DecayCorrectionTest {
  private static final FrameTiming TIMING =
      FrameTiming.ofSeconds(new double[] {0, 60, 1200}, new double[] {60, 120, 2400});

  // Truth: a constant activity that decays, averaged over each frame by 20000 midpoints.
  @Test
  void uncorrectedMeansOfAConstantComeBackToIt() {
    double halfLife = 20;
    double[] measured = new double[3];
    for (int f = 0; f < 3; f++) {
      double step = TIMING.duration(f) / 20000;
      for (int i = 0; i < 20000; i++) {
        measured[f] += 7 * Math.pow(2, -(TIMING.begin(f) + (i + 0.5) * step) / halfLife) / 20000;
      }
    }
    double[] corrected = DecayCorrection.ofUncorrected(TIMING, halfLife).correct(measured);
    for (double value : corrected) {
      // The midpoint sum errs by (lambda step)^2 / 24, 1e-10 in the longest frame.
      assertThat(value).isCloseTo(7, within(1e-8));
    }
    assertThat(measured[2]).isLessThan(2.6);
  }

  // FrameReferenceTime of a real scanner (ds004869 sub-02 ses-baseline, half-life 1220.04 s): the
  // time at which the decaying activity equals its mean over the frame, printed to 6 digits.
  @Test
  void agreesWithTheReferenceTimesOfAScanner() {
    double[] begins = {0, 180, 480, 600, 6900};
    double[] ends = {30, 240, 600, 900, 7200};
    double[] printed = {14.9787, 209.915, 539.659, 747.87, 7047.87};
    DecayCorrection correction =
        DecayCorrection.ofUncorrected(FrameTiming.ofSeconds(begins, ends), 1220.04 / 60);
    for (int f = 0; f < begins.length; f++) {
      double seconds = Math.log(correction.factor(f)) / Math.log(2) * 1220.04;
      assertThat(seconds).isCloseTo(printed[f], within(6e-6 * printed[f]));
    }
  }

  @Test
  void anotherReferenceTimeIsOneFactorForAllFrames() {
    DecayCorrection correction = DecayCorrection.ofReference(3, 20, 40);
    assertThat(correction.correct(new double[] {1, 2, 3})).containsExactly(4, 8, 12);
    assertThat(correction.isIdentity()).isFalse();
    assertThat(DecayCorrection.ofReference(3, 20, 0).isIdentity()).isTrue();
    assertThat(DecayCorrection.none(3).isIdentity()).isTrue();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> DecayCorrection.ofUncorrected(TIMING, Double.NaN))
        .hasMessage("Invalid half-life: NaN min (must be > 0)");
    assertThatThrownBy(() -> DecayCorrection.ofReference(3, 20, Double.NaN))
        .hasMessage("Invalid time of decay correction: NaN min (must be finite)");
    assertThatThrownBy(() -> DecayCorrection.none(3).correct(new double[2]))
        .hasMessage("Invalid curve: 2 values (must be 3)");
  }
}
