package org.tacflow.bids;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tacflow.curve.DecayCorrection;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.HalfLives;
import org.tacflow.curve.Radionuclide;

/**
 * Reads what a scan's JSON says: frames, units, decay, dose.
 *
 * <p>Frame times, units and decay correction are needed for any fit; without them the scan is
 * refused. Everything else that is missing or odd is a {@link Flag}. Nothing is repaired: a dose in
 * a wrong unit is reported with the unit that would fit.
 */
public final class Sidecar {
  private Sidecar() {}

  /** Reads the sidecars of a scan with the evaluated half-lives. */
  public static ScanMetadata read(Storage storage, ScanFiles files) throws ScanException {
    return read(storage, files, HalfLives.evaluated());
  }

  /**
   * Reads the sidecars of a scan; of a scan that has curves only, the curves' table and JSON.
   *
   * @param halfLives what decay is corrected with
   * @throws ScanException naming the file and the field
   */
  public static ScanMetadata read(Storage storage, ScanFiles files, HalfLives halfLives)
      throws ScanException {
    files.requireUnambiguous(FileRole.SIDECAR);
    Metadata curves =
        files.tacsSidecar() == null
            ? Metadata.empty()
            : Metadata.read(storage, List.of(files.tacsSidecar()));
    List<Flag> flags = new ArrayList<>();
    if (files.sidecar() == null) {
      return withoutSidecar(storage, files, curves, halfLives, flags);
    }
    List<String> paths = new ArrayList<>(files.inheritedSidecars());
    paths.add(files.sidecar());
    Metadata pet = Metadata.read(storage, paths);
    double injection = injectionStart(pet, flags);
    FrameTiming timing =
        FrameTimes.of(
            pet.source(),
            required(pet, "FrameTimesStart", "seconds after TimeZero"),
            required(pet, "FrameDuration", "seconds"),
            injection,
            flags);
    Radionuclide nuclide = radionuclide(pet, halfLives, flags);
    double halfLife = nuclide == null ? Double.NaN : halfLives.minutes(nuclide);
    ActivityUnit unit = unit(pet, flags);
    boolean corrected = decayCorrected(pet);
    double reference = corrected ? decayReference(pet) - injection : Double.NaN;
    DecayCorrection correction = decay(pet, timing, halfLife, corrected, reference, flags);
    double dose = Dose.megabecquerel(pet.has("InjectedRadioactivity") ? pet : curves, flags);
    Metadata weighed = pet.has("BodyWeight") ? pet : curves;
    return new ScanMetadata(
        tracer(pet, flags),
        nuclide,
        halfLife,
        unit,
        timing,
        injection,
        dose,
        Dose.bodyWeight(weighed, flags),
        corrected,
        reference,
        correction,
        flags);
  }

  private static ScanMetadata withoutSidecar(
      Storage storage, ScanFiles files, Metadata curves, HalfLives halfLives, List<Flag> flags)
      throws ScanException {
    if (files.tacs() == null) {
      throw new ScanException(
          "Cannot read frame times of "
              + files.id().key()
              + ": no _pet.json beside the image (add it)");
    }
    flags.add(
        new Flag(
            Flag.SIDECAR_MISSING,
            "no _pet.json; frame times are those of "
                + files.tacs()
                + " and its values are taken as decay-corrected to injection"));
    TacsTable table = TacsTable.read(storage, files.tacs());
    if (!table.hasTimes()) {
      throw new ScanException(
          "Cannot read frame times of "
              + files.tacs()
              + ": no frame_start and no sidecar (add it)");
    }
    FrameTiming timing = FrameTimes.of(files.tacs(), table.starts(), table.durations(), 0, flags);
    double dose = Dose.megabecquerel(curves, flags);
    Radionuclide nuclide = radionuclide(curves, halfLives, flags);
    return new ScanMetadata(
        tracer(curves, flags),
        nuclide,
        nuclide == null ? Double.NaN : halfLives.minutes(nuclide),
        null,
        timing,
        0,
        dose,
        Dose.bodyWeight(curves, flags),
        true,
        0,
        DecayCorrection.none(timing.size()),
        flags);
  }

  private static double[] required(Metadata pet, String field, String unit) throws ScanException {
    double[] values = pet.numbers(field);
    if (values == null) {
      throw missing(pet, field, unit);
    }
    return values;
  }

