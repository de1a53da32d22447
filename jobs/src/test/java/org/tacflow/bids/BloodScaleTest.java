package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.numerics.PiecewiseLinear;
import org.tacflow.testing.SharedData;

/** Blood and tissue of real scans are in units that fit each other, but for one. */
class BloodScaleTest {
  private static final String MISLABELLED = "sub-01_ses-blocked";

  // The JSON of that scan says Bq/mL; its table peaks at 77.5, as the others do in kBq/mL.
  @ParameterizedTest
  @CsvSource({"ds004869, 54, sub-01_ses-blocked", "pbr28, 24,"})
  void onlyTheScanWithAWrongUnitIsRefused(String data, int scans, String refused)
      throws ScanException {
    TreeSet<String> out = new TreeSet<>();
    DatasetIndex index = TestFiles.index(SharedData.path("data/" + data), "");
    assertThat(index.scans()).hasSize(scans);
    for (ScanFiles files : index.scans()) {
      try {
        check(files, null);
      } catch (ScanException e) {
        assertThat(e)
            .hasMessageContaining("Cannot use blood of " + files.id().key())
            .hasMessageContaining("give blood.units: {" + files.id().key() + ": kBq/mL}");
        out.add(files.id().key());
      }
    }
    assertThat(String.join(" ", out)).isEqualTo(refused == null ? "" : refused);
  }

  @Test
  void theUnitOfTheConfigurationStandsAboveTheFiles() throws ScanException {
    ScanFiles files =
        TestFiles.index(SharedData.path("data/ds004869"), "").scans().stream()
            .filter(scan -> scan.id().key().equals(MISLABELLED))
            .findFirst()
            .orElseThrow();
    BloodInput believed = read(files, null);
    assertThat(believed.isFlagged(BloodChecks.UNIT_GIVEN)).isFalse();
    BloodInput given = check(files, "kBq/mL");
    assertThat(given.flags().stream().map(Flag::name))
        .containsOnlyOnce(BloodChecks.UNIT_GIVEN)
        .doesNotContain(Flag.UNITS_SPELLING);
    double ratio = given.input().wholeBlood().peak() / believed.input().wholeBlood().peak();
    assertThat(ratio).isBetween(1000 - 1e-9, 1000 + 1e-9);
  }

  // A thousandfold error in the other direction, a scan without signal, and the bounds themselves.
  @Test
  void bloodIsHeldAgainstBothBounds() {
    assertThatCode(() -> require(2, 20)).doesNotThrowAnyException();
    assertThatCode(() -> require(200, 1)).doesNotThrowAnyException();
    assertThatCode(() -> require(2, 0)).doesNotThrowAnyException();
    assertThatThrownBy(() -> require(1.99, 20)).isInstanceOf(ScanException.class);
    assertThatThrownBy(() -> require(201, 1)).hasMessageContaining("201 of the brain's peak");
  }

  private static void require(double blood, double tissue) throws ScanException {
    PiecewiseLinear curve =
        PiecewiseLinear.of(new double[] {0, 1, 2}, new double[] {0, blood, blood / 2});
    BloodInput input =
        new BloodInput(new ArterialInput(curve, curve), "b.tsv", 1, java.util.List.of());
    BloodChecks.requireScaleOfTissue("sub-1", input, tissue);
  }

  private static BloodInput read(ScanFiles files, String unit) throws ScanException {
    ScanMetadata metadata = Sidecar.read(TestFiles.STORAGE, files);
    return BloodReader.read(TestFiles.STORAGE, files, metadata, InputSource.AUTO, unit);
  }

  private static BloodInput check(ScanFiles files, String unit) throws ScanException {
    BloodInput blood = read(files, unit);
    RegionalCurves curves =
        RegionalCurves.read(TestFiles.STORAGE, files, Sidecar.read(TestFiles.STORAGE, files));
    java.util.Map<String, double[]> all = new java.util.TreeMap<>();
    curves.regions().forEach(region -> all.put(region, curves.curve(region)));
    double peak = CurveChecks.peakOfMean(all.values(), curves.timing().size());
    BloodChecks.requireScaleOfTissue(files.id().key(), blood, peak);
    return blood;
  }
}
