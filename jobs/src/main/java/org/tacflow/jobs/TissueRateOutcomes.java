package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.TissueRates;

/**
 * Blood flow and glucose metabolism of tissue as outcomes of their own.
 *
 * <pre>
 * CBF = 100 K1/ρ                mL/100 g/min
 * CMRglc = 100 Ki Cglc/(ρ LC)   umol/100 g/min,   Cglc in mmol/L, which is umol/mL
 * </pre>
 *
 * Standard errors scale alike: constants count as exact. Without plasma glucose of a scan: NULL and
 * {@code no_glucose} or {@code implausible_glucose}. Sources: Herscovitch et al. 1983, J Nucl Med
 * 24:782-789; Phelps et al. 1979, doi:10.1002/ana.410060502.
 */
final class TissueRateOutcomes {
  /** Blood flow, mL/100 g/min. */
  static final String FLOW = "CBF";

  /** Glucose metabolism, umol/100 g/min. */
  static final String METABOLISM = "CMRglc";

  private TissueRateOutcomes() {}

  /** Outcomes that a model entry gives beside its parameters. */
  static List<String> outcomes(CohortConfig.Model model) {
    List<String> names = new ArrayList<>();
    if (model.tissueRates().bloodFlow()) {
      names.add(FLOW);
    }
    if (model.tissueRates().metabolism()) {
      names.add(METABOLISM);
    }
    return names;
  }

  /**
   * What the rates of one model entry become.
   *
   * @param outcomes of any entries
   * @param glucose of the scan, null where metabolism is not asked for
   */
  static List<Outcome> of(
      List<Outcome> outcomes, CohortConfig.Model model, PlasmaGlucose.Value glucose) {
    TissueRates rates = model.tissueRates();
    List<Outcome> more = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      boolean own = outcome.model().equals(model.id());
      if (own && rates.bloodFlow() && outcome.name().equals("K1")) {
        more.add(flow(outcome, rates));
      }
      if (own && rates.metabolism() && outcome.name().equals("Ki")) {
        more.add(metabolism(outcome, rates, glucose));
      }
    }
    return more;
  }

  private static Outcome flow(Outcome rate, TissueRates rates) {
    double factor = 100 / rates.density();
    return rate.scaled(FLOW, "mL/100 g/min", x -> x * factor).restingOn(density(rates));
  }

  private static Outcome metabolism(Outcome rate, TissueRates rates, PlasmaGlucose.Value glucose) {
    double factor = glucose.mmolPerLitre() * (100 / (rates.density() * rates.lumpedConstant()));
    Outcome scaled =
        rate.scaled(METABOLISM, "umol/100 g/min", x -> x * factor)
            .restingOn(
                "plasma glucose "
                    + (glucose.isKnown() ? "" + glucose.mmolPerLitre() : "unknown")
                    + " mmol/L, lumped constant "
                    + rates.lumpedConstant()
                    + ", "
                    + density(rates));
    return glucose.isKnown() ? scaled : scaled.withStatus(glucose.whyNot());
  }

  private static String density(TissueRates rates) {
    return "tissue density " + rates.density() + " g/mL";
  }
}