  private static ScanException missing(Metadata pet, String field, String what) {
    return new ScanException(
        "Invalid sidecar " + pet.source() + ": no " + field + " (must give " + what + ")");
  }

  private static double injectionStart(Metadata pet, List<Flag> flags) throws ScanException {
    double injection = pet.number("InjectionStart");
    double scan = pet.number("ScanStart");
    if (Double.isNaN(injection)) {
      flags.add(
          new Flag(
              Flag.TIME_ZERO_UNUSUAL,
              "no InjectionStart in " + pet.source() + "; taken as 0 s, injection at TimeZero"));
      return 0;
    }
    if (injection != 0 && !Double.isNaN(scan) && scan != 0) {
      flags.add(
          new Flag(
              Flag.TIME_ZERO_UNUSUAL,
              "neither InjectionStart ("
                  + injection
                  + " s) nor ScanStart ("
                  + scan
                  + " s) is 0 in "
                  + pet.source()));
    }
    return injection;
  }

  private static String tracer(Metadata pet, List<Flag> flags) {
    String tracer = pet.text("TracerName");
    if (tracer == null) {
      flags.add(new Flag(Flag.TRACER_MISSING, "no TracerName in " + pet.source()));
    }
    return tracer;
  }

  private static Radionuclide radionuclide(Metadata pet, HalfLives halfLives, List<Flag> flags)
      throws ScanException {
    String text = pet.text("TracerRadionuclide");
    Radionuclide nuclide = text == null ? null : Radionuclide.parse(text);
    if (nuclide == null) {
      flags.add(
          new Flag(
              Flag.RADIONUCLIDE_UNKNOWN,
              "TracerRadionuclide is "
                  + text
                  + " in "
                  + pet.source()
                  + " (must be C11, F18, ...)"));
      return null;
    }
    double halfLife = pet.number("RadionuclideHalfLife");
    if (Math.abs(halfLife / halfLives.seconds(nuclide) - 1) > 0.01) {
      flags.add(
          new Flag(
              Flag.HALF_LIFE_DIFFERS,
              String.format(
                  Locale.ROOT,
                  "RadionuclideHalfLife %s s in %s, but %s is taken as %s s",
                  halfLife,
                  pet.source(),
                  nuclide.label(),
                  halfLives.seconds(nuclide))));
    }
    return nuclide;
  }

  private static ActivityUnit unit(Metadata pet, List<Flag> flags) throws ScanException {
    String text = pet.text("Units");
    if (text == null) {
      throw missing(pet, "Units", "the unit of the image, such as Bq/mL");
    }
    return Units.checked(text, pet.source(), flags);
  }

  private static boolean decayCorrected(Metadata pet) throws ScanException {
    Boolean corrected = pet.flag("ImageDecayCorrected");
    if (corrected == null) {
      throw missing(pet, "ImageDecayCorrected", "true or false");
    }
    return corrected;
  }

  private static double decayReference(Metadata pet) throws ScanException {
    double reference = pet.number("ImageDecayCorrectionTime");
    if (Double.isNaN(reference)) {
      throw missing(pet, "ImageDecayCorrectionTime", "seconds after TimeZero");
    }
    return reference;
  }

  private static DecayCorrection decay(
      Metadata pet,
      FrameTiming timing,
      double halfLifeMinutes,
      boolean corrected,
      double reference,
      List<Flag> flags)
      throws ScanException {
    if (corrected && reference == 0) {
      return DecayCorrection.none(timing.size());
    }
    if (!(halfLifeMinutes > 0)) {
      throw new ScanException(
          "Cannot correct "
              + pet.source()
              + " for decay to injection: TracerRadionuclide is "
              + pet.text("TracerRadionuclide")
              + " (must be C11, F18, ...)");
    }
    String from = corrected ? "from " + reference + " s after injection" : "without correction";
    flags.add(
        new Flag(
            Flag.DECAY_CORRECTED_HERE,
            String.format(
                Locale.ROOT,
                "image %s, brought to injection with a half-life of %.5g min",
                from,
                halfLifeMinutes)));
    return corrected
        ? DecayCorrection.ofReference(timing.size(), halfLifeMinutes, reference / 60)
        : DecayCorrection.ofUncorrected(timing, halfLifeMinutes);
  }
}
