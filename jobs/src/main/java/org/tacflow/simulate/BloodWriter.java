package org.tacflow.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tacflow.bids.DatasetText;

/**
 * Writes the blood samples of a scan: manual and autosampler {@code _blood.tsv} with sidecars.
 *
 * <p>The autosampler shows whole blood each second for ten minutes, delayed and dispersed; manual
 * samples hold plasma, whole blood and, at some of them, the parent fraction, until the scan ends.
 * Noise: 3 % of plasma, whole blood and autosampler, 0.02 of the parent fraction (kept within 0 and
 * 1).
 */
final class BloodWriter {
  private static final int AUTOSAMPLER_SECONDS = 600;
  private static final int[] MANUAL_SECONDS = {
    60, 90, 120, 180, 240, 300, 420, 540, 600, 720, 900, 1200, 1500, 1800, 2400, 3000, 3600, 4200,
    4800, 5400, 5640
  };
  private static final int[] PARENT_SECONDS = {
    60, 120, 180, 300, 420, 600, 900, 1200, 1800, 2400, 3600, 4800, 5400
  };
  private static final double PLASMA_SD = 0.03;
  private static final double PARENT_SD = 0.02;

  private final DatasetText files;
  private final long seed;
  private final double noise;

  /** Writes with so many times the noise of the recipe. */
  BloodWriter(DatasetText files, long seed, double noise) {
    this.files = files;
    this.seed = seed;
    this.noise = noise;
  }

  /** Writes the four files of a scan. */
  void write(SimulatedScan scan) throws IOException {
    String stem = scan.folder() + "/pet/" + scan.stem();
    autosampler(scan, stem + "_recording-autosampler_blood");
    manual(scan, stem + "_recording-manual_blood");
  }

  private KeyedRandom random(SimulatedScan scan, String what) {
    ScanTruth truth = scan.truth();
    return KeyedRandom.of(seed, truth.person().id(), truth.session(), truth.tracer().name(), what);
  }

  private void autosampler(SimulatedScan scan, String name) throws IOException {
    double[] seconds = new double[AUTOSAMPLER_SECONDS + 1];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = i;
    }
    double[] blood = scan.blood().dispersedWholeBlood(seconds);
    KeyedRandom random = random(scan, "autosampler");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      double sd = noise * PLASMA_SD * blood[i];
      rows.add(
          List.of(Integer.toString(i), DatasetText.number(blood[i] + sd * random.normal(), 7)));
    }
    files.table(name + ".tsv", List.of("time", "whole_blood_radioactivity"), rows);
    Map<String, Object> sidecar =
        DatasetText.object(
            "PlasmaAvail", false,
            "MetaboliteAvail", false,
            "WholeBloodAvail", true,
            "DispersionCorrected", false,
            "DispersionConstant", BloodCurves.DISPERSION_SECONDS,
            "DispersionConstantUnits", "s");
    describe(sidecar, "time", "Sample time in relation to TimeZero of the _pet.json", "s");
    describe(sidecar, "whole_blood_radioactivity", "Whole blood, decay-corrected", "kBq/mL");
    files.json(name + ".json", sidecar);
  }

  private void manual(SimulatedScan scan, String name) throws IOException {
    BloodCurves blood = scan.blood();
    KeyedRandom random = random(scan, "manual");
    // One sample may come just after the scan, so that blood covers every frame.
    double end = scan.curves().timing().scanEnd() * 60 + 60;
    List<List<String>> rows = new ArrayList<>();
    for (int seconds : MANUAL_SECONDS) {
      double minutes = seconds / 60.0;
      double plasma = blood.sampledPlasma(minutes) * (1 + noise * PLASMA_SD * random.normal());
      double whole = blood.sampledWholeBlood(minutes) * (1 + noise * PLASMA_SD * random.normal());
      double fraction = blood.sampledParentFraction(minutes) + noise * PARENT_SD * random.normal();
      boolean measured = Arrays.binarySearch(PARENT_SECONDS, seconds) >= 0;
      // FDG has no metabolites in plasma: no noise takes its fraction off 1.
      double bounded = blood.design().floor() == 1 ? 1 : Math.min(1, Math.max(0.005, fraction));
      if (seconds <= end) {
        rows.add(
            List.of(
                Integer.toString(seconds),
                DatasetText.number(plasma, 7),
                DatasetText.number(whole, 7),
                measured ? DatasetText.number(bounded, 4) : "n/a"));
      }
    }
    List<String> header =
        List.of(
            "time",
            "plasma_radioactivity",
            "whole_blood_radioactivity",
            "metabolite_parent_fraction");
    files.table(name + ".tsv", header, rows);
    Map<String, Object> sidecar =
        DatasetText.object(
            "PlasmaAvail", true,
            "PlasmaFreeFraction", Math.round(blood.freeFraction() * 1e4) / 1e2,
            "PlasmaFreeFractionMethod", "simulated",
            "WholeBloodAvail", true,
            "MetaboliteAvail", true,
            "MetaboliteMethod", "simulated",
            "MetaboliteRecoveryCorrectionApplied", false,
            "DispersionCorrected", true);
    describe(sidecar, "time", "Sample time in relation to TimeZero of the _pet.json", "s");
    describe(sidecar, header.get(1), "Plasma, all species, decay-corrected", "kBq/mL");
    describe(sidecar, header.get(2), "Whole blood, decay-corrected", "kBq/mL");
    describe(sidecar, header.get(3), "Share of plasma that is unchanged tracer", "unitless");
    files.json(name + ".json", sidecar);
  }

  private static void describe(
      Map<String, Object> sidecar, String column, String description, String units) {
    sidecar.put(column, DatasetText.object("Description", description, "Units", units));
  }
}
