package org.tacflow.tables;

import org.apache.spark.sql.types.StructType;
import org.tacflow.kinetics.Parameter;

/** Columns of the tables that hold results. */
final class ResultSchemas {
  private ResultSchemas() {}

  static SchemaBuilder scanKey() {
    return new SchemaBuilder()
        .text("scan", "scan key: entities in fixed order")
        .text("participant_id", "sub-…")
        .text("session_id", "ses-… or null");
  }

  static StructType voxelFits() {
    return fits("voxel");
  }

  static StructType regionalFits() {
    return fits("region");
  }

  private static StructType fits(String unit) {
    SchemaBuilder columns = new SchemaBuilder().text("scan", "scan key");
    if (unit.equals("voxel")) {
      columns
          .count("voxel", "index in the image, x fastest, from 0")
          .text("region", "region name of the label image");
    } else {
      columns
          .text("region", "region or group name")
          .flag("is_group", "whether it is a group of the configuration");
    }
    columns
        .text("status", "how the fit ended")
        .text("bounds_hit", "parameters on a bound, separated by spaces, null without");
    for (Parameter p : Tables.fitParameters()) {
      columns
          .number(p.name(), p.unit(), p.meaning())
          .number(p.name() + "_se", p.unit(), "standard error of " + p.name());
    }
    return columns
        .number("weighted_rss", "(kBq/mL)2", "sum of weight times squared residual")
        .count("frames_used", "frames with weight above 0")
        .text("model", "id of the model entry of the configuration")
        .build();
  }

  private static SchemaBuilder outcomeColumns() {
    return scanKey()
        .text("tracer", "tracer id of the registry")
        .text("parcellation", "seg label, or dseg")
        .text("region", "region or group name")
        .flag("is_group", "whether it is a group of the configuration")
        .text("model", "id of the model entry of the configuration")
        .text("outcome", "BEP023 label of the parameter")
        .text("unit", "unit of value, se, mean, sd and median")
        .text("estimate", "voxels: median of voxel fits; mean_tac: fit of the mean curve")
        .number("value", "unit", "the estimate, null when there is none")
        .number("se", "unit", "standard error of the fit, null for voxels")
        .number("value_sd_input", "unit", "spread over resampled inputs, null without")
        .number("mean", "unit", "mean over converged voxels")
        .number("sd", "unit", "standard deviation over converged voxels")
        .number("median", "unit", "median over converged voxels")
        .count("n_voxels", "voxels of the region")
        .count("n_failed", "voxels without numbers")
        .text("status", "how the fit ended, or why there is none")
        .flag("estimates_differ", "whether voxels and mean_tac differ by more than 10 %")
        .text("scaling", "constants that CBF and CMRglc rest on, null for others")
        .number("volume", "mm3", "volume, null when unknown")
        .text("reference_region", "reference region, null without")
        .number("window_begin", "min", "window of SUV and SUVR, null without")
        .number("window_end", "min", "window of SUV and SUVR, null without")
        .text("settings_hash", "hash of the model entry and what it rests on")
        .text("input_hash", "SHA-256 of the files behind the scan")
        .text("version", "program version");
  }

  static StructType outcomes() {
    return outcomeColumns().build();
  }

  static StructType measures() {
    return outcomeColumns()
        .text("measure", "dvr, ratio, asymmetry, side or imported")
        .text("source_outcome", "outcome that it follows from")
        .build();
  }

  static StructType correlations() {
    return new SchemaBuilder()
        .text("disease", "diagnosis, or all")
        .text("subgroup", "subgroup of the disease, or all")
        .text("tracer", "tracer id of the registry")
        .text("model", "id of the model entry of the configuration")
        .text("outcome", "BEP023 label")
        .text("estimate", "voxels or mean_tac")
        .text("reference_region", "reference region, null without")
        .number("window_begin", "min", "window of SUV and SUVR, null without")
        .number("window_end", "min", "window of SUV and SUVR, null without")
        .text("parcellation", "seg label, or dseg")
        .text("region", "region or group name")
        .flag("is_group", "whether it is a group of the configuration")
        .text("scale", "scale id of the registry")
        .text("method", "pearson, spearman or kendall")
        .text(
            "adjustment",
            "none, genotype (partial; the genotype where the tracer feels it, and covariates),"
                + " stratified (pooled) or zscore (of controls)")
        .text("covariates", "held constant, separated by spaces; empty without")
        .text("transform", "log or none, of the outcome")
        .count("n", "pairs behind the number")
        .count("n_participants", "people behind the pairs")
        .number("r", "1", "correlation with the score as it is written")
        .number(
            "r_severity",
            "1",
            "correlation with severity: sign turned where a high score is better")
        .number("ci_low", "1", "lower end of the interval of r")
        .number("ci_high", "1", "upper end of the interval of r")
        .number("confidence_level", "1", "level of the interval")
        .number("t", "1", "test statistic; normal deviate for kendall and stratified")
        .number("df", "1", "degrees of freedom, null for a normal deviate")
        .number("p", "1", "two-sided p")
        .count("strata", "genotypes that were pooled, null without")
        .number("heterogeneity_p", "1", "p that the pooled genotypes share one correlation")
        .number("smallest_detectable_r", "1", "correlation found at this n with 80 % power")
        .number("p_permutation", "1", "Freedman-Lane permutation p of pearson, null without")
        .number("p_fwe", "1", "the same family-wise over regions, by the largest |r|")
        .count("n_permutation", "people with a value in every region")
        .count("permutations", "orders behind the permutation p")
        .number("p_adjusted", "1", "Benjamini-Hochberg over the family")
        .text("family", "id of the family: what was corrected together")
        .count("family_size", "tests in the family")
        .count("excluded_lab", "low-affinity binders left out")
        .count("excluded_genotype", "left out for an unknown or refused genotype")
        .count("excluded_covariate", "left out for a missing covariate")
        .count("excluded_score", "left out for no score in the window")
        .count("excluded_outcome", "left out for no outcome")
        .count("excluded_repeat", "further scans of a person, left out so that n counts people")
        .number("bootstrap_low", "1", "lower end of the 95 % bootstrap interval (BCa) of r")
        .number("bootstrap_high", "1", "upper end of the same, null where not asked for")
        .texts("cases", "person, outcome and score where there are too few for a test")
        .texts("flags", "genotype_unadjusted, small_n, estimates_differ …")
        .text("status", "ok, or why there is no number")
        .text("settings_hash", "hash of the model entry and the correlation settings")
        .text("version", "program version")
        .build();
  }
}
