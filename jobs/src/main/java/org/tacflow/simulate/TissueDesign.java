package org.tacflow.simulate;

/**
 * Design kinetics of one tissue: the person-free part of two tissue compartments.
 *
 * @param K1 mL/cm3/min
 * @param vnd non-displaceable volume K1/k2, mL/cm3
 * @param bpnd binding potential k3/k4 of a high-affinity binder, unitless
 * @param k4 1/min
 */
record TissueDesign(double K1, double vnd, double bpnd, double k4) {
  /** The same with other binding. */
  TissueDesign binding(double other) {
    return new TissueDesign(K1, vnd, other, k4);
  }

  /** Total volume of a high-affinity binder, mL/cm3. */
  double vt() {
    return vnd * (1 + bpnd);
  }

  /** Net uptake rate of irreversible binding, {@code K1 k3/(k2 + k3)}, mL/cm3/min. */
  double ki() {
    double k3 = bpnd * k4;
    return K1 * k3 / (K1 / vnd + k3);
  }
}
