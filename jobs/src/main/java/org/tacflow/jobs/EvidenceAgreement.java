package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.jobs.FindingResult.Kind;
import org.tacflow.study.Finding;
import org.tacflow.study.Registries;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/** {@code severity_correlations, group_contrasts, model_terms → evidence_agreement}. */
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
    FindingMatcher matcher = new FindingMatcher(Registries.packaged(), results(run), run.config());
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
                .sortWithinPartitions(
                    "finding", "region", "result_comparator", "model", "outcome", "estimate"));
  }

  /** Rank forms and unadjusted forms of the same pairs would count a finding twice. */
  private static List<FindingResult> results(RunContext run) {
    List<FindingResult> results = new ArrayList<>();
    rows(run, Tables.SEVERITY_CORRELATIONS, "method = 'pearson'")
        .forEach(row -> results.add(FindingResult.correlation(row)));
    rows(run, Tables.GROUP_CONTRASTS, "method = 'ancova'")
        .forEach(row -> results.addAll(FindingResult.contrast(row)));
    rows(run, Tables.MODEL_TERMS, "kind = 'logistic' and (term = 'outcome' or term is null)")
        .forEach(row -> results.add(FindingResult.term(row, Kind.PREDICTOR)));
    rows(run, Tables.MODEL_TERMS, "kind = 'mixed_visits' and (term = 'years' or term is null)")
        .forEach(row -> results.add(FindingResult.term(row, Kind.CHANGE)));
    return results;
  }

  private static List<Row> rows(RunContext run, Table table, String where) {
    return run.tables().has(table)
        ? run.tables().read(table).where(where).collectAsList()
        : List.of();
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new EvidenceAgreement(), args);
  }
}
