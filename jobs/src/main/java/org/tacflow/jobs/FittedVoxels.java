package org.tacflow.jobs;

import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.broadcast.Broadcast;
import org.tacflow.kinetics.Status;
import org.tacflow.tables.columnar.ColumnarFile;
import org.tacflow.tables.columnar.ColumnarPart;
import org.tacflow.tables.columnar.ColumnarReader;
import org.tacflow.tables.columnar.ColumnarWork;
import org.tacflow.tables.columnar.ListedNumbers;
import org.tacflow.udf.BoundCurves;
import org.tacflow.udf.ModelEntry;
import org.tacflow.udf.ScanContexts;

/**
 * What a task of {@link FitVoxels} does: curves come as columns of arrays, fits leave as columns.
 *
 * <p>A row for every curve and every fit costs a voxel a third of the time of its fit.
 */
final class FittedVoxels implements ColumnarWork<ColumnarPart> {
  private static final long serialVersionUID = 1L;

  private final ModelEntry entry;
  private final Broadcast<ScanContexts> contexts;

  /** Fits by one model entry. */
  FittedVoxels(ModelEntry entry, Broadcast<ScanContexts> contexts) {
    this.entry = entry;
    this.contexts = contexts;
  }

  @Override
  public void run(Iterator<ColumnarPart> given, ColumnarFile rows) throws IOException {
    BoundCurves bound = BoundCurves.ofVoxels(entry, contexts);
    FitColumns columns = new FitColumns(entry, rows);
    while (given.hasNext()) {
      try (ColumnarReader reader = new ColumnarReader(given.next(), rows.configuration())) {
        while (reader.next()) {
          fit(reader, bound, columns);
        }
      }
    }
  }

  private static void fit(ColumnarReader reader, BoundCurves bound, FitColumns columns)
      throws IOException {
    String[] scans = reader.texts("scan");
    int[] voxels = reader.integers("voxel");
    String[] regions = reader.texts("region");
    ListedNumbers curves = reader.lists("tac");
    for (int row = 0; row < voxels.length; row++) {
      if (row == 0 || !Objects.equals(scans[row], scans[row - 1])) {
        bound.bind(scans[row]);
      }
      Status status = bound.fit(curves.numbers(), curves.begin(row), curves.length(row));
      columns.add(scans[row], voxels[row], regions[row], status, bound);
    }
  }
}
