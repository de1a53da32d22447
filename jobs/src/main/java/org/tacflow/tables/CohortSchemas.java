package org.tacflow.tables;

import org.apache.spark.sql.types.StructType;

/** Columns of the tables that hold group statistics. */
final class CohortSchemas {
  private CohortSchemas() {}

  static SchemaBuilder outcomeCase(SchemaBuilder columns) {
    return columns
        .text("tracer", "tracer id of the registry")
        .text("model", "id of the model entry of the configuration")
        .text("outcome", "BEP023 label or derived measure")
        .text("estimate", "voxels or mean_tac")
        .text("reference_region", "reference region, null without")
        .number("window_begin", "min", "window of SUV and SUVR, null without")
        .number("window_end", "min", "window of SUV and SUVR, null without")
        .text("parcellation", "seg label, or dseg")
        .text("region", "region or group name")
        .flag("is_group", "whether it is a group of the configuration");
  }

  static StructType contrasts() {
    return outcomeCase(
            new SchemaBuilder()
                .text("disease", "diagnosis")
                .text("subgroup", "subgroup of the disease, or all")
                .text("comparator", "diagnosis compared with")
                .text("comparator_subgroup", "subgroup compared with, or all"))
        .text("method", "welch, mann_whitney, ancova, or interaction: of group and genotype")
        .text("covariates", "held constant, separated by spaces; empty without")
        .text("transform", "log or none, of the outcome")
        .count("n_group", "people of the group")
        .count("n_comparator", "people compared with")
        .number("mean_group", "unit", "mean of the group, on the transformed scale")
        .number("mean_comparator", "unit", "mean of the comparator, on the transformed scale")
        .number("sd_group", "unit", "standard deviation of the group, n - 1")
        .number("sd_comparator", "unit", "standard deviation of the comparator, n - 1")
        .number("difference", "unit", "group minus comparator; Hodges-Lehmann shift for ranks")
        .number("ci_low", "unit", "lower end of its 95 % interval")
        .number("ci_high", "unit", "upper end of its 95 % interval")
        .number("percent", "%", "difference in percent of the comparator; 100 (exp(b) - 1) for log")
        .number("percent_low", "%", "lower end, log scale only")
        .number("percent_high", "%", "upper end, log scale only")
        .text("effect", "hedges_g, rank_biserial, or adjusted_d: difference over residual SD")
        .number("effect_size", "1", "size of the effect")
        .number("effect_low", "1", "lower end of its 95 % interval")
        .number("effect_high", "1", "upper end of its 95 % interval")
        .number("smallest_detectable", "1", "standardised difference found with 80 % power")
        .number("statistic", "1", "t, W of the group, or F by type II (III for interaction)")
        .count("term_df", "numerator degrees of freedom of F, null otherwise")
        .number("df", "1", "degrees of freedom of t, or of the error of F")
        .number("p", "1", "two-sided p")
        .number("p_adjusted", "1", "Benjamini-Hochberg over the family")
        .text("family", "id of the family: what was corrected together")
        .count("family_size", "tests in the family")
        .number("genotype_p", "1", "Fisher exact p that the genotypes of both groups are alike")
        .count("excluded_lab", "low-affinity binders left out")
        .count("excluded_genotype", "left out for an unknown or refused genotype")
        .count("excluded_covariate", "left out for a missing covariate")
        .count("excluded_outcome", "left out for no outcome")
        .count("excluded_repeat", "further scans of a person, left out so that n counts people")
        .texts("cases", "person and outcome where there are too few for a test")
        .texts("flags", "genotype_unadjusted, genotype_imbalance, small_n, reference_differs …")
        .text("status", "ok, or why there is no number")
        .text("settings_hash", "hash of the model entry and what it rests on")
        .text("version", "program version")
        .build();
  }

  static StructType genotypes() {
    return new SchemaBuilder()
        .text("tracer", "tracer id of the registry")
        .text("disease", "diagnosis; all for everyone")
        .text("subgroup", "subgroup of the disease, or all")
        .count("n", "people with a scan")
        .count("hab", "high-affinity binders")
        .count("mab", "mixed-affinity binders")
        .count("lab", "low-affinity binders")
        .count("unknown", "not genotyped")
        .count("refused", "a genotype that could not be read")
        .flag("lab_excluded", "whether tests of this tracer leave low-affinity binders out")
        .text("compared_with", "whose genotypes the test compares, null without a test")
        .text("test", "fisher, or chi_square where the table is large")
        .number("p", "1", "p that genotype does not depend on the group")
        .number("smallest_expected", "1", "smallest expected count of the compared table")
        .number("low_allele_frequency", "1", "share of the low-affinity allele")
        .number("hardy_weinberg_chi_square", "1", "deviation from Hardy-Weinberg, one df")
        .number("hardy_weinberg_p", "1", "its upper tail; a quality line, no exclusion rule")
        .texts("flags", "genotype_imbalance, hardy_weinberg, unknown_genotype")
        .text("status", "ok, or why there is no test")
        .text("version", "program version")
        .build();
  }

