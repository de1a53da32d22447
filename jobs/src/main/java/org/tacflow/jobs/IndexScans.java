package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DatasetIndex;
import org.tacflow.bids.ScanFiles;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.InputException;
import org.tacflow.config.ScanKeys;
import org.tacflow.tables.Tables;

/** {@code PET-BIDS tree → scans}: every scan of the data set, accepted or with a reason. */
public final class IndexScans implements Job {
  @Override
  public String name() {
    return "index";
  }

  @Override
  public String purpose() {
    return "index the scans of the data set";
  }

  @Override
  public void run(RunContext run) throws IOException {
    CohortConfig config = run.config();
    DatasetIndex index =
        DatasetIndex.of(
            run.storage(),
            config.bidsDir(),
            config.derivativesDirs(),
            config.participants(),
            config.curves().segmentation());
    index.warnings().forEach(run.progress()::say);
    List<ScanFiles> scans = index.scans();
    if (scans.isEmpty() && config.measures().tables().isEmpty()) {
      throw new InputException(
          "Cannot find scans in "
              + config.bidsDir()
              + ": no _pet.json, _pet.nii.gz or _tacs.tsv (check --bids-dir and --participant-label)");
    }
    ScanRows rows = ScanRows.of(run);
    // Reading sidecars and hashing images is work for the executors; a scan is a task.
    List<Row> described =
        TracerSpellings.unify(
            JavaSparkContext.fromSparkContext(run.spark().sparkContext())
                .parallelize(scans, Math.max(1, scans.size()))
                .map(rows::of)
                .collect());
    for (Row row : described) {
      String reason = row.getString(Tables.SCANS.schema().fieldIndex("reason"));
      if (reason != null) {
        run.rejections().add(row.getString(0), name(), reason);
      }
    }
    ScanKeys.require(run.config(), described.stream().map(row -> row.getString(0)).toList());
    run.draft()
        .write(
            Tables.SCANS,
            run.spark().createDataFrame(described, Tables.SCANS.schema()).coalesce(1));
    run.progress().say(described.size() + " scans found");
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new IndexScans(), args);
  }
}
