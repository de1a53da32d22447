package org.tacflow.bids;

import java.util.List;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.curve.DispersionCorrection;
import org.tacflow.numerics.PiecewiseLinear;

/** Reads the raw blood samples of a scan from its manual and autosampler recordings. */
public final class BloodSamples {
  // Samples of 1.02 are noise of a counter; 45 is a percentage.
  private static final double LARGEST_FRACTION = 1.1;
  private static final double SMALLEST_FRACTION = -0.1;

  private BloodSamples() {}

  /**
   * The raw samples of a scan, the autosampler corrected for dispersion where that is needed.
   *
   * @param unit as for {@link BloodReader#read}
   * @param dispersionSeconds constant of an autosampler whose sidecar gives none, s; NaN without
   */
  public static ArterialSamples read(
      Storage storage,
      ScanFiles files,
      ScanMetadata metadata,
      String unit,
      double dispersionSeconds,
      List<Flag> flags)
      throws ScanException {
    BloodTable manual = null;
    BloodTable autosampler = null;
    for (String path : files.blood()) {
      Entities entities = Entities.parse(Storage.name(path));
      boolean automatic = "autosampler".equals(entities.label("recording"));
      BloodTable before = automatic ? autosampler : manual;
      if (before != null) {
        throw new ScanException(
            "Cannot use blood of "
                + files.id().key()
                + ": "
                + before.source()
                + " and "
                + path
                + " are the same recording (keep one)");
      }
      BloodTable table =
          BloodTable.read(storage, path, metadata.injectionStartSeconds(), unit, flags);
      manual = automatic ? manual : table;
      autosampler = automatic ? table : autosampler;
    }
    if (manual == null) {
      throw new ScanException(
          "Cannot use blood of " + files.id().key() + ": no manual samples, so no plasma");
    }
    PiecewiseLinear plasma = corrected(manual, "plasma_radioactivity", metadata, flags);
    if (plasma == null) {
      throw new ScanException(
          "Cannot use blood "
              + manual.source()
              + ": no plasma_radioactivity (plasma models need it)");
    }
    PiecewiseLinear whole = corrected(manual, "whole_blood_radioactivity", metadata, flags);
    PiecewiseLinear early =
        autosampler == null ? null : automatic(autosampler, metadata, dispersionSeconds, flags);
    if (whole == null && early == null) {
      throw new ScanException(
          "Cannot use blood " + manual.source() + ": no whole_blood_radioactivity");
    }
    return new ArterialSamples(early, whole, plasma, parentFraction(manual, flags));
  }

  private static PiecewiseLinear corrected(
      BloodTable table, String column, ScanMetadata metadata, List<Flag> flags)
      throws ScanException {
    return BloodDecay.correct(table.activity(column), table.json(), metadata, flags);
  }

  private static PiecewiseLinear automatic(
      BloodTable table, ScanMetadata metadata, double dispersionSeconds, List<Flag> flags)
      throws ScanException {
    PiecewiseLinear measured = corrected(table, "whole_blood_radioactivity", metadata, flags);
    Boolean corrected = table.json().flag("DispersionCorrected");
    double tau = table.json().number("DispersionConstant");
    if (measured == null || Boolean.TRUE.equals(corrected)) {
      return measured;
    }
    if (!(tau >= 0) && dispersionSeconds >= 0) {
      flags.add(
          new Flag(
              BloodChecks.DISPERSION_GIVEN,
              dispersionSeconds + " s by the configuration for " + table.source()));
      return DispersionCorrection.correct(measured, dispersionSeconds / 60);
    }
    if (!(tau >= 0)) {
      flags.add(
          new Flag(
              BloodChecks.DISPERSION_UNKNOWN,
              "DispersionCorrected is "
                  + corrected
                  + " and DispersionConstant "
                  + tau
                  + " for "
                  + table.source()
                  + "; left as measured"));
      return measured;
    }
    return DispersionCorrection.correct(measured, tau / 60);
  }

  private static PiecewiseLinear parentFraction(BloodTable manual, List<Flag> flags)
      throws ScanException {
    PiecewiseLinear fraction = manual.plain("metabolite_parent_fraction");
    if (fraction == null) {
      if (!Boolean.FALSE.equals(manual.json().flag("MetaboliteAvail"))) {
        throw new ScanException(
            "Cannot use blood "
                + manual.source()
                + ": no metabolite_parent_fraction (add it, or MetaboliteAvail false for a tracer"
                + " without metabolites)");
      }
      flags.add(
          new Flag(
              BloodChecks.PARENT_FRACTION_MISSING,
              "MetaboliteAvail is false in " + manual.json().source()));
      return null;
    }
    for (double value : fraction.values()) {
      if (!(value >= SMALLEST_FRACTION && value <= LARGEST_FRACTION)) {
        throw new ScanException(
            "Invalid metabolite_parent_fraction in "
                + manual.source()
                + ": "
                + value
                + " (must be a fraction from 0 to 1, not percent)");
      }
    }
    return fraction;
  }
}
