package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.numerics.Covariance;

/**
 * Writes what a compartment model reports from its exponentials or rates and their covariance.
 *
 * <p>Standard errors of derived parameters by the delta method; NaN for what is fixed or held by a
 * bound, and for what the curve does not determine. A parameter held by a bound counts as known in
 * the standard errors of the others. One instance per fitter.
 */
final class CompartmentReport {
  private final Compartments form;
  private final double[] rates = new double[RateMap.SIZE];
  private final double[][] map = new double[RateMap.SIZE][RateMap.SIZE];
  private final double[] byRate = new double[RateMap.SIZE];
  private final double[] gradient = new double[RateMap.SIZE];

  CompartmentReport(Compartments form) {
    this.form = form;
  }

  /**
   * Writes estimates and standard errors.
   *
   * @param exponentials φ₁ θ₁ φ₂ θ₂ vB Kb, in either order of the two
   * @param covariance of the same, and of anything behind them
   * @return whether the outcome is a finite number
   */
  boolean ofExponentials(double[] exponentials, double[][] covariance, Fit fit) {
    RateMap.toRates(exponentials, rates, map);
    return write(covariance, fit);
  }

  /**
   * Writes estimates and standard errors.
   *
   * @param given K1 k2 k3 k4 vB Kb
   * @param covariance of the same, and of anything behind them
   * @return whether the outcome is a finite number
   */
  boolean ofRates(double[] given, double[][] covariance, Fit fit) {
    System.arraycopy(given, 0, rates, 0, rates.length);
    for (int a = 0; a < map.length; a++) {
      java.util.Arrays.fill(map[a], 0);
      map[a][a] = 1;
    }
    return write(covariance, fit);
  }

  private boolean write(double[][] covariance, Fit fit) {
    List<Parameter> parameters = form.parameters();
    for (int p = 0; p < parameters.size(); p++) {
      fit.estimates()[p] = form.report(parameters.get(p), rates, byRate);
      for (int e = 0; e < gradient.length; e++) {
        gradient[e] = 0;
        for (int r = 0; r < byRate.length; r++) {
          // A rate without influence may have an infinite derivative: 0 times it is 0 here.
          gradient[e] += byRate[r] == 0 || map[r][e] == 0 ? 0 : byRate[r] * map[r][e];
        }
      }
      fit.standardErrors()[p] = Covariance.standardError(gradient, covariance);
    }
    int k4 = form.indexOf("k4");
    if (k4 >= 0 && rates[RateMap.K3] == 0) {
      // Nothing enters the second compartment, so nothing says how fast it leaves.
      fit.estimates()[k4] = Double.NaN;
      fit.standardErrors()[k4] = Double.NaN;
    }
    return Double.isFinite(fit.estimates()[0]);
  }
}
