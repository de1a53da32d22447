package org.tacflow.bids;

import java.util.List;
import java.util.Locale;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Brings blood to the activity at injection where its sidecar says that it is not.
 *
 * <p>BIDS asks for blood corrected to {@code TimeZero} and has no field for it; {@code
 * DecayCorrected} and {@code DecayCorrectionTime} (s on the clock of the data set) are read where a
 * sidecar has them. With {@code λ = ln 2 / half-life}: {@code DecayCorrected: false} multiplies a
 * sample at {@code t} after injection by {@code e^(λt)}; a correction to {@code T} after injection
 * multiplies all by {@code e^(λT)}.
 */
final class BloodDecay {
  private BloodDecay() {}

  /** The corrected curve, with a flag where something was done; null stays null. */
  static PiecewiseLinear correct(
      PiecewiseLinear curve, Metadata json, ScanMetadata scan, List<Flag> flags)
      throws ScanException {
    boolean uncorrected = Boolean.FALSE.equals(json.flag("DecayCorrected"));
    double reference = json.number("DecayCorrectionTime") - scan.injectionStartSeconds();
    boolean elsewhere = !uncorrected && Math.abs(reference) > 0.5;
    if (curve == null || !(uncorrected || elsewhere)) {
      return curve;
    }
    if (!(scan.halfLifeMinutes() > 0)) {
      throw new ScanException(
          "Cannot correct blood for decay: "
              + json.source()
              + " asks for it and the radionuclide is unknown (add TracerRadionuclide)");
    }
    double lambda = Math.log(2) / scan.halfLifeMinutes();
    double[] values = curve.values();
    for (int i = 0; i < values.length; i++) {
      values[i] *= Math.exp(lambda * (uncorrected ? curve.time(i) : reference / 60));
    }
    Flag flag =
        new Flag(
            BloodChecks.DECAY_CORRECTED_HERE,
            String.format(
                Locale.ROOT,
                "half-life %.4g min, %s",
                scan.halfLifeMinutes(),
                uncorrected ? "DecayCorrected is false" : "DecayCorrectionTime is not injection"));
    if (!flags.contains(flag)) {
      flags.add(flag);
    }
    return PiecewiseLinear.of(curve.times(), values);
  }
}
