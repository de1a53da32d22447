package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.testing.LocalSpark;

/** Blood flow and glucose metabolism of fits written by hand, in the regional outcomes. */
class TissueRateOutcomesTest {
  private static final List<String> SCANS =
      List.of("sub-1_ses-a", "sub-1_ses-b", "sub-2_ses-a", "sub-3_ses-a");

  @TempDir private Path folder;

  @Test
  void ratesBecomeFlowAndMetabolismWithTheGlucoseOfEachScan() throws IOException {
    // A session's value wins over the person's, which wins over the constant; 95 is mg/dL.
    Files.writeString(
        folder.resolve("participants.tsv"),
        "participant_id\tglucose\nsub-1\t6\nsub-2\tn/a\nsub-3\t95\n");
    Files.createDirectory(folder.resolve("sub-1"));
    Files.writeString(
        folder.resolve("sub-1/sub-1_sessions.tsv"),
        "session_id\tglucose\nses-a\t4.5\nses-b\tn/a\n");
    RunContext run = run();
    // 100 * 0.5 mL/cm3/min over 1.05 g/mL = 47.619 mL/100 g/min, and 100 * 0.021/1.05 = 2.
    Row flow =
        CohortTables.row(
            run, Tables.REGIONAL_OUTCOMES, "outcome = 'CBF'  and scan = 'sub-1_ses-a'");
    assertThat(flow.<Double>getAs("value")).isCloseTo(47.619047619, within(1e-8));
    assertThat(flow.<Double>getAs("se")).isCloseTo(2, within(1e-12));
    assertThat(flow.<String>getAs("unit")).isEqualTo("mL/100 g/min");
    assertThat(flow.<String>getAs("model")).isEqualTo("1TCM");
    assertThat(flow.<String>getAs("scaling")).isEqualTo("tissue density 1.05 g/mL");
    // 100 * 0.026 mL/cm3/min * 4.5 umol/mL over 1.04 g/mL and 0.65: 17.307692; errors a tenth.
    Row first = metabolism(run, 0);
    assertThat(first.<Double>getAs("value")).isCloseTo(17.3076923077, within(1e-8));
    assertThat(first.<Double>getAs("se")).isCloseTo(1.73076923077, within(1e-9));
    assertThat(first.<String>getAs("unit")).isEqualTo("umol/100 g/min");
    assertThat(first.<String>getAs("scaling"))
        .isEqualTo("plasma glucose 4.5 mmol/L, lumped constant 0.65, tissue density 1.04 g/mL");
    assertThat(metabolism(run, 1).<Double>getAs("value"))
        .isCloseTo(17.3076923077 * 6 / 4.5, within(1e-8));
    assertThat(metabolism(run, 2).<Double>getAs("value"))
        .isCloseTo(17.3076923077 * 5 / 4.5, within(1e-8));
    Row wrong = metabolism(run, 3);
    assertThat(wrong.isNullAt(wrong.fieldIndex("value"))).isTrue();
    assertThat(wrong.isNullAt(wrong.fieldIndex("se"))).isTrue();
    assertThat(wrong.<String>getAs("status")).isEqualTo("implausible_glucose");
    // K1 and Ki themselves stay, and nobody else's K1 or Ki is scaled.
    assertThat(CohortTables.rows(run, Tables.REGIONAL_OUTCOMES, "outcome = 'Ki' and value = 0.026"))
        .hasSize(8)
        .allMatch(row -> row.getAs("scaling") == null);
    assertThat(CohortTables.rows(run, Tables.REGIONAL_OUTCOMES, "scaling is not null")).hasSize(8);
  }

  private static Row metabolism(RunContext run, int scan) {
    return CohortTables.row(
        run, Tables.REGIONAL_OUTCOMES, "outcome = 'CMRglc' and scan = '" + SCANS.get(scan) + "'");
  }

  private RunContext run() throws IOException {
    String yaml =
"""
bids-dir: %s
output-dir: %s
models:
  - {model: 1TCM, blood-flow: true, tissue-density: 1.05}
  - {model: Patlak, lumped-constant: 0.65, plasma-glucose: 5, plasma-glucose-column: glucose}
  - {model: Patlak, id: plain}
"""
            .formatted(folder, folder.resolve("out"));
    RunContext run =
        RunContext.begin(
            LocalSpark.session(),
            Configs.reader().parse("test", yaml, "", Map.of()),
            new Progress(new PrintStream(PrintStream.nullOutputStream())));
    List<Row> scans = new ArrayList<>();
    List<Row> curves = new ArrayList<>();
    List<Row> fits = new ArrayList<>();
    for (String scan : SCANS) {
      String[] parts = scan.split("_");
      scans.add(
          new Cells(Tables.SCANS.schema())
              .put("scan", scan)
              .put("participant_id", parts[0])
              .put("session_id", parts[1])
              .put("tracer", "FDG")
              .put("status", "accepted")
              .row());
      curves.add(
          new Cells(Tables.REGIONAL_TACS.schema())
              .put("scan", scan)
              .put("region", "cortex")
              .put("is_group", false)
              .put("parcellation", "dseg")
              .put("tac", new double[] {1, 2})
              .put("status", "ok")
              .row());
      fits.add(fit(scan, "1TCM").put("K1", 0.5).put("K1_se", 0.021).row());
      fits.add(fit(scan, "Patlak").put("Ki", 0.026).put("Ki_se", 0.0026).row());
      fits.add(fit(scan, "plain").put("Ki", 0.026).put("Ki_se", 0.0026).row());
    }
    write(run, Tables.SCANS, scans);
    write(run, Tables.REGIONAL_TACS, curves);
    write(run, Tables.REGIONAL_FITS, fits);
    write(run, Tables.VOXEL_FITS, List.of());
    write(run, Tables.INPUT_FUNCTIONS, List.of());
    new SummarizeRegions().run(run);
    return run;
  }

  private static Cells fit(String scan, String model) {
    return new Cells(Tables.REGIONAL_FITS.schema())
        .put("scan", scan)
        .put("region", "cortex")
        .put("is_group", false)
        .put("model", model)
        .put("status", "converged");
  }

  private static void write(RunContext run, Table table, List<Row> rows) {
    run.draft().write(table, run.spark().createDataFrame(rows, table.schema()));
  }
}
