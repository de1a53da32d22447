package org.tacflow.bids;

import java.io.Serializable;
import org.tacflow.config.Printable;

/**
 * Something odd about a scan that does not stop it: a name to count and a sentence to read.
 *
 * @param name lower-case words with underscores, {@code dose_implausible}
 * @param detail what was found where, and what would repair it
 */
public record Flag(String name, String detail) implements Serializable {
  /** Dose outside 20 to 1000 MBq. */
  public static final String DOSE_IMPLAUSIBLE = "dose_implausible";

  /** No injected dose. */
  public static final String DOSE_MISSING = "dose_missing";

  /** Whole-brain SUV outside a plausible window. */
  public static final String SUV_IMPLAUSIBLE = "suv_implausible";

  /** Unknown or missing radionuclide. */
  public static final String RADIONUCLIDE_UNKNOWN = "radionuclide_unknown";

  /** Half-life in the sidecar differs from the nuclide's. */
  public static final String HALF_LIFE_DIFFERS = "half_life_differs";

  /** No tracer name. */
  public static final String TRACER_MISSING = "tracer_missing";

  /** Activity in no unit of activity concentration. */
  public static final String UNITS_ARBITRARY = "units_arbitrary";

  /** Unit spelled in a way that no standard knows. */
  public static final String UNITS_SPELLING = "units_spelling";

  /** No sidecar: frame times come from the curves. */
  public static final String SIDECAR_MISSING = "sidecar_missing";

  /** Frame means were brought to injection time by this program. */
  public static final String DECAY_CORRECTED_HERE = "decay_corrected_here";

  /** Two frames share some seconds, less than half of the shorter. */
  public static final String FRAME_OVERLAP = "frame_overlap";

  /** A pause between frames. */
  public static final String FRAME_GAP = "frame_gap";

  /** Times of a table and of the sidecar differ. */
  public static final String FRAME_TIMES_DIFFER = "frame_times_differ";

  /** {@code TimeZero} is neither scan nor injection start. */
  public static final String TIME_ZERO_UNUSUAL = "time_zero_unusual";

  /** Negative radioactivity. */
  public static final String NEGATIVE_VALUES = "negative_values";

  /** Values are missing in a curve. */
  public static final String MISSING_VALUES = "missing_values";

  /** A last frame far below the one before it. */
  public static final String LAST_FRAME_LOW = "last_frame_low";

  /** Makes the sentence one line of at most 2000 characters: it may quote the file. */
  public Flag {
    detail = Printable.line(detail, Printable.LONGEST_REASON);
  }

  @Override
  public String toString() {
    return name + ": " + detail;
  }
}
