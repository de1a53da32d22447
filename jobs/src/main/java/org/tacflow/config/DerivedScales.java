package org.tacflow.config;

import java.io.Serializable;
import java.util.List;

/**
 * Scales that are computed where no table of the data set records them.
 *
 * @param scales ids of the scales to compute
 * @param changes ids of scales whose change per year is computed
 * @param msssTable reference table of MSSS, rows disease duration, columns EDSS; empty ranks within
 *     the cohort
 * @param armssTable reference table of ARMSS, rows age, columns EDSS; empty ranks within the cohort
 */
public record DerivedScales(
    List<String> scales,
    List<String> changes,
    @NotHashed String msssTable,
    @NotHashed String armssTable)
    implements Serializable {

  /** End of the id of a change: {@code MMSE_PER_YEAR}. */
  public static final String CHANGE = "_PER_YEAR";

  /** All that can be computed, without changes. */
  public static final List<String> ALL =
      List.of("DISEASE_DURATION", "MSSS", "ARMSS", "ALSFRS_R_SLOPE", "EDSS_PROGRESSION");

  /** Copies the lists. */
  public DerivedScales {
    scales = List.copyOf(scales);
    changes = List.copyOf(changes);
  }

  /** All scales, ranked within the cohort. */
  public static DerivedScales usual() {
    return new DerivedScales(ALL, List.of(), "", "");
  }
}
