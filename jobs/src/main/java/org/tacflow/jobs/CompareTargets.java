package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.tacflow.study.RegistrySource;
import org.tacflow.study.TargetComparison;
import org.tacflow.tables.Tables;

/** {@code registries, evidence_agreement → targets}. */
public final class CompareTargets implements Job {
  @Override
  public String name() {
    return "compare-targets";
  }

  @Override
  public String purpose() {
    return "set TSPO beside CX3CR1 with the evidence of this cohort";
  }

  @Override
  public void run(RunContext run) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (TargetComparison one : TargetComparison.all(RegistrySource.packaged())) {
      rows.add(row(one));
    }
    rows.add(
        row(
            new TargetComparison(
                "Findings in this cohort",
                agreement(run, "TSPO"),
                agreement(run, "CX3CR1"),
                "",
                "rows of evidence_agreement, one per finding, region and result")));
    run.draft().write(Tables.TARGETS, rows);
  }

  private static String agreement(RunContext run, String target) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row :
        run.tables()
            .read(Tables.EVIDENCE_AGREEMENT)
            .where("target = '" + target + "'")
            .groupBy("agreement")
            .count()
            .collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey().replace('_', ' '))
            .collect(Collectors.joining(", "));
  }

  private static Row row(TargetComparison one) {
    return new Cells(Tables.TARGETS.schema())
        .put("property", one.property())
        .put("tspo", one.tspo())
        .put("cx3cr1", one.cx3cr1())
        .put("finding", one.findingId().isEmpty() ? null : one.findingId())
        .put("note", one.note().isEmpty() ? null : one.note())
        .put("version", Version.current())
        .row();
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new CompareTargets(), args);
  }
}
