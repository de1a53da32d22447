package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.testing.SharedData;

class RegionRegistryTest {
  private final RegionRegistry registry = RegionRegistry.read(RegistrySource.packaged());

  private static List<String> atlas() throws IOException {
    Path path = SharedData.path("data/atlas/tpl-MNI152_desc-aparcaseg_dseg.tsv");
    DelimitedTable table = DelimitedTable.parse("dseg", Files.readString(path), '\t');
    List<String> names = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      names.add(table.cell(row, "name"));
    }
    return names;
  }

  private static List<String> gtm() throws IOException {
    Path folder = SharedData.path("data/ds004869/derivatives/petprep/sub-01/ses-baseline/pet");
    try (Stream<Path> files = Files.list(folder)) {
      Path file =
          files
              .filter(path -> path.toString().endsWith("seg-gtm_tacs.tsv"))
              .findAny()
              .orElseThrow();
      String header = Files.readAllLines(file).get(0);
      List<String> names = new ArrayList<>(Arrays.asList(header.split("\t")));
      names.removeAll(List.of("frame_start", "frame_end"));
      return names;
    }
  }

  @Test
  void corticalGroupsHoldBothHemispheres() throws IOException {
    for (List<String> labels : List.of(atlas(), gtm())) {
      assertThat(registry.members("motor_primary", labels))
          .containsExactlyInAnyOrder(
              "ctx-lh-precentral", "ctx-lh-paracentral", "ctx-rh-precentral", "ctx-rh-paracentral");
      assertThat(registry.members("motor_primary_left", labels))
          .containsExactlyInAnyOrder("ctx-lh-precentral", "ctx-lh-paracentral");
      assertThat(registry.members("thalamus", labels))
          .containsExactlyInAnyOrder("Left-Thalamus", "Right-Thalamus");
      assertThat(registry.members("thalamus_right", labels)).containsExactly("Right-Thalamus");
      assertThat(registry.members("striatum", labels)).hasSize(6);
      assertThat(registry.members("cerebellum", labels)).hasSize(4);
      assertThat(registry.members("white_matter", labels))
          .containsExactlyInAnyOrder("Left-Cerebral-White-Matter", "Right-Cerebral-White-Matter");
      assertThat(registry.members("frontotemporal", labels)).hasSize(40);
      assertThat(registry.members("broca", labels))
          .containsExactlyInAnyOrder("ctx-lh-parsopercularis", "ctx-lh-parstriangularis");
      assertThat(registry.members("substantia_nigra", labels)).isEmpty();
    }
  }

  // The gtm table has 34 cortical labels a side, the atlas two more a side that are no cortex.
  @Test
  void allCortexLeavesOutWhatIsNoCortex() throws IOException {
    assertThat(registry.members("cortex_global", gtm())).hasSize(68);
    assertThat(registry.members("cortex_global", atlas()))
        .hasSize(68)
        .doesNotContain("ctx-lh-unknown", "ctx-rh-corpuscallosum");
    assertThat(registry.members("cortex_global_left", gtm())).hasSize(34);
  }

  @Test
  void allBrainLeavesOutFluidVesselsAndSkull() throws IOException {
    assertThat(registry.members("whole_brain", gtm()))
        .contains("Left-Thalamus", "Pons", "Vermis", "ctx-lh-insula", "Brain-Stem")
        .doesNotContain(
            "Left-Lateral-Ventricle",
            "Left-Inf-Lat-Vent",
            "3rd-Ventricle",
            "CSF",
            "Left-vessel",
            "Right-choroid-plexus",
            "Optic-Chiasm",
            "AirCavity",
            "Skull",
            "CSF-ExtraCerebral",
            "Head-ExtraCerebral");
  }

  @Test
  void ponsIsPartOfTheBrainstemWhereItIsALabelOfItsOwn() throws IOException {
    assertThat(registry.members("brainstem", gtm()))
        .containsExactlyInAnyOrder("Brain-Stem", "Pons");
    assertThat(registry.members("pons", gtm())).containsExactly("Pons");
    assertThat(registry.members("pons", atlas())).isEmpty();
  }

  @Test
  void shortNamesOfThePublishedCurvesAreWholeRegions() {
    List<String> labels = List.of("FC", "TC", "STR", "THA", "WB", "CBL");
    assertThat(registry.members("whole_brain", labels)).containsExactly("WB");
    assertThat(registry.members("frontal_cortex", labels)).containsExactly("FC");
    assertThat(registry.members("cerebellum", labels)).containsExactly("CBL");
    assertThat(registry.members("frontal_cortex_left", labels)).isEmpty();
  }

  @Test
  void labelsNamedAsRegionsAreReadWithTheirSideAndTheirParents() {
    List<String> labels = List.of("thalamus_left", "thalamus_right", "motor_primary", "insula");
    assertThat(registry.members("thalamus", labels))
        .containsExactly("thalamus_left", "thalamus_right");
    assertThat(registry.members("thalamus_left", labels)).containsExactly("thalamus_left");
    assertThat(registry.members("frontal_cortex", labels)).containsExactly("motor_primary");
    assertThat(registry.members("cortex_global", labels))
        .containsExactly("motor_primary", "insula");
  }

  @Test
  void otherSpellingsOfOneLabelMeanTheSame() {
    assertThat(registry.members("motor_primary", List.of("ctx_lh_precentral", "lh.precentral")))
        .hasSize(2);
    assertThat(registry.members("thalamus", List.of("Left-Thalamus-Proper"))).hasSize(1);
  }

  // Every label named in the registry is a label of one of the two real tables, or named here.
  @Test
  void noLabelIsMisspelt() throws IOException {
    List<String> labels = new ArrayList<>(atlas());
    labels.addAll(gtm());
    labels.addAll(List.of("Cerebral-Cortex", "Midbrain", "Medulla"));
    for (Region region : registry.regions()) {
      for (String label : region.labels()) {
        if (!label.startsWith("@") && !label.contains("*")) {
          assertThat(labels)
              .as(region.id() + ": " + label)
              .anyMatch(text -> SegmentationLabel.parse(text).base().equalsIgnoreCase(label));
        }
      }
    }
  }

  @Test
  void groupsComeWholeAndBySide() throws IOException {
    Map<String, List<String>> groups = registry.groups(gtm());
    assertThat(groups)
        .containsKeys("thalamus", "thalamus_left", "thalamus_right", "pons", "broca", "whole_brain")
        .doesNotContainKeys("pons_left", "broca_left", "nawm", "uncus", "whole_brain_left");
    assertThat(groups.values()).doesNotContain(List.of());
  }

  @Test
  void groupsOfTheUserMixLabelsAndRegions() throws IOException {
    Map<String, List<String>> groups =
        Map.of(
            "deep", List.of("@thalamus", "Left-Putamen", "@thalamus_left", "Nowhere"),
            "none", List.of("@uncus"));
    assertThat(registry.resolve(groups, gtm()))
        .containsExactly(
            Map.entry("deep", List.of("Left-Thalamus", "Left-Putamen", "Right-Thalamus")));
  }

  @Test
  void unknownRegionsAreRefused() {
    assertThatThrownBy(() -> registry.members("thalmus", List.of()))
        .hasMessage(
            "Invalid region: thalmus (must be an id of registry/regions.csv, alone or with _left or"
                + " _right)");
    assertThatThrownBy(() -> registry.members("pons_left", List.of()))
        .hasMessageStartingWith("Invalid region: pons_left");
    assertThat(registry.region("broca_left")).isPresent();
    assertThat(registry.region("broca_right")).isEmpty();
  }
}
