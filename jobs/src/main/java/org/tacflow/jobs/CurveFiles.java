package org.tacflow.jobs;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.bids.Entities;
import org.tacflow.bids.RegionalCurves;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Sidecar;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.curve.HalfLives;
import org.tacflow.study.Registries;

/** Rows of {@code regional_tacs} from the regional curve file of a scan. */
final class CurveFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Storage storage;
  private final HalfLives halfLives;
  private final CohortConfig config;
  private final Rejections rejections;
  private final String stage;

  CurveFiles(RunContext run, String stage) {
    this.storage = run.storage();
    this.halfLives = HalfLives.with(run.config().curves().halfLives());
    this.config = run.config();
    this.rejections = run.rejections();
    this.stage = stage;
  }

  /** The regions and groups of one scan; none when its file cannot be used. */
  Iterator<Row> of(ScanTable.Scan scan) {
    try {
      RegionalCurves curves =
          RegionalCurves.read(
              storage, scan.files(), Sidecar.read(storage, scan.files(), halfLives));
      return rows(scan, curves).iterator();
    } catch (ScanException e) {
      rejections.add(scan.key(), stage, e.getMessage());
      return List.<Row>of().iterator();
    }
  }

  private List<Row> rows(ScanTable.Scan scan, RegionalCurves curves) throws ScanException {
    if (curves.timing().size() < scan.timing().size()) {
      throw new ScanException(
          "Cannot use "
              + scan.files().tacs()
              + ": "
              + curves.timing().size()
              + " frames, but "
              + scan.timing().size()
              + " in the sidecar (give the matching sidecar)");
    }
    HashSet<String> excluded = new HashSet<>(config.curves().excludedRegions());
    RegionMeans means = new RegionMeans(scan.key(), parcellation(scan.files().tacs()));
    for (String region : curves.regions()) {
      if (!excluded.contains(region)) {
        double[] tac = java.util.Arrays.copyOf(curves.curve(region), scan.timing().size());
        means.addCurve(region, tac, curves.volume(region));
      }
    }
    return means.rows(config.regionGroups(), Registries.packaged().regions());
  }

  /** The label of the parcellation in a file name: seg, else atlas, else desc, else the suffix. */
  static String parcellation(String path) throws ScanException {
    Entities entities = Entities.parse(path.substring(path.lastIndexOf('/') + 1));
    for (String key : List.of("seg", "atlas", "desc")) {
      if (entities.label(key) != null) {
        return entities.label(key);
      }
    }
    return entities.suffix();
  }
}
