package org.tacflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.WeightScheme;

class WeightNamesTest {
  // A scheme is handed over by its name, so that one without a namesake could not be asked for.
  @Test
  void allNineSchemesOfTheFieldCanBeConfigured() {
    assertThat(WeightScheme.values()).hasSize(9);
    assertThat(CohortConfig.WeightScheme.values())
        .extracting(Enum::name)
        .containsAll(Arrays.stream(WeightScheme.values()).map(Enum::name).toList());
  }
}
