package org.tacflow.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tacflow.config.CohortConfig.CurveSource;
import org.tacflow.config.CohortConfig.Curves;
import org.tacflow.config.CohortConfig.WeightScheme;
import org.tacflow.curve.Radionuclide;

/** The keys of {@code curves}. */
final class CurvesKeys {
  private static final Key<CurveSource> SOURCE =
      new Key<>(
          "source",
          Scalars.choice(CurveSource.class),
          "auto",
          "Images give voxels and regional means, regional curves give regions only.");
  private static final Key<String> SEGMENTATION =
      new Key<>(
          "segmentation",
          Scalars.text(),
          "",
          "The seg or desc label to use where there are several; empty for the only one.");
  private static final Key<List<String>> EXCLUDED =
      new Key<>(
          "excluded-regions",
          Lists.of(Scalars.text()),
          "[]",
          "Region names never fitted, such as ventricles.");
  private static final Key<WeightScheme> WEIGHTS =
      new Key<>(
          "weights",
          Scalars.choice(WeightScheme.class),
          "inverse-variance",
          "Scheme of the frame weights.");
  private static final Key<Double> END_TIME =
      new Key<>(
          "end-time-minutes",
          Scalars.numberOr("none", Double.POSITIVE_INFINITY, "a number above 0 (min)", v -> v > 0),
          "none",
          "Frames that begin at or after this time are left out, min after injection.");

  private static final Key<Map<String, Double>> HALF_LIVES =
      new Key<>(
          "half-lives",
          Lists.map(Scalars.number("a number above 0 (s)", v -> v > 0)),
          "{}",
          "Half-lives in s that replace the evaluated ones: " + evaluated() + ".");

  private CurvesKeys() {}

  private static String evaluated() {
    return Arrays.stream(Radionuclide.values())
        .map(nuclide -> nuclide.label() + " " + nuclide.halfLifeSeconds())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Double> known(Reading in, KeyValues values) {
    values
        .value(HALF_LIVES)
        .forEach(
            (label, seconds) -> {
              if (Radionuclide.parse(label) == null) {
                in.invalid(
                    values.node(HALF_LIVES), "nuclide of half-lives", label, "C11, F18, ...");
              }
            });
    return values.value(HALF_LIVES);
  }

  static KeySet<Curves> keys() {
    return new KeySet<>(
        List.of(SOURCE, SEGMENTATION, EXCLUDED, WEIGHTS, END_TIME, HALF_LIVES),
        (in, values) ->
            new Curves(
                values.value(SOURCE),
                values.value(SEGMENTATION),
                values.value(EXCLUDED),
                values.value(WEIGHTS),
                values.value(END_TIME),
                known(in, values)));
  }
}
