package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.curve.blood.ComponentFit;
import org.tacflow.curve.blood.ParentFractionModel;

class BloodModelsReaderTest {
  private static final String MANUAL = "sub-01/pet/sub-01_recording-manual_blood";
  private static final String FIELDS =
      "\"MetaboliteAvail\": true, \"plasma_radioactivity\": {\"Units\": \"kBq/mL\"},"
          + " \"whole_blood_radioactivity\": {\"Units\": \"kBq/mL\"}";
  private static final String HEADER =
      "time\tplasma_radioactivity\twhole_blood_radioactivity\tmetabolite_parent_fraction\n";
  // The fraction is 1 / (1 + t/10 min): Hill with a 0, b 1, t50 10.
  private static final String ROWS =
      "0\t0\t0\t1\n60\t90\t60\t0.9090909\n300\t30\t20\t0.6666667\n600\t9\t6\t0.5\n"
          + "1200\t6\t4\t0.3333333\n2400\t3\t2\t0.2\n";

  @TempDir Path dir;

  @BeforeEach
  void sidecar() throws IOException {
    TestFiles.write(dir, "sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
  }

  private BloodInput read(String more, String rows, BloodSettings models)
      throws IOException, ScanException {
    TestFiles.write(dir, MANUAL + ".json", "{" + FIELDS + more + "}");
    TestFiles.write(dir, MANUAL + ".tsv", HEADER + rows);
    ScanFiles files = TestFiles.onlyScan(dir);
    ScanMetadata metadata = Sidecar.read(TestFiles.STORAGE, files);
    return BloodReader.read(TestFiles.STORAGE, files, metadata, InputSource.AUTO, null, models);
  }

  @Test
  void theModelOfTheConfigurationIsFitted() throws IOException, ScanException {
    BloodInput read =
        read("", ROWS, BloodSettings.defaults().withParentFraction(ParentFractionModel.HILL));
    double[] hill = read.assembled().fit(ComponentFit.PARENT_FRACTION).parameters();
    assertThat(hill[2]).isCloseTo(10, within(0.01));
    // Plasma at 15 min by hand: 7.5 of all species, times 1 / (1 + 1.5).
    assertThat(read.input().plasma().value(15)).isCloseTo(3, within(0.005));
    assertThat(read.isFlagged("parent_fraction_not_fitted")).isFalse();
  }

  @Test
  void aModelThatCannotBeFittedLeavesAFlagAndInterpolation() throws IOException, ScanException {
    String few = "0\t0\t0\t1\n60\t90\t60\tn/a\n300\t30\t20\t0.7\n600\t9\t6\t0.5\n";
    BloodInput read =
        read("", few, BloodSettings.defaults().withParentFraction(ParentFractionModel.HILL));
    assertThat(read.isFlagged("parent_fraction_not_fitted")).isTrue();
    BloodInput plain = read("", few, BloodSettings.defaults());
    assertThat(read.input().plasma().values()).isEqualTo(plain.input().plasma().values());
  }

  @Test
  void theFreeFractionIsReadFromPercent() throws IOException, ScanException {
    BloodSettings plain = BloodSettings.defaults();
    assertThat(read("", ROWS, plain).plasmaFreeFraction()).isNaN();
    BloodInput read = read(", \"PlasmaFreeFraction\": 4", ROWS, plain);
    assertThat(read.plasmaFreeFraction()).isCloseTo(0.04, within(1e-15));
    assertThat(read.isFlagged(BloodChecks.FREE_FRACTION_LOW)).isFalse();
    BloodInput low = read(", \"PlasmaFreeFraction\": 0.04", ROWS, plain);
    assertThat(low.isFlagged(BloodChecks.FREE_FRACTION_LOW)).isTrue();
    BloodInput outside = read(", \"PlasmaFreeFraction\": 140", ROWS, plain);
    assertThat(outside.plasmaFreeFraction()).isNaN();
    assertThat(outside.isFlagged(BloodChecks.FREE_FRACTION_OUTSIDE)).isTrue();
  }

  // Carbon-11 halves in 20.4 min (20.36 to 20.4 in use): at 20 min nearly twice as much.
  @Test
  void bloodWithoutDecayCorrectionIsCorrected() throws IOException, ScanException {
    BloodSettings plain = BloodSettings.defaults();
    BloodInput asIs = read("", ROWS, plain);
    BloodInput corrected = read(", \"DecayCorrected\": false", ROWS, plain);
    assertThat(corrected.isFlagged(BloodChecks.DECAY_CORRECTED_HERE)).isTrue();
    assertThat(asIs.isFlagged(BloodChecks.DECAY_CORRECTED_HERE)).isFalse();
    double factor = corrected.input().plasma().value(20) / asIs.input().plasma().value(20);
    assertThat(factor).isCloseTo(Math.pow(2, 20 / 20.38), within(0.002));
    assertThat(corrected.input().plasma().value(0)).isZero();
    // Corrected to 20 min after injection: all samples by the same factor.
    BloodInput moved = read(", \"DecayCorrectionTime\": 1200", ROWS, plain);
    assertThat(moved.input().wholeBlood().value(1) / asIs.input().wholeBlood().value(1))
        .isCloseTo(Math.pow(2, 20 / 20.38), within(0.002));
    TestFiles.write(
        dir,
        "sub-01/pet/sub-01_pet.json",
        TestFiles.sidecar("\"TracerRadionuclide\": \"C11\"", "\"TracerRadionuclide\": \"Xx9\""));
    assertThatThrownBy(() -> read(", \"DecayCorrected\": false", ROWS, plain))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("add TracerRadionuclide");
  }

  @Test
  void largeNegativesOfWholeBloodHaveAFlagOfTheirOwn() throws IOException, ScanException {
    BloodSettings plain = BloodSettings.defaults();
    BloodInput small = read("", "-10\t0\t-5\tn/a\n" + ROWS, plain);
    BloodInput large = read("", "-10\t0\t-7\tn/a\n" + ROWS, plain);
    assertThat(small.isFlagged(BloodChecks.NEGATIVE)).isTrue();
    assertThat(small.isFlagged(BloodChecks.NEGATIVE_LARGE)).isFalse();
    assertThat(large.isFlagged(BloodChecks.NEGATIVE_LARGE)).isTrue();
  }
}
