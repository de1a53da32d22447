package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/** {@code scan_status} says how each of them ended, also after a step that ran alone. */
class ScanStatusTest {
  @TempDir private Path folder;

  @Test
  void aScanRefusedByItsCurvesIsRejectedUntilTheyAreRepaired() throws IOException {
    SmallCohort cohort = SmallCohort.curves(folder.resolve("cohort"), 1, 1);
    Path output = folder.resolve("out");
    Path curves = cohort.file("sub-HC001", "tacs.tsv");
    String sound = Files.readString(curves);
    Files.writeString(curves, sound.substring(0, sound.length() / 2));
    assertThat(CommandRun.of(cohort.command("index", output)).code()).isEqualTo(Tacflow.DONE);
    assertThat(status(output)).containsExactly("sub-AD001 accepted", "sub-HC001 accepted");

    assertThat(CommandRun.of(cohort.command("extract", output)).code())
        .isEqualTo(Tacflow.REJECTIONS);
    assertThat(status(output)).containsExactly("sub-AD001 accepted", "sub-HC001 rejected");
    Row refused = PublishedTables.in(output).rows(Tables.SCAN_STATUS, "status = 'rejected'").get(0);
    assertThat(refused.<String>getAs("reason")).contains("_tacs.tsv", "(must be");
    assertThat(refused.<String>getAs("stage")).isEqualTo("extract");

    Files.writeString(curves, sound);
    assertThat(CommandRun.of(cohort.command("extract", output)).code()).isEqualTo(Tacflow.DONE);
    assertThat(status(output)).containsExactly("sub-AD001 accepted", "sub-HC001 accepted");
  }

  private static List<String> status(Path output) throws IOException {
    return PublishedTables.in(output).rows(Tables.SCAN_STATUS, "true").stream()
        .map(row -> row.getAs("participant_id") + " " + row.getAs("status"))
        .sorted()
        .toList();
  }
}
