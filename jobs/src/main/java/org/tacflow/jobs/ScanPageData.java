package org.tacflow.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.tacflow.bids.Storage;
import org.tacflow.udf.ScanContext;
import org.tacflow.udf.ScanContexts;

/** The data of one scan's page, put together from its pieces. */
final class ScanPageData implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Storage storage;
  private final HashMap<String, ExportScan> scans;
  private final ScanCurves curves;
  private final Broadcast<ScanContexts> contexts;

  ScanPageData(
      Storage storage,
      HashMap<String, ExportScan> scans,
      ScanCurves curves,
      Broadcast<ScanContexts> contexts) {
    this.storage = storage;
    this.scans = scans;
    this.curves = curves;
    this.contexts = contexts;
  }

  /** From pieces of {@code scan, kind, json}; every kind becomes a list. */
  ObjectNode of(String scan, List<Row> pieces) throws IOException {
    ExportScan metadata = scans.get(scan);
    ScanContext context = contexts.value().get(scan);
    ObjectNode page = JSON.createObjectNode();
    for (String kind :
        List.of("scan", "input", "curve", "fit", "voxel", "status", "map", "refused")) {
      page.putArray(kind);
    }
    for (Row piece : pieces) {
      ObjectNode one = (ObjectNode) JSON.readTree(piece.getString(2));
      String kind = piece.getString(1);
      if (context != null && (kind.equals("fit") || kind.equals("voxel"))) {
        curves.addFitted(one, context);
      }
      if (context != null && kind.equals("curve") && one.path("tac").isArray()) {
        curves.addTStar(one, context);
      }
      page.withArray("/" + kind).add(one);
    }
    curves.addOwnTStar(page, metadata.scan().timing());
    ScanCurves.addSamples(page, storage, metadata.scan().files().blood());
    return page;
  }
}
