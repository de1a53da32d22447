package org.tacflow.udf;

import java.util.List;
import java.util.Locale;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.Parameter;
import org.tacflow.kinetics.Status;
import org.tacflow.kinetics.TacFitter;
import scala.collection.Seq;

/**
 * A kinetic model as a Spark SQL function: {@code (scan key, tac) → struct}.
 *
 * <p>The struct is {@link FitSchema#of}: a status, and NULL instead of numbers where the fit has
 * none. What belongs to a scan is looked up by its key in the broadcast contexts and bound once,
 * then kept until the key changes: rows are best sorted by scan.
 */
public final class FitFunction implements UDF2<String, Seq<?>, Row> {
  private static final long serialVersionUID = 1L;

  private final ModelEntry entry;
  private final Broadcast<ScanContexts> contexts;
  private final Curves curves;
  private transient String boundScan;
  private transient TacFitter fitter;
  private transient int frames;
  private transient Fit fit;
  private transient double[] curve;

  /** The function of one model entry over the scans of a run. */
  FitFunction(ModelEntry entry, Broadcast<ScanContexts> contexts, Curves curves) {
    this.entry = entry;
    this.contexts = contexts;
    this.curves = curves;
  }

  @Override
  public Row call(String scan, Seq<?> tac) {
    if (fit == null) {
      fit = Fit.of(entry.model());
    }
    if (scan == null || !scan.equals(boundScan)) {
      bind(scan);
    }
    return row(fitCurve(tac));
  }

  private Status fitCurve(Seq<?> tac) {
    if (fitter == null) {
      return fit.fail(Status.NO_INPUT, 0);
    }
    if (tac == null || tac.length() != frames) {
      return fit.fail(Status.INVALID_CURVE, 0);
    }
    for (int f = 0; f < frames; f++) {
      Object value = tac.apply(f);
      curve[f] = value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
    return fitter.fit(curve, fit);
  }

  private void bind(String scan) {
    boundScan = scan;
    fitter = scan == null ? null : contexts.value().fitter(entry, scan, curves);
    if (fitter != null) {
      frames = contexts.value().get(scan).timing().size();
      curve = new double[frames];
    }
  }

  private Row row(Status status) {
    int parameters = fit.estimates().length;
    Object[] values = new Object[2 * parameters + 4];
    values[0] = status.name().toLowerCase(Locale.ROOT);
    values[1] = boundsHit();
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

  private String boundsHit() {
    if (fit.boundsHit() == 0) {
      return null;
    }
    List<Parameter> parameters = entry.model().parameters();
    StringBuilder names = new StringBuilder();
    for (int p = 0; p < parameters.size(); p++) {
      if ((fit.boundsHit() >> p & 1) == 1) {
        names.append(names.isEmpty() ? "" : " ").append(parameters.get(p).name());
      }
    }
    return names.toString();
  }
}
