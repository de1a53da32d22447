package org.tacflow.jobs;

import java.io.IOException;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.InputException;
import org.tacflow.study.RegionalValues;
import org.tacflow.study.Registries;
import org.tacflow.study.ScoreReader;
import org.tacflow.study.ScoreTables;

/** What must be there before Spark starts. */
final class Inputs {
  private Inputs() {}

  /** Refuses a configuration whose data set is missing. */
  static void check(CohortConfig config) throws IOException {
    if (config.outputDir() == null || config.outputDir().isEmpty()) {
      throw new InputException(
          "Invalid output folder: none (must be given by --output-dir or output-dir)");
    }
    if (config.bidsDir() == null || config.bidsDir().isEmpty()) {
      throw new InputException("Invalid data set: none (must be given by --bids-dir or bids-dir)");
    }
    try {
      ModelEntries.all(config);
    } catch (IllegalArgumentException e) {
      throw new InputException("Invalid models: " + e.getMessage(), e);
    }
    Storage storage = Storage.local();
    if (!storage.isFolder(config.bidsDir())) {
      throw new InputException(
          "Cannot read data set " + config.bidsDir() + ": no such folder (check --bids-dir)");
    }
    for (String folder : config.derivativesDirs()) {
      if (!storage.isFolder(folder)) {
        throw new InputException(
            "Cannot read derivatives " + folder + ": no such folder (check --derivatives-dir)");
      }
    }
    // Tables about everyone are read at the join, hours later: their faults are told now.
    Registries registries = Registries.packaged();
    ScoreTables.check(
        new ScoreReader(registries.scales(), config.clinical()), storage, config.bidsDir());
    new RegionalValues(storage, registries.tracers()).readAll(config.measures());
  }
}
