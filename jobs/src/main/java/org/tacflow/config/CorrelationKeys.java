package org.tacflow.config;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.config.CohortConfig.Correlations;

/** The keys of {@code correlations}. */
final class CorrelationKeys {
  private static final Key<List<String>> OUTCOMES =
      new Key<>(
          "outcomes",
          Lists.of(NameType.outcome()),
          "[]",
          "Outcomes to correlate; empty for the first of each model.");
  private static final Key<List<String>> REGIONS =
      new Key<>(
          "regions",
          Lists.of(Scalars.text()),
          "[]",
          "Regions or groups, a name of both means the group (label:NAME, group:NAME say which);"
              + " empty for all groups if there are groups, else all regions.");
  private static final Key<List<String>> SCALES =
      new Key<>(
          "scales", Lists.of(NameType.scale()), "[]", "Scale ids; empty for all that were read.");
  private static final Key<Double> CONFIDENCE =
      new Key<>(
          "confidence-level",
          Scalars.number("a number between 0 and 1", v -> v > 0 && v < 1),
          "0.95",
          "Level of the confidence intervals.");
  private static final Key<Integer> MINIMUM_N =
      new Key<>(
          "minimum-n",
          Scalars.integer("an integer >= 3", v -> v >= 3),
          "5",
          "No test below this number of people.");
  private static final Key<Boolean> LOG_VT =
      new Key<>(
          "log-transform-vt",
          Scalars.bool(),
          "true",
          "Whether partial correlations take the logarithm of VT.");
  private static final Key<Boolean> EXCLUDE_LAB =
      new Key<>(
          "exclude-lab",
          Scalars.bool(),
          "true",
          "Whether LAB are left out for tracers sensitive to the genotype.");
  private static final Key<String> ESTIMATE =
      new Key<>(
          "primary-estimate",
          Scalars.word("voxels", "mean_tac"),
          "voxels",
          "Regional estimate that leads: median of voxel fits, or the fit of the mean curve.");

  private CorrelationKeys() {}

  static KeySet<Correlations> keys() {
    List<Key<?>> keys =
        new ArrayList<>(
            List.of(
                OUTCOMES, REGIONS, SCALES, CONFIDENCE, MINIMUM_N, LOG_VT, EXCLUDE_LAB, ESTIMATE));
    keys.addAll(TestKeys.all());
    return new KeySet<>(
        keys,
        (in, values) ->
            new Correlations(
                values.value(OUTCOMES),
                values.value(REGIONS),
                values.value(SCALES),
                values.value(CONFIDENCE),
                values.value(MINIMUM_N),
                values.value(LOG_VT),
                values.value(EXCLUDE_LAB),
                values.value(ESTIMATE),
                TestKeys.read(values)));
  }
}
