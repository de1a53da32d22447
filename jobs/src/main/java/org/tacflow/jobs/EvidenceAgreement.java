package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.study.Finding;
import org.tacflow.study.Registries;
import org.tacflow.tables.Tables;

/** {@code severity_correlations, group_contrasts → evidence_agreement}. */
public final class EvidenceAgreement implements Job {
  @Override
  public String name() {
    return "evidence";
  }

  @Override
  public String purpose() {
    return "set results beside published findings";
  }

  @Override
  public void run(RunContext run) throws IOException {
    FindingMatcher matcher =
        new FindingMatcher(
            Registries.packaged(),
            // Rank forms and unadjusted forms of the same pairs would count a finding twice.
            rows(run, Tables.SEVERITY_CORRELATIONS, "method = 'pearson'"),
            rows(run, Tables.GROUP_CONTRASTS, "method = 'ancova'"),
            run.config().correlations());
    List<Row> rows = new ArrayList<>();
    for (Finding finding : Registries.packaged().evidence().findings()) {
      rows.addAll(matcher.rows(finding));
    }
    run.draft()
        .write(
            Tables.EVIDENCE_AGREEMENT,
            run.spark()
                .createDataFrame(rows, Tables.EVIDENCE_AGREEMENT.schema())
                .repartition(1)
                .sortWithinPartitions("finding", "region", "model", "outcome", "estimate"));
  }

  private static List<Row> rows(RunContext run, org.tacflow.tables.Table table, String where) {
    return run.draft().has(table)
        ? run.draft().read(table).where(where).collectAsList()
        : List.of();
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new EvidenceAgreement(), args);
  }
}
