package org.tacflow.bids;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.curve.DispersionCorrection;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Reads the arterial input of a scan, processed or from raw blood.
 *
 * <p>Processed: {@code _inputfunction.tsv} ({@code AIF}) and BEP023's {@code _bloodproc.tsv}
 * ({@code input_function}). Raw: {@code _blood.tsv} of manual samples and of an autosampler,
 * assembled by {@link ArterialSamples}. Radioactivity is taken as corrected for decay to injection,
 * as BIDS asks.
 */
public final class BloodReader {
  // Samples of 1.02 are noise of a counter; 45 is a percentage.
  private static final double LARGEST_FRACTION = 1.1;
  private static final double SMALLEST_FRACTION = -0.1;

  private BloodReader() {}

  /**
   * Reads the input.
   *
   * @param source which files to use; {@code AUTO} prefers the processed input
   * @throws ScanException when there is none or it cannot be read, naming file and remedy
   */
  public static BloodInput read(
      Storage storage, ScanFiles files, ScanMetadata metadata, InputSource source)
      throws ScanException {
    return read(storage, files, metadata, source, null);
  }

  /**
   * Reads the input of a scan whose files may name a wrong unit.
   *
   * @param source which files to use; {@code AUTO} prefers the processed input
   * @param unit unit of the radioactivities in place of the files', such as kBq/mL, which a flag
   *     then names; null to believe the files
   * @throws ScanException when there is none or it cannot be read, naming file and remedy
   */
  public static BloodInput read(
      Storage storage, ScanFiles files, ScanMetadata metadata, InputSource source, String unit)
      throws ScanException {
    return switch (source) {
      case NONE ->
          throw new ScanException(
              "Cannot make an arterial input of "
                  + files.id().key()
                  + ": blood.source is none (set it to auto or leave out plasma models)");
      case INPUT_FUNCTION -> processed(storage, files, metadata, unit);
      case BLOOD -> raw(storage, files, metadata, unit);
      case AUTO -> {
        files.requireUnambiguous(FileRole.INPUT_FUNCTION);
        yield files.inputFunction() == null
            ? raw(storage, files, metadata, unit)
            : processed(storage, files, metadata, unit);
      }
    };
  }

  private static BloodInput processed(
      Storage storage, ScanFiles files, ScanMetadata metadata, String unit) throws ScanException {
    String path = files.require(FileRole.INPUT_FUNCTION);
    List<Flag> flags = new ArrayList<>();
    BloodTable table =
        BloodTable.read(storage, path, metadata.injectionStartSeconds(), unit, flags);
    String column = table.column("AIF", "input_function");
    PiecewiseLinear blood = table.activity("whole_blood_radioactivity");
    if (column == null || blood == null) {
      throw new ScanException(
          "Cannot read input function "
              + path
              + ": it needs AIF or input_function, and whole_blood_radioactivity");
    }
    PiecewiseLinear plasma = table.activity(column);
    BloodChecks.negative("input function", plasma, flags);
    BloodChecks.negative("whole blood", blood, flags);
    return result(new ArterialInput(plasma, blood), path, metadata, flags);
  }

  private static BloodInput result(
      ArterialInput input, String source, ScanMetadata metadata, List<Flag> flags) {
    int last = metadata.timing().size() - 1;
    double coverage =
        BloodChecks.coverage(
            input, metadata.timing().mid(last), metadata.timing().scanEnd(), flags);
    return new BloodInput(input, source, coverage, flags);
  }

  private static BloodInput raw(
      Storage storage, ScanFiles files, ScanMetadata metadata, String unit) throws ScanException {
    files.require(FileRole.BLOOD);
    List<Flag> flags = new ArrayList<>();
    ArterialSamples samples = samples(storage, files, metadata, unit, flags);
    try {
      BloodChecks.samples(samples, metadata.timing().scanEnd(), flags);
      return result(samples.assemble(), String.join(", ", files.blood()), metadata, flags);
    } catch (IllegalArgumentException e) {
      throw new ScanException("Cannot use blood of " + files.id().key() + ": " + e.getMessage(), e);
    }
  }

  /** The raw samples of a scan, the autosampler corrected for dispersion where that is needed. */
  static ArterialSamples samples(
      Storage storage, ScanFiles files, ScanMetadata metadata, String unit, List<Flag> flags)
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
    PiecewiseLinear plasma = manual.activity("plasma_radioactivity");
    if (plasma == null) {
      throw new ScanException(
          "Cannot use blood "
              + manual.source()
              + ": no plasma_radioactivity (plasma models need it)");
    }
    PiecewiseLinear whole = manual.activity("whole_blood_radioactivity");
    PiecewiseLinear early = autosampler == null ? null : automatic(autosampler, flags);
    if (whole == null && early == null) {
      throw new ScanException(
          "Cannot use blood " + manual.source() + ": no whole_blood_radioactivity");
    }
    return new ArterialSamples(early, whole, plasma, parentFraction(manual, flags));
  }

  private static PiecewiseLinear automatic(BloodTable table, List<Flag> flags)
      throws ScanException {
    PiecewiseLinear measured = table.activity("whole_blood_radioactivity");
    Boolean corrected = table.json().flag("DispersionCorrected");
    double tau = table.json().number("DispersionConstant");
    if (measured == null || Boolean.TRUE.equals(corrected)) {
      return measured;
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
