package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.BloodInput;
import org.tacflow.bids.BloodReader;
import org.tacflow.bids.DatasetIndex;
import org.tacflow.bids.LabelImage;
import org.tacflow.bids.LabelTable;
import org.tacflow.bids.NiftiFrames;
import org.tacflow.bids.ScanFiles;
import org.tacflow.bids.ScanMetadata;
import org.tacflow.bids.Sidecar;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.config.InputException;

/** What the program's own readers make of a simulated data set. */
class SimulatedDatasetTest {
  private static final Storage STORAGE = Storage.local();

  @TempDir private Path folder;

  private List<ScanFiles> scans(String tracer, NoiseLevel noise) throws Exception {
    SimulationOptions smoke =
        SimulationOptions.of(CohortSize.SMOKE, folder.resolve(tracer).toString(), 6);
    SimulationOptions options =
        smoke
            .withGroups(Map.of("ALS", 3), Map.of("ALS", List.of(tracer)))
            .withPhantom(8)
            .withNoise(noise);
    CohortSimulator.of(options, STORAGE).simulate((done, total) -> {});
    DatasetIndex index = DatasetIndex.of(STORAGE, options.outputDir(), List.of(), List.of(), "");
    assertThat(index.warnings()).isEmpty();
    return index.scans();
  }

  @Test
  void everyScanIsFoundWithItsFilesAndNothingOdd() throws Exception {
    for (String tracer : TracerDesign.names()) {
      List<ScanFiles> scans = scans(tracer, NoiseLevel.ofRecipe());
      assertThat(scans).hasSize(3);
      for (ScanFiles files : scans) {
        ScanMetadata metadata = Sidecar.read(STORAGE, files);
        assertThat(metadata.flags()).isEmpty();
        assertThat(metadata.tracer()).isEqualTo(tracer);
        BloodInput blood = BloodReader.read(STORAGE, files, metadata, InputSource.AUTO);
        // FDG has no metabolites, and the reader says so.
        assertThat(blood.flags()).hasSize(tracer.equals("FDG") ? 1 : 0);
        assertThat(blood.coverage()).isEqualTo(1);
        LabelImage labels = LabelImage.read(STORAGE, files.labels());
        assertThat(LabelTable.names(STORAGE, files.labelTable())).hasSize(16);
        try (NiftiFrames frames = NiftiFrames.open(STORAGE, files.image())) {
          assertThat(frames.header().frames()).isEqualTo(metadata.timing().size());
          assertThat(labels.grid().difference(frames.header().grid())).isNull();
        }
      }
    }
  }

  /**
   * Without noise the assembled plasma misses the true one only by the lines between samples: 3 %
   * of its area. A wrong delay, metabolite or unit is far more.
   */
  @Test
  void theArterialInputComesBack() throws Exception {
    for (String tracer : TracerDesign.names()) {
      EffectPlan plan = new EffectPlan(Finding.all(), BrainPhantom.ofVoxelSize(8).tissueVoxels());
      List<ScanFiles> scans = scans(tracer, NoiseLevel.none());
      for (int i = 0; i < scans.size(); i++) {
        ScanMetadata metadata = Sidecar.read(STORAGE, scans.get(i));
        BloodInput read = BloodReader.read(STORAGE, scans.get(i), metadata, InputSource.AUTO);
        SimulatedScan scan =
            SimulatedScan.draw(
                6, PersonDesign.draw(6, "ALS", i + 1), 1, TracerDesign.of(tracer), plan);
        double end = metadata.timing().scanEnd();
        double delay = scan.blood().delaySeconds() / 60;
        for (double minutes : new double[] {3, 20, end}) {
          double truth = scan.blood().parent().area(minutes + delay);
          assertThat(read.input().plasma().area(minutes))
              .as(tracer + " " + minutes + " min")
              .isCloseTo(truth, within(0.03 * truth));
          double whole = scan.blood().wholeBlood().area(minutes + delay);
          assertThat(read.input().wholeBlood().area(minutes))
              .isCloseTo(whole, within(0.03 * whole));
        }
      }
    }
  }

  @Test
  void anAnatomyThatCannotBeUsedIsRefusedWithItsName() throws Exception {
    Path image = Files.writeString(folder.resolve("x_dseg.nii.gz"), "no gzip");
    Path table = Files.writeString(folder.resolve("x_dseg.tsv"), "index\tname\n1\tcerebellum\n");
    SimulationOptions options =
        SimulationOptions.of(CohortSize.SMOKE, folder.resolve("out").toString(), 1)
            .withAnatomy(image.toString(), table.toString());
    assertThatThrownBy(() -> CohortSimulator.of(options, STORAGE).simulate((d, t) -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot simulate in " + image + ": ");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
