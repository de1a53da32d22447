package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.Clinical;
import org.tacflow.config.ScoreTable;
import org.tacflow.study.ClinicalScore.Status;

class ScoreReaderTest {
  private static final ScaleRegistry SCALES = ScaleRegistry.read(RegistrySource.packaged());

  private static ScoreReader reader(List<ScoreTable> tables, Map<String, String> columns) {
    return new ScoreReader(SCALES, new Clinical("group", "", "", tables, 180, columns));
  }

  private static List<ClinicalScore> phenotype(String name, String text) throws IOException {
    DelimitedTable table = DelimitedTable.parse(name, text, '\t');
    return reader(List.of(), Map.of()).table("phenotype/" + name, table, null);
  }

  @Test
  void everyPlaceOfADataSetIsRead(@TempDir Path folder) throws IOException {
    write(folder, "participants.tsv", "participant_id\tage\tMMSE\nsub-1\t70\t28\nsub-2\t71\tn/a\n");
    write(
        folder,
        "sub-1/sub-1_sessions.tsv",
        "session_id\tacq_time\tedss\nses-a\t2020-01-05T10:00:00\t3.5\n");
    write(
        folder,
        "phenotype/cdr.tsv",
        "participant_id\tsession_id\tvisit_date\tCDRSB\tCDR\r\n1\ta\t2020-02-01\t4.5\t1\r\n");
    write(folder, "phenotype/mmse.json", "{}");
    write(folder, "extern.csv", "RID,VISCODE,EXAMDATE,MMSCORE\n2,m12,2021-03-04,-4\n");
    ScoreTable mapped =
        new ScoreTable(
            folder.resolve("extern.csv").toString(),
            "RID",
            "VISCODE",
            "EXAMDATE",
            Map.of("MMSCORE", "MMSE"));
    List<ClinicalScore> scores =
        ScoreTables.read(reader(List.of(mapped), Map.of()), Storage.local(), folder.toString())
            .scores();
    assertThat(scores)
        .extracting(s -> s.participantId() + " " + s.scaleId() + " " + s.status() + " " + s.text())
        .containsExactly(
            "sub-1 MMSE ACCEPTED 28",
            "sub-2 MMSE MISSING ",
            "sub-1 EDSS ACCEPTED 3.5",
            "sub-1 CDR_SB ACCEPTED 4.5",
            "sub-1 CDR_GLOBAL ACCEPTED 1",
            "sub-2 MMSE SPECIAL_CODE -4");
    assertThat(scores)
        .extracting(ClinicalScore::source)
        .containsExactly(
            "participants.tsv",
            "participants.tsv",
            "sub-1/sub-1_sessions.tsv",
            "phenotype/cdr.tsv",
            "phenotype/cdr.tsv",
            "extern.csv");
    assertThat(scores.get(2).date()).isEqualTo(LocalDate.of(2020, 1, 5));
    assertThat(scores.get(2).sessionId()).isEqualTo("ses-a");
    assertThat(scores.get(3).sessionId()).isEqualTo("ses-a");
    assertThat(scores.get(5).date()).isEqualTo(LocalDate.of(2021, 3, 4));
    assertThat(scores.get(5).column()).isEqualTo("MMSCORE");
    assertThat(scores.get(5).row()).isEqualTo(1);
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void datesAreReadInEverySpellingOrRefused() throws IOException {
    String text =
        "participant_id\tvisit_date\tmmse\na\t2020-03-09\t1\na\t2020-03-09T01:02:03.5Z\t2\n"
            + "a\t2020-03\t3\na\t03/2020\t4\na\tn/a\t5\na\t9.3.2020\t6\na\t2020-02-30\t7\n"
            + "a\t1903-03-09\t8\n";
    List<ClinicalScore> scores = phenotype("mmse.tsv", text);
    LocalDate day = LocalDate.of(2020, 3, 9);
    LocalDate middle = LocalDate.of(2020, 3, 15);
    assertThat(scores)
        .extracting(ClinicalScore::date)
        .containsExactly(day, day, middle, middle, null, null, null, LocalDate.of(1903, 3, 9));
    assertThat(scores)
        .extracting(ClinicalScore::monthPrecision)
        .containsExactly(false, false, true, true, false, false, false, false);
    assertThat(scores.get(4).status()).isEqualTo(Status.ACCEPTED);
    assertThat(scores.get(5).status()).isEqualTo(Status.UNREADABLE_DATE);
    assertThat(scores.get(6).reason())
        .isEqualTo("Invalid date of a visit: 2020-02-30 (must be YYYY-MM-DD, YYYY-MM or MM/YYYY)");
  }

  @Test
  void columnsAreMappedByTheConfigurationBeforeTheRegistry() throws IOException {
    DelimitedTable table =
        DelimitedTable.parse("t", "participant_id\tdisability\tother\na\t4\t5\n", '\t');
    List<ClinicalScore> scores =
        reader(List.of(), Map.of("disability", "EDSS")).table("participants.tsv", table, null);
    assertThat(scores).extracting(ClinicalScore::scaleId).containsExactly("EDSS");
    assertThat(scores).extracting(ClinicalScore::value).containsExactly(4.0);
  }

  @Test
  void totalsBelongToTheScaleThatTheFileIsNamedAfter() throws IOException {
    assertThat(phenotype("edss.tsv", "participant_id\ttotal\na\t4\n"))
        .extracting(ClinicalScore::scaleId)
        .containsExactly("EDSS");
    assertThat(phenotype("mood.tsv", "participant_id\ttotal\na\t4\n")).isEmpty();
  }

  @Test
  void onAndOffAreKeptApart() throws IOException {
    List<ClinicalScore> scores =
        phenotype(
            "mds_updrs_iii.tsv",
            "participant_id\tPDSTATE\tNP3TOT\na\tON\t20\na\toff\t31\na\tn/a\t25\n");
    assertThat(scores).extracting(ClinicalScore::medicationState).containsExactly("ON", "OFF", "");
  }

  @Test
  void aTotalWithAnUnratedItemIsNoTotal() throws IOException {
    String header = "participant_id\tNP3_01\tNP3_02\tNP3TOT\n";
    List<ClinicalScore> scores =
        phenotype("mds_updrs_iii.tsv", header + "a\t101\t1\t30\nb\t101\t1\tn/a\nc\t1\t2\t30\n");
    assertThat(scores)
        .extracting(ClinicalScore::status)
        .containsExactly(Status.ITEM_NOT_RATED, Status.ITEM_NOT_RATED, Status.ACCEPTED);
    assertThat(scores.get(0).value()).isNaN();
    assertThat(scores.get(0).reason()).isEqualTo("item NP3_01 is 101: unable to rate");
  }

  @Test
  void aFullSetOfItemsMustAddUp() throws IOException {
    String header =
        "participant_id\tCDR_MEMORY\tCDR_ORIENT\tCDR_JUDGE\tCDR_COMMUN\tCDR_HOME\tCDR_CARE\tCDRSB\n";
    List<ClinicalScore> scores =
        phenotype(
            "cdr.tsv",
            header
                + "a\t1\t1\t0.5\t0.5\t0.5\t0\t3.5\nb\t1\t1\t0.5\t0.5\t0.5\t0\t4\n"
                + "c\t1\tn/a\t0.5\t0.5\t0.5\t0\t4\n");
    assertThat(scores)
        .extracting(ClinicalScore::status)
        .containsExactly(Status.ACCEPTED, Status.TOTAL_MISMATCH, Status.ACCEPTED);
    assertThat(scores.get(1).reason())
        .isEqualTo("Invalid CDR_SB: 4 (must be the sum of its 6 items, 3.5)");
  }

  @Test
  void wrongMappingsOfTheConfigurationAreRefused() throws IOException {
    DelimitedTable table = DelimitedTable.parse("t.csv", "id,x\na,1\n", ',');
    ScoreTable wrongColumn = new ScoreTable("t.csv", "id", "", "", Map.of("y", "MMSE"));
    assertThatThrownBy(() -> reader(List.of(), Map.of()).mapped(table, wrongColumn))
        .hasMessage("Invalid column in score-tables: y (must be a column of t.csv: id, x)");
    ScoreTable wrongScale = new ScoreTable("t.csv", "id", "", "", Map.of("x", "MSE"));
    assertThatThrownBy(() -> reader(List.of(), Map.of()).mapped(table, wrongScale))
        .hasMessage("Invalid scale: MSE (must be an id of scales.csv)");
  }

  @Test
  void aTableWithoutPeopleOrScoresGivesNothing() throws IOException {
    assertThat(phenotype("mmse.tsv", "subject\tmmse\na\t3\n")).isEmpty();
    assertThat(phenotype("notes.tsv", "participant_id\tnote\na\tx\n")).isEmpty();
    assertThat(phenotype("mmse.tsv", "participant_id\tmmse\nn/a\t3\n")).isEmpty();
  }
}
