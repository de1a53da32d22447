package org.tacflow.udf;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.types.UTF8String;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.Status;

/**
 * Fits as rows of {@link FitSchema} in Spark's packed form, without an object for a number.
 *
 * <p>What is not finite becomes SQL NULL: one NaN would turn every aggregate of Spark into NaN.
 */
final class FitRows {
  private final UnsafeRowWriter writer;
  private final UTF8String[] statuses;

  /** Rows of so many columns. */
  FitRows(int columns) {
    writer = new UnsafeRowWriter(columns);
    Status[] all = Status.values();
    statuses = new UTF8String[all.length];
    for (int s = 0; s < all.length; s++) {
      statuses[s] = UTF8String.fromString(BoundCurves.text(all[s]));
    }
  }

  /** The last fit as a row of its own: two calls in one query share the writer. */
  InternalRow of(Status status, BoundCurves bound) {
    Fit fit = bound.fit();
    String hit = bound.boundsHit();
    writer.reset();
    writer.zeroOutNullBytes();
    writer.write(0, statuses[status.ordinal()]);
    if (hit == null) {
      writer.setNullAt(1);
    } else {
      writer.write(1, UTF8String.fromString(hit));
    }
    int column = 2;
    for (int p = 0; p < fit.estimates().length; p++) {
      write(column++, fit.estimates()[p]);
      write(column++, fit.standardErrors()[p]);
    }
    write(column++, fit.weightedRss());
    writer.write(column, fit.framesUsed());
    return writer.getRow().copy();
  }

  private void write(int column, double value) {
    if (Double.isFinite(value)) {
      writer.write(column, value);
    } else {
      writer.setNullAt(column);
    }
  }
}
