package org.tacflow.study;

import java.io.Serializable;
import java.util.List;

/**
 * One region of interest and the segmentation labels that make it.
 *
 * @param id registry id: motor_primary, thalamus
 * @param description what it is
 * @param laterality which sides may be told apart
 * @param tissue GM, WM or mixed; empty when unknown
 * @param parent id of the region that holds it; empty at the top
 * @param labels label names without their side; {@code *} for all brain, {@code ctx-*} for all
 *     cortex, {@code @id} for the labels of another region
 * @param aliases whole label names that mean this region
 * @param mapping how well the labels give the region
 * @param note what to mind
 */
public record Region(
    String id,
    String description,
    Laterality laterality,
    String tissue,
    String parent,
    List<String> labels,
    List<String> aliases,
    Mapping mapping,
    String note)
    implements Serializable {

  /** Which sides of a region may be told apart. */
  public enum Laterality {
    /** Both sides, also alone. */
    BOTH,
    /** The left side only. */
    LEFT,
    /** Midline or not sided. */
    NONE
  }

  /** How well labels give a region. */
  public enum Mapping {
    /** The labels are the region. */
    EXACT,
    /** The labels are near the region. */
    APPROXIMATE,
    /** No label of a common segmentation gives it. */
    NONE
  }

  /** Copies the lists. */
  public Region {
    labels = List.copyOf(labels);
    aliases = List.copyOf(aliases);
  }
}
