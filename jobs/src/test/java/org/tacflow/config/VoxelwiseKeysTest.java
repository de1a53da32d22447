package org.tacflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VoxelwiseKeysTest {
  private static CohortConfig parse(String yaml) {
    return new ConfigReader().parse("t.yaml", yaml, "", Map.of());
  }

  @Test
  void withoutTheSectionThereIsNoTest() {
    assertThat(parse("").voxelwise()).isEqualTo(Voxelwise.none());
  }

  @Test
  void aTestIsACorrelationOrAContrastAndNamesItsModel() {
    assertThatThrownBy(() -> parse("voxelwise: {tests: [{name: a, model: Logan, disease: AD}]}"))
        .hasMessageContaining(
            "Invalid voxelwise test: a (must be given a scale or a comparator, one of them)");
    assertThatThrownBy(
            () -> parse("voxelwise: {tests: [{name: a-b, model: L, disease: AD, comparator: HC}]}"))
        .hasMessageContaining(
            "Invalid name of a voxelwise test: a-b (must be letters and digits only)");
    assertThatThrownBy(() -> parse("voxelwise: {tests: [{name: a, disease: AD, comparator: HC}]}"))
        .hasMessageContaining(
            "Invalid voxelwise test: a (must be given a model, unless voxelwise.maps names a"
                + " table of maps)");
    assertThatThrownBy(
            () ->
                parse(
                    "voxelwise: {maps: /m.tsv, tests: [{name: a, disease: AD, comparator: HC},"
                        + " {name: a, disease: PD, comparator: HC}]}"))
        .hasMessageContaining("Invalid name of a voxelwise test: a (must be given once)");
  }
}
