package org.tacflow.bids;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.curve.blood.AssembledInput;
import org.tacflow.curve.blood.BloodAssembly;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Reads the arterial input of a scan, processed or from raw blood.
 *
 * <p>Processed: {@code _inputfunction.tsv} ({@code AIF}) and BEP023's {@code _bloodproc.tsv}
 * ({@code input_function}). Raw: {@code _blood.tsv} of manual samples and of an autosampler,
 * assembled by {@link BloodAssembly}. Radioactivity is taken as corrected for decay to injection,
 * as BIDS asks, unless the sidecar says otherwise ({@link BloodDecay}).
 */
public final class BloodReader {

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
    return read(storage, files, metadata, source, null, BloodSettings.defaults());
  }

  /** Reads the input of a scan whose files may name a wrong unit; raw blood interpolated. */
  public static BloodInput read(
      Storage storage, ScanFiles files, ScanMetadata metadata, InputSource source, String unit)
      throws ScanException {
    return read(storage, files, metadata, source, unit, BloodSettings.defaults());
  }

  /**
   * Reads the input of a scan whose files may name a wrong unit; raw blood by models.
   *
   * @param source which files to use; {@code AUTO} prefers the processed input
   * @param unit unit of the radioactivities in place of the files', such as kBq/mL, which a flag
   *     then names; null to believe the files
   * @param models with a parent fraction model of its own, not one to be chosen over the cohort
   * @throws ScanException when there is none or it cannot be read, naming file and remedy
   */
  public static BloodInput read(
      Storage storage,
      ScanFiles files,
      ScanMetadata metadata,
      InputSource source,
      String unit,
      BloodSettings models)
      throws ScanException {
    return switch (source) {
      case NONE ->
          throw new ScanException(
              "Cannot make an arterial input of "
                  + files.id().key()
                  + ": blood.source is none (set it to auto or leave out plasma models)");
      case INPUT_FUNCTION -> processed(storage, files, metadata, unit, models);
      case BLOOD -> raw(storage, files, metadata, unit, models);
      case AUTO -> {
        files.requireUnambiguous(FileRole.INPUT_FUNCTION);
        yield isRaw(files, source)
            ? raw(storage, files, metadata, unit, models)
            : processed(storage, files, metadata, unit, models);
      }
    };
  }

  /** Whether a scan's input is made of raw blood. */
  public static boolean isRaw(ScanFiles files, InputSource source) {
    return source == InputSource.BLOOD
        || (source == InputSource.AUTO && files.inputFunction() == null);
  }

  private static BloodInput processed(
      Storage storage, ScanFiles files, ScanMetadata metadata, String unit, BloodSettings models)
      throws ScanException {
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
    PiecewiseLinear plasma =
        BloodDecay.correct(table.activity(column), table.json(), metadata, flags);
    blood = BloodDecay.correct(blood, table.json(), metadata, flags);
    BloodChecks.negative("input function", plasma, flags);
    BloodChecks.negative("whole blood", blood, flags);
    if (!models.interpolates()) {
      flags.add(
          new Flag(
              BloodChecks.MODELS_UNUSED, path + " is used as it is (set blood.source to blood)"));
    }
    double coverage = coverage(Math.min(plasma.end(), blood.end()), metadata, flags);
    requireCoverage(files, path, coverage, models);
    return new BloodInput(
        new ArterialInput(plasma, blood),
        path,
        coverage,
        flags,
        PlasmaFreeFraction.read(storage, files, flags),
        null);
  }

  private static double coverage(double end, ScanMetadata metadata, List<Flag> flags) {
    int last = metadata.timing().size() - 1;
    return BloodChecks.coverage(
        end, metadata.timing().mid(last), metadata.timing().scanEnd(), flags);
  }

  /** Beyond the last sample its value is carried on, which for most of a scan is no measurement. */
  private static void requireCoverage(
      ScanFiles files, String source, double coverage, BloodSettings models) throws ScanException {
    if (!(coverage >= models.minimumCoverage())) {
      throw new ScanException(
          String.format(
              Locale.ROOT,
              "Cannot use blood of %s: %s covers %.3g of the scan (must be >= blood.minimum-coverage"
                  + " %s; leave out late frames with curves.end-time-minutes, or lower it)",
              files.id().key(),
              source,
              coverage,
              models.minimumCoverage()));
    }
  }

  private static BloodInput raw(
      Storage storage, ScanFiles files, ScanMetadata metadata, String unit, BloodSettings models)
      throws ScanException {
    files.require(FileRole.BLOOD);
    List<Flag> flags = new ArrayList<>();
    ArterialSamples samples =
        BloodSamples.read(storage, files, metadata, unit, models.dispersionSeconds(), flags);
    double scanEnd = metadata.timing().scanEnd();
    try {
      BloodChecks.samples(samples, scanEnd, flags);
      AssembledInput made = BloodAssembly.of(samples, models, scanEnd, files.id().key());
      BloodChecks.fits(made.fits(), flags);
      double coverage = coverage(made.sampledEnd(), metadata, flags);
      String source = String.join(", ", files.blood());
      requireCoverage(files, source, coverage, models);
      double free = PlasmaFreeFraction.read(storage, files, flags);
      return new BloodInput(made.input(), source, coverage, flags, free, made);
    } catch (IllegalArgumentException e) {
      throw new ScanException("Cannot use blood of " + files.id().key() + ": " + e.getMessage(), e);
    }
  }
}
