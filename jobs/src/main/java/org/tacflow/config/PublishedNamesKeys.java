package org.tacflow.config;

import java.util.List;
import java.util.Map;

/** The keys of {@code evidence}. */
final class PublishedNamesKeys {
  private static final Key<Map<String, String>> DISEASES =
      new Key<>(
          "diseases", Lists.map(Scalars.text()), "{}", "Published disease to diagnosis here.");
  private static final Key<Map<String, String>> SUBGROUPS =
      new Key<>(
          "subgroups",
          Lists.map(Scalars.text()),
          "{}",
          "Published subgroup or comparator to subgroup here.");
  private static final Key<Map<String, List<String>>> TRACERS =
      new Key<>(
          "tracers",
          Lists.map(Lists.of(Scalars.text())),
          "{}",
          "Published tracer, such as CBF_ANY, to tracers here.");
  private static final Key<Map<String, List<String>>> REGIONS =
      new Key<>(
          "regions",
          Lists.map(Lists.of(Scalars.text())),
          "{}",
          "Published region to regions here; a list joined by / is a ratio.");

  private PublishedNamesKeys() {}

  static KeySet<PublishedNames> keys() {
    return new KeySet<>(
        List.of(DISEASES, SUBGROUPS, TRACERS, REGIONS),
        (in, values) ->
            new PublishedNames(
                values.value(DISEASES),
                values.value(SUBGROUPS),
                values.value(TRACERS),
                values.value(REGIONS)));
  }
}
