package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tacflow.study.Finding;
import org.tacflow.study.Registries;

/** Verdicts by hand, on findings of the packaged table. */
class EvidenceVerdictTest {
  private static Finding finding(String id) {
    return Registries.packaged().evidence().findings().stream()
        .filter(f -> f.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String verdict(String id, double estimate, double low, double high) {
    return EvidenceVerdict.of(finding(id), estimate, low, high).agreement();
  }

  @Test
  void aPublishedSignIsMetMissedOrLeftOpen() {
    assertThat(verdict("PD-01", 0.5, 0.1, 0.8)).isEqualTo("agree");
    assertThat(verdict("PD-01", -0.5, -0.8, -0.1)).isEqualTo("disagree");
    assertThat(verdict("PD-01", 0.3, -0.1, 0.6)).isEqualTo("undecided");
    assertThat(verdict("AD-01", -0.5, -0.8, -0.1)).isEqualTo("agree");
  }

  @Test
  void aPublishedAbsenceIsMetByAnIntervalThatHoldsZero() {
    assertThat(verdict("PD-02", 0.1, -0.2, 0.4)).isEqualTo("agree");
    assertThat(verdict("PD-02", 0.5, 0.1, 0.8)).isEqualTo("disagree");
  }

  @Test
  void contrastsGoByTheGroupEffect() {
    assertThat(verdict("ALS-PK-01", 0.4, 0.1, 0.7)).isEqualTo("agree");
    assertThat(verdict("ALS-FDG-03", 0.4, 0.1, 0.7)).isEqualTo("disagree");
    assertThat(verdict("ALS-FDG-05", 0.4, -0.1, 0.7)).isEqualTo("agree");
  }

  @Test
  void noSignNoVerdict() {
    assertThat(verdict("PD-03b", 0.5, 0.1, 0.8)).isEqualTo("not_testable");
    assertThat(verdict("PD-01", 0.5, Double.NaN, Double.NaN)).isEqualTo("undecided");
  }
}
