package org.tacflow.kinetics;

import java.util.List;
import java.util.Map;
import org.tacflow.kinetics.ModelSettings.Bounds;

/**
 * The bounds of a compartment fit: one table for voxels and regions.
 *
 * <table>
 * <caption>Defaults; {@link ModelSettings#bounds()} replaces them by name</caption>
 * <tr><th>name</th><th>bounds</th><th>unit</th><th>models</th></tr>
 * <tr><td>theta1</td><td>theta2.lower to 3</td><td>1/min</td><td>all</td></tr>
 * <tr><td>theta2</td><td>0.004 to 3</td><td>1/min</td><td>1TCM (as k2), 2TCM, 2TCM1k</td></tr>
 * <tr><td>Kb</td><td>0 to 1</td><td>mL/cm3/min</td><td>2TCM1k</td></tr>
 * <tr><td>K1</td><td>0 to 10, in a box of rates</td><td>mL/cm3/min</td><td>all</td></tr>
 * <tr><td>k2 k3 k4</td><td>1e-6 to 10, in a box of rates</td><td>1/min</td><td>those it has</td></tr>
 * </table>
 *
 * Without a bound on K1, k2, k3 or k4 the fit runs over exponentials: non-negative weights, rates
 * in [theta2, theta1], which is the same as non-negative rate constants. With one, it runs in the
 * box of rate constants and the bounds on theta do not count. The blood volume has its own setting.
 * The least θ₂ (a half-life of 170 min) keeps a 90-min scan from reporting washout that it cannot
 * see.
 */
final class CompartmentBounds {
  private static final Bounds SLOW = new Bounds(0.004, 3);
  private static final Bounds VESSEL = new Bounds(0, 1);
  private static final Bounds UPTAKE = new Bounds(0, 10);
  private static final Bounds RATE = new Bounds(1e-6, 10);
  // The start grid of a box of rates: all that a scan can tell apart.
  private static final Bounds GRID = new Bounds(1e-3, 3);

  private final Compartments form;
  private final boolean rates;
  private final Bounds grid;
  private final double[] lower = new double[CompartmentCurve.SIZE];
  private final double[] upper = new double[CompartmentCurve.SIZE];

  private CompartmentBounds(Compartments form, boolean rates, Bounds grid) {
    this.form = form;
    this.rates = rates;
    this.grid = grid;
  }

  static CompartmentBounds of(Compartments form, ModelSettings settings) {
    Map<String, Bounds> given = settings.bounds();
    boolean rates =
        given.containsKey("K1")
            || given.containsKey("k2")
            || given.containsKey("k3")
            || given.containsKey("k4");
    Bounds theta2 = given.getOrDefault("theta2", SLOW);
    Bounds theta1 =
        given.getOrDefault("theta1", new Bounds(theta2.lower(), Math.max(3, theta2.lower())));
    Bounds grid =
        new Bounds(Math.max(1e-4, theta2.lower()), Math.max(theta1.upper(), theta2.upper()));
    CompartmentBounds bounds = new CompartmentBounds(form, rates, rates ? GRID : grid);
    if (rates) {
      String[] names = {"K1", "k2", "k3", "k4"};
      for (int rate = RateMap.K1; rate <= RateMap.K4; rate++) {
        Bounds wide = rate == RateMap.K1 ? UPTAKE : RATE;
        bounds.set(rate, form.fits(rate), given.getOrDefault(names[rate], wide));
      }
    } else {
      Bounds weight = new Bounds(0, Double.POSITIVE_INFINITY);
      bounds.set(CompartmentCurve.PHI1, true, weight);
      bounds.set(CompartmentCurve.THETA1, true, theta1);
      bounds.set(CompartmentCurve.PHI2, form != Compartments.ONE_TISSUE, weight);
      bounds.set(CompartmentCurve.THETA2, form.slowRateFitted(), theta2);
    }
    ModelSettings.BloodVolume blood = settings.bloodVolume();
    bounds.set(CompartmentCurve.VB, true, new Bounds(blood.lower(), blood.upper()));
    bounds.set(
        CompartmentCurve.KB, form.fits(CompartmentCurve.KB), given.getOrDefault("Kb", VESSEL));
    return bounds;
  }

  private void set(int index, boolean fitted, Bounds bounds) {
    lower[index] = fitted ? bounds.lower() : 0;
    upper[index] = fitted ? bounds.upper() : 0;
  }

  /** Whether the fit runs in a box of rate constants. */
  boolean rates() {
    return rates;
  }

  /** Range of exponential rates in which starts are sought. */
  Bounds grid() {
    return grid;
  }

  /** Whether one range holds for all exponentials, as the separable engine needs it. */
  boolean oneRange() {
    boolean two = lower[CompartmentCurve.THETA2] < upper[CompartmentCurve.THETA2];
    boolean same =
        !two
            || (lower[CompartmentCurve.THETA1] <= lower[CompartmentCurve.THETA2]
                && upper[CompartmentCurve.THETA2] >= upper[CompartmentCurve.THETA1]);
    return !rates && same && grid.lower() * 1.2 < upper[CompartmentCurve.THETA1];
  }

  /** Whether the separable engine's optimum is that of these bounds, wherever it lies. */
  boolean separates() {
    return !rates && form != Compartments.VASCULAR;
  }

  /** The bounds that the separable engine does not know, in the order of the estimates. */
  RateBox box() {
    List<Parameter> parameters = form.parameters();
    double[] least = new double[parameters.size()];
    double[] most = new double[parameters.size()];
    for (int p = 0; p < least.length; p++) {
      String name = parameters.get(p).name();
      boolean bounded = name.equals("Kb") || (rates && form.isRate(parameters.get(p)));
      int index = bounded ? Compartments.rateIndex(name) : -1;
      least[p] = bounded ? lower[index] : Double.NEGATIVE_INFINITY;
      most[p] = bounded ? upper[index] : Double.POSITIVE_INFINITY;
    }
    // In a box of rate constants the range of exponentials is only where the engine looks.
    long walls = 0;
    for (String name : List.of("k2", "k4")) {
      int p = form.indexOf(name);
      walls |= rates && p >= 0 ? 1L << p : 0;
    }
    return RateBox.of(least, most, walls);
  }

  double[] lower() {
    return lower;
  }

  double[] upper() {
    return upper;
  }

  /** Number of fitted parameters. */
  int fitted() {
    int count = 0;
    for (int j = 0; j < lower.length; j++) {
      count += lower[j] < upper[j] ? 1 : 0;
    }
    return count;
  }
}
