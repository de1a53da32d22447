package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.kinetics.InformationCriteria;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ModelEntry;

/** {@code regional_fits, input_functions → model_weights}: which model describes a curve best. */
public final class CompareModels implements ScanJob {
  private static final int KEY_COLUMNS = 3;

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String purpose() {
    return "compare models of the same curve by AICc and BIC";
  }

  @Override
  public void ingredients(ScanIngredients unit) {
    unit.stage("inputs").stage("fit-regions").settings("models.");
  }

  @Override
  public void run(RunContext run) throws IOException {
    HashMap<String, Integer> spent = new HashMap<>();
    for (ModelEntry entry : ModelEntries.all(run.config())) {
      if (entry.model().likelihoodParameters() > 0) {
        spent.put(entry.id(), entry.model().likelihoodParameters());
      }
    }
    Dataset<Row> weights = run.tables().read(Tables.INPUT_FUNCTIONS).select("scan", "weights");
    Dataset<Row> fits =
        run.tables()
            .read(Tables.REGIONAL_FITS)
            .where(col("model").isin(spent.keySet().toArray()))
            .join(weights, "scan")
            .select(
                "scan",
                "region",
                "is_group",
                "model",
                "status",
                "weighted_rss",
                "frames_used",
                "weights");
    run.draft()
        .write(
            Tables.MODEL_WEIGHTS,
            ConsecutiveGroups.ofScans(
                    run,
                    fits,
                    List.of("scan", "region", "is_group", "model"),
                    KEY_COLUMNS,
                    fit -> rows(fit, spent),
                    Tables.MODEL_WEIGHTS.schema())
                .repartition(1)
                .sortWithinPartitions("scan", "region", "is_group", "model"));
  }

  /** The rows of one curve; only fits with numbers over the same frames share the weights. */
  static List<Row> rows(List<Row> fits, HashMap<String, Integer> spent) {
    double[] weights = Rows.doubles(fits.get(0), "weights");
    int frames = fits.stream().mapToInt(fit -> fit.<Integer>getAs("frames_used")).max().orElse(0);
    double[] aicc = new double[fits.size()];
    double[] bic = new double[fits.size()];
    List<Cells> rows = new ArrayList<>();
    int compared = 0;
    for (int i = 0; i < fits.size(); i++) {
      Row fit = fits.get(i);
      int parameters = spent.get(fit.<String>getAs("model"));
      double rss = Rows.number(fit, "weighted_rss");
      boolean same = rss > 0 && fit.<Integer>getAs("frames_used") == frames;
      InformationCriteria of = InformationCriteria.of(same ? rss : Double.NaN, weights, parameters);
      aicc[i] = Double.isFinite(of.aicc()) ? of.aicc() : Double.NaN;
      bic[i] = of.bic();
      compared += Double.isFinite(aicc[i]) ? 1 : 0;
      rows.add(
          new Cells(Tables.MODEL_WEIGHTS.schema())
              .copy(fit, List.of("scan", "region", "is_group", "model", "status", "weighted_rss"))
              .put("n_frames", fit.getAs("frames_used"))
              .put("n_parameters", parameters)
              .put("aic", of.aic())
              .put("aicc", aicc[i])
              .put("bic", bic[i])
              .put("version", Version.current()));
    }
    double[] byAicc = InformationCriteria.akaikeWeights(aicc);
    double[] byBic = InformationCriteria.akaikeWeights(bic);
    double least = least(aicc);
    List<Row> made = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean counts = Double.isFinite(aicc[i]);
      made.add(
          rows.get(i)
              .put("delta_aicc", aicc[i] - least)
              .put("weight_aicc", counts ? (Double) byAicc[i] : null)
              .put("weight_bic", counts ? (Double) byBic[i] : null)
              .put("n_models", compared)
              .row());
    }
    return made;
  }

  private static double least(double[] criteria) {
    double least = Double.NaN;
    for (double value : criteria) {
      least = value < least || Double.isNaN(least) ? value : least;
    }
    return least;
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new CompareModels(), args);
  }
}
