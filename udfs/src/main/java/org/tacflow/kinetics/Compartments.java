package org.tacflow.kinetics;

import java.util.List;
import java.util.Set;

/** The arrangements of tissue compartments that one input drives, and what each reports. */
enum Compartments {
  /** 1TCM: K1, k2. */
  ONE_TISSUE(List.of(Estimates.VT, Estimates.K1, Estimates.K2, Estimates.VB)),
  /** 2TCM: K1, k2, k3, k4. */
  TWO_TISSUE(
      List.of(
          Estimates.VT,
          Estimates.K1,
          Estimates.K2,
          Estimates.K3,
          Estimates.K4,
          Estimates.VB,
          Estimates.BPND,
          Estimates.VND)),
  /** 2TCM3k: k4 = 0. */
  IRREVERSIBLE(
      List.of(Estimates.KI, Estimates.K1, Estimates.K2, Estimates.K3, Estimates.VB, Estimates.VND)),
  /** 2TCM1k: 2TCM with irreversible uptake by the vessel wall. */
  VASCULAR(
      List.of(
          Estimates.VT,
          Estimates.K1,
          Estimates.K2,
          Estimates.K3,
          Estimates.K4,
          Estimates.KB,
          Estimates.VB,
          Estimates.BPND,
          Estimates.VND));

  private static final Set<String> RATES = Set.of("K1", "k2", "k3", "k4", "VB", "Kb");

  private final List<Parameter> parameters;

  Compartments(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /** What a fit reports, the outcome first. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** Whether a rate of {@link RateMap} is fitted (blood volume aside). */
  boolean fits(int rate) {
    return switch (this) {
      case ONE_TISSUE -> rate <= RateMap.K2;
      case TWO_TISSUE -> rate <= RateMap.K4;
      case IRREVERSIBLE -> rate <= RateMap.K3;
      case VASCULAR -> rate <= RateMap.K4 || rate == CompartmentCurve.KB;
    };
  }

  /** Whether the slower exponential has a rate of its own. */
  boolean slowRateFitted() {
    return this == TWO_TISSUE || this == VASCULAR;
  }

  /** Index of a reported parameter by name, −1 when it is not reported. */
  int indexOf(String name) {
    for (int p = 0; p < parameters.size(); p++) {
      if (parameters.get(p).name().equals(name)) {
        return p;
      }
    }
    return -1;
  }

  /**
   * Value of a reported parameter from the rates, with its gradient.
   *
   * @param gradient out, derivative in each rate of {@link RateMap}
   */
  double report(Parameter parameter, double[] rates, double[] gradient) {
    java.util.Arrays.fill(gradient, 0);
    double uptake = rates[RateMap.K1];
    double k2 = rates[RateMap.K2];
    double k3 = rates[RateMap.K3];
    double k4 = rates[RateMap.K4];
    switch (parameter.name()) {
      case "VT" -> {
        // One tissue compartment is the case k3 = 0, where k4 has no say.
        double bound = k3 > 0 ? k3 / k4 : 0;
        gradient[RateMap.K1] = (1 + bound) / k2;
        gradient[RateMap.K2] = -uptake * (1 + bound) / (k2 * k2);
        gradient[RateMap.K3] = slowRateFitted() ? uptake / (k2 * k4) : 0;
        gradient[RateMap.K4] = k3 > 0 ? -uptake * bound / (k2 * k4) : 0;
        return uptake / k2 * (1 + bound);
      }
      case "Ki" -> {
        double sum = k2 + k3;
        gradient[RateMap.K1] = k3 / sum;
        gradient[RateMap.K2] = -uptake * k3 / (sum * sum);
        gradient[RateMap.K3] = uptake * k2 / (sum * sum);
        return uptake * k3 / sum;
      }
      case "BPND" -> {
        gradient[RateMap.K3] = 1 / k4;
        gradient[RateMap.K4] = -k3 / (k4 * k4);
        return k3 / k4;
      }
      case "VND" -> {
        gradient[RateMap.K1] = 1 / k2;
        gradient[RateMap.K2] = -uptake / (k2 * k2);
        return uptake / k2;
      }
      default -> {
        int rate = rateIndex(parameter.name());
        gradient[rate] = 1;
        return rates[rate];
      }
    }
  }

  /** Whether a reported parameter is one of {@link RateMap}, not derived from them. */
  boolean isRate(Parameter parameter) {
    return RATES.contains(parameter.name());
  }

  /** Index in {@link RateMap} of a rate by its reported name. */
  static int rateIndex(String name) {
    return switch (name) {
      case "K1" -> RateMap.K1;
      case "k2" -> RateMap.K2;
      case "k3" -> RateMap.K3;
      case "k4" -> RateMap.K4;
      case "VB" -> CompartmentCurve.VB;
      case "Kb" -> CompartmentCurve.KB;
      default ->
          throw new IllegalArgumentException(
              "Invalid rate: " + name + " (must be K1, k2, k3, k4, VB or Kb)");
    };
  }
}