  static StructType agreement() {
    return new SchemaBuilder()
        .text("finding", "id of the published finding")
        .text("kind", "correlation, group_contrast …")
        .text("disease", "as published")
        .text("subgroup", "as published, or all")
        .text("comparator", "whom the published contrast is against, null for correlations")
        .text("tracer", "tracer id of the registry")
        .text("target", "what the tracer binds to")
        .text("published_outcome", "outcome in the words of the source")
        .text("scale", "scale id of the registry, null without")
        .text("region", "region of the finding; all of them where it is not tested")
        .text("expected_raw", "published sign against the score as written")
        .text("expected_severity", "published sign against severity")
        .text("expected_group_effect", "higher, lower, no_difference …, null for correlations")
        .count("n_patients_published", "null when not known")
        .count("n_controls_published", "null when not known")
        .text("study", "literature source, null when not known")
        .text("model", "id of the model entry of the result")
        .text("outcome", "outcome of the result")
        .text("estimate", "voxels or mean_tac")
        .text("result_region", "region of the result")
        .text("result_disease", "diagnosis of the people behind the result")
        .text("result_subgroup", "subgroup of them, or all")
        .text("result_comparator", "group or subgroup they are compared with, null without")
        .text("reference_region", "reference region of the result, null without")
        .text("adjustment", "adjustment of the correlation, or covariates of the contrast")
        .text("held", "held constant, separated by spaces; null for models")
        .number("estimate_value", "1", "r against the raw score, or the adjusted difference")
        .number("estimate_severity", "1", "r against severity, null for contrasts")
        .number("ci_low", "1", "lower end of the 95 % interval of estimate_value")
        .number("ci_high", "1", "upper end of the 95 % interval of estimate_value")
        .number("p", "1", "two-sided p of the result")
        .number("p_adjusted", "1", "the same over its family")
        .count("n_here", "patients behind the result")
        .count("n_controls_here", "controls behind the result, null for correlations")
        .texts("flags", "flags of the result, unnamed_region, target_is_reference …")
        .text("agreement", "agree, disagree, undecided or not_testable")
        .text("reason", "why it is not testable or undecided")
        .text("settings_hash", "hash of the model entry and what it rests on")
        .text("version", "program version")
        .build();
  }

  static StructType targets() {
    return new SchemaBuilder()
        .text("property", "what is compared")
        .text("tspo", "what is said of TSPO")
        .text("cx3cr1", "what is said of CX3CR1")
        .text("finding", "published finding that says it, null where registries or results do")
        .text("note", "what to mind, null without")
        .text("version", "program version")
        .build();
  }

  static StructType retest() {
    return outcomeCase(new SchemaBuilder().text("disease", "diagnosis, or all"))
        .texts("sessions", "sessions of the configuration; empty for the first two of a person")
        .count("n", "people with two scans")
        .number("mean", "unit", "mean of both scans over people")
        .number("icc", "1", "ICC(1,1), one-way random")
        .number("icc_low", "1", "lower end of its 95 % interval")
        .number("icc_high", "1", "upper end of its 95 % interval")
        .number("absolute_variability", "%", "mean of 100 |a - b|/((a + b)/2)")
        .number("mean_change", "%", "mean of 100 (b - a)/a")
        .number("sem", "unit", "standard error of measurement, sqrt(sum (a - b)^2/(2n))")
        .number("sem_percent", "%", "the same in percent of the mean")
        .number("cov", "%", "standard deviation of the person means over their mean")
        .text("status", "ok, or why there is no number")
        .text("settings_hash", "hash of the model entry and what it rests on")
        .text("version", "program version")
        .build();
  }

  static StructType references() {
    return new SchemaBuilder()
        .text("tracer", "tracer id of the registry")
        .text("reference_region", "reference region of a model entry")
        .text("disease", "diagnosis")
        .text("comparator", "diagnosis of the controls")
        .count("n_group", "people of the group")
        .count("n_comparator", "controls")
        .number("difference", "g/mL", "group minus controls of SUV, second half of the scan")
        .number("ci_low", "g/mL", "lower end of its 95 % interval")
        .number("ci_high", "g/mL", "upper end of its 95 % interval")
        .number("p", "1", "two-sided p by Welch")
        .flag("differs", "whether p < 0.05: ratios and BPND to it mix two differences")
        .text("status", "ok, or why there is no number")
        .text("version", "program version")
        .build();
  }

  static StructType harmonised() {
    return outcomeCase(new SchemaBuilder().text("scan", "scan key").text("participant_id", "sub-…"))
        .text("site", "site, null without")
        .number("value_before", "unit", "the outcome as it was measured")
        .number("value_after", "unit", "without the effect of the site, null when there is none")
        .text("transform", "log or none: the scale on which sites act")
        .text("harmonisation", "parametric or nonparametric ComBat")
        .text("fitted_on", "controls or all")
        .texts(
            "flags", "site_of_one: one fitted person, so that its shift goes and its scale stays")
        .text("status", "ok, or why there is no number")
        .text("settings_hash", "hash of the model entry and what it rests on")
        .text("version", "program version")
        .build();
  }
}
