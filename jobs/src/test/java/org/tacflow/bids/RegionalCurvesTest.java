package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.curve.DoseInput;
import org.tacflow.testing.SharedData;

class RegionalCurvesTest {
  private static final String PET = "derivatives/petprep/sub-01/pet/sub-01_";

  @TempDir Path dir;

  @BeforeEach
  void sidecar() throws IOException {
    TestFiles.write(dir, "sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
  }

  private RegionalCurves read() throws ScanException {
    return read(TestFiles.onlyScan(dir));
  }

  private static RegionalCurves read(ScanFiles files) throws ScanException {
    return RegionalCurves.read(TestFiles.STORAGE, files, Sidecar.read(TestFiles.STORAGE, files));
  }

  // Hazards of the data: 109 to 111 regions per scan, one negative value in all; Bq/mL in the
  // files.
  // Doses are 1000x too small, so SUV by the sidecar is 1000x too large.
  @Test
  void readsEveryScanOfDs004869WithItsOwnRegions() throws ScanException {
    TreeSet<Integer> regions = new TreeSet<>();
    int negative = 0;
    for (ScanFiles files : TestFiles.index(SharedData.path("data/ds004869"), "").scans()) {
      RegionalCurves curves = read(files);
      regions.add(curves.regions().size());
      negative +=
          (int) curves.flags().stream().filter(f -> f.name().equals("negative_values")).count();
      assertThat(curves.volume("Left-Thalamus")).isBetween(4000.0, 12000.0);
      ScanMetadata scan = Sidecar.read(TestFiles.STORAGE, files);
      double dose = scan.injectedMegabecquerel();
      assertThat(curves.suvFlag(new DoseInput(dose, 70)).name()).isEqualTo(Flag.SUV_IMPLAUSIBLE);
      assertThat(curves.suvFlag(new DoseInput(1000 * dose, 70))).isNull();
    }
    assertThat(regions).containsExactly(107, 108, 109);
    assertThat(negative).isEqualTo(1);
  }

  // First data row of the file: 39 s to 49 s, FC 0.490087859289248 kBq/mL; interrupted last frame
  // of sub-uqis ses-2 by the README.
  @Test
  void readsPbr28InKilobecquerelPerMillilitre() throws ScanException {
    for (ScanFiles files : TestFiles.index(SharedData.path("data/pbr28"), "").scans()) {
      if (files.id().key().startsWith("sub-yfdn_ses-2")) {
        continue;
      }
      RegionalCurves curves = read(files);
      assertThat(curves.regions()).containsExactly("FC", "TC", "STR", "THA", "WB", "CBL");
      assertThat(curves.weights().size()).isEqualTo(curves.timing().size());
      assertThat(curves.flags().stream().anyMatch(f -> f.name().equals(Flag.LAST_FRAME_LOW)))
          .isEqualTo(files.id().key().startsWith("sub-uqis_ses-2"));
      if (files.id().key().startsWith("sub-cgyu_ses-1")) {
        assertThat(curves.curve("FC")[1]).isEqualTo(0.490087859289248);
        assertThat(curves.timing().begin(1)).isCloseTo(39.0 / 60, within(1e-15));
        assertThat(curves.weights().get(1)).isZero();
      }
    }
  }

  @Test
  void arbitraryUnitsPassWithAFlag() throws ScanException {
    ScanFiles files = TestFiles.index(SharedData.path("data/simref"), "").scans().get(0);
    RegionalCurves curves = read(files);
    assertThat(curves.flags()).extracting(Flag::name).contains(Flag.UNITS_ARBITRARY);
    assertThat(curves.curve("Reference")[2]).isEqualTo(10.3358279892899);
    assertThat(Sidecar.read(TestFiles.STORAGE, files).isFlagged(Flag.SIDECAR_MISSING)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frame_start\tframe_end\tA\tB\n0\t60\t1\t4\n60\t120\t2\t5\n120\t180\t3\t6\n",
        "frame_start(min)\tframe_end(min)\tA\tA_unc\tB\n0\t1\t1\t9\t4\n1\t2\t2\t9\t5\n2\t3\t3\t9\t6",
        "A\tFrameTimesStart\tFrameDuration\tB\n1\t0\t60\t4\n2\t60\t60\t5\n3\t120\t60\t6",
        "A\tB\n1\t4\n2\t5\n3\t6\n",
        "\uFEFFframe_start\tframe_end\tA\tB\r\n0\t60\t1\t4\r\n60\t120\t2\t5\r\n120\t180\t3\t6",
        "frame_start\tframe_end\tA\tB\r0\t60\t1\t4\r60\t120\t2\t5\r120\t180\t3\t6",
        "frame_start\tframe_end\tregion_name\tTAC\n0\t60\tA\t1\n60\t120\tA\t2\n120\t180\tA\t3\n"
            + "0\t60\tB\t4\n60\t120\tB\t5\n120\t180\tB\t6\n"
      })
  void everyLayoutInUseGivesTheSameCurves(String text) throws IOException, ScanException {
    TestFiles.write(dir, PET + "tacs.tsv", text);
    RegionalCurves curves = read();
    assertThat(curves.regions()).containsExactly("A", "B");
    assertThat(curves.curve("A")).containsExactly(0.001, 0.002, 0.003);
    assertThat(curves.curve("B")).containsExactly(0.004, 0.005, 0.006);
    assertThat(curves.timing().ends()).containsExactly(1, 2, 3);
    assertThat(curves.curve("C")).isNull();
    assertThat(curves.flags()).isEmpty();
  }

  @Test
  void unitOfTheColumnComesBeforeThatOfTheTableAndOfTheImage() throws IOException, ScanException {
    TestFiles.write(dir, PET + "tacs.tsv", "A\tB\n1\t1\n1\t1\n1\t1\n");
    TestFiles.write(
        dir, PET + "tacs.json", "{\"Units\": \"kBq/mL\", \"A\": {\"Units\": \"nCi/mL\"}}");
    RegionalCurves curves = read();
    assertThat(curves.curve("A")[0]).isEqualTo(0.037);
    assertThat(curves.curve("B")[0]).isEqualTo(1);
  }

  @Test
  void missingAndNegativeValuesStayAndAreFlagged() throws IOException, ScanException {
    TestFiles.write(dir, PET + "tacs.tsv", "A\tB\nNaN\t1\nn/a\t-1\n1\t1\n");
    RegionalCurves curves = read();
    assertThat(curves.curve("A")).containsExactly(Double.NaN, Double.NaN, 0.001);
    assertThat(curves.curve("B")[1]).isEqualTo(-0.001);
    assertThat(curves.flags())
        .extracting(Flag::name)
        .containsExactly(Flag.NEGATIVE_VALUES, Flag.MISSING_VALUES);
  }

  @Test
  void framesThatAreNotThoseOfTheSidecarAreRefused() throws IOException {
    TestFiles.write(dir, PET + "tacs.tsv", "A\n1\n2\n");
    assertThatThrownBy(this::read)
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("2 frames (must be 3 as in the sidecar)");
  }

  @Test
  void otherTimesThanTheSidecarsAreFlagged() throws IOException, ScanException {
    TestFiles.write(
        dir, PET + "tacs.tsv", "frame_start\tframe_end\tA\n0\t60\t1\n60\t120\t2\n120\t190\t3\n");
    RegionalCurves curves = read();
    assertThat(curves.flags()).singleElement().asString().contains("differ by up to 10.00 s");
    assertThat(curves.timing().scanEnd()).isCloseTo(190.0 / 60, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A\n1\n2\n3,5\n", "A\n1\n2\n0x10\n", "A\n1\t7\n2\n3\n", "A\tA\n1\t1\n", ""})
  void brokenTablesAreRefusedByName(String text) throws IOException {
    TestFiles.write(dir, PET + "tacs.tsv", text);
    assertThatThrownBy(this::read)
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("sub-01_tacs.tsv");
  }

  @Test
  void volumesAreFoundByHeaderInAnyOrder() throws IOException, ScanException {
    TestFiles.write(dir, PET + "tacs.tsv", "A\tB\n1\t1\n1\t1\n1\t1\n");
    // Column order of ds005619.
    String morph = "index\tvolume-mm3\tname\n7\t12.5\tA\n";
    TestFiles.write(dir, "derivatives/petprep/sub-01/anat/sub-01_morph.tsv", morph);
    RegionalCurves curves = read();
    assertThat(curves.volume("A")).isEqualTo(12.5);
    assertThat(curves.volume("B")).isNaN();
  }
}
