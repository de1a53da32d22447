package org.tacflow.kinetics;

/** The parameters that models report, each named, with its unit, once. */
final class Estimates {
  private static final String VOLUME = "mL/cm3";
  private static final String FLOW = "mL/cm3/min";
  private static final String RATE = "1/min";
  private static final String NONE = "1";

  static final Parameter VT = new Parameter("VT", VOLUME, "total distribution volume");
  static final Parameter VND =
      new Parameter("VND", VOLUME, "non-displaceable distribution volume K1/k2");
  static final Parameter BPND =
      new Parameter("BPND", NONE, "binding potential over the non-displaceable volume");
  static final Parameter K1 = new Parameter("K1", FLOW, "influx rate from plasma");
  static final Parameter K2 = new Parameter("k2", RATE, "efflux rate to plasma");
  static final Parameter K3 = new Parameter("k3", RATE, "rate into the bound compartment");
  static final Parameter K4 = new Parameter("k4", RATE, "rate out of the bound compartment");
  static final Parameter KB =
      new Parameter("Kb", FLOW, "irreversible uptake rate of the vessel wall");
  static final Parameter VB = new Parameter("VB", NONE, "blood volume fraction");
  static final Parameter VB_REFERENCE =
      new Parameter("VBr", NONE, "blood volume fraction of the reference region");
  static final Parameter KI = new Parameter("Ki", FLOW, "net influx rate");
  static final Parameter R1 =
      new Parameter("R1", NONE, "influx rate over that of the reference region");
  static final Parameter K2_PRIME =
      new Parameter("k2prime", RATE, "efflux rate of the reference region");
  static final Parameter K2A = new Parameter("k2a", RATE, "apparent efflux rate k2/(1 + BPND)");
  static final Parameter INTERCEPT =
      new Parameter("intercept", "min", "intercept of the fitted line");
  static final Parameter V0 =
      new Parameter("V0", VOLUME, "intercept of the Patlak line: exchangeable volume");
  static final Parameter KI_REFERENCE =
      new Parameter("Ki", RATE, "net influx rate relative to the reference region");
  static final Parameter RATIO_INTERCEPT =
      new Parameter("intercept", NONE, "intercept of the fitted line");
  static final Parameter OCCUPANCY =
      new Parameter("occupancy", NONE, "share of the target that a drug took");
  static final Parameter SUV = new Parameter("SUV", "g/mL", "standardised uptake value");
  static final Parameter SUVR =
      new Parameter("SUVR", NONE, "mean uptake over that of the reference region");

  private Estimates() {}
}
