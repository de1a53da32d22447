package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.tacflow.bids.Storage;
import org.tacflow.testing.SharedData;

class AnatomyTest {
  /** Truth: the anatomy of the names, by hand; 18,639 labelled voxels says the atlas's README. */
  @Test
  void theRealSegmentationGetsTissuesByItsNames() {
    Path atlas = SharedData.path("data/atlas");
    LabelVolume volume =
        LabelVolumeReader.read(
            Storage.local(),
            atlas.resolve("tpl-MNI152_res-4_desc-aparcaseg_dseg.nii.gz").toString(),
            atlas.resolve("tpl-MNI152_desc-aparcaseg_dseg.tsv").toString());

    List<String> fluid =
        volume.names().values().stream()
            .filter(n -> RegionCatalogue.tissue(n).equals(RegionCatalogue.FLUID))
            .toList();
    assertThat(volume.name()).isEqualTo("aparcaseg");
    assertThat(volume.voxels().values().stream().mapToLong(n -> n).sum()).isEqualTo(18_639);
    assertThat(fluid)
        .isNotEmpty()
        .allMatch(n -> n.matches(".*(Ventricle|Vent|CSF|vessel|choroid.*|unknown)"));
    assertThat(volume.tissueVoxels())
        .containsKeys("motor_primary", "sensory_primary", "thalamus", "cerebellum", "brainstem")
        .doesNotContainKeys("midbrain", "pons");
  }

  @Test
  void namesOfBothHemispheresAndEverySpellingAreOneTissue() {
    assertThat(
            List.of(
                "ctx-lh-precentral",
                "ctx-rh-paracentral",
                "lh.precentral",
                "motor_primary",
                "motor_primary_left"))
        .allMatch(n -> RegionCatalogue.tissue(n).equals("motor_primary"));
    assertThat(RegionCatalogue.tissue("ctx-rh-postcentral")).isEqualTo("sensory_primary");
    assertThat(RegionCatalogue.tissue("Right-Thalamus")).isEqualTo("thalamus");
    assertThat(RegionCatalogue.tissue("Left-Cerebellum-Cortex")).isEqualTo("cerebellum");
    assertThat(RegionCatalogue.tissue("Brain-Stem")).isEqualTo("brainstem");
    assertThat(RegionCatalogue.tissue("WM-hypointensities")).isEqualTo("white_matter");
    assertThat(RegionCatalogue.tissue("something else")).isEqualTo(RegionCatalogue.FLUID);
  }

  /** The recipe asks for twelve or more named regions of several hundred voxels at full size. */
  @Test
  void thePhantomHasItsRegions() {
    SortedMap<Integer, Long> voxels = BrainPhantom.ofVoxelSize(3).voxels();
    assertThat(voxels).hasSize(16);
    assertThat(voxels.values()).allMatch(n -> n >= 200);
    assertThat(BrainPhantom.ofVoxelSize(8).voxels()).hasSize(16);
  }
}
