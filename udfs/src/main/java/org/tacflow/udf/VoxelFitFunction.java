package org.tacflow.udf;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.tacflow.kinetics.Status;

/**
 * {@link FitFunction} of voxels on Spark's own values: no number of a curve or a fit is boxed.
 *
 * <p>A boxed curve and a converted row cost a voxel more than half of its fit. Spark finds {@link
 * #invoke} by its name and calls it from generated code.
 */
public final class VoxelFitFunction implements ScalarFunction<InternalRow> {
  private static final long serialVersionUID = 1L;

  private final ModelEntry entry;
  private final Broadcast<ScanContexts> contexts;
  private transient BoundCurves bound;
  private transient UTF8String boundScan;
  private transient FitRows rows;

  VoxelFitFunction(ModelEntry entry, Broadcast<ScanContexts> contexts) {
    this.entry = entry;
    this.contexts = contexts;
  }

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.StringType, DataTypes.createArrayType(DataTypes.FloatType)};
  }

  @Override
  public StructType resultType() {
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
      rows = new FitRows(resultType().length());
    }
    if (scan == null || !scan.equals(boundScan)) {
      // The bytes of an argument belong to its row.
      boundScan = scan == null ? null : scan.clone();
      bound.bind(scan == null ? null : scan.toString());
    }
    return rows.of(fit(tac), bound);
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
}
