package org.tacflow.config;

import java.util.List;
import org.tacflow.config.CohortTests.Covariate;
import org.tacflow.config.CohortTests.Exchangeability;
import org.tacflow.config.CohortTests.GenotypeAdjustment;
import org.tacflow.config.CohortTests.Harmonisation;
import org.tacflow.config.CohortTests.HarmoniseOn;

/** The keys of {@code correlations} that say which tests are made. */
final class TestKeys {
  private static final Key<String> CONTROL_GROUP =
      new Key<>(
          "control-group",
          Scalars.text(),
          "HC",
          "Diagnosis of the controls, as the participants table writes it.");
  private static final Key<List<Covariate>> COVARIATES =
      new Key<>(
          "covariates",
          Lists.of(Scalars.choice(Covariate.class)),
          "[]",
          "Held constant beside the genotype: age, sex, site.");
  private static final Key<List<GenotypeAdjustment>> ADJUSTMENTS =
      new Key<>(
          "adjustments",
          Lists.of(Scalars.choice(GenotypeAdjustment.class)),
          "[none, genotype]",
          "How correlations mind the genotype; all are computed, each in rows of its own.");
  private static final Key<List<String>> METHODS =
      new Key<>(
          "methods",
          Lists.of(Scalars.word("pearson", "spearman", "kendall")),
          "[pearson, spearman]",
          "Coefficients of the correlations; Kendall has no partial form.");
  private static final Key<Integer> PERMUTATIONS =
      new Key<>(
          "permutations",
          Scalars.integer("an integer from 0 to 1000000", v -> v >= 0 && v <= 1_000_000),
          "0",
          "Random orders of the permutation tests (Freedman-Lane, max-T over regions); 0 for none.");
  private static final Key<Exchangeability> EXCHANGEABILITY =
      new Key<>(
          "exchangeability",
          Scalars.choice(Exchangeability.class),
          "site",
          "Whether people are exchangeable within their site or all together.");
  private static final Key<Harmonisation> HARMONISATION =
      new Key<>(
          "harmonisation",
          Scalars.choice(Harmonisation.class),
          "none",
          "ComBat over sites before any test, by parametric or nonparametric priors.");
  private static final Key<HarmoniseOn> HARMONISE_ON =
      new Key<>(
          "harmonise-on",
          Scalars.choice(HarmoniseOn.class),
          "controls",
          "Whose values the site effects are estimated from; they are removed from all.");
  private static final Key<List<String>> RETEST_SESSIONS =
      new Key<>(
          "retest-sessions",
          Lists.of(Scalars.text()),
          "[]",
          "Sessions that are test and retest, without ses-; empty for the first two of a person.");
  private static final Key<Integer> BOOTSTRAP =
      new Key<>(
          "bootstrap",
          Scalars.integer(
              "0, or an integer from 200 to 100000", v -> v == 0 || v >= 200 && v <= 1e5),
          "0",
          "Resamples of the bootstrap intervals (BCa) of correlations; 0 for none.");

  private TestKeys() {}

  static List<Key<?>> all() {
    return List.of(
        CONTROL_GROUP,
        COVARIATES,
        ADJUSTMENTS,
        METHODS,
        PERMUTATIONS,
        EXCHANGEABILITY,
        HARMONISATION,
        HARMONISE_ON,
        RETEST_SESSIONS,
        BOOTSTRAP);
  }

  static CohortTests read(KeyValues values) {
    return new CohortTests(
        values.value(CONTROL_GROUP),
        values.value(COVARIATES),
        values.value(ADJUSTMENTS),
        values.value(METHODS),
        values.value(PERMUTATIONS),
        values.value(EXCHANGEABILITY),
        values.value(HARMONISATION),
        values.value(HARMONISE_ON),
        values.value(RETEST_SESSIONS).stream().map(s -> s.replaceFirst("^ses-", "")).toList(),
        values.value(BOOTSTRAP));
  }
}
