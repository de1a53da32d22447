package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.testing.SharedData;

class BloodReaderTest {
  private static final String MANUAL = "sub-01/pet/sub-01_recording-manual_blood";
  private static final String JSON =
      """
      {"PlasmaAvail": true, "MetaboliteAvail": true, "WholeBloodAvail": true,
       "plasma_radioactivity": {"Units": "Bq/mL"}, "time": {"Units": "s"},
       "whole_blood_radioactivity": {"Units": "kBq/mL"}}
      """;
  private static final String HEADER =
      "time\tplasma_radioactivity\twhole_blood_radioactivity\tmetabolite_parent_fraction\n";
  private static final String ROWS =
      "0\t0\t0\t1\n30\t90000\t60\tn/a\n60\t30000\t20\t0.9\n120\t6000\t4\t0.8\n180\t3000\t2\t0.7\n";

  @TempDir Path dir;

  @BeforeEach
  void sidecar() throws IOException {
    TestFiles.write(dir, "sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
    TestFiles.write(dir, MANUAL + ".json", JSON);
  }

  private BloodInput read(String rows, InputSource source) throws IOException, ScanException {
    TestFiles.write(dir, MANUAL + ".tsv", HEADER + rows);
    return read(source);
  }

  private BloodInput read(InputSource source) throws ScanException {
    return read(TestFiles.onlyScan(dir), source);
  }

  private static BloodInput read(ScanFiles files, InputSource source) throws ScanException {
    ScanMetadata metadata = Sidecar.read(TestFiles.STORAGE, files);
    // Few rows are enough here, whatever part of the scan they cover.
    BloodSettings any = BloodSettings.defaults().withMinimumCoverage(0);
    return BloodReader.read(TestFiles.STORAGE, files, metadata, source, null, any);
  }

  // Golden: kinfitr 0.9.1 from the same raw blood (tau 2.6 s, interpolation, autosampler to its
  // end). It differs in the slope between the last second of the autosampler and the next manual
  // sample, in drawing chords between products, and in the derivative: measured at most 0.9 % in
  // the area of the input, 0.7 % in whole blood, 5.7 % in the peak, which is one noisy second.
  @Test
  void agreesWithKinfitrOnTheSameRawBlood() throws IOException, ScanException {
    Path golden = SharedData.path("golden/pbr28/blood_summary.csv");
    DelimitedTable table = DelimitedTable.read(TestFiles.STORAGE, golden.toString());
    assertThat(table.size()).isEqualTo(10);
    DatasetIndex index = TestFiles.index(SharedData.path("data/pbr28"), "");
    for (int r = 0; r < table.size(); r++) {
      String key = table.cell(r, "participant_id") + "_" + table.cell(r, "session");
      ScanFiles files =
          index.scans().stream().filter(s -> s.id().key().startsWith(key)).findFirst().get();
      ScanMetadata metadata = Sidecar.read(TestFiles.STORAGE, files);
      ArterialInput input =
          BloodSamples.read(TestFiles.STORAGE, files, metadata, null, Double.NaN, new ArrayList<>())
              .assemble(Double.POSITIVE_INFINITY);
      double end = table.number(r, "t_last") / 60;
      assertThat(input.plasma().area(end) / table.number(r, "auc_AIF"))
          .as(key)
          .isCloseTo(1, within(0.01));
      assertThat(input.wholeBlood().area(end) / table.number(r, "auc_blood"))
          .as(key)
          .isCloseTo(1, within(0.008));
      assertThat(input.plasma().peak() / table.number(r, "peak_AIF"))
          .as(key)
          .isCloseTo(1, within(0.06));
    }
  }

  // The authors' processed input of the twenty scans with raw blood, which left out or smoothed
  // samples in the four scans that the README names. The switch to manual samples at 5 min is
  // theirs too: with the autosampler to its end sub-cgyu ses-1 is 3.8 % off instead of 0.3 %.
  @Test
  void agreesWithTheProcessedInputInArea() throws ScanException {
    Map<String, Double> odd =
        Map.of(
            "sub-rtvg_ses-1_trc-PBR28", 0.04,
            "sub-rtvg_ses-2_trc-PBR28", 0.04,
            "sub-ytdh_ses-1_trc-PBR28", 0.07);
    int compared = 0;
    for (ScanFiles files : TestFiles.index(SharedData.path("data/pbr28"), "").scans()) {
      if (files.blood().isEmpty()) {
        continue;
      }
      compared++;
      BloodInput raw = read(files, InputSource.BLOOD);
      BloodInput processed = read(files, InputSource.AUTO);
      assertThat(processed.source()).isEqualTo(files.inputFunction());
      double end = processed.input().plasma().end();
      double area = raw.input().plasma().area(end) / processed.input().plasma().area(end);
      double blood = raw.input().wholeBlood().area(end) / processed.input().wholeBlood().area(end);
      double tolerance = odd.getOrDefault(files.id().key(), 0.02);
      assertThat(area).as(files.id().key()).isCloseTo(1, within(tolerance));
      assertThat(blood).as(files.id().key()).isCloseTo(1, within(0.016));
      assertThat(processed.coverage()).isBetween(0.95, 1.0);
    }
    assertThat(compared).isEqualTo(20);
  }

  // README of the data: blood to 60 min, scan to 93 min.
  @Test
  void bloodThatEndsLongBeforeTheScanIsFlagged() throws ScanException {
    DatasetIndex index = TestFiles.index(SharedData.path("data/pbr28"), "");
    for (ScanFiles files : index.scans()) {
      if (files.id().key().startsWith("sub-uqis_ses-1")) {
        BloodInput input = read(files, InputSource.AUTO);
        assertThat(input.coverage()).isBetween(0.6, 0.7);
        assertThat(input.isFlagged(BloodChecks.ENDS_EARLY)).isTrue();
      }
    }
  }

  // Hazards of the data: negative values in sub-02, times out of order in sub-13 retest, last
  // sample at 2731 s of 5400 s in sub-13 test.
  @Test
  void namesTheHazardsOfDs004869() throws ScanException {
    int read = 0;
    for (ScanFiles files : TestFiles.index(SharedData.path("data/ds004869"), "").scans()) {
      BloodInput input = read(files, InputSource.AUTO);
      read++;
      String key = files.id().key();
      assertThat(input.isFlagged(BloodChecks.NEGATIVE)).isEqualTo(key.startsWith("sub-02"));
      assertThat(input.isFlagged(BloodChecks.TIMES_UNORDERED))
          .isEqualTo(key.equals("sub-13_ses-retest"));
      boolean short13 = key.equals("sub-13_ses-test");
      assertThat(input.isFlagged(BloodChecks.ENDS_EARLY)).isEqualTo(short13);
      assertThat(input.coverage())
          .isCloseTo(short13 ? 2731.8 / 5400 : 1, within(short13 ? 1e-9 : 0.003));
    }
    assertThat(read).isEqualTo(54);
  }

  // By hand: 90 kBq/mL plasma at 0.5 min, parent fraction 0.95 there.
  @Test
  void manualSamplesBecomeParentPlasmaInKilobecquerel() throws IOException, ScanException {
    BloodInput read = read(ROWS, InputSource.AUTO);
    assertThat(read.input().plasma().value(0.5)).isCloseTo(90 * 0.95, within(1e-12));
    assertThat(read.input().wholeBlood().value(0.5)).isEqualTo(60);
    assertThat(read.input().plasma().value(3)).isCloseTo(3 * 0.7, within(1e-12));
    assertThat(read.coverage()).isEqualTo(1);
    assertThat(read.flags()).extracting(Flag::name).containsExactly(BloodChecks.FEW_SAMPLES);
  }

  // The three rows of zeros of ds005619; averaged in, they made a parent fraction of 0.25 at 0 s.
  @Test
  void paddingRowsAreLeftOutWithAFlag() throws IOException, ScanException {
    BloodInput padded = read(ROWS + "0\t0\t0\t0\n0\t0\t0\t0\n0\t0\t0\t0\n", InputSource.AUTO);
    BloodInput clean = read(ROWS, InputSource.AUTO);
    assertThat(padded.isFlagged(BloodChecks.PADDING_ROWS)).isTrue();
    assertThat(padded.isFlagged(BloodChecks.TIMES_UNORDERED)).isFalse();
    assertThat(padded.input().plasma().values()).isEqualTo(clean.input().plasma().values());
  }

  @Test
  void disorderAndRepeatsAreFlaggedAndNegativesKept() throws IOException, ScanException {
    BloodInput read =
        read(
            "30\t90000\t60\t1\n10\t-900\t0.1\t1\n60\t30000\t20\t0.9\n60\t50000\t40\t0.9\n",
            InputSource.AUTO);
    assertThat(read.flags())
        .extracting(Flag::name)
        .contains(BloodChecks.TIMES_UNORDERED, BloodChecks.TIMES_DUPLICATE, BloodChecks.NEGATIVE);
    assertThat(read.input().wholeBlood().value(1)).isEqualTo(30);
    assertThat(read.input().plasma().value(1.0 / 6)).isCloseTo(-0.9, within(1e-9));
  }

  // Found by the fuzzer: -0 stood before 0 as a time of its own.
  @Test
  void minusZeroIsTheTimeOfInjection() throws IOException, ScanException {
    BloodInput read = read("0\t0\t0\t1\n-0\t120000\t60\t1\n60\t30000\t20\t0.9\n", InputSource.AUTO);
    assertThat(read.flags()).extracting(Flag::name).contains(BloodChecks.TIMES_DUPLICATE);
    assertThat(read.input().wholeBlood().value(0)).isEqualTo(30);
  }

  @Test
  void sampleTimesAreCountedFromInjection() throws IOException, ScanException {
    TestFiles.write(
        dir,
        "sub-01/pet/sub-01_pet.json",
        TestFiles.sidecar("\"InjectionStart\": 0", "\"InjectionStart\": 30"));
    assertThat(read(ROWS, InputSource.AUTO).input().wholeBlood().value(0)).isEqualTo(60);
  }

  @Test
  void bothFormsOfAProcessedInputAreRead() throws IOException, ScanException {
    String bloodstream = "derivatives/bloodstream/sub-01/pet/sub-01_inputfunction";
    TestFiles.write(
        dir,
        bloodstream + ".tsv",
        "time\twhole_blood_radioactivity\tAIF\n0\t0\t0\n60\t4000\t6000\n180\t2000\t1000\n");
    TestFiles.write(
        dir,
        bloodstream + ".json",
        "{\"whole_blood_radioactivity\": {\"Units\": \"Bq\"}, \"AIF\": {\"Units\": \"Bq\"}}");
    BloodInput first = read(InputSource.AUTO);
    assertThat(first.input().plasma().value(1)).isEqualTo(6);
    assertThat(first.flags()).extracting(Flag::name).contains(Flag.UNITS_SPELLING);
    java.nio.file.Files.delete(dir.resolve(bloodstream + ".tsv"));
    String bep = "derivatives/other/sub-01/pet/sub-01_bloodproc";
    TestFiles.write(
        dir,
        bep + ".tsv",
        "time\twhole_blood_radioactivity\twhole_plasma_radioactivity\tinput_function\n"
            + "0\t0\t0\t0\n60\t4\t7\t6\n180\t2\t3\t1\n");
    TestFiles.write(
        dir,
        bep + ".json",
        "{\"whole_blood_radioactivity\": {\"Units\": \"kBq/mL\"},"
            + " \"input_function\": {\"Units\": \"kBq/mL\"}}");
    BloodInput second = read(InputSource.AUTO);
    assertThat(second.input().plasma().values()).isEqualTo(first.input().plasma().values());
    assertThat(second.flags()).isEmpty();
  }

  @Test
  void whatCannotBeAnInputIsRefusedWithItsReason() throws IOException {
    assertThatThrownBy(() -> read(InputSource.AUTO)).hasMessageContaining("no blood samples");
    assertThatThrownBy(() -> read(InputSource.INPUT_FUNCTION))
        .hasMessageContaining("no input function");
    assertThatThrownBy(() -> read(InputSource.NONE)).hasMessageContaining("blood.source is none");
    assertThatThrownBy(() -> read("0\t1\t1\t1\n60\t1\t1\t45\n", InputSource.AUTO))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("45.0 (must be a fraction from 0 to 1, not percent)");
    assertThatThrownBy(() -> read("0\tn/a\t1\t1\n60\tn/a\t1\t1\n", InputSource.AUTO))
        .hasMessageContaining("no plasma_radioactivity");
    assertThatThrownBy(() -> read("0\t1\t1\tn/a\n60\t1\t1\tn/a\n", InputSource.AUTO))
        .hasMessageContaining("no metabolite_parent_fraction");
    assertThatThrownBy(() -> read("n/a\t1\t1\t1\n", InputSource.AUTO))
        .hasMessageContaining("no time in row 1");
    // Found by the fuzzer: knots up to that time filled the memory.
    assertThatThrownBy(() -> read("0\t1\t1\t1\n1E170\t1\t1\t0.5\n", InputSource.AUTO))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("in row 2 (must be within two days");
    TestFiles.write(dir, MANUAL + ".json", "{}");
    assertThatThrownBy(() -> read(ROWS, InputSource.AUTO))
        .hasMessageContaining("no Units of plasma_radioactivity");
  }

  @Test
  void aTracerWithoutMetabolitesNeedsNoParentFraction() throws IOException, ScanException {
    TestFiles.write(
        dir,
        MANUAL + ".json",
        JSON.replace("\"MetaboliteAvail\": true", "\"MetaboliteAvail\": false"));
    BloodInput read = read("0\t0\t0\tn/a\n60\t5000\t4\tn/a\n180\t1000\t1\tn/a\n", InputSource.AUTO);
    assertThat(read.input().plasma().value(1)).isEqualTo(5);
    assertThat(read.flags())
        .extracting(Flag::name)
        .isEqualTo(List.of(BloodChecks.PARENT_FRACTION_MISSING, BloodChecks.FEW_SAMPLES));
  }
}
