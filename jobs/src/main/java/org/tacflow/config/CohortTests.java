package org.tacflow.config;

import java.io.Serializable;
import java.util.List;

/**
 * Which tests the cohort statistics make, beside what {@link CohortConfig.Correlations} says.
 *
 * @param controlGroup diagnosis of the controls
 * @param covariates columns held constant beside the genotype, in order
 * @param adjustments how correlations mind the genotype
 * @param methods coefficients of the correlations: pearson, spearman, kendall
 * @param permutations random orders of the permutation tests; 0 for none
 * @param exchangeability within what people are exchangeable
 * @param harmonisation how site effects are removed before any test
 * @param harmoniseOn whose values the site effects are estimated from
 * @param retestSessions sessions of test and retest, without {@code ses-}; empty for all
 * @param bootstrap resamples of the bootstrap intervals of correlations; 0 for none
 */
public record CohortTests(
    String controlGroup,
    List<Covariate> covariates,
    List<GenotypeAdjustment> adjustments,
    List<String> methods,
    int permutations,
    Exchangeability exchangeability,
    Harmonisation harmonisation,
    HarmoniseOn harmoniseOn,
    List<String> retestSessions,
    int bootstrap)
    implements Serializable {

  /** Columns of {@code cohort} that may be held constant. */
  public enum Covariate {
    /** Age, years. */
    AGE,
    /** Sex as recorded. */
    SEX,
    /** Imaging site. */
    SITE
  }

  /** How a correlation minds the genotype of the tracer's target. */
  public enum GenotypeAdjustment {
    /** Not at all; rows of sensitive tracers carry a flag. */
    NONE,
    /** Partial correlation given the genotype and the covariates. */
    GENOTYPE,
    /** One correlation per genotype, pooled by Fisher's z; sensitive tracers only. */
    STRATIFIED,
    /** Outcomes in standard deviations of controls of that genotype; sensitive tracers only. */
    ZSCORE
  }

  /** Within what people are exchangeable under the null hypothesis. */
  public enum Exchangeability {
    /** All people of a stratum. */
    ALL,
    /** People of one site. */
    SITE
  }

  /** How site effects are removed. */
  public enum Harmonisation {
    /** Values as they were measured. */
    NONE,
    /** ComBat with normal and inverse gamma priors. */
    PARAMETRIC,
    /** ComBat with the empirical priors. */
    NONPARAMETRIC
  }

  /** Whose values the site effects are estimated from. */
  public enum HarmoniseOn {
    /** Controls only. */
    CONTROLS,
    /** Everyone, the group held in. */
    ALL
  }

  /** Controls HC, Pearson and Spearman, plain and given the genotype. */
  public static CohortTests usual() {
    return new CohortTests(
        "HC",
        List.of(),
        List.of(GenotypeAdjustment.NONE, GenotypeAdjustment.GENOTYPE),
        List.of("pearson", "spearman"),
        0,
        Exchangeability.SITE,
        Harmonisation.NONE,
        HarmoniseOn.CONTROLS,
        List.of(),
        0);
  }

  /** Copies the lists. */
  public CohortTests {
    covariates = List.copyOf(covariates);
    adjustments = List.copyOf(adjustments);
    methods = List.copyOf(methods);
    retestSessions = List.copyOf(retestSessions);
  }
}
