package org.tacflow.bids;

import java.io.Serializable;
import java.util.List;
import org.tacflow.curve.DecayCorrection;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.Radionuclide;

/**
 * What the sidecar says of a scan, checked, in one set of units.
 *
 * @param tracer name of the tracer as written, or null
 * @param radionuclide the nuclide, or null when unknown
 * @param halfLifeMinutes half-life used for the nuclide, min; NaN when unknown
 * @param unit unit of the image, or null for a scan without sidecar
 * @param timing frames after injection
 * @param injectionStartSeconds injection on the clock of the data set ({@code TimeZero} is 0), s;
 *     what is to be subtracted from times in tables
 * @param injectedMegabecquerel injected dose as the sidecar says, MBq, NaN when missing; not to be
 *     used when flagged {@link Flag#DOSE_IMPLAUSIBLE}
 * @param bodyWeightKilogram body weight from a sidecar, kg, NaN when missing
 * @param decayCorrected whether the image was decay-corrected when it was read
 * @param decayCorrectionSeconds the time it was corrected to, s after injection; NaN without
 * @param decayCorrection factors from what the image holds to activity at injection
 * @param flags what is odd
 */
public record ScanMetadata(
    String tracer,
    Radionuclide radionuclide,
    double halfLifeMinutes,
    ActivityUnit unit,
    FrameTiming timing,
    double injectionStartSeconds,
    double injectedMegabecquerel,
    double bodyWeightKilogram,
    boolean decayCorrected,
    double decayCorrectionSeconds,
    DecayCorrection decayCorrection,
    List<Flag> flags)
    implements Serializable {
  /** Copies the flags. */
  public ScanMetadata {
    flags = List.copyOf(flags);
  }

  /** Whether there is a flag of that name. */
  public boolean isFlagged(String name) {
    return flags.stream().anyMatch(flag -> flag.name().equals(name));
  }

  /** Factor from the values of the image to kBq/mL. */
  public double toKilobecquerelPerMillilitre() {
    return unit == null ? 1 : unit.toKilobecquerelPerMillilitre();
  }
}
