package org.tacflow.jobs;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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

  private static final List<String> SCALED =
      List.of("value", "se", "value_sd_input", "mean", "sd", "median");

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

  /** The estimates with the column {@code scaling}, and the rows that entries ask for. */
  static Dataset<Row> with(RunContext run, Dataset<Row> estimates) {
    Dataset<Row> all = estimates.withColumn("scaling", lit(null).cast("string"));
    for (CohortConfig.Model model : run.config().models()) {
      TissueRates rates = model.tissueRates();
      Dataset<Row> own = estimates.where(col("model").equalTo(model.id()));
      String density = "tissue density " + rates.density() + " g/mL";
      if (rates.bloodFlow()) {
        Dataset<Row> flow =
            own.where("outcome = 'K1'")
                .withColumn("outcome", lit(FLOW))
                .withColumn("unit", lit("mL/100 g/min"))
                .withColumn("scaling", lit(density));
        all = all.unionByName(scaled(flow, lit(100 / rates.density())));
      }
      if (rates.metabolism()) {
        Column glucose = col("glucose");
        Dataset<Row> flux =
            own.where("outcome = 'Ki'")
                .join(broadcast(PlasmaGlucose.of(run, rates)), new String[] {"scan"}, "left")
                .withColumn("outcome", lit(METABOLISM))
                .withColumn("unit", lit("umol/100 g/min"))
                .withColumn("status", coalesce(col("glucose_status"), col("status")))
                .withColumn(
                    "scaling",
                    concat(
                        lit("plasma glucose "),
                        coalesce(glucose.cast("string"), lit("unknown")),
                        lit(
                            " mmol/L, lumped constant "
                                + rates.lumpedConstant()
                                + ", "
                                + density)));
        Column factor = glucose.multiply(100 / (rates.density() * rates.lumpedConstant()));
        all = all.unionByName(scaled(flux, factor).drop("glucose", "glucose_status"));
      }
    }
    return all;
  }

  private static Dataset<Row> scaled(Dataset<Row> rows, Column factor) {
    Dataset<Row> scaled = rows;
    for (String column : SCALED) {
      scaled = scaled.withColumn(column, col(column).multiply(factor));
    }
    return scaled;
  }
}
