package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.NiftiType;
import org.tacflow.bids.NiftiWriter;
import org.tacflow.bids.Storage;
import org.tacflow.tables.Tables;

/**
 * A scan of 256×256×207 voxels and 38 frames of floats, 2.06 GB unpacked, in a process of 2 GB.
 *
 * <p>Minutes long: {@code mvn -pl jobs -am test -Dtest=LargeScanTest -Dtacflow.long=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "tacflow.long", matches = "true")
class LargeScanTest {
  private static final ImageGrid GRID = ImageGrid.cubes(256, 256, 207, 1.2);
  private static final int FRAMES = 38;
  // Brings the peak to some 30 kBq/mL: a brain far above its blood is refused.
  private static final float SCALE = 128;

  @Test
  void aScanLargerThanTheHeapIsExtractedAndFitted(@TempDir Path folder) throws Exception {
    SmallCohort cohort = SmallCohort.images(folder.resolve("cohort"), 1, 1);
    int kept = enlarge(cohort);
    Path output = folder.resolve("out");
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    command.addAll(List.of("-Xmx2g", "-Dspark.master=local[2]"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tacflow.class.getName()));
    command.addAll(cohort.command("run", output));
    File log = folder.resolve("log").toFile();
    int code =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start().waitFor();
    assertThat(code).as(Files.readString(log.toPath())).isZero();
    PublishedTables tables = PublishedTables.in(output);
    assertThat(tables.read(Tables.VOXEL_TACS).count()).isGreaterThan(kept);
    assertThat(tables.read(Tables.VOXEL_FITS).where("status = 'converged'").count())
        .as(() -> statuses(tables))
        .isGreaterThan(kept / 2);
  }

  private static String statuses(PublishedTables tables) {
    return tables
        .read(Tables.VOXEL_FITS)
        .groupBy("model", "status")
        .count()
        .collectAsList()
        .toString();
  }

  /** Puts a ball of labels, and a noisy curve everywhere, in place of the small images. */
  private static int enlarge(SmallCohort cohort) throws Exception {
    int[] labels = new int[GRID.voxels()];
    int kept = 0;
    for (int v = 0; v < labels.length; v++) {
      int x = v % 256 - 128;
      int y = v / 256 % 256 - 128;
      int z = v / 65536 - 103;
      if (x * x + y * y + z * z < 57 * 57) {
        labels[v] = 1 + (x + 57) / 15;
        kept++;
      }
    }
    Path image = cohort.file("sub-HC001", "pet.nii.gz");
    Path segmentation = cohort.file("sub-HC001", "dseg.nii.gz");
    NiftiWriter.writeLabels(Storage.local(), segmentation.toString(), GRID, labels);
    float[] values = new float[labels.length];
    Random random = new Random(5);
    try (NiftiWriter writer =
        NiftiWriter.create(Storage.local(), image.toString(), GRID, FRAMES, NiftiType.FLOAT32)) {
      for (int f = 0; f < FRAMES; f++) {
        // Uptake to a third of the frames, then washout to two fifths of the peak.
        int mean = (int) (4096 * (f < 12 ? f / 12.0 : 1 - 0.6 * (f - 12) / 25));
        for (int v = 0; v < values.length; v++) {
          // Few mantissa bits: the file is written in a minute, not in three.
          values[v] = (mean + (random.nextInt() & 255)) / SCALE;
        }
        writer.frame(values);
      }
    }
    assertThat(kept).isGreaterThan(750_000);
    assertThat((long) GRID.voxels() * FRAMES * 4).isGreaterThan(2_000_000_000L);
    return kept;
  }
}
