package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.curve.blood.BloodSettings;

/** Rules of the configuration about raw blood: how much must be covered, which dispersion. */
class BloodRulesTest {
  private static final String FIELDS =
      "\"MetaboliteAvail\": true, \"plasma_radioactivity\": {\"Units\": \"kBq/mL\"},"
          + " \"whole_blood_radioactivity\": {\"Units\": \"kBq/mL\"}";
  private static final String HEADER =
      "time\tplasma_radioactivity\twhole_blood_radioactivity\tmetabolite_parent_fraction\n";

  @TempDir Path dir;

  private BloodInput read(BloodSettings rules) throws IOException, ScanException {
    TestFiles.write(dir, "sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
    ScanFiles files = TestFiles.onlyScan(dir);
    return BloodReader.read(
        TestFiles.STORAGE,
        files,
        Sidecar.read(TestFiles.STORAGE, files),
        InputSource.BLOOD,
        null,
        rules);
  }

  private void write(String recording, String more, String table) throws IOException {
    String name = "sub-01/pet/sub-01_recording-" + recording + "_blood";
    TestFiles.write(dir, name + ".json", "{" + FIELDS + more + "}");
    TestFiles.write(dir, name + ".tsv", table);
  }

  // The scan lasts 180 s, the blood 72: two fifths of it.
  @Test
  void bloodThatCoversTooLittleIsRefusedWithTheRemedy() throws IOException, ScanException {
    write("manual", "", HEADER + "0\t0\t0\t1\n30\t90\t60\t0.9\n72\t30\t20\t0.7\n");
    assertThatThrownBy(() -> read(BloodSettings.defaults()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("covers 0.400 of the scan (must be >= blood.minimum-coverage 0.5;")
        .hasMessageContaining("curves.end-time-minutes");
    BloodInput taken = read(BloodSettings.defaults().withMinimumCoverage(0.4));
    assertThat(taken.coverage()).isCloseTo(0.4, within(1e-12));
    assertThat(taken.isFlagged(BloodChecks.ENDS_EARLY)).isTrue();
  }

  // A curve smeared by e^(−t/tau) obeys true = measured + tau d(measured)/dt; where the measured
  // curve rises in a line of slope s, the truth is higher by tau s.
  @Test
  void aDispersionConstantIsTakenFromTheConfigurationWhereTheSidecarHasNone()
      throws IOException, ScanException {
    write("manual", "", HEADER + "0\t0\t0\t1\n90\t90\t90\t1\n180\t180\t180\t1\n");
    StringBuilder ramp = new StringBuilder("time\twhole_blood_radioactivity\n");
    for (int second = 0; second <= 170; second++) {
      ramp.append(second).append('\t').append(second).append('\n');
    }
    write("autosampler", "", ramp.toString());
    BloodInput plain = read(BloodSettings.defaults());
    assertThat(plain.isFlagged(BloodChecks.DISPERSION_UNKNOWN)).isTrue();
    BloodInput given = read(BloodSettings.defaults().withDispersionSeconds(6));
    assertThat(given.isFlagged(BloodChecks.DISPERSION_GIVEN)).isTrue();
    assertThat(given.isFlagged(BloodChecks.DISPERSION_UNKNOWN)).isFalse();
    double at = 100.0 / 60;
    assertThat(given.input().wholeBlood().value(at) - plain.input().wholeBlood().value(at))
        .isCloseTo(6, within(1e-6));
    // The file's own constant counts more than the configuration's.
    write("autosampler", ", \"DispersionConstant\": 2", ramp.toString());
    BloodInput own = read(BloodSettings.defaults().withDispersionSeconds(6));
    assertThat(own.input().wholeBlood().value(at) - plain.input().wholeBlood().value(at))
        .isCloseTo(2, within(1e-6));
  }
}
