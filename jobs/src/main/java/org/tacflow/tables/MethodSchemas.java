package org.tacflow.tables;

import org.apache.spark.sql.types.StructType;

/** Columns of the tables that hold results across models, regions or scans. */
final class MethodSchemas {
  private MethodSchemas() {}

  static StructType scanSettings() {
    return new SchemaBuilder()
        .text("scan", "scan key")
        .text("model", "id of the model entry of the configuration")
        .text("setting", "t_star, VB or k2prime")
        .number("value", "unit", "what holds for every curve of the scan, null when not found")
        .text("unit", "unit of value and se")
        .number("se", "unit", "standard error of the region's fit, null for t_star")
        .text("region", "region, group or whole brain that it comes from")
        .number("criterion", "1", "largest relative change of the outcome behind this t*")
        .number("tolerance", "1", "largest change allowed, null without t_star")
        .count("n_frames", "frames that the fit used")
        .numbers("candidates", "min", "every t* tried")
        .maybeNumbers("candidate_outcomes", "unit", "outcome by each, null where it failed")
        .maybeNumbers("candidate_deviations", "1", "largest relative change behind each")
        .text("status", "found, how the fit ended, or why there is none")
        .text("version", "program version")
        .build();
  }

  static StructType sime() {
    return new SchemaBuilder()
        .text("scan", "scan key")
        .number("VND", "mL/cm3", "non-displaceable volume of the least cost, null at an end")
        .number("VND_se", "mL/cm3", "its standard error by the curvature of the cost")
        .texts("regions", "regions that share it")
        .count("n_regions", "number of these")
        .number("VB", "1", "blood volume fraction, fixed")
        .numbers("grid", "mL/cm3", "VND tried")
        .maybeNumbers("costs", "(kBq/mL)2", "weighted residual sum over all regions by each")
        .text("status", "converged, at_bound where the least cost lies at an end, or why none")
        .text("version", "program version")
        .build();
  }

  static StructType weights() {
    return new SchemaBuilder()
        .text("scan", "scan key")
        .text("region", "region or group name")
        .flag("is_group", "whether it is a group of the configuration")
        .text("model", "id of a model entry that describes the whole curve")
        .text("status", "how the fit ended")
        .number("weighted_rss", "(kBq/mL)2", "sum of weight times squared residual")
        .count("n_frames", "frames with weight above 0")
        .count("n_parameters", "fitted parameters, blood volume included, variance not")
        .number("aic", "1", "Akaike's criterion of the weighted residuals")
        .number("aicc", "1", "the same corrected for few frames, null where those do not suffice")
        .number("bic", "1", "Schwarz's criterion")
        .number("delta_aicc", "1", "AICc above the best model of this curve")
        .number("weight_aicc", "1", "share of the model, the shares of a curve sum to 1")
        .number("weight_bic", "1", "the same by BIC")
        .count("n_models", "models that share the weights")
        .text("version", "program version")
        .build();
  }

  static StructType occupancy() {
    return new SchemaBuilder()
        .text("participant_id", "sub-…")
        .text("tracer", "tracer id of the registry")
        .text("baseline_scan", "scan key without the drug, null when there is none")
        .text("blocked_scan", "scan key with the drug, null when there is none")
        .text("method", "lassen over regions, or ratio of BPND of one region")
        .text("model", "id of the model entry of the configuration")
        .text("outcome", "VT for lassen, BPND for ratio")
        .text("estimate", "voxels or mean_tac")
        .text("parcellation", "seg label, or dseg")
        .text("region", "region or group name, null for lassen")
        .flag("is_group", "whether it is a group, null for lassen")
        .number("occupancy", "1", "share of the target that the drug took, null when there is none")
        .number("occupancy_se", "1", "its standard error: of the line, or of both fits")
        .number("VND", "mL/cm3", "non-displaceable volume where the Lassen line meets 0")
        .number("VND_se", "mL/cm3", "its standard error")
        .count("n_regions", "regions behind the line")
        .number("baseline_value", "1", "BPND without the drug")
        .number("blocked_value", "1", "BPND with the drug")
        .texts("flags", "occupancy_outside, vnd_outside, few_regions, poor_precision …")
        .text("status", "ok, or why there is no number")
        .text("settings_hash", "hash of the model entry and what it rests on")
        .text("version", "program version")
        .build();
  }
}
