package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.study.ClinicalScore.Status;
import org.tacflow.testing.SharedData;

class ScaleRegistryTest {
  private final ScaleRegistry registry = ScaleRegistry.read(RegistrySource.packaged());

  private Status status(String scale, String text) {
    return Scores.read(registry.scale(scale).orElseThrow(), text).status();
  }

  // Ranges and signs are those of domain/clinical_scales.csv, read here apart from the registry.
  @TestFactory
  List<DynamicTest> everyScaleTakesItsEndsAndNothingBeyond() throws IOException {
    DelimitedTable facts = facts();
    List<DynamicTest> tests = new ArrayList<>();
    for (int row = 0; row < facts.size(); row++) {
      String id = facts.cell(row, "scale_id");
      String minimum = facts.cell(row, "min");
      String maximum = facts.cell(row, "max");
      String sign = facts.cell(row, "severity_sign");
      tests.add(DynamicTest.dynamicTest(id, () -> ends(id, minimum, maximum, sign)));
    }
    assertThat(tests).hasSize(registry.scales().size()).hasSizeGreaterThan(30);
    return tests;
  }

  private void ends(String id, String minimum, String maximum, String sign) {
    Scale scale = registry.scale(id).orElseThrow();
    if (sign != null) {
      assertThat(scale.severitySign()).isEqualTo(Integer.parseInt(sign));
    }
    if (minimum != null) {
      double min = Double.parseDouble(minimum);
      assertThat(Scores.read(scale, minimum).value()).isEqualTo(min);
      assertThat(status(id, Double.toString(min - 0.5))).isEqualTo(Status.OUT_OF_RANGE);
    }
    if (maximum != null) {
      double max = Double.parseDouble(maximum);
      assertThat(Scores.read(scale, maximum).value()).isEqualTo(max);
      assertThat(status(id, Double.toString(max + 0.5))).isEqualTo(Status.OUT_OF_RANGE);
    }
    if (!Double.isNaN(scale.step())) {
      double next = scale.minimum() + scale.step();
      assertThat(Scores.read(scale, Double.toString(next)).value()).isEqualTo(next);
      assertThat(status(id, Double.toString(scale.minimum() + scale.step() / 2)))
          .isEqualTo(Status.OFF_STEP);
    }
    for (double value : scale.allowedValues()) {
      assertThat(status(id, Double.toString(value))).isEqualTo(Status.ACCEPTED);
    }
  }

  private static DelimitedTable facts() throws IOException {
    Path path = SharedData.path("domain").resolve("clinical_scales.csv");
    return DelimitedTable.parse("clinical_scales.csv", Files.readString(path), ',');
  }

  @Test
  void scalesWithHolesKnowThem() {
    assertThat(status("EDSS", "0.5")).isEqualTo(Status.OFF_STEP);
    assertThat(status("EDSS", "1.0")).isEqualTo(Status.ACCEPTED);
    assertThat(status("EDSS", "9.5")).isEqualTo(Status.ACCEPTED);
    assertThat(status("EDSS", "6.25")).isEqualTo(Status.OFF_STEP);
    assertThat(status("CDR_GLOBAL", "1.5")).isEqualTo(Status.OFF_STEP);
    assertThat(status("HY", "2.5")).isEqualTo(Status.ACCEPTED);
    assertThat(status("HY", "3.5")).isEqualTo(Status.OFF_STEP);
    assertThat(status("MMSE", "27.5")).isEqualTo(Status.OFF_STEP);
    assertThat(status("CDR_SB", "4.25")).isEqualTo(Status.OFF_STEP);
  }

  @Test
  void thirdsOfAPointAreReadAsTheyAreWritten() {
    assertThat(status("ADAS_COG11", "10.33")).isEqualTo(Status.ACCEPTED);
    assertThat(status("ADAS_COG11", "10.67")).isEqualTo(Status.ACCEPTED);
    assertThat(status("ADAS_COG13", "84.67")).isEqualTo(Status.ACCEPTED);
    assertThat(status("ADAS_COG11", "10.50")).isEqualTo(Status.OFF_STEP);
  }

  @Test
  void codesInPlaceOfScoresAreNoScores() {
    Scores.Reading unable = Scores.read(registry.scale("MDS_UPDRS_III").orElseThrow(), "101");
    assertThat(unable.status()).isEqualTo(Status.SPECIAL_CODE);
    assertThat(unable.reason()).isEqualTo("code 101: unable to rate");
    assertThat(unable.value()).isNaN();
    assertThat(status("MMSE", "-4")).isEqualTo(Status.SPECIAL_CODE);
    assertThat(status("MMSE", "-1.0")).isEqualTo(Status.SPECIAL_CODE);
    // 101 is a legal value of the original scale's neighbours and no code there.
    assertThat(status("UPDRS_III", "101")).isEqualTo(Status.ACCEPTED);
  }

