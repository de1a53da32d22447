package org.tacflow.jobs;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.study.RegionalValue;
import org.tacflow.tables.Tables;

/** Regional values that were made elsewhere, as rows of {@code regional_measures}. */
final class ImportedOutcomes {
  /** Model and estimate of imported values. */
  static final String IMPORTED = "imported";

  private ImportedOutcomes() {}

  static Dataset<Row> rows(RunContext run) {
    List<Row> rows = CohortScan.imported(run).stream().map(ImportedOutcomes::row).toList();
    return run.spark().createDataFrame(rows, Tables.REGIONAL_MEASURES.schema());
  }

  private static Row row(RegionalValue value) {
    String reference = value.referenceRegion();
    return new Cells(Tables.REGIONAL_MEASURES.schema())
        .put("scan", value.scan())
        .put("participant_id", value.participantId())
        .put("session_id", value.sessionId())
        .put("tracer", value.tracer())
        .put("parcellation", IMPORTED)
        .put("region", value.region())
        .put("is_group", false)
        .put("model", IMPORTED)
        .put("outcome", value.outcome())
        .put("unit", value.unit())
        .put("estimate", IMPORTED)
        .put("value", value.value())
        .put("status", value.reason().isEmpty() ? "ok" : value.reason())
        .put("reference_region", reference.isEmpty() ? null : reference)
        .put("settings_hash", value.settings())
        .put("version", Version.current())
        .put("measure", IMPORTED)
        .put("source_outcome", value.outcome())
        .row();
  }
}
