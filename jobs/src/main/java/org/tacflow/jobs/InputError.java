package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;
import scala.Tuple2;

/**
 * The error of the input carried into the outcomes of mean curves.
 *
 * <p>Every model is fitted with every resampled input; the standard deviation over the fits that
 * have numbers stands beside the fit's own standard error, which holds for a perfectly known input.
 */
final class InputError {
  private InputError() {}

  /**
   * The spread of one outcome of a mean curve.
   *
   * @param standardDeviation over the fits with numbers, NaN when fewer than half have them
   */
  record Spread(RegionId region, String model, String outcome, double standardDeviation)
      implements Serializable {
    Outcome.Key key() {
      return new Outcome.Key(region, model, outcome);
    }
  }

  /** Gives the outcomes of mean curves the spreads that there are. */
  static void add(Iterable<Spread> spreads, List<Outcome> outcomes) {
    Map<Outcome.Key, Spread> known = new HashMap<>();
    spreads.forEach(spread -> known.put(spread.key(), spread));
    outcomes.replaceAll(
        outcome -> {
          Spread own = known.get(outcome.key());
          boolean ofMean = outcome.estimate().equals(Outcome.MEAN_TAC);
          return own != null && ofMean ? outcome.withInputSd(own.standardDeviation()) : outcome;
        });
  }

  /** Spreads by scan; none without resampled inputs. */
  static JavaPairRDD<String, Spread> spreads(RunContext run) {
    if (run.config().blood().models().resamples() == 0) {
      return JavaPairRDD.fromJavaRDD(
          JavaSparkContext.fromSparkContext(run.spark().sparkContext()).emptyRDD());
    }
    HashMap<String, ScanTable.Scan> scans = new HashMap<>();
    ScanTable.accepted(run.tables()).forEach(scan -> scans.put(scan.key(), scan));
    Dataset<Row> inputs =
        run.tables()
            .read(Tables.INPUT_FUNCTIONS)
            .where("plasma_resamples is not null")
            .select(
                "scan",
                "time",
                "plasma_resamples",
                "whole_blood_time",
                "whole_blood",
                "delay",
                "weights");
    Dataset<Row> curves =
        run.tables()
            .read(Tables.REGIONAL_TACS)
            .where("tac is not null")
            .select(col("scan"), col("region"), col("is_group"), col("tac"));
    ResampledFits fits =
        new ResampledFits(scans, run.config(), ScanModels.read(run.tables(), run.config()));
    return byScan(curves)
        .cogroup(byScan(inputs), run.tasksOfScans())
        .flatMapValues(
            scan -> {
              List<Spread> spreads = new ArrayList<>();
              scan._2().forEach(input -> spreads.addAll(fits.of(input, scan._1())));
              return spreads.iterator();
            });
  }

  private static JavaPairRDD<String, Row> byScan(Dataset<Row> rows) {
    return rows.toJavaRDD().mapToPair(row -> new Tuple2<>(row.<String>getAs("scan"), row));
  }
}
