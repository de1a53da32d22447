package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tacflow.tables.Tables;

/** The values and the people behind tests, for whoever draws them. */
final class ReportSamples implements Serializable {
  /** The key of a case, then what tells its samples apart, then scans with their values. */
  static final StructType SCHEMA = schema();

  private static final long serialVersionUID = 1L;

  private final CaseCorrelations correlations;

  private ReportSamples(CaseCorrelations correlations) {
    this.correlations = correlations;
  }

  static ReportSamples of(RunContext run) {
    return new ReportSamples(CaseCorrelations.of(run));
  }

  private static StructType schema() {
    StructType schema = new StructType();
    for (StructField field : Tables.REGIONAL_OUTCOMES.schema().fields()) {
      if (OutcomeCases.KEY.contains(field.name())) {
        schema = schema.add(field.name(), field.dataType());
      }
    }
    for (String column : List.of("disease", "subgroup", "scale", "adjustment")) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema
        .add("scans", DataTypes.createArrayType(DataTypes.StringType))
        .add("values", DataTypes.createArrayType(DataTypes.DoubleType));
  }

  /** One row: every scan of a case that has a value. */
  static List<Row> values(List<Row> rows) {
    OutcomeCase one = OutcomeCase.of(rows);
    return List.of(
        row(one, null, one.scans().stream().filter(scan -> scan.value() != null).toList()));
  }

  /** One row per stratum, scale and adjustment: who was tested together. */
  List<Row> people(List<Row> rows) {
    List<Row> made = new ArrayList<>();
    correlations.eachSample(
        OutcomeCase.of(rows),
        (sample, selection) -> made.add(row(sample.one(), sample, selection.kept)));
    return made;
  }

  private static Row row(OutcomeCase one, CaseCorrelations.Sample sample, List<CaseScan> scans) {
    Object[] cells = new Object[SCHEMA.length()];
    for (String column : OutcomeCases.KEY) {
      cells[SCHEMA.fieldIndex(column)] = one.head().getAs(column);
    }
    if (sample != null) {
      cells[SCHEMA.fieldIndex("disease")] = sample.stratum().disease();
      cells[SCHEMA.fieldIndex("subgroup")] = sample.stratum().subgroup();
      cells[SCHEMA.fieldIndex("scale")] = sample.scale();
      cells[SCHEMA.fieldIndex("adjustment")] = Selection.lower(sample.adjustment());
    }
    cells[SCHEMA.fieldIndex("scans")] = scans.stream().map(CaseScan::scan).toArray(String[]::new);
    cells[SCHEMA.fieldIndex("values")] = scans.stream().map(CaseScan::value).toArray(Double[]::new);
    return RowFactory.create(cells);
  }
}
