package org.tacflow.curve.blood;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * The choice among formulas of the parent fraction by Akaike's criterion.
 *
 * <p>Per scan the lowest AIC wins. Over a cohort the lowest sum wins, among the formulas that have
 * numbers in the most scans. Ties go to the first in the order of {@link ParentFractionModel}.
 */
public final class ParentFractionChoice {
  private ParentFractionChoice() {}

  /** AIC by model of the formulas that could be fitted to samples. */
  public static Map<ParentFractionModel, Double> aics(PiecewiseLinear samples) {
    Map<ParentFractionModel, Double> aics = new EnumMap<>(ParentFractionModel.class);
    for (ParentFractionModel model : ParentFractionModel.formulas()) {
      FormulaFit fit = fit(model, samples);
      if (fit.status().hasNumbers()) {
        aics.put(model, fit.aic());
      }
    }
    return aics;
  }

  /** The model for one scan or for a cohort; interpolation where no formula could be fitted. */
  public static ParentFractionModel best(Collection<Map<ParentFractionModel, Double>> scans) {
    ParentFractionModel best = ParentFractionModel.INTERPOLATION;
    int mostScans = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (ParentFractionModel model : ParentFractionModel.formulas()) {
      int fitted = 0;
      double sum = 0;
      for (Map<ParentFractionModel, Double> scan : scans) {
        Double aic = scan.get(model);
        fitted += aic == null ? 0 : 1;
        sum += aic == null ? 0 : aic;
      }
      if (fitted > mostScans || (fitted > 0 && fitted == mostScans && sum < lowest)) {
        best = model;
        mostScans = fitted;
        lowest = sum;
      }
    }
    return best;
  }

  /** A formula fitted to the samples after injection; at injection every formula is 1. */
  static FormulaFit fit(ParentFractionModel model, PiecewiseLinear samples) {
    PiecewiseLinear after = afterInjection(samples);
    return after == null
        ? FormulaFit.unfitted(model.formula(), FormulaStatus.TOO_FEW_SAMPLES)
        : FormulaFit.of(model.formula(), after);
  }

  /** The samples after injection, null when there is none. */
  static PiecewiseLinear afterInjection(PiecewiseLinear samples) {
    int first = 0;
    while (first < samples.size() && samples.time(first) <= 0) {
      first++;
    }
    int last = samples.size();
    return first == last
        ? null
        : PiecewiseLinear.of(
            java.util.Arrays.copyOfRange(samples.times(), first, last),
            java.util.Arrays.copyOfRange(samples.values(), first, last));
  }
}
