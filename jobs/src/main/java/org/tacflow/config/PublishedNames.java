package org.tacflow.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What words of published findings mean in this cohort.
 *
 * @param diseases published disease to diagnosis here
 * @param subgroups published subgroup or comparator to subgroup here
 * @param tracers published tracer, such as CBF_ANY, to tracers here
 * @param regions published region to regions here
 */
public record PublishedNames(
    Map<String, String> diseases,
    Map<String, String> subgroups,
    Map<String, List<String>> tracers,
    Map<String, List<String>> regions)
    implements Serializable {

  /** Words mean themselves. */
  public static PublishedNames none() {
    return new PublishedNames(Map.of(), Map.of(), Map.of(), Map.of());
  }
}
