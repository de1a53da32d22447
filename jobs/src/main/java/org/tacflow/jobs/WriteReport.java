package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortTests.Harmonisation;
import org.tacflow.report.CohortContent;
import org.tacflow.report.CohortReport;
import org.tacflow.report.ReportFolder;
import org.tacflow.study.Registries;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.Tables;

/** {@code published tables → report/index.html}. */
final class WriteReport {
  private WriteReport() {}

  /**
   * Writes the cohort page of a published run.
   *
   * @param folder where it goes
   * @return path of the page
   */
  static String write(RunContext run, Manifest manifest, String folder) throws IOException {
    ReportFolder report = ReportFolder.of(run.storage(), folder);
    Set<String> pages = ScanPageList.read(run.storage(), folder, manifest);
    report.write(
        "index.html", CohortReport.page(content(run, manifest, pages), Registries.packaged()));
    return folder + "/index.html";
  }

  private static CohortContent content(RunContext run, Manifest manifest, Set<String> pages) {
    boolean tested = run.tables().has(Tables.REGIONAL_OUTCOMES) && run.tables().has(Tables.COHORT);
    boolean harmonised = run.config().correlations().tests().harmonisation() != Harmonisation.NONE;
    boolean scored = tested && run.tables().has(Tables.SEVERITY_CORRELATIONS);
    List<Row> values = List.of();
    List<Row> measured = List.of();
    List<Row> people = List.of();
    if (tested) {
      values =
          OutcomeCases.each(
              run, OutcomeCases.KEY, ReportSamples.SCHEMA, rows -> ReportSamples.values(rows));
    }
    if (tested && harmonised) {
      measured =
          OutcomeCases.eachMeasured(
              run, OutcomeCases.KEY, ReportSamples.SCHEMA, rows -> ReportSamples.values(rows));
    }
    if (scored) {
      ReportSamples samples = ReportSamples.of(run);
      people = OutcomeCases.each(run, ReportSamples.SCHEMA, rows -> samples.people(rows));
    }
    return new CohortContent(
        run.config(),
        ConfigFile.toJson(run.config()),
        manifest,
        run.tables(),
        values,
        measured,
        people,
        OutcomeCases.KEY,
        pages);
  }
}
