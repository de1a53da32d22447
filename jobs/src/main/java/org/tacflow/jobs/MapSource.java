package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.ScanException;
import org.tacflow.config.Voxelwise;

/** Where the maps of a voxelwise test come from. */
interface MapSource {
  /** Everyone with a map of the test's tracer, model and outcome, in the order of their scans. */
  List<CaseScan> scans(Voxelwise.Test test) throws IOException;

  /** Tracer, model and outcome of the maps of a test, as the result rows name them. */
  MapKind kind(Voxelwise.Test test) throws IOException;

  /** The score of a scan, null without. */
  Double score(CaseScan scan, String scale);

  /** The grid of a scan's map. */
  ImageGrid grid(CaseScan scan, Voxelwise.Test test) throws ScanException;

  /** A scan's map over the whole grid, NaN where there is no number. */
  float[] read(CaseScan scan, Voxelwise.Test test) throws ScanException, IOException;

  /** What a map shows. */
  record MapKind(String tracer, String model, String outcome) {}
}
