package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tacflow.bids.BloodInput;
import org.tacflow.curve.blood.AssembledInput;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.curve.blood.ComponentFit;
import org.tacflow.curve.blood.FormulaFit;
import org.tacflow.curve.blood.FormulaParameter;

/** Cells of {@code input_functions} about the models behind an input. */
final class InputModels {
  private InputModels() {}

  /** The cells from {@code parent_fraction_model} on; null where there is nothing to say. */
  static Object[] cells(BloodInput blood, BloodSettings settings) {
    Object[] cells = new Object[10];
    if (blood == null) {
      return cells;
    }
    cells[8] = Rows.orNull(blood.plasmaFreeFraction());
    AssembledInput made = blood.assembled();
    if (made == null) {
      return cells;
    }
    FormulaFit fraction = made.fit(ComponentFit.PARENT_FRACTION);
    FormulaFit plasma = made.fit(ComponentFit.PLASMA);
    cells[0] = model(fraction);
    cells[1] = aic(fraction);
    cells[2] = model(made.fit(ComponentFit.RATIO));
    cells[3] = model(plasma);
    cells[4] = aic(plasma);
    cells[5] = settings.wholeBlood().name().toLowerCase(Locale.ROOT);
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (ComponentFit component : made.fits()) {
      add(component, names, values);
    }
    cells[6] = names.toArray(new String[0]);
    cells[7] = values.stream().mapToDouble(Double::doubleValue).toArray();
    cells[9] = made.plasmaResamples().isEmpty() ? null : flat(made.plasmaResamples());
    return cells;
  }

  private static String model(FormulaFit fit) {
    return fit == null || !fit.status().hasNumbers() ? "interpolation" : fit.formula().name();
  }

  private static Double aic(FormulaFit fit) {
    return fit == null ? null : Rows.orNull(fit.aic());
  }

  private static void add(ComponentFit component, List<String> names, List<Double> values) {
    double[] parameters = component.fit().parameters();
    for (int p = 0; p < parameters.length; p++) {
      FormulaParameter parameter = component.fit().formula().parameters().get(p);
      names.add(component.component() + "." + parameter.name() + " [" + parameter.unit() + "]");
      values.add(parameters[p]);
    }
  }

  private static double[] flat(List<double[]> draws) {
    int knots = draws.get(0).length;
    double[] flat = new double[knots * draws.size()];
    for (int d = 0; d < draws.size(); d++) {
      System.arraycopy(draws.get(d), 0, flat, d * knots, knots);
    }
    return flat;
  }
}
