package org.tacflow.jobs;

import java.io.Serializable;
import java.util.function.DoubleUnaryOperator;

/**
 * One outcome of a region by a model, in either estimate; NaN where there is no number.
 *
 * @param model id of the model entry
 * @param name BEP023 label
 * @param unit of all numbers
 * @param estimate {@link #VOXELS} or {@link #MEAN_TAC}
 * @param value the estimate
 * @param se standard error of the fit
 * @param inputSd spread of the value over resampled inputs
 * @param voxels over the voxels with numbers, where the estimate is theirs
 * @param count voxels of the region, null for mean curves
 * @param failed voxels without numbers, null for mean curves
 * @param status how the fit ended, or why there is none
 * @param scaling constants that it rests on, null without
 */
record Outcome(
    RegionId region,
    String model,
    String name,
    String unit,
    String estimate,
    double value,
    double se,
    double inputSd,
    RegionStatistics voxels,
    Integer count,
    Integer failed,
    String status,
    String scaling)
    implements Serializable {
  /** The median over voxel fits. */
  static final String VOXELS = "voxels";

  /** The fit of the mean curve. */
  static final String MEAN_TAC = "mean_tac";

  /** What both estimates of an outcome have in common. */
  record Key(RegionId region, String model, String name) {}

  Key key() {
    return new Key(region, model, name);
  }

  /** The fit of a mean curve, or what became of it. */
  static Outcome ofMean(
      RegionId region,
      String model,
      String name,
      String unit,
      double value,
      double se,
      String status) {
    return new Outcome(
        region,
        model,
        name,
        unit,
        MEAN_TAC,
        value,
        se,
        Double.NaN,
        RegionStatistics.NONE,
        null,
        null,
        status,
        null);
  }

  /** The voxels of a region. */
  static Outcome ofVoxels(
      RegionId region,
      String model,
      String name,
      String unit,
      RegionStatistics voxels,
      int count,
      int failed) {
    return new Outcome(
        region,
        model,
        name,
        unit,
        VOXELS,
        voxels.median(),
        Double.NaN,
        Double.NaN,
        voxels,
        count,
        failed,
        failed < count ? "converged" : "no_voxel_converged",
        null);
  }

  Outcome withInputSd(double sd) {
    return new Outcome(
        region, model, name, unit, estimate, value, se, sd, voxels, count, failed, status, scaling);
  }

  Outcome withStatus(String other) {
    return new Outcome(
        region, model, name, unit, estimate, value, se, inputSd, voxels, count, failed, other,
        scaling);
  }

  /** The same with the constants that it rests on. */
  Outcome restingOn(String constants) {
    return new Outcome(
        region, model, name, unit, estimate, value, se, inputSd, voxels, count, failed, status,
        constants);
  }

  /**
   * An outcome that follows from this one.
   *
   * @param location what becomes of value, mean and median
   * @param spread what becomes of standard deviations
   * @param error its standard error
   */
  Outcome become(
      String other,
      String otherUnit,
      DoubleUnaryOperator location,
      DoubleUnaryOperator spread,
      double error) {
    return new Outcome(
        region,
        model,
        other,
        otherUnit,
        estimate,
        location.applyAsDouble(value),
        error,
        spread.applyAsDouble(inputSd),
        new RegionStatistics(
            location.applyAsDouble(voxels.mean()),
            spread.applyAsDouble(voxels.sd()),
            location.applyAsDouble(voxels.median())),
        count,
        failed,
        status,
        scaling);
  }

  /** An outcome whose numbers all follow by one factor. */
  Outcome scaled(String other, String otherUnit, DoubleUnaryOperator factor) {
    return become(other, otherUnit, factor, factor, factor.applyAsDouble(se));
  }
}
