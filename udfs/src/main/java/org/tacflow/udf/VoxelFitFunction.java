package org.tacflow.udf;

import java.util.Locale;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.Status;

/**
 * {@link FitFunction} of voxels on Spark's own values: no number of a curve is boxed.
 *
 * <p>A boxed curve and a converted row cost a voxel about two thirds of its fit. Spark finds {@link
 * #invoke} by its name and calls it from generated code.
 */
public final class VoxelFitFunction implements ScalarFunction<InternalRow> {
  private static final long serialVersionUID = 1L;

  private final ModelEntry entry;
  private final Broadcast<ScanContexts> contexts;
  private transient BoundCurves bound;
  private transient UTF8String boundScan;
  private transient UTF8String[] statuses;

  VoxelFitFunction(ModelEntry entry, Broadcast<ScanContexts> contexts) {
    this.entry = entry;
    this.contexts = contexts;
  }

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.StringType, DataTypes.createArrayType(DataTypes.FloatType)};
  }

  @Override
  public DataType resultType() {
    return FitSchema.of(entry.model());
  }

  @Override
  public boolean isResultNullable() {
    return false;
  }

  /** Says no, so that the optimiser does not copy the call into a filter behind it. */
  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public String name() {
    return entry.functionName();
  }

  @Override
  public InternalRow produceResult(InternalRow input) {
    return invoke(
        input.isNullAt(0) ? null : input.getUTF8String(0),
        input.isNullAt(1) ? null : input.getArray(1));
  }

  /** Fits one curve. */
  public InternalRow invoke(UTF8String scan, ArrayData tac) {
    if (bound == null) {
      bound = new BoundCurves(entry, contexts, Curves.VOXELS);
      statuses = texts();
    }
    if (scan == null || !scan.equals(boundScan)) {
      // The bytes of an argument belong to its row.
      boundScan = scan == null ? null : scan.clone();
      bound.bind(scan == null ? null : scan.toString());
    }
    return row(fit(tac));
  }

  private Status fit(ArrayData tac) {
    double[] curve = bound.curve();
    if (tac == null || tac.numElements() != curve.length) {
      return bound.noCurve();
    }
    for (int f = 0; f < curve.length; f++) {
      curve[f] = tac.isNullAt(f) ? Double.NaN : tac.getFloat(f);
    }
    return bound.fitCurve();
  }

  private InternalRow row(Status status) {
    Fit fit = bound.fit();
    int parameters = fit.estimates().length;
    Object[] values = new Object[2 * parameters + 4];
    values[0] = statuses[status.ordinal()];
    String hit = bound.boundsHit();
    values[1] = hit == null ? null : UTF8String.fromString(hit);
    for (int p = 0; p < parameters; p++) {
      values[2 + 2 * p] = finite(fit.estimates()[p]);
      values[3 + 2 * p] = finite(fit.standardErrors()[p]);
    }
    values[2 * parameters + 2] = finite(fit.weightedRss());
    values[2 * parameters + 3] = fit.framesUsed();
    return new GenericInternalRow(values);
  }

  private static UTF8String[] texts() {
    Status[] all = Status.values();
    UTF8String[] texts = new UTF8String[all.length];
    for (int s = 0; s < all.length; s++) {
      texts[s] = UTF8String.fromString(all[s].name().toLowerCase(Locale.ROOT));
    }
    return texts;
  }

  /** SQL NULL instead of NaN: one NaN would turn every aggregate of Spark into NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
