package org.tacflow.kinetics;

import static org.tacflow.testing.GoldenTable.number;

import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.testing.Pbr28Scan;
import org.tacflow.testing.SimrefScan;

/**
 * Reference models against kinfitr 0.9.1 (golden/simref, and golden/pbr28/ref_cerebellum).
 *
 * <p>The linear ones integrate by trapezoids on mid-frame times on both sides, so that eight digits
 * must agree. The others are compared in kinfitr's forward scheme: the cost in every row, the
 * parameters where the row has no flag and the same minimum.
 */
final class ReferenceAgreement {
  // model, table, setting, weights, durations, t* frames (0: from 30 min, -1: all), outcome
  private static final String[] LINEAR = {
    "MRTM1 mrtm1 R1 w no -1 bp",
    "MRTM1 mrtm1 R2 u no -1 bp",
    "MRTM1 mrtm1 R3 w no 10 bp",
    "MRTM1 mrtm1 R4 w yes -1 bp",
    "MRTM1 mrtm1 R5 w no 0 bp",
    "MRTM2 mrtm2 R1 w no -1 bp",
    "MRTM2 mrtm2 R2 u no -1 bp",
    "MRTM2 mrtm2 R3 w no 10 bp",
    "MRTM2 mrtm2 R4 w yes -1 bp",
    "LoganRef reflogan G1 u no 10 bp",
    "LoganRef reflogan G2 u yes 10 bp",
    "LoganRef reflogan G3 w yes 10 bp",
    "LoganRef reflogan G4 u no 0 bp",
    "MLLoganRef refmllogan G1 u no 10 bp",
    "MLLoganRef refmllogan G2 u yes 10 bp",
    "MLLoganRef refmllogan G3 w no 10 bp",
    "PatlakRef refpatlak P1 u no 10 Kiref",
    "PatlakRef refpatlak P2 u yes 10 Kiref",
    "PatlakRef refpatlak P3 w no 10 Kiref"
  };
  private static final String[] CEREBELLUM = {
    "MRTM1 R1 w -1", "MRTM1 R3 w 10", "MRTM2 R6 w -1", "LoganRef G5 u 10"
  };

  private ReferenceAgreement() {}

  static void compare(Agreements out) {
    for (String line : LINEAR) {
      linear(out, line.split(" "));
    }
    for (String line : CEREBELLUM) {
      cerebellum(out, line.split(" "));
    }
    ReferenceCurveAgreement.compare(out);
  }

  /** Frames, weights and curves of a row of either data set. */
  record Curves(FrameTiming timing, FrameWeights data, double[] reference, double[] target) {
    static Curves of(CSVRecord row) {
      String region = row.get("region");
      if (row.isMapped("session")) {
        Pbr28Scan scan = Pbr28Scan.of(row);
        Map<String, double[]> regions = scan.regions();
        return new Curves(scan.timing(), scan.weights(), regions.get("CBL"), regions.get(region));
      }
      SimrefScan scan = SimrefScan.noisy(row);
      return new Curves(scan.timing(), scan.weights(), scan.reference(), scan.curves().get(region));
    }

    FrameWeights weights(boolean given) {
      return given ? data : FrameWeights.uniform(timing.size());
    }
  }

  private static void linear(Agreements out, String[] spec) {
    Agreement outcome =
        out.of("simref/" + spec[1], spec[0], spec[2], Agreements.KINFITR, spec[6], 1e-8);
    // kinfitr counts its zero row as a 38th frame where all weights are 1: 1/70 of the error.
    boolean zeroRow = spec[3].equals("u") && spec[5].equals("-1");
    String error = spec[6] + "_rse";
    List<CSVRecord> rows = Agreements.rows("simref/" + spec[1], spec[2]);
    Agreement errors =
        rows.get(0).isMapped(error)
            ? out.of(
                "simref/" + spec[1],
                spec[0],
                spec[2],
                Agreements.KINFITR,
                spec[6] + "_se",
                zeroRow ? 0.015 : 1e-6)
            : null;
    for (CSVRecord row : rows) {
      Fit fit = fitLinear(spec[0], row, spec[3], Integer.parseInt(spec[5]), spec[4].equals("yes"));
      outcome.relative(Agreements.where(row), fit.estimates()[0], number(row, spec[6]));
      if (errors != null) {
        double own = fit.standardErrors()[0] / Math.abs(fit.estimates()[0]);
        errors.relative(Agreements.where(row), own, number(row, error));
      }
    }
  }

  private static void cerebellum(Agreements out, String[] spec) {
    String table = "pbr28/ref_cerebellum";
    Agreement outcome = out.of(table, spec[0], spec[1], Agreements.KINFITR, "bp", 1e-8);
    for (CSVRecord row : Agreements.rows(table, spec[1])) {
      if (!row.get("model").equalsIgnoreCase(spec[0])
          && !row.get("model").equals("ref" + spec[0].replace("Ref", ""))) {
        continue;
      }
      Fit fit = fitLinear(spec[0], row, spec[2], Integer.parseInt(spec[3]), false);
      boolean meaningless = spec[0].equals("MRTM1") && number(row, "k2a") <= 0;
      if (fit.status() == Status.IMPLAUSIBLE && meaningless) {
        continue;
      }
      // BPND lies around 0 here: DVR is the number that the arithmetic gives.
      outcome.relative(Agreements.where(row), 1 + fit.estimates()[0], 1 + number(row, "bp"));
    }
  }

  private static Fit fitLinear(
      String model, CSVRecord row, String weighting, int frames, boolean durations) {
    TStar tStar = frames > 0 ? TStar.lastFrames(frames) : TStar.fromMinutes(30);
    ModelSettings settings =
        ModelSettings.defaults()
            .withLineWeights(weighting.equals("w") ? LineWeights.TRANSFORMED : LineWeights.UNIFORM)
            .withTStar(frames < 0 ? TStar.all() : tStar);
    if (row.isMapped("k2prime_in")) {
      settings = settings.withK2prime(number(row, "k2prime_in"));
    } else if (row.isMapped("session")) {
      settings = settings.withK2prime(0.1);
    }
    LinearReferenceModel made = (LinearReferenceModel) ModelCatalogue.create(model, settings);
    Curves curves = Curves.of(row);
    TissueIntegral integral =
        durations ? TissueIntegral.FRAME_DURATION_ONLY : TissueIntegral.MID_TIME_TRAPEZOID;
    Fit fit = Fit.of(made);
    made.bind(
            curves.timing(),
            curves.weights(weighting.equals("w")),
            ReferenceInput.of("reference", curves.reference()),
            new FrameIntegral(curves.timing(), integral)::running)
        .fit(curves.target(), fit);
    return fit;
  }
}
