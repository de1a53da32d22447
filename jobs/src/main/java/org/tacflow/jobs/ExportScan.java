package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DerivativeNames;
import org.tacflow.bids.Entities;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Storage;
import org.tacflow.tables.Tables;

/**
 * What the files of one scan say about it beside its results.
 *
 * @param scan identity, files, frames, dose
 * @param sources files behind the results, relative to the raw data set where they lie in it
 * @param delay delay of the blood, min, null without
 * @param weights frame weights, null without
 */
record ExportScan(ScanTable.Scan scan, List<String> sources, Double delay, double[] weights)
    implements Serializable {

  /** The accepted scans of a run by key: metadata only. */
  static HashMap<String, ExportScan> of(RunContext run) throws java.io.IOException {
    String raw = run.storage().qualified(run.config().bidsDir()) + "/";
    HashMap<String, Row> inputs = new HashMap<>();
    run.tables()
        .read(Tables.INPUT_FUNCTIONS)
        .select("scan", "delay", "weights")
        .collectAsList()
        .forEach(row -> inputs.put(row.getAs("scan"), row));
    HashMap<String, ExportScan> scans = new HashMap<>();
    for (ScanTable.Scan scan : ScanTable.accepted(run.tables())) {
      List<String> sources = new ArrayList<>();
      for (String file : scan.files().all()) {
        String full = run.storage().qualified(file);
        sources.add(full.startsWith(raw) ? "bids:raw:" + full.substring(raw.length()) : full);
      }
      Row input = inputs.get(scan.key());
      scans.put(
          scan.key(),
          new ExportScan(
              scan,
              List.copyOf(sources),
              input == null ? null : input.getAs("delay"),
              input == null ? null : Rows.doubles(input, "weights")));
    }
    return scans;
  }

  /** Names of its files. */
  DerivativeNames names(DerivativeNames.Standard standard) throws ScanException {
    String image = scan.files().image();
    Entities entities = image == null ? null : Entities.parse(Storage.name(image));
    return DerivativeNames.of(
        standard, scan.files().id(), entities == null ? null : entities.label("space"));
  }
}
