package org.tacflow.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.InputFunction;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.FittedCurve;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.kinetics.TacFitter;
import org.tacflow.udf.ModelEntry;
import org.tacflow.udf.ScanContext;

/** What a scan's page shows beside its tables: fitted curves, other t*, the samples as read. */
final class ScanCurves implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> WITH_T_STAR =
      List.of(
          "Logan",
          "MA1",
          "MA2",
          "MLLogan",
          "Patlak",
          "MRTM1",
          "MRTM2",
          "LoganRef",
          "MLLoganRef",
          "PatlakRef");
  private static final int LEAST_FRAMES = 3;

  private final ArrayList<CohortConfig.Model> models;
  private final ArrayList<ModelEntry> entries;

  ScanCurves(CohortConfig config) {
    this.models = new ArrayList<>(config.models());
    this.entries = new ArrayList<>(ModelEntries.all(config));
  }

  /** Adds the fitted curve to a fit that has one. */
  void addFitted(ObjectNode fit, ScanContext context) {
    for (int m = 0; m < models.size(); m++) {
      InputFunction input = context.inputFor(entries.get(m));
      if (!entries.get(m).id().equals(fit.path("model").asText()) || input == null) {
        continue;
      }
      if (!fit.path("weighted_rss").isNumber()) {
        return;
      }
      double[] curve =
          FittedCurve.of(
              models.get(m).name(),
              models.get(m).settings(),
              context.timing(),
              input,
              name -> fit.path(name).asDouble(Double.NaN));
      if (curve != null) {
        fit.set("fitted", array(fit, curve));
      }
    }
  }

  /** Adds, for every linear model, its outcome of a curve for every t*. */
  void addTStar(ObjectNode curve, ScanContext context) {
    double[] tac = doubles(curve.path("tac"));
    ArrayNode all = curve.putArray("tstar");
    if (tac.length != context.timing().size()) {
      return;
    }
    for (int m = 0; m < models.size(); m++) {
      CohortConfig.Model model = models.get(m);
      InputFunction input = context.inputFor(entries.get(m));
      if (!WITH_T_STAR.contains(model.name()) || input == null) {
        continue;
      }
      for (int frames = LEAST_FRAMES; frames <= tac.length; frames++) {
        KineticModel<?> other =
            ModelCatalogue.create(
                model.name(), model.settings().withTStar(TStar.lastFrames(frames)));
        Fit fit = Fit.of(other);
        if (fitter(other, context, input).fit(tac, fit).hasNumbers()) {
          all.addObject()
              .put("model", model.id())
              .put("t", context.timing().mid(tac.length - frames))
              .put("outcome", other.parameters().get(0).name())
              .put("unit", other.parameters().get(0).unit())
              .put("value", fit.estimates()[0]);
        }
      }
    }
  }

  /** First mid-frame time that a model uses, by model id. */
  void addOwnTStar(ObjectNode page, FrameTiming timing) {
    ObjectNode own = page.putObject("tstar");
    for (CohortConfig.Model model : models) {
      TStar tStar = model.settings().tStar();
      int first = Math.max(0, timing.size() - tStar.lastFrames());
      if (!Double.isNaN(tStar.fromMinutes())) {
        first = 0;
        while (first < timing.size() && timing.mid(first) < tStar.fromMinutes()) {
          first++;
        }
      }
      own.put(model.id(), first < timing.size() ? timing.mid(first) : tStar.fromMinutes());
    }
  }

  private static <I extends InputFunction> TacFitter fitter(
      KineticModel<I> model, ScanContext context, InputFunction input) {
    return model.bindRegion(context.timing(), context.weights(), model.inputType().cast(input));
  }

  /** The blood files of a scan as they were read, column by column in their own units. */
  static void addSamples(ObjectNode page, Storage storage, List<String> files) {
    ArrayNode samples = page.putArray("samples");
    for (String file : files) {
      try {
        DelimitedTable table = DelimitedTable.read(storage, file);
        ObjectNode one = samples.addObject().put("file", Storage.name(file));
        for (String column : table.columns()) {
          ArrayNode cells = one.putArray(column);
          for (int r = 0; r < table.size(); r++) {
            String cell = table.cell(r, column);
            double value = cell == null ? Double.NaN : number(cell);
            cells.add(Double.isFinite(value) ? (Double) value : null);
          }
        }
      } catch (IOException e) {
        samples.addObject().put("file", Storage.name(file)).put("reason", e.getMessage());
      }
    }
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble(Double.NaN);
    }
    return values;
  }

  private static ArrayNode array(ObjectNode factory, double[] values) {
    ArrayNode array = factory.arrayNode();
    for (double value : values) {
      array.add(value);
    }
    return array;
  }
}
