package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The moments by quadrature against drawn scores; the rules of the scales by hand. */
class ScaleDesignTest {
  @Test
  void momentsAreThoseOfDrawnScores() {
    ScaleDesign scale = ScaleDesign.of("ALSFRS_R", "ALS", "spinal_onset").orElseThrow();
    int people = 20_000;
    double[] score = new double[people];
    double[] severity = new double[people];
    for (int i = 0; i < people; i++) {
      Person person = PersonDesign.draw(5, "ALS:spinal_onset", i + 1);
      double gap = ScaleDesign.GAP_SD_DAYS * KeyedRandom.of(5, person.id(), "g").normal();
      score[i] = scale.score(scale.standing(5, person), gap / 365.25, 0);
      severity[i] = person.severity();
    }
    ScaleDesign.Moments moments = scale.moments();
    double mean = Arrays.stream(score).average().orElseThrow();
    double square = 0;
    double product = 0;
    double norm = 0;
    for (int i = 0; i < people; i++) {
      square += (score[i] - mean) * (score[i] - mean);
      product += (score[i] - mean) * severity[i];
      norm += severity[i] * severity[i];
    }
    // 20,000 draws: standard errors 0.04 of the mean, 0.03 of the sd, 0.003 of the correlation.
    assertThat(mean).isCloseTo(moments.mean(), within(0.16));
    assertThat(Math.sqrt(square / people)).isCloseTo(moments.sd(), within(0.12));
    assertThat(-product / Math.sqrt(square * norm)).isCloseTo(moments.loading(), within(0.012));
    // Clipping at 48, steps and drift cost something, but not much.
    assertThat(moments.loading()).isBetween(0.80, 0.845);
  }

  @Test
  void everyScoreIsOnItsStepsAndInItsRange() {
    int checked = 0;
    for (String group : new String[] {"AD", "PD", "MS", "ALS"}) {
      for (int i = 1; i <= 500; i++) {
        Person person = PersonDesign.draw(8, group, i);
        for (ScaleDesign scale : ScaleDesign.of(group, person.subgroup())) {
          double score = scale.score(scale.standing(8, person), 0.5, 0);
          assertThat(score).isBetween(scale.min(), scale.max());
          if (scale.step() > 0) {
            assertThat(score / scale.step()).isEqualTo(Math.rint(score / scale.step()));
          }
          assertThat(scale.id().equals("EDSS") && score == 0.5).isFalse();
          checked++;
        }
      }
    }
    assertThat(checked).isEqualTo(500 * (2 + 2 + 2 + 5));
  }

  @Test
  void aWorsePersonHasALowerMmseAndAHigherEdss() {
    ScaleDesign mmse = ScaleDesign.of("MMSE", "AD", "").orElseThrow();
    ScaleDesign edss = ScaleDesign.of("EDSS", "MS", "RRMS").orElseThrow();
    assertThat(mmse.score(1, 0, 0)).isEqualTo(17);
    assertThat(mmse.score(0, 2, 0)).isEqualTo(16);
    assertThat(mmse.score(-9, 0, 0)).isEqualTo(30);
    assertThat(edss.score(1, 0, 0)).isEqualTo(3.5);
    // 2.5 − 1.2 · 1.6 = 0.58 and 2.5 − 1.2 · 1.8 = 0.34 both round to 0.5, which EDSS does not
    // have.
    assertThat(edss.score(-1.6, 0, 0)).isEqualTo(1);
    assertThat(edss.score(-1.8, 0, 0)).isEqualTo(0);
  }
}
