package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.curve.FrameWeights;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/** All comparisons of this program with reference numbers. */
final class Agreements {
  static final String KINFITR = "kinfitr's";
  static final String MID_FRAME = "exact, mid-frame";
  static final String FRAME_MEAN = "exact, frame mean";

  private final List<Agreement> all = new ArrayList<>();

  /** Begins a comparison. */
  Agreement of(
      String table, String model, String setting, String scheme, String quantity, double most) {
    Agreement agreement = new Agreement(table, model, setting, scheme, quantity, most);
    all.add(agreement);
    return agreement;
  }

  List<Agreement> all() {
    return all;
  }

  /** Rows of a table of one setting. */
  static List<CSVRecord> rows(String table, String setting) {
    return GoldenTable.csv("golden/" + table + ".csv").stream()
        .filter(row -> row.get("setting").equals(setting))
        .toList();
  }

  /** The data weights, or ones. */
  static FrameWeights weights(Pbr28Scan scan, boolean data) {
    return data ? scan.weights() : FrameWeights.uniform(scan.timing().size());
  }

  /** Names a row. */
  static String where(CSVRecord row) {
    String session = row.isMapped("session") ? " " + row.get("session") : "";
    String region = row.isMapped("region") ? " " + row.get("region") : "";
    return row.get("participant_id") + session + region;
  }
}
