package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;

/** Each defect is looked for in the files, not in the list that the simulator keeps. */
class DefectListTest {
  @TempDir private Path folder;

  private CohortSimulator.Summary write(SimulationOptions.Defects defects) throws IOException {
    Map<String, Integer> groups = new LinkedHashMap<>();
    groups.put("AD", 12);
    groups.put("PD", 12);
    groups.put("MS", 12);
    SimulationOptions options = SimulationOptions.of(CohortSize.SMOKE, folder.toString(), 5);
    return CohortSimulator.of(
            options
                .withGroups(groups, options.tracers())
                .withPhantom(8)
                .withOutput(SimulationOptions.Output.REGIONAL)
                .withDefects(defects),
            Storage.local())
        .simulate((done, total) -> {});
  }

  private DelimitedTable table(String file) throws IOException {
    return DelimitedTable.read(Storage.local(), folder.resolve(file).toString());
  }

  private Map<String, List<String>> listed() throws IOException {
    DelimitedTable defects = table("derivatives/truth/defects.tsv");
    Map<String, List<String>> byKind = new TreeMap<>();
    for (int r = 0; r < defects.size(); r++) {
      String who = defects.cell(r, "participant_id");
      byKind.computeIfAbsent(defects.cell(r, "kind"), k -> new ArrayList<>()).add(who);
    }
    return byKind;
  }

  private long cells(String file, String value) throws IOException {
    long count = 0;
    for (String line : Files.readAllLines(folder.resolve(file))) {
      count += List.of(line.split("\t", -1)).stream().filter(value::equals).count();
    }
    return count;
  }

  @Test
  void everyListedDefectIsInTheFilesAndEveryOneInTheFilesIsListed() throws IOException {
    write(SimulationOptions.Defects.PLANTED);
    Map<String, List<String>> listed = listed();

    assertThat(cells("phenotype/mmse.tsv", "31")).isEqualTo(1);
    assertThat(cells("phenotype/edss.tsv", "0.5")).isEqualTo(1);
    assertThat(cells("phenotype/mds_updrs_iii.tsv", "101")).isEqualTo(1);
    assertThat(cells("phenotype/mds_updrs_iii.tsv", "ON")).isEqualTo(1);
    assertThat(cells("participants.tsv", "C/A")).isEqualTo(1);
    assertThat(cells("participants.tsv", "89+")).isEqualTo(1);
    assertThat(cells("participants.tsv", "D")).isEqualTo(1);
    assertThat(table("sourcedata/site-C_participants.tsv").columns()).contains("gender");
    long missing = 0;
    long sentinel = 0;
    for (String scale : List.of("mmse", "cdr_sb", "updrs_iii", "edss")) {
      missing += cells("phenotype/" + scale + ".tsv", "n/a");
      sentinel += cells("phenotype/" + scale + ".tsv", "-4");
    }
    assertThat(missing).isPositive();
    assertThat(listed.get("score_missing")).hasSize((int) missing);
    assertThat(listed.getOrDefault("score_sentinel", List.of())).hasSize((int) sentinel);
    assertThat(listed)
        .containsKeys(
            "score_above_range",
            "score_off_step",
            "item_unable_to_rate",
            "visit_on_and_off",
            "genotype_strand_error",
            "age_above_89",
            "site_of_one",
            "gender_column",
            "region_constant",
            "date_month_only");
    assertThat(listed.get("low_affinity_binder")).hasSize(3);
    assertThat(listed.get("participant_without_scan")).hasSize(2);
    assertThat(listed.get("scan_without_participant")).hasSize(2);
    List<String> rows = new ArrayList<>();
    DelimitedTable participants = table("participants.tsv");
    for (int r = 0; r < participants.size(); r++) {
      rows.add(participants.cell(r, "participant_id"));
    }
    for (String person : listed.get("participant_without_scan")) {
      assertThat(rows).contains(person);
      assertThat(folder.resolve(person)).doesNotExist();
    }
    for (String person : listed.get("scan_without_participant")) {
      assertThat(rows).doesNotContain(person);
      assertThat(folder.resolve(person)).isDirectory();
    }
  }

  @Test
  void aCleanCohortHasNone() throws IOException {
    CohortSimulator.Summary summary = write(SimulationOptions.Defects.NONE);
    assertThat(summary.defects()).isZero();
    assertThat(listed()).isEmpty();
    assertThat(cells("participants.tsv", "C/A")).isZero();
    for (String scale : List.of("mmse", "cdr_sb", "updrs_iii", "edss")) {
      assertThat(cells("phenotype/" + scale + ".tsv", "n/a")).isZero();
      assertThat(cells("phenotype/" + scale + ".tsv", "-4")).isZero();
    }
  }
}
