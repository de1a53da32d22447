package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.TacFitter;
import org.tacflow.numerics.PiecewiseLinear;
import org.tacflow.udf.ModelEntry;

/** Fits of the regions of one scan with each of its resampled inputs. */
final class ResampledFits implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, ScanTable.Scan> scans;
  private final CohortConfig config;
  private final HashMap<String, Map<String, KineticModel<?>>> models;

  /**
   * For the scans of a run.
   *
   * @param models models found per scan, by scan key and entry id
   */
  ResampledFits(
      HashMap<String, ScanTable.Scan> scans,
      CohortConfig config,
      HashMap<String, Map<String, KineticModel<?>>> models) {
    this.scans = scans;
    this.config = config;
    this.models = models;
  }

  /**
   * The spreads of all outcomes of arterial models.
   *
   * @param input row of {@code input_functions}
   * @param regions rows of {@code regional_tacs} that have curves
   */
  List<InputError.Spread> of(Row input, Iterable<Row> regions) {
    ScanTable.Scan scan = scans.get(input.<String>getAs("scan"));
    List<ArterialInput> draws = draws(input);
    FrameWeights weights = FrameWeights.of(Rows.doubles(input, "weights"));
    List<RegionId> ids = new ArrayList<>();
    List<double[]> curves = new ArrayList<>();
    for (Row region : regions) {
      ids.add(new RegionId(region.getAs("region"), region.getAs("is_group")));
      curves.add(Rows.doubles(region, "tac"));
    }
    List<InputError.Spread> spreads = new ArrayList<>();
    for (ModelEntry entry : ModelEntries.all(config)) {
      List<String> tracers = ModelEntries.tracers(config, entry.id());
      boolean wanted = tracers.isEmpty() || tracers.contains(scan.tracer());
      KineticModel<?> model =
          entry.perScan()
              ? models.getOrDefault(scan.key(), Map.of()).get(entry.id())
              : entry.model();
      if (!wanted || model == null || model.inputType() != ArterialInput.class) {
        continue;
      }
      double[][][] estimates = fit(arterial(model), scan.timing(), weights, draws, curves);
      for (int r = 0; r < curves.size(); r++) {
        for (int p = 0; p < estimates[r].length; p++) {
          String outcome = entry.model().parameters().get(p).name();
          double deviation = standardDeviation(estimates[r][p]);
          spreads.add(new InputError.Spread(ids.get(r), entry.id(), outcome, deviation));
        }
      }
    }
    return spreads;
  }

  private static List<ArterialInput> draws(Row row) {
    double[] time = Rows.doubles(row, "time");
    double[] flat = Rows.doubles(row, "plasma_resamples");
    PiecewiseLinear blood =
        PiecewiseLinear.of(Rows.doubles(row, "whole_blood_time"), Rows.doubles(row, "whole_blood"));
    double delay = row.<Double>getAs("delay");
    List<ArterialInput> draws = new ArrayList<>();
    for (int at = 0; at < flat.length; at += time.length) {
      double[] values = Arrays.copyOfRange(flat, at, at + time.length);
      draws.add(new ArterialInput(PiecewiseLinear.of(time, values), blood).delayed(delay));
    }
    return draws;
  }

  @SuppressWarnings("unchecked")
  private static KineticModel<ArterialInput> arterial(KineticModel<?> model) {
    return (KineticModel<ArterialInput>) model;
  }

  /** Estimates by region, parameter and draw; NaN where a fit has no numbers. */
  private static double[][][] fit(
      KineticModel<ArterialInput> model,
      FrameTiming timing,
      FrameWeights weights,
      List<ArterialInput> draws,
      List<double[]> curves) {
    int parameters = model.parameters().size();
    double[][][] estimates = new double[curves.size()][parameters][draws.size()];
    Fit fit = Fit.of(model);
    for (int d = 0; d < draws.size(); d++) {
      TacFitter fitter = model.bindRegion(timing, weights, draws.get(d));
      for (int r = 0; r < curves.size(); r++) {
        fitter.fit(curves.get(r), fit);
        for (int p = 0; p < parameters; p++) {
          estimates[r][p][d] = fit.estimates()[p];
        }
      }
    }
    return estimates;
  }

  /**
   * Standard deviation with {@code n − 1} over the finite values; NaN below half or two of them.
   */
  static double standardDeviation(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (finite.length < 2 || 2 * finite.length < values.length) {
      return Double.NaN;
    }
    double mean = Arrays.stream(finite).sum() / finite.length;
    double squares = 0;
    for (double value : finite) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (finite.length - 1));
  }
}
