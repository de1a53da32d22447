package org.tacflow.kinetics;

import static org.tacflow.testing.GoldenTable.number;

import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
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
  private static final Map<String, String> PRINTED =
      Map.of(
          "BPND", "bp", "R1", "R1", "k2", "k2", "k2prime", "k2prime", "k2a", "k2a", "k3", "k3",
          "k4", "k4");
  private static final ModelSettings BOXED =
      ModelSettings.defaults()
          .withStarts(5)
          .withSampling(Sampling.MID_FRAME)
          .withBounds("R1", new Bounds(0, 10))
          .withBounds("k2", new Bounds(0, 1))
          .withBounds("BPND", new Bounds(0, 15));

  private ReferenceAgreement() {}

  static void compare(Agreements out) {
    for (String line : LINEAR) {
      linear(out, line.split(" "));
    }
    for (String line : CEREBELLUM) {
      cerebellum(out, line.split(" "));
    }
    for (String setting : List.of("S1", "S2")) {
      nonlinear(out, "simref/srtm", "SRTM", setting);
      nonlinear(out, "simref/srtm2", "SRTM2", setting);
      nonlinear(out, "simref/frtm", "FRTM", setting);
      nonlinear(out, "pbr28/ref_cerebellum", "SRTM", setting);
    }
    noiseFree(out);
    exactSrtm(out);
  }

  /** Frames, weights and curves of a row of either data set. */
  private record Curves(
      FrameTiming timing, FrameWeights data, double[] reference, double[] target) {
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

  private static TacFitter bind(
      String model, ModelSettings settings, FrameWeights weights, ForwardScheme scheme) {
    return switch (model) {
      case "SRTM" -> new SrtmModel(settings).reference(weights, scheme);
      case "SRTM2" -> new Srtm2Model(settings).reference(weights, scheme);
      default -> new FrtmModel(settings).reference(weights, scheme);
    };
  }

  private static void nonlinear(Agreements out, String table, String name, String setting) {
    Agreement cost = out.of(table, name, setting, Agreements.KINFITR, "wrss excess", 1e-4);
    Agreement[] parameters = new Agreement[2];
    List<Parameter> reported = ModelCatalogue.describe(name).parameters();
    for (int p = 0; p < parameters.length; p++) {
      parameters[p] =
          table.startsWith("simref")
              ? out.of(table, name, setting, Agreements.KINFITR, reported.get(p).name(), 1e-4)
              : null;
    }
    for (CSVRecord row : Agreements.rows(table, setting)) {
      Curves curves = Curves.of(row);
      boolean fixed = name.equals("SRTM2") && setting.equals("S1");
      ModelSettings settings = fixed ? BOXED.withK2prime(number(row, "k2prime_in")) : BOXED;
      boolean data = setting.equals("S1") || name.equals("SRTM2");
      Fit fit = new Fit(reported.size());
      bind(
              name,
              settings,
              curves.weights(data),
              KinfitrReferenceScheme.of(curves.timing(), curves.reference()))
          .fit(curves.target(), fit);
      String where = Agreements.where(row) + " " + row.get("flag");
      if (row.get("status").equals("failed")) {
        continue;
      }
      // A binding below 0, which the box forbids, leaves k2 = 0: the reference times R1.
      boolean proportional = fit.status() == Status.IMPLAUSIBLE && table.startsWith("pbr28");
      double own =
          proportional ? proportionalCost(curves, curves.weights(data)) : fit.weightedRss();
      cost.excess(where, own, number(row, "wrss"));
      boolean sound = row.get("flag").isEmpty() && fit.weightedRss() > 0.9999 * number(row, "wrss");
      for (int p = 0; p < parameters.length && sound; p++) {
        if (parameters[p] != null) {
          String column = PRINTED.get(reported.get(p).name());
          parameters[p].relative(where, fit.estimates()[p], number(row, column));
        }
      }
    }
  }

  private static double proportionalCost(Curves curves, FrameWeights weights) {
    double product = 0;
    double square = 0;
    for (int f = 0; f < curves.target().length; f++) {
      product += weights.get(f) * curves.reference()[f] * curves.target()[f];
      square += weights.get(f) * curves.reference()[f] * curves.reference()[f];
    }
    double cost = 0;
    for (int f = 0; f < curves.target().length; f++) {
      double residual = curves.target()[f] - product / square * curves.reference()[f];
      cost += weights.get(f) * residual * residual;
    }
    return cost;
  }

  private static void noiseFree(Agreements out) {
    // kinfitr finds the truth to 4e-15 from the same curves, of which the file has 15 digits.
    Agreement truth = out.of("simref/truth", "SRTM", "noise-free", Agreements.KINFITR, "all", 1e-9);
    for (CSVRecord row : org.tacflow.testing.GoldenTable.csv("golden/simref/truth.csv")) {
      SimrefScan scan = SimrefScan.noiseFree(row);
      Fit fit = new Fit(4);
      bind(
              "SRTM",
              BOXED,
              FrameWeights.uniform(scan.timing().size()),
              KinfitrReferenceScheme.of(scan.timing(), scan.reference()))
          .fit(scan.curves().get(row.get("region")), fit);
      String[] columns = {"bp", "R1", "k2", "k2prime"};
      for (int p = 0; p < columns.length; p++) {
        truth.absolute(Agreements.where(row), fit.estimates()[p], number(row, columns[p]));
      }
    }
    Agreement mrtm1 = out.of("simref/noisefree", "MRTM1", "R2", Agreements.KINFITR, "bp", 1e-8);
    Agreement frtm =
        out.of("simref/noisefree", "FRTM", "S2", Agreements.KINFITR, "wrss excess", 1e-4);
    Agreement srtm = out.of("simref/noisefree", "SRTM", "S2", Agreements.KINFITR, "bp", 1e-9);
    for (CSVRecord row : org.tacflow.testing.GoldenTable.csv("golden/simref/noisefree.csv")) {
      SimrefScan scan = SimrefScan.noiseFree(row);
      double[] tac = scan.curves().get(row.get("region"));
      FrameWeights ones = FrameWeights.uniform(scan.timing().size());
      ForwardScheme scheme = KinfitrReferenceScheme.of(scan.timing(), scan.reference());
      String where = Agreements.where(row);
      switch (row.get("model")) {
        case "mrtm1" -> {
          Fit fit = new Fit(4);
          ((LinearReferenceModel) ModelCatalogue.create("MRTM1", BOXED.withTStar(TStar.all())))
              .bind(
                  scan.timing(),
                  ones,
                  ReferenceInput.of("reference", scan.reference()),
                  new FrameIntegral(scan.timing(), TissueIntegral.MID_TIME_TRAPEZOID))
              .fit(tac, fit);
          mrtm1.relative(where, fit.estimates()[0], number(row, "bp"));
        }
        case "frtm" -> {
          Fit fit = new Fit(6);
          bind("FRTM", BOXED, ones, scheme).fit(tac, fit);
          frtm.excess(where, fit.weightedRss(), number(row, "wrss"));
        }
        default -> {
          Fit fit = new Fit(4);
          bind("SRTM", BOXED, ones, scheme).fit(tac, fit);
          srtm.relative(where, fit.estimates()[0], number(row, "bp"));
        }
      }
    }
  }

  private static void exactSrtm(Agreements out) {
    // The golden README measured 0.5 % and 1.5 % between the schemes.
    Agreement binding = out.of("simref/srtm", "SRTM", "S1", Agreements.MID_FRAME, "BPND", 0.015);
    Agreement ratio = out.of("simref/srtm", "SRTM", "S1", Agreements.MID_FRAME, "R1", 0.005);
    SrtmModel model = new SrtmModel(BOXED);
    Fit fit = Fit.of(model);
    for (CSVRecord row : Agreements.rows("simref/srtm", "S1")) {
      if (row.get("flag").isEmpty()) {
        Curves curves = Curves.of(row);
        model
            .bind(
                curves.timing(), curves.data(), ReferenceInput.of("reference", curves.reference()))
            .fit(curves.target(), fit);
        binding.relative(Agreements.where(row), fit.estimates()[0], number(row, "bp"));
        ratio.relative(Agreements.where(row), fit.estimates()[1], number(row, "R1"));
      }
    }
  }
}
