package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.curve.HalfLives;
import org.tacflow.curve.Radionuclide;
import org.tacflow.testing.SharedData;

class SidecarTest {
  @TempDir Path dir;

  private ScanMetadata read(String sidecar) throws IOException, ScanException {
    TestFiles.write(dir, "sub-01/pet/sub-01_pet.json", sidecar);
    return Sidecar.read(TestFiles.STORAGE, TestFiles.onlyScan(dir));
  }

  // Found by reading the files: 34 scans of 27 frames and 20 of 33, doses 1000x too small.
  @Test
  void namesTheHazardsOfDs004869() throws ScanException {
    TreeMap<Integer, Integer> frames = new TreeMap<>();
    for (ScanFiles files : TestFiles.index(SharedData.path("data/ds004869"), "").scans()) {
      ScanMetadata scan = Sidecar.read(TestFiles.STORAGE, files);
      frames.merge(scan.timing().size(), 1, Integer::sum);
      assertThat(scan.radionuclide()).isEqualTo(Radionuclide.C11);
      assertThat(scan.flags()).extracting(Flag::name).containsExactly(Flag.DOSE_IMPLAUSIBLE);
      assertThat(scan.flags().get(0).detail()).contains("unit kBq would make it");
      assertThat(scan.injectedMegabecquerel()).isBetween(0.3, 0.9);
      assertThat(scan.decayCorrection().isIdentity()).isTrue();
    }
    assertThat(frames).hasToString("{27=34, 33=20}");
  }

  // sub-yfdn ses-2: the last frame begins 61.5 s before the one before it ends (the README of the
  // data calls it a gap).
  @Test
  void readsPbr28AndNamesItsOverlap() throws ScanException {
    int read = 0;
    for (ScanFiles files : TestFiles.index(SharedData.path("data/pbr28"), "").scans()) {
      String key = files.id().key();
      read++;
      ScanMetadata scan = Sidecar.read(TestFiles.STORAGE, files);
      assertThat(scan.bodyWeightKilogram()).isBetween(50.0, 90.0);
      assertThat(scan.injectedMegabecquerel()).isBetween(100.0, 500.0);
      assertThat(scan.isFlagged(Flag.DOSE_IMPLAUSIBLE)).isFalse();
      assertThat(scan.isFlagged(Flag.FRAME_GAP)).isEqualTo(key.startsWith("sub-yfdn_ses-1"));
      assertThat(scan.isFlagged(Flag.FRAME_OVERLAP)).isEqualTo(key.startsWith("sub-yfdn_ses-2"));
      assertThat(scan.toKilobecquerelPerMillilitre()).isEqualTo(1);
    }
    assertThat(read).isEqualTo(24);
  }

  @Test
  void timesAreCountedFromInjection() throws IOException, ScanException {
    ScanMetadata scan = read(TestFiles.sidecar("\"InjectionStart\": 0", "\"InjectionStart\": 30"));
    assertThat(scan.timing().begin(0)).isCloseTo(-0.5, within(1e-15));
    assertThat(scan.timing().scanEnd()).isCloseTo(2.5, within(1e-15));
    // Corrected to TimeZero, 30 s before injection: activity at injection is e^(-0.5 lambda) of it.
    double expected = Math.pow(2, -30 / 1221.8);
    assertThat(scan.decayCorrection().factor(1)).isCloseTo(expected, within(1e-12));
    assertThat(scan.isFlagged(Flag.DECAY_CORRECTED_HERE)).isTrue();
  }

