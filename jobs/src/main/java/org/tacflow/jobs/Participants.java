package org.tacflow.jobs;

import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.study.ParticipantTable;
import org.tacflow.study.Registries;

/** The people of a run's data set. */
final class Participants {
  private Participants() {}

  static ParticipantTable read(RunContext run) {
    return read(run.storage(), run.config());
  }

  static ParticipantTable read(Storage storage, CohortConfig config) {
    return ParticipantTable.read(
        storage, config.bidsDir(), config.clinical(), Registries.packaged().genotypes());
  }
}
