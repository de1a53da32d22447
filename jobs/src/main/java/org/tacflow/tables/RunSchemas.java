package org.tacflow.tables;

import org.apache.spark.sql.types.StructType;

/** Columns of the table that tells of the runs themselves. */
final class RunSchemas {
  private RunSchemas() {}

  static StructType runs() {
    return new SchemaBuilder()
        .text("run", "run id")
        .text("job", "job that was run alone, or run")
        .text("state", "running (or died), published or failed")
        .moment("started", "when it began, UTC")
        .number("seconds", "s", "how long it took, null while it ran")
        .count("exit_code", "0 done, 3 with rejections, 2 the user's input, 1 a fault")
        .count("scans", "scans of the data set")
        .count("rejected", "scans that a stage could not use")
        .count("units_made", "scans and stages that were computed")
        .count("units_reused", "scans and stages that were carried over")
        .number("rows", "1", "rows of all tables")
        .text("version", "program version")
        .text("program", "hash of the program")
        .text("spark", "version of Spark")
        .text("java", "version of Java")
        .text("settings_hash", "hash of the configuration")
        .text("message", "why it failed, null otherwise")
        .build();
  }
}