  @Test
  void anUncorrectedImageIsBroughtToInjection() throws IOException, ScanException {
    ScanMetadata scan =
        read(TestFiles.sidecar("\"ImageDecayCorrected\": true", "\"ImageDecayCorrected\": false"));
    // Mean of 2^(-t / 1221.8 s) over 60 s to 120 s, by its antiderivative.
    double h = 1221.8;
    double mean = (Math.pow(2, -60 / h) - Math.pow(2, -120 / h)) * h / Math.log(2) / 60;
    assertThat(scan.decayCorrection().factor(1)).isCloseTo(1 / mean, within(1e-12));
    assertThat(scan.decayCorrectionSeconds()).isNaN();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Units": "Bq/mL",                 | no Units (must give
          "FrameTimesStart": [0, 60, 120],  | no FrameTimesStart (must give seconds after TimeZero)
          "ImageDecayCorrected": true,      | no ImageDecayCorrected (must give true or false)
          """)
  void aMissingFieldThatAFitNeedsRefusesTheScan(String field, String message) {
    assertThatThrownBy(() -> read(TestFiles.sidecar(field, "")))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("sub-01_pet.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "FrameDuration": [60, 60, 60] | "FrameDuration": [60, 120, 180] | durations_look_like_ends
          "FrameDuration": [60, 60, 60] | "FrameDuration": [60, 95, 60]   | frames_overlap
          "FrameDuration": [60, 60, 60] | "FrameDuration": [60, 60]       | as many of each
          "FrameDuration": [60, 60, 60] | "FrameDuration": [60, 0, 60]    | must be > 0
          "FrameTimesStart": [0, 60, 120] | "FrameTimesStart": [0, 98000, 120] | looks_like_millis
          "FrameTimesStart": [0, 60, 120] | "FrameTimesStart": [0, 60, 50]     | starts_not_increas
          "FrameTimesStart": [0, 60, 120] | "FrameTimesStart": [0, "x", 120]   | FrameTimesStart[1]
          "Units": "Bq/mL" | "Units": "counts" | counts (must be Bq/mL
          "ImageDecayCorrected": true | "ImageDecayCorrected": "yes" | must be true or false
          "InjectionStart": 0 | "InjectionStart": 0,, | no JSON, line 3
          """)
  void wrongFieldsRefuseTheScanWithTheirName(String field, String wrong, String message) {
    String sidecar = TestFiles.SIDECAR.replace(field, wrong);
    assertThat(sidecar).isNotEqualTo(TestFiles.SIDECAR);
    assertThatThrownBy(() -> read(sidecar))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("sub-01_pet.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "TracerRadionuclide": "C11" | "TracerRadionuclide": "12C" | radionuclide_unknown
          "TracerName": "PBR28"       | "TracerName": "n/a"         | tracer_missing
          "InjectedRadioactivity": 400 | "InjectedRadioactivity": "n/a" | dose_missing
          "InjectedRadioactivity": 400 | "InjectedRadioactivity": 4   | dose_implausible
          "Units": "Bq/mL"            | "Units": "Bq"               | units_spelling
          "TracerName": "PBR28" | "RadionuclideHalfLife": 6586, "TracerName": "x" | half_life_differs
          """)
  void otherOdditiesAreFlags(String field, String odd, String flag)
      throws IOException, ScanException {
    ScanMetadata scan = read(TestFiles.SIDECAR.replace(field, odd));
    assertThat(scan.flags()).extracting(Flag::name).containsExactly(flag);
  }

  @Test
  void anUnknownNuclideRefusesOnlyWhereDecayMustBeCorrected() {
    String sidecar =
        TestFiles.SIDECAR
            .replace("\"C11\"", "\"12C\"")
            .replace("\"ImageDecayCorrectionTime\": 0", "\"ImageDecayCorrectionTime\": 90");
    assertThatThrownBy(() -> read(sidecar))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("TracerRadionuclide is 12C (must be C11, F18, ...)");
  }

  // A mean that was corrected to 40 s after injection is worth e^(λ·40 s) at injection.
  @Test
  void aGivenHalfLifeReplacesTheEvaluatedOne() throws IOException, ScanException {
    TestFiles.write(
        dir,
        "sub-01/pet/sub-01_pet.json",
        TestFiles.SIDECAR.replace(
            "\"ImageDecayCorrectionTime\": 0", "\"ImageDecayCorrectionTime\": 40"));
    ScanMetadata scan =
        Sidecar.read(
            TestFiles.STORAGE,
            TestFiles.onlyScan(dir),
            HalfLives.with(Map.of("11C", 600.0, "F18", 6000.0)));
    assertThat(scan.halfLifeMinutes()).isEqualTo(10);
    assertThat(scan.decayCorrection().factor(0)).isCloseTo(Math.pow(2, 40 / 600.0), within(1e-12));
  }

  @Test
  void halfLivesAreOfKnownNuclidesAndAboveZero() {
    assertThatThrownBy(() -> HalfLives.with(Map.of("Xx9", 600.0)))
        .hasMessage("Invalid radionuclide: Xx9 (must be C11, F18, ...)");
    assertThatThrownBy(() -> HalfLives.with(Map.of("C11", 0.0)))
        .hasMessage("Invalid half-life of C11: 0.0 s (must be > 0)");
  }

  @Test
  void specificSidecarsOverrideGeneralOnes() throws IOException, ScanException {
    TestFiles.write(dir, "pet.json", "\uFEFF{\"Units\": \"kBq/mL\", \"TracerName\": \"general\"}");
    ScanMetadata scan = read(TestFiles.sidecar("\"Units\": \"Bq/mL\",", ""));
    assertThat(scan.toKilobecquerelPerMillilitre()).isEqualTo(1);
    assertThat(scan.tracer()).isEqualTo("PBR28");
  }

  @ParameterizedTest
  @CsvSource({
    "kBq/mL, 1",
    "Bq/ml, 1e-3",
    "BQML, 1e-3",
    "nCi/mL, 0.037",
    "µCi/cc, 37",
    "MBq/cm3, 1e3",
    "Bq, 1e-3"
  })
  void unitsOfConcentration(String text, double factor) {
    assertThat(ActivityUnit.parse(text).toKilobecquerelPerMillilitre())
        .isCloseTo(factor, within(1e-12 * factor));
  }
}
