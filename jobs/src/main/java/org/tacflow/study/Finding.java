package org.tacflow.study;

import java.io.Serializable;
import java.util.List;

/**
 * One published finding that a cohort's results can be held against.
 *
 * @param id finding id: AD-01
 * @param kind correlation, group_contrast, subgroup_contrast, predictor, longitudinal …
 * @param disease AD, PD, MS, ALS, FTD …
 * @param subgroup subgroups separated by semicolons; {@code all} for none
 * @param comparator whom a contrast is against; empty for correlations
 * @param tracerId id of {@link TracerRegistry}, or TSPO_ANY, CBF_ANY, DTI, NONE
 * @param target what the tracer binds to
 * @param modality PET, SPECT or MRI
 * @param outcome outcome measure; several joined by "or" when the source allows either
 * @param scaleId id of {@link ScaleRegistry}; empty for contrasts
 * @param regions region ids of {@link RegionRegistry}
 * @param signalVsRawScore sign of the correlation with the score as written
 * @param signalVsSeverity sign of the correlation once larger means worse
 * @param groupEffect lower, higher, no_difference …; empty for correlations
 * @param strength words on the size; empty when none
 * @param patients number of patients; −1 when not known
 * @param controls number of controls; −1 when not known
 * @param primaryStudy literature source; empty when not known
 */
public record Finding(
    String id,
    String kind,
    String disease,
    String subgroup,
    String comparator,
    String tracerId,
    String target,
    String modality,
    String outcome,
    String scaleId,
    List<String> regions,
    Signal signalVsRawScore,
    Signal signalVsSeverity,
    String groupEffect,
    String strength,
    int patients,
    int controls,
    String primaryStudy)
    implements Serializable {

  /** The sign of a published correlation. */
  public enum Signal {
    /** Rises together. */
    POSITIVE,
    /** One rises as the other falls. */
    NEGATIVE,
    /** No correlation was found. */
    NONE,
    /** A trend without a stated sign. */
    TREND_UNSIGNED,
    /** A correlation without a stated sign. */
    UNSIGNED,
    /** Different signs for different parts. */
    MIXED,
    /** Not a correlation. */
    NOT_APPLICABLE;

    /** +1, −1, or 0 where no sign is stated. */
    public int sign() {
      return switch (this) {
        case POSITIVE -> 1;
        case NEGATIVE -> -1;
        case NONE, TREND_UNSIGNED, UNSIGNED, MIXED, NOT_APPLICABLE -> 0;
      };
    }
  }

  /** Copies the list. */
  public Finding {
    regions = List.copyOf(regions);
  }
}