  @Test
  void refusedScoresSayWhatTheScaleTakes() {
    Scale mmse = registry.scale("MMSE").orElseThrow();
    assertThat(Scores.read(mmse, "31").reason())
        .isEqualTo("Invalid MMSE: 31 (must be 0 to 30 in steps of 1)");
    assertThat(Scores.read(mmse, ">29").status()).isEqualTo(Status.NOT_A_NUMBER);
    assertThat(Scores.read(mmse, "NaN").status()).isEqualTo(Status.NOT_A_NUMBER);
    assertThat(Scores.read(mmse, "1e400").status()).isEqualTo(Status.NOT_A_NUMBER);
    assertThat(Scores.read(registry.scale("CDR_GLOBAL").orElseThrow(), "2.5").reason())
        .isEqualTo("Invalid CDR_GLOBAL: 2.5 (must be 0 to 3, one of 0 0.5 1 2 3)");
    assertThat(Scores.read(mmse, null).status()).isEqualTo(Status.MISSING);
  }

  @Test
  void labelsAreKeptAndNeverNumbers() {
    assertThat(status("VERBAL_FLUENCY_STATUS", "ALSi")).isEqualTo(Status.LABEL);
    assertThat(status("VERBAL_FLUENCY_STATUS", "ALSx")).isEqualTo(Status.UNKNOWN_LABEL);
  }

  @Test
  void columnsAndAliasesFindTheirScale() throws IOException {
    DelimitedTable facts = facts();
    int checked = 0;
    for (int row = 0; row < facts.size(); row++) {
      String id = facts.cell(row, "scale_id");
      assertThat(registry.find(id).orElseThrow().id()).isEqualTo(id);
      assertThat(registry.find(id.toLowerCase()).orElseThrow().id()).isEqualTo(id);
      checked++;
    }
    assertThat(checked).isEqualTo(registry.ids().size());
    assertThat(registry.find("NP3TOT").orElseThrow().id()).isEqualTo("MDS_UPDRS_III");
    assertThat(registry.find("alsfrsr_total").orElseThrow().id()).isEqualTo("ALSFRS_R");
    assertThat(registry.find("ALSFRS").orElseThrow().id()).isEqualTo("ALSFRS");
    assertThat(registry.find("UMND").orElseThrow().id()).isEqualTo("UMNB");
    assertThat(registry.find("CDGLOBAL").orElseThrow().id()).isEqualTo("CDR_GLOBAL");
    assertThat(registry.find("age")).isEmpty();
    assertThat(registry.find(null)).isEmpty();
  }

  @Test
  void aUsersFolderReplacesATableAndKeepsTheOthers(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("scales.csv"),
        "scale_id,name,minimum,maximum,step,severity_sign\nFAQ,Functional activities,0,30,1,1\n");
    Registries own = Registries.read(RegistrySource.folder(Storage.local(), folder.toString()));
    assertThat(own.scales().ids()).containsExactly("FAQ");
    assertThat(own.tracers().find("PBR28")).isPresent();
  }

  @Test
  void badRegistriesAreRefusedWithRowAndColumn(@TempDir Path folder) throws IOException {
    RegistrySource source = RegistrySource.folder(Storage.local(), folder.toString());
    Path file = folder.resolve("scales.csv");
    Files.writeString(file, "scale_id,name,minimum,severity_sign\nA,a,x,1\n");
    assertThatThrownBy(() -> ScaleRegistry.read(source))
        .hasMessageStartingWith("Invalid minimum in ")
        .hasMessageEndingWith("scales.csv, row 1: x (must be a number)");
    Files.writeString(file, "scale_id,name,severity_sign\nA,a,1\nB,b,1\nA,a,1\n");
    assertThatThrownBy(() -> ScaleRegistry.read(source))
        .hasMessageEndingWith("scales.csv, row 3: A (must stand once)");
    Files.writeString(file, "scale_id,name,severity_sign,columns\nA,a,1,x\nB,b,1,X\n");
    assertThatThrownBy(() -> ScaleRegistry.read(source))
        .hasMessageEndingWith("scales.csv, row 2: X (must not also mean A)");
    assertThatThrownBy(() -> RegistrySource.folder(Storage.local(), folder + "/none"))
        .hasMessageStartingWith("Cannot read registries: ");
  }
}
