package org.tacflow.udf;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.Parameter;
import org.tacflow.kinetics.Status;
import org.tacflow.kinetics.TacFitter;

/**
 * A model entry bound to the scan in hand, for the rows of one task.
 *
 * <p>What belongs to a scan is looked up by its key in the broadcast contexts and bound once, then
 * kept until the key changes: rows are best sorted by scan.
 */
public final class BoundCurves {
  private static final Map<Status, String> TEXTS = new EnumMap<>(Status.class);

  static {
    for (Status status : Status.values()) {
      TEXTS.put(status, status.name().toLowerCase(Locale.ROOT));
    }
  }

  private final ModelEntry entry;
  private final Broadcast<ScanContexts> contexts;
  private final Curves curves;
  private final Fit fit;
  private final Map<Long, String> boundsHit = new HashMap<>();
  private TacFitter fitter;
  private double[] curve = new double[0];

  BoundCurves(ModelEntry entry, Broadcast<ScanContexts> contexts, Curves curves) {
    this.entry = entry;
    this.contexts = contexts;
    this.curves = curves;
    this.fit = Fit.of(entry.model());
  }

  /** For voxels: many noisy curves, where speed counts. */
  public static BoundCurves ofVoxels(ModelEntry entry, Broadcast<ScanContexts> contexts) {
    return new BoundCurves(entry, contexts, Curves.VOXELS);
  }

  /** Binds a scan, null included. */
  public void bind(String scan) {
    fitter = scan == null ? null : contexts.value().fitter(entry, scan, curves);
    curve = fitter == null ? curve : new double[contexts.value().get(scan).timing().size()];
  }

  /** Where the curve of the next fit goes, one value per frame of the bound scan. */
  double[] curve() {
    return curve;
  }

  /** Fits what is in {@link #curve}, into {@link #fit()}. */
  Status fitCurve() {
    return fitter == null ? noInput() : fitter.fit(curve, fit);
  }

  /**
   * Fits a curve that lies among others, into {@link #fit()}.
   *
   * @param numbers activity in kBq/mL, NaN where there is none
   * @param begin place of its first number
   * @param length how many it has
   */
  public Status fit(float[] numbers, int begin, int length) {
    if (length != curve.length) {
      return noCurve();
    }
    for (int f = 0; f < length; f++) {
      curve[f] = numbers[begin + f];
    }
    return fitCurve();
  }

  /** The fit of a curve that does not have the frames of its scan. */
  Status noCurve() {
    return fitter == null ? noInput() : fit.fail(Status.INVALID_CURVE, 0);
  }

  private Status noInput() {
    return fit.fail(Status.NO_INPUT, 0);
  }

  /** The last fit. */
  public Fit fit() {
    return fit;
  }

  /** How a status is written. */
  public static String text(Status status) {
    return TEXTS.get(status);
  }

  /** Names of the parameters on a bound, separated by spaces; null without. */
  public String boundsHit() {
    long hit = fit.boundsHit();
    return hit == 0 ? null : boundsHit.computeIfAbsent(hit, this::names);
  }

  private String names(long hit) {
    List<Parameter> parameters = entry.model().parameters();
    StringBuilder names = new StringBuilder();
    for (int p = 0; p < parameters.size(); p++) {
      if ((hit >> p & 1) == 1) {
        names.append(names.isEmpty() ? "" : " ").append(parameters.get(p).name());
      }
    }
    return names.toString();
  }
}
