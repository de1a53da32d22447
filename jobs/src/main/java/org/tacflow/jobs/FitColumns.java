package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.Parameter;
import org.tacflow.kinetics.Status;
import org.tacflow.tables.columnar.ColumnarFile;
import org.tacflow.tables.columnar.DoubleColumn;
import org.tacflow.tables.columnar.IntegerColumn;
import org.tacflow.tables.columnar.TextColumn;
import org.tacflow.udf.BoundCurves;
import org.tacflow.udf.FitSchema;
import org.tacflow.udf.ModelEntry;

/** The columns of {@code voxel_fits} of one model entry, as fits fill them. */
final class FitColumns {
  private final ColumnarFile rows;
  private final TextColumn scan;
  private final IntegerColumn voxel;
  private final TextColumn region;
  private final TextColumn status;
  private final TextColumn boundsHit;
  private final DoubleColumn[] estimates;
  private final DoubleColumn[] standardErrors;
  private final DoubleColumn weightedRss;
  private final IntegerColumn framesUsed;

  /** The columns of a file. */
  FitColumns(ModelEntry entry, ColumnarFile rows) {
    this.rows = rows;
    scan = rows.text("scan");
    voxel = rows.integer("voxel");
    region = rows.text("region");
    status = rows.text("status");
    boundsHit = rows.text("bounds_hit");
    List<String> names = entry.model().parameters().stream().map(Parameter::name).toList();
    estimates = names.stream().map(rows::number).toArray(DoubleColumn[]::new);
    standardErrors =
        names.stream().map(name -> rows.number(name + "_se")).toArray(DoubleColumn[]::new);
    weightedRss = rows.number("weighted_rss");
    framesUsed = rows.integer("frames_used");
  }

  /** Their names. */
  static Set<String> names(ModelEntry entry) {
    Set<String> names = new TreeSet<>(List.of("scan", "voxel", "region"));
    names.addAll(List.of(FitSchema.of(entry.model()).fieldNames()));
    return names;
  }

  /**
   * Adds a fit: null where a number is not finite, which would turn aggregates of Spark into NaN.
   */
  void add(String ofScan, int index, String ofRegion, Status ended, BoundCurves bound)
      throws IOException {
    Fit fit = bound.fit();
    scan.add(ofScan);
    voxel.add(index);
    region.add(ofRegion);
    status.add(BoundCurves.text(ended));
    boundsHit.add(bound.boundsHit());
    for (int p = 0; p < estimates.length; p++) {
      estimates[p].addFinite(fit.estimates()[p]);
      standardErrors[p].addFinite(fit.standardErrors()[p]);
    }
    weightedRss.addFinite(fit.weightedRss());
    framesUsed.add(fit.framesUsed());
    rows.endRow();
  }
}
