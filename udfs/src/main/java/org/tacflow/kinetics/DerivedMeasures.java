package org.tacflow.kinetics;

/** Measures that follow from an estimate and a constant of the tracer. */
public final class DerivedMeasures {
  private DerivedMeasures() {}

  /**
   * Cerebral metabolic rate of glucose, {@code Ki · glucose / lumped constant · 100}.
   *
   * <p>Source: Phelps et al. 1979, doi:10.1002/ana.410060502.
   *
   * @param ki net influx rate of fluorodeoxyglucose, mL/cm3/min; NaN stays NaN
   * @param glucoseMillimolar arterial plasma glucose, mmol/L, above 0
   * @param lumpedConstant no unit, above 0
   * @return µmol/100 cm3/min
   */
  public static double glucoseMetabolism(
      double ki, double glucoseMillimolar, double lumpedConstant) {
    if (!(glucoseMillimolar > 0)) {
      throw new IllegalArgumentException(
          "Invalid plasma glucose: " + glucoseMillimolar + " mmol/L (must be > 0)");
    }
    if (!(lumpedConstant > 0)) {
      throw new IllegalArgumentException(
          "Invalid lumped constant: " + lumpedConstant + " (must be > 0)");
    }
    // mmol/L is µmol/mL.
    return 100 * ki * glucoseMillimolar / lumpedConstant;
  }

  /**
   * Cerebral blood flow from the influx rate of labelled water, {@code 100 · K1 / extraction}.
   *
   * <p>Source: Kety 1951; Lammertsma et al. 1990, doi:10.1038/jcbfm.1990.121.
   *
   * @param k1 influx rate of a one-tissue fit, mL/cm3/min; NaN stays NaN
   * @param extraction extraction fraction, in (0, 1]
   * @return mL/100 cm3/min
   */
  public static double bloodFlow(double k1, double extraction) {
    if (!(extraction > 0 && extraction <= 1)) {
      throw new IllegalArgumentException(
          "Invalid extraction: " + extraction + " (must be in (0, 1])");
    }
    return 100 * k1 / extraction;
  }
}
