package org.tacflow.kinetics;

import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.Bounds;

/**
 * Fits {@link LegaModel} to one scan: a search over the intercept, the slope in closed form.
 *
 * <p>Over a grid of intercepts, equally spaced in their logarithm, the one of least cost is found,
 * and the root of the derivative beside it by bisection. Allocates nothing per curve.
 */
final class LegaFitter implements TacFitter {
  static final int SIZE = 2;

  private static final int NODES = 48;
  private static final int HALVINGS = 60;

  private final LinearScheme scheme;
  private final FrameIntegral integration;
  private final double[] weights;
  private final int first;
  private final double bloodVolume;
  private final CurveCheck check;
  private final double earlyVariance;
  private final double lowest;
  private final double highest;
  private final double[] plasmaIntegral;
  private final double[] tissue;
  private final double[] integral;
  // Of each frame from the first on: the curve for VT = 0, and its derivatives in VT, in the
  // intercept and in the integral before the first frame.
  private final double[] base;
  private final double[] byVolume;
  private final double[] byIntercept;
  private final double[] byEarly;
  private double volume;
  private double cost;

  LegaFitter(
      LinearScheme scheme,
      FrameIntegral integration,
      FrameWeights weights,
      int first,
      Bounds intercept,
      double bloodVolume,
      CurveCheck check) {
    this.scheme = scheme;
    this.integration = integration;
    this.weights = weights.toArray();
    this.first = first;
    this.bloodVolume = bloodVolume;
    this.check = check;
    this.lowest = Math.log(-intercept.upper());
    this.highest = Math.log(-intercept.lower());
    this.plasmaIntegral = scheme.plasmaIntegral();
    int frames = this.weights.length;
    this.tissue = new double[frames];
    this.integral = new double[frames];
    this.base = new double[frames];
    this.byVolume = new double[frames];
    this.byIntercept = new double[frames];
    this.byEarly = new double[frames];
    this.earlyVariance = earlyVariance();
  }

  /** Variance of the integral before the first used frame, relative to that of weight 1. */
  private double earlyVariance() {
    if (first == 0 || first >= weights.length) {
      return 0;
    }
    double[] share = integration.coefficients(first - 1);
    share[first - 1] += integration.before(first);
    double sum = 0;
    for (int g = 0; g < first; g++) {
      sum += weights[g] > 0 ? share[g] * share[g] / weights[g] : 0;
    }
    return sum;
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status refused = check.refuse(tac);
    if (refused != null) {
      return fit.fail(refused, check.used());
    }
    scheme.tissue(tac, bloodVolume, tissue, integral, null);
    double best = Double.POSITIVE_INFINITY;
    int node = -1;
    for (int i = 0; i < NODES; i++) {
      evaluate(node(i));
      if (cost < best) {
        best = cost;
        node = i;
      }
    }
    if (node < 0) {
      return fit.fail(Status.SINGULAR, check.used());
    }
    double logarithm = refine(node);
    evaluate(logarithm);
    if (!(volume > 0) || Double.isInfinite(volume)) {
      return fit.fail(Status.IMPLAUSIBLE, check.used());
    }
    return write(logarithm, fit);
  }

  private double node(int i) {
    return lowest + (highest - lowest) * i / (NODES - 1);
  }

  /** The logarithm of −b where the derivative of the cost changes its sign, beside a grid node. */
  private double refine(int node) {
    evaluate(node(node));
    boolean rising = slope() > 0;
    double low = rising ? node(Math.max(0, node - 1)) : node(node);
    double high = rising ? node(node) : node(Math.min(NODES - 1, node + 1));
    for (int i = 0; i < HALVINGS && high > low; i++) {
      double middle = 0.5 * (low + high);
      evaluate(middle);
      if (slope() > 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /** Derivative of the cost in the logarithm of −b, up to a positive factor; VT is optimal. */
  private double slope() {
    double sum = 0;
    for (int f = first; f < weights.length; f++) {
      double residual = tissue[f] - base[f] - volume * byVolume[f];
      sum += weights[f] > 0 ? weights[f] * residual * byIntercept[f] : 0;
    }
    // db is −e^u du, and b < 0: both signs cancel.
    return sum;
  }

  /** Follows the recursion for one intercept and takes the best VT. */
  private void evaluate(double logarithm) {
    double intercept = -Math.exp(logarithm);
    double early = 0;
    if (first > 0) {
      early = integral[first - 1] + integration.before(first) * tissue[first - 1];
    }
    follow(intercept, byVolume, 0, 1);
    follow(intercept, base, early, 0);
    double product = 0;
    double square = 0;
    for (int f = first; f < weights.length; f++) {
      if (weights[f] > 0) {
        product += weights[f] * byVolume[f] * (tissue[f] - base[f]);
        square += weights[f] * byVolume[f] * byVolume[f];
      }
    }
    volume = product / square;
    cost = 0;
    double running = 0;
    double before = 0;
    for (int f = first; f < weights.length; f++) {
      double value = base[f] + volume * byVolume[f];
      double residual = tissue[f] - value;
      cost += weights[f] > 0 ? weights[f] * residual * residual : 0;
      double sum = running + (f > first ? integration.before(f) * before : 0);
      before = (sum - value) / (intercept - integration.here(f));
      running = sum + integration.here(f) * before;
      byIntercept[f] = before;
    }
    cost = Double.isFinite(cost) ? cost : Double.POSITIVE_INFINITY;
  }

  /** Writes the curve that starts from an integral and is driven by a share of plasma. */
  private void follow(double intercept, double[] curve, double start, double share) {
    double sum = start;
    for (int f = first; f < weights.length; f++) {
      if (f > first) {
        sum += integration.before(f) * curve[f - 1];
      }
      curve[f] = (sum - share * plasmaIntegral[f]) / (intercept - integration.here(f));
      sum += integration.here(f) * curve[f];
    }
  }

  private Status write(double logarithm, Fit fit) {
    boolean held = !(logarithm - lowest > 1e-9 && highest - logarithm > 1e-9);
    double intercept = -Math.exp(logarithm);
    follow(intercept, byEarly, 1, 0);
    double vv = 0;
    double vi = 0;
    double ii = 0;
    double ve = 0;
    double ie = 0;
    for (int f = first; f < weights.length; f++) {
      double w = weights[f];
      vv += w * byVolume[f] * byVolume[f];
      vi += w * byVolume[f] * byIntercept[f];
      ii += w * byIntercept[f] * byIntercept[f];
      ve += w * byVolume[f] * byEarly[f];
      ie += w * byIntercept[f] * byEarly[f];
    }
    double determinant = vv * ii - vi * vi;
    if (!held && !(determinant > 1e-14 * vv * ii)) {
      return fit.fail(Status.SINGULAR, check.used());
    }
    double variance = cost / (check.used() - (held ? SIZE - 1 : SIZE));
    double volumeShift = held ? ve / vv : (ii * ve - vi * ie) / determinant;
    double interceptShift = (vv * ie - vi * ve) / determinant;
    double volumeVariance = held ? 1 / vv : ii / determinant;
    fit.estimates()[0] = volume;
    fit.estimates()[1] = intercept;
    fit.standardErrors()[0] =
        Math.sqrt(variance * (volumeVariance + earlyVariance * volumeShift * volumeShift));
    fit.standardErrors()[1] =
        held
            ? Double.NaN
            : Math.sqrt(
                variance * (vv / determinant + earlyVariance * interceptShift * interceptShift));
    Status status = held ? Status.AT_BOUND : Status.CONVERGED;
    return fit.succeed(status, cost, check.used(), held ? 2 : 0);
  }
}
