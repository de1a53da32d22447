package org.tacflow.udf;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.Status;
import scala.collection.Seq;

/**
 * A kinetic model as a Spark SQL function: {@code (scan key, tac) → struct}.
 *
 * <p>The struct is {@link FitSchema#of}: a status, and NULL instead of numbers where the fit has
 * none. This is the function that analysts call by name; the voxel job hands whole columns of
 * curves to the same {@link BoundCurves}, without a row or a box for a number.
 */
public final class FitFunction implements UDF2<String, Seq<?>, Row> {
  private static final long serialVersionUID = 1L;

  private final ModelEntry entry;
  private final Broadcast<ScanContexts> contexts;
  private final Curves curves;
  private transient BoundCurves bound;
  private transient String boundScan;

  /** The function of one model entry over the scans of a run. */
  FitFunction(ModelEntry entry, Broadcast<ScanContexts> contexts, Curves curves) {
    this.entry = entry;
    this.contexts = contexts;
    this.curves = curves;
  }

  @Override
  public Row call(String scan, Seq<?> tac) {
    if (bound == null) {
      bound = new BoundCurves(entry, contexts, curves);
    }
    if (scan == null || !scan.equals(boundScan)) {
      boundScan = scan;
      bound.bind(scan);
    }
    return row(fit(tac));
  }

  private Status fit(Seq<?> tac) {
    double[] curve = bound.curve();
    if (tac == null || tac.length() != curve.length) {
      return bound.noCurve();
    }
    for (int f = 0; f < curve.length; f++) {
      Object value = tac.apply(f);
      curve[f] = value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
    return bound.fitCurve();
  }

  private Row row(Status status) {
    Fit fit = bound.fit();
    int parameters = fit.estimates().length;
    Object[] values = new Object[2 * parameters + 4];
    values[0] = BoundCurves.text(status);
    values[1] = bound.boundsHit();
    for (int p = 0; p < parameters; p++) {
      values[2 + 2 * p] = finite(fit.estimates()[p]);
      values[3 + 2 * p] = finite(fit.standardErrors()[p]);
    }
    values[2 * parameters + 2] = finite(fit.weightedRss());
    values[2 * parameters + 3] = fit.framesUsed();
    return RowFactory.create(values);
  }

  /** SQL NULL instead of NaN: one NaN would turn every aggregate of Spark into NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
