package org.tacflow.jobs;

import org.tacflow.study.ParticipantTable;
import org.tacflow.study.Registries;

/** The people of a run's data set. */
final class Participants {
  private Participants() {}

  static ParticipantTable read(RunContext run) {
    return ParticipantTable.read(
        run.storage(),
        run.config().bidsDir(),
        run.config().clinical(),
        Registries.packaged().genotypes());
  }
}
