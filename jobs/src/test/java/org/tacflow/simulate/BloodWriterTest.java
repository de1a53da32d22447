package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DatasetText;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;

class BloodWriterTest {
  @TempDir private Path folder;
  private SimulatedScan scan;

  @BeforeEach
  void draw() {
    EffectPlan plan = new EffectPlan(Finding.all(), BrainPhantom.ofVoxelSize(8).tissueVoxels());
    Person person = PersonDesign.draw(11, "HC", 1);
    scan = SimulatedScan.draw(11, person, 1, TracerDesign.of("PBR28"), plan);
  }

  private DelimitedTable written(double noise, String recording) throws IOException {
    DatasetText files = new DatasetText(Storage.local(), folder.toString());
    new BloodWriter(files, 11, noise).write(scan);
    String file = scan.folder() + "/pet/" + scan.stem() + "_recording-" + recording + "_blood.tsv";
    return DelimitedTable.read(Storage.local(), folder.resolve(file).toString());
  }

  @Test
  void manualSamplesWithoutNoiseAreTheTrueBloodMovedByTheDelay() throws IOException {
    DelimitedTable manual = written(0, "manual");
    assertThat(manual.size()).isEqualTo(21);
    int fractions = 0;
    for (int r = 0; r < manual.size(); r++) {
      double brain = manual.number(r, "time") / 60 + scan.blood().delaySeconds() / 60;
      double fraction = manual.number(r, "metabolite_parent_fraction");
      double plasma = manual.number(r, "plasma_radioactivity");
      double whole = manual.number(r, "whole_blood_radioactivity");
      // Seven digits are written, four of the fraction.
      assertThat(whole).isCloseTo(scan.blood().wholeBlood().value(brain), within(1e-5 * whole));
      if (!Double.isNaN(fraction)) {
        double parent = scan.blood().parent().value(brain);
        assertThat(plasma * fraction).isCloseTo(parent, within(1e-3 * parent));
        fractions++;
      }
    }
    assertThat(fractions).isEqualTo(13);
  }

  /**
   * Twenty-one samples of 3 % and 0.02: no one beyond four sd, and the spread as asked within half.
   */
  @Test
  void noiseIsOfTheSizeAskedFor() throws IOException {
    DelimitedTable noisy = written(1, "manual");
    double square = 0;
    for (int r = 0; r < noisy.size(); r++) {
      double minutes = noisy.number(r, "time") / 60;
      double relative =
          noisy.number(r, "plasma_radioactivity") / scan.blood().sampledPlasma(minutes) - 1;
      assertThat(Math.abs(relative)).isLessThan(0.12);
      square += relative * relative / noisy.size();
      double fraction = noisy.number(r, "metabolite_parent_fraction");
      if (!Double.isNaN(fraction)) {
        assertThat(fraction)
            .isCloseTo(scan.blood().sampledParentFraction(minutes), within(0.08))
            .isBetween(0.0, 1.0);
      }
    }
    assertThat(Math.sqrt(square)).isBetween(0.015, 0.045);
  }

  /** Dispersion keeps the area and, once the curve is smooth, only delays it by its constant. */
  @Test
  void theAutosamplerIsLateAndDispersed() throws IOException {
    DelimitedTable sampler = written(0, "autosampler");
    double[] shown = sampler.numbers("whole_blood_radioactivity");
    double lateBy = BloodCurves.DISPERSION_SECONDS - scan.blood().delaySeconds();
    double area = 0;
    for (int s = 1; s < shown.length; s++) {
      area += 0.5 * (shown[s] + shown[s - 1]) / 60;
      if (s > 300) {
        double expected = scan.blood().wholeBlood().value((s - lateBy) / 60);
        assertThat(shown[s]).isCloseTo(expected, within(2e-3 * expected));
      }
    }
    double expected = scan.blood().wholeBlood().area((600 - lateBy) / 60);
    assertThat(area).isCloseTo(expected, within(2e-3 * expected));
    assertThat(Arrays.stream(shown).max().orElseThrow())
        .isLessThan(0.95 * scan.blood().wholeBlood().peak());
  }
}
