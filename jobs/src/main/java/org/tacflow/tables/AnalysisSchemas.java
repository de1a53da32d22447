package org.tacflow.tables;

import org.apache.spark.sql.types.StructType;

/** Columns of the tables that hold the models of the configuration's analyses. */
final class AnalysisSchemas {
  private AnalysisSchemas() {}

  static StructType modelTerms() {
    return CohortSchemas.outcomeCase(
            new SchemaBuilder()
                .text("analysis", "id of the analysis of the configuration")
                .text("kind", "linear, logistic, mixed_visits or mixed_regions")
                .text("disease", "diagnosis; several joined by + where the group is a term")
                .text("subgroup", "subgroup of the disease, or all")
                .text("scale", "scale id of the registry, null without"))
        .text("formula", "response and terms that were fitted")
        .text("transform", "log, per_sd or none, of the outcome")
        .text("term", "term or coefficient; null where no model was fitted")
        .text("test", "coefficient, or type_ii or type_iii: F of the term")
        .number("coefficient", "unit", "per step of its column; log odds for logistic")
        .number("se", "unit", "its standard error")
        .number("ci_low", "unit", "lower end of its 95 % interval")
        .number("ci_high", "unit", "upper end of its 95 % interval")
        .number("odds_ratio", "1", "per step of the column, logistic only")
        .number("odds_low", "1", "lower end of its 95 % profile interval")
        .number("odds_high", "1", "upper end of its 95 % profile interval")
        .number("statistic", "1", "t, normal deviate or F")
        .count("term_df", "numerator degrees of freedom of F, null otherwise")
        .number("df", "1", "degrees of freedom (Satterthwaite if mixed), null for a deviate")
        .number("p", "1", "two-sided p, upper tail for F")
        .number("p_adjusted", "1", "Benjamini-Hochberg over the family")
        .text("family", "id of the family: what was corrected together")
        .count("family_size", "tests in the family")
        .number("smallest_detectable", "unit", "coefficient found with 80 % power: 2.80 se")
        .count("n", "people behind the model")
        .count("n_rows", "rows behind the model: scans, or regions of scans")
        .count("n_events", "people with a yes, logistic only")
        .number("sd_intercept", "unit", "spread of the level over people, mixed only")
        .number("sd_slope", "unit/year", "spread of the change over people, null without")
        .number("sd_residual", "unit", "residual spread, mixed only")
        .number("reml_criterion", "1", "-2 ln of the restricted likelihood, mixed only")
        .count("excluded_lab", "low-affinity binders left out, scans")
        .count("excluded_genotype", "left out for an unknown or refused genotype")
        .count("excluded_covariate", "left out for a missing covariate or day")
        .count("excluded_score", "left out for no score in the window")
        .count("excluded_outcome", "left out for no outcome")
        .count("excluded_repeat", "further scans of a person, left out")
        .texts("cases", "person, outcome and score where there are too few for a test")
        .texts("flags", "genotype_unadjusted, small_n, singular, firth …")
        .text("status", "ok, or why there is no number")
        .text("settings_hash", "hash of the model entry and what it rests on")
        .text("version", "program version")
        .build();
  }

  static StructType metaAnalyses() {
    return new SchemaBuilder()
        .text("analysis", "id of the analysis of the configuration")
        .text("over", "site or tracer")
        .text("effect", "correlation (Fisher z) or difference (Hedges g)")
        .text("disease", "diagnosis")
        .text("subgroup", "subgroup of the disease, or all")
        .text("comparator", "controls of a difference, null for correlations")
        .text("scale", "scale id of the registry, null for differences")
        .text("target", "what the tracers bind to")
        .text("tracer", "tracer id; several joined by + where tracers are pooled")
        .text("model", "id of the model entry; several joined by +")
        .text("outcome", "outcome")
        .text("estimate", "voxels, mean_tac or imported")
        .text("parcellation", "seg label, or dseg")
        .text("region", "region or group name")
        .flag("is_group", "whether it is a group of the configuration")
        .text("method", "dersimonian_laird or reml")
        .text("adjustment", "genotype or none: whether it is held within each study")
        .text("covariates", "what else is held within each study, separated by spaces")
        .count("studies", "studies pooled")
        .count("n", "people in all studies, each as often as in studies")
        .count("n_participants", "different people; fewer than n where studies share them")
        .number("mean", "1", "mean effect: z or g")
        .number("se", "1", "its standard error")
        .number("ci_low", "1", "lower end of its 95 % interval, Knapp-Hartung")
        .number("ci_high", "1", "upper end of its 95 % interval, Knapp-Hartung")
        .number("prediction_low", "1", "lower end of the 95 % interval of a new study, null for 2")
        .number("prediction_high", "1", "upper end of the 95 % interval of a new study")
        .number("r", "1", "mean as a correlation with the raw score, null for differences")
        .number("r_low", "1", "lower end of its 95 % interval, Knapp-Hartung")
        .number("r_high", "1", "upper end of its 95 % interval, Knapp-Hartung")
        .number("r_severity", "1", "mean as a correlation with severity")
        .number("p", "1", "two-sided p of Knapp-Hartung, t with studies - 1 degrees of freedom")
        .number("p_normal", "1", "two-sided p of mean/se by the normal distribution: liberal")
        .number("ci_low_normal", "1", "lower end of the interval that goes with it: too narrow")
        .number("ci_high_normal", "1", "upper end of the interval that goes with it")
        .number("p_adjusted", "1", "Benjamini-Hochberg over the family")
        .text("family", "id of the family: what was corrected together")
        .count("family_size", "tests in the family")
        .number("tau_squared", "1", "variance between studies, in squared units of the mean")
        .number("q", "1", "Cochran's heterogeneity")
        .number("q_p", "1", "its p, studies - 1 degrees of freedom")
        .number(
            "i_squared",
            "%",
            "share of the variance of an effect that lies between studies: tau²/(tau² + s²)")
        .texts("pooled", "each study: name, effect, n")
        .texts("left_out", "studies without an effect and why")
        .texts(
            "flags",
            "genotype_unadjusted, few_studies (below 5), shared_people (studies are not independent"
                + " and the interval is too narrow)")
        .text("status", "ok, or why there is no number")
        .text("version", "program version")
        .build();
  }
}
