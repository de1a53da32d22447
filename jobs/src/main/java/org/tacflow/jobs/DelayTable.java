package org.tacflow.jobs;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.ScanId;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortConfig.DelayMode;
import org.tacflow.config.InputException;

/**
 * Delays of the blood per scan that a user gives in a table: participant_id, session, delay in min.
 */
final class DelayTable {
  private DelayTable() {}

  /** Delays by scan key, min; empty unless the configuration names a table. */
  static HashMap<String, Double> read(Storage storage, CohortConfig config, List<ScanId> scans) {
    CohortConfig.Blood blood = config.blood();
    HashMap<String, Double> delays = new HashMap<>();
    if (blood.delayMode() != DelayMode.TABLE) {
      return delays;
    }
    try {
      DelimitedTable table = DelimitedTable.read(storage, blood.delayTable());
      String session = table.has("session_id") ? "session_id" : "session";
      for (String column : List.of("participant_id", blood.delayColumn())) {
        if (!table.has(column)) {
          throw new InputException(
              "Cannot read delays "
                  + table.source()
                  + ": no column "
                  + column
                  + " in "
                  + table.columns());
        }
      }
      for (ScanId scan : scans) {
        for (int row = 0; row < table.size(); row++) {
          if (matches(scan, table.cell(row, "participant_id"), table.cell(row, session))) {
            delays.put(scan.key(), table.number(row, blood.delayColumn()));
          }
        }
      }
      return delays;
    } catch (IOException e) {
      throw new InputException("Cannot read delays: " + e.getMessage(), e);
    }
  }

  private static boolean matches(ScanId scan, String participant, String session) {
    String ses = scan.ses();
    boolean samePerson = scan.sub().equals(label(participant));
    return samePerson && (ses == null ? session == null : ses.equals(label(session)));
  }

  /** The label without its key: {@code 01} of {@code sub-01}. */
  private static String label(String text) {
    return text == null ? null : text.substring(text.indexOf('-') + 1);
  }
}
