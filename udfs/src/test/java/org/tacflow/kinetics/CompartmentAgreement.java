package org.tacflow.kinetics;

import static org.tacflow.testing.GoldenTable.number;

import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.testing.Pbr28Scan;

/**
 * Compartment models against kinfitr 0.9.1 (golden/pbr28), rows {@code start = best}.
 *
 * <p>In kinfitr's own forward scheme the cost must be reached in every row, the parameters where
 * the row has no flag. Exact convolution is compared to the tolerances that the golden README
 * measured between the schemes.
 */
final class CompartmentAgreement {
  private static final List<String> SETTINGS =
      List.of("dWB_vB05_w", "dWB_vBfit_w", "d0_vB05_w", "d0_vBfit_w", "dWB_vB05_u");
  private static final Map<String, String> TABLES =
      Map.of(
          "1TCM", "pbr28/onetcm",
          "2TCM", "pbr28/twotcm",
          "2TCM3k", "pbr28/twotcm_irr",
          "2TCM1k", "pbr28/twotcm1k");

  private CompartmentAgreement() {}

  static void compare(Agreements out) {
    for (String model : List.of("1TCM", "2TCM", "2TCM3k", "2TCM1k")) {
      boolean few = model.startsWith("2TCM") && model.length() > 4;
      for (String setting : few ? SETTINGS.subList(0, 2) : SETTINGS) {
        sameScheme(out, model, setting);
      }
    }
    exact(out, "1TCM", Sampling.MID_FRAME, "VT 0.003 K1 0.005");
    exact(out, "1TCM", Sampling.FRAME_MEAN, "VT 0.005 K1 0.007");
    exact(out, "2TCM", Sampling.MID_FRAME, "VT 0.01 K1 0.02 k2 0.1 k3 0.1 k4 0.1");
    exact(out, "2TCM", Sampling.FRAME_MEAN, "VT 0.012 K1 0.04 k2 0.2 k3 0.2 k4 0.2");
  }

  private static List<CSVRecord> rows(String table, String setting) {
    return Agreements.rows(table, setting).stream()
        .filter(row -> row.get("start").equals("best"))
        .toList();
  }

  private static CompartmentModel model(String name, ModelSettings settings) {
    return (CompartmentModel) ModelCatalogue.create(name, settings);
  }

  private static void sameScheme(Agreements out, String name, String setting) {
    String table = TABLES.get(name);
    String outcome = name.equals("2TCM3k") ? "Ki" : "Vt";
    Agreement cost = out.of(table, name, setting, Agreements.KINFITR, "wrss excess", 1e-4);
    Agreement value = out.of(table, name, setting, Agreements.KINFITR, outcome, 1e-4);
    Agreement uptake = out.of(table, name, setting, Agreements.KINFITR, "K1", 1e-4);
    // The golden README suggests 5 % for standard errors.
    Agreement error = out.of(table, name, setting, Agreements.KINFITR, outcome + "_se", 0.05);
    CompartmentModel model = model(name, boxed(setting));
    Fit fit = Fit.of(model);
    int k1 = model.parameters().indexOf(Estimates.K1);
    for (CSVRecord row : rows(table, setting)) {
      Pbr28Scan scan = Pbr28Scan.of(row);
      double shift = setting.startsWith("d0") ? 0 : scan.delay();
      model
          .reference(
              Agreements.weights(scan, !setting.endsWith("_u")), KinfitrScheme.of(scan, shift))
          .fit(scan.regions().get(row.get("region")), fit);
      String where = Agreements.where(row) + " " + row.get("flag");
      cost.excess(where, fit.weightedRss(), number(row, "wrss"));
      if (row.get("flag").isEmpty()) {
        value.relativeToMinimum(row, outcome, fit.estimates()[0], fit.weightedRss());
        uptake.relativeToMinimum(row, "K1", fit.estimates()[k1], fit.weightedRss());
        double relative = fit.standardErrors()[0] / fit.estimates()[0];
        error.relative(where, relative, number(row, outcome + "_rse"));
      }
    }
  }

  private static void exact(Agreements out, String name, Sampling sampling, String tolerances) {
    String table = TABLES.get(name);
    String scheme = sampling == Sampling.MID_FRAME ? Agreements.MID_FRAME : Agreements.FRAME_MEAN;
    String[] words = tolerances.split(" ");
    Agreement[] parameters = new Agreement[words.length / 2];
    for (int p = 0; p < parameters.length; p++) {
      double tolerance = Double.parseDouble(words[2 * p + 1]);
      parameters[p] = out.of(table, name, "dWB_vB05_w", scheme, words[2 * p], tolerance);
    }
    CompartmentModel model = model(name, boxed("dWB_vB05_w").withSampling(sampling));
    Fit fit = Fit.of(model);
    for (CSVRecord row : rows(table, "dWB_vB05_w")) {
      Pbr28Scan scan = Pbr28Scan.of(row);
      if (row.get("flag").isEmpty()) {
        model
            .bind(scan.timing(), scan.weights(), scan.input().delayed(scan.delay()))
            .fit(scan.regions().get(row.get("region")), fit);
        for (int p = 0; p < parameters.length; p++) {
          int at = Compartments.TWO_TISSUE.indexOf(words[2 * p]);
          String column = words[2 * p].equals("VT") ? "Vt" : words[2 * p];
          parameters[p].relative(Agreements.where(row), fit.estimates()[at], number(row, column));
        }
      }
    }
  }

  /** The bounds of kinfitr. */
  static ModelSettings boxed(String setting) {
    Bounds rate = new Bounds(1e-4, 0.5);
    BloodVolume blood =
        setting.contains("vBfit") ? BloodVolume.fitted(0.01, 0.1) : BloodVolume.fixed(0.05);
    return ModelSettings.defaults()
        .withStarts(4)
        .withSampling(Sampling.MID_FRAME)
        .withBloodVolume(blood)
        .withBounds("K1", new Bounds(1e-4, 1))
        .withBounds("k2", rate)
        .withBounds("k3", rate)
        .withBounds("k4", rate)
        .withBounds("Kb", new Bounds(1e-4, 1));
  }
}
