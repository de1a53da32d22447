package org.tacflow.kinetics;

/**
 * Writes the estimates of a linearised 2TCM from its regression: VT K1 k2 k3 k4 VND, and VB.
 *
 * <p>The first four coefficients are those of {@code ∫∫Cp, ∫∫C, ∫C, ∫Cp}; a fifth, where there is
 * one, is the blood volume, and the plasma coefficients then carry the factor {@code 1 − vB}.
 * Standard errors by the delta method. One instance per fitter.
 */
final class SecondOrderReport {
  private final double[] gradient;

  SecondOrderReport(int columns) {
    this.gradient = new double[columns];
  }

  /** Writes all; {@link Status#IMPLAUSIBLE} when VT is not a positive number. */
  Status write(LateRegression regression, Fit fit) {
    boolean blood = gradient.length == 5;
    double bloodVolume = blood ? regression.coefficient(4) : 0;
    double tissue = 1 - bloodVolume;
    double g1 = regression.coefficient(0);
    double g2 = regression.coefficient(1);
    double g3 = regression.coefficient(2);
    double g4 = regression.coefficient(3);
    double vt = -g1 / (g2 * tissue);
    if (!(vt > 0) || Double.isInfinite(vt)) {
      return fit.fail(Status.IMPLAUSIBLE, regression.used());
    }
    double uptake = g4 / tissue;
    double late = g1 / g4;
    double k2 = -g3 - late;
    double k4 = -g2 / k2;
    double vnd = uptake / k2;
    // Derivatives in g1 g2 g3 g4; what scales with 1/(1 − vB) has itself/(1 − vB) in vB.
    double k2ByG4 = late / g4;
    write(fit, regression, 0, vt, vt / g1, -vt / g2, 0, 0, vt / tissue);
    write(fit, regression, 1, uptake, 0, 0, 0, 1 / tissue, uptake / tissue);
    write(fit, regression, 2, k2, -1 / g4, 0, -1, k2ByG4, 0);
    double k4ByK2 = -k4 / k2;
    double k4ByG1 = -k4ByK2 / g4;
    double k4ByG4 = k4ByK2 * k2ByG4;
    write(fit, regression, 3, late - k4, 1 / g4 - k4ByG1, 1 / k2, k4ByK2, -k2ByG4 - k4ByG4, 0);
    write(fit, regression, 4, k4, k4ByG1, -1 / k2, -k4ByK2, k4ByG4, 0);
    double vndByK2 = -vnd / k2;
    write(
        fit,
        regression,
        5,
        vnd,
        -vndByK2 / g4,
        0,
        -vndByK2,
        vnd / g4 + vndByK2 * k2ByG4,
        vnd / tissue);
    if (blood) {
      write(fit, regression, 6, bloodVolume, 0, 0, 0, 0, 1);
    }
    return fit.succeed(Status.CONVERGED, regression.weightedRss(), regression.used(), 0);
  }

  private void write(
      Fit fit,
      LateRegression regression,
      int p,
      double value,
      double byG1,
      double byG2,
      double byG3,
      double byG4,
      double byBlood) {
    gradient[0] = byG1;
    gradient[1] = byG2;
    gradient[2] = byG3;
    gradient[3] = byG4;
    if (gradient.length == 5) {
      gradient[4] = byBlood;
    }
    fit.estimates()[p] = value;
    fit.standardErrors()[p] = regression.standardError(gradient);
  }
}
