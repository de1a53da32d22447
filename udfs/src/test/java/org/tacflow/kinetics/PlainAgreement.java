package org.tacflow.kinetics;

import static org.tacflow.testing.GoldenTable.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.curve.DoseInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.curve.WeightScheme;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.kinetics.ModelSettings.Window;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/** What needs no fit: SUV, weights, model curves for given parameters, coordinates of plots. */
final class PlainAgreement {
  private static final Map<String, double[]> PARAMETERS =
      Map.of(
          "p1", new double[] {0.12, 0.16, 0.09, 0.055, 0.05, 0.2},
          "p2", new double[] {0.25, 0.22, 0.03, 0.02, 0.04, 0.1});
  private static final double HALF_LIFE = 20.4;

  private PlainAgreement() {}

  static void compare(Agreements out) {
    suv(out);
    weights(out);
    forward(out);
    coordinates(out);
  }

  private static void suv(Agreements out) {
    String table = "pbr28/suv";
    Agreement mean = out.of(table, "SUV", "both windows", "durations", "mean", 1e-9);
    Agreement suv = out.of(table, "SUV", "both windows", "durations", "SUV", 1e-9);
    Agreement ratio = out.of(table, "SUVR", "both windows", "durations", "SUVR", 1e-9);
    for (CSVRecord row : GoldenTable.csv("golden/" + table + ".csv")) {
      Pbr28Scan scan = Pbr28Scan.of(row);
      Window window = row.get("setting").equals("U40_60") ? new Window(40, 60) : new Window(60, 90);
      double[] tac = scan.regions().get(row.get("region"));
      String where = Agreements.where(row);
      mean.relative(
          where, WindowMean.of(scan.timing(), window).mean(tac), number(row, "mean_conc"));
      if (!row.get("flag").contains("window_not_covered")) {
        String participant = row.get("participant_id");
        DoseInput dose =
            new DoseInput(
                Pbr28Scan.injectedMegabecquerel(participant, row.get("session")),
                Pbr28Scan.bodyWeight(participant));
        ModelSettings settings = ModelSettings.defaults().withWindow(window);
        Fit fit = new Fit(1);
        new SuvModel(settings).bind(scan.timing(), scan.weights(), dose).fit(tac, fit);
        suv.relative(where, fit.estimates()[0], number(row, "mean_SUV"));
        ReferenceInput wholeBrain = ReferenceInput.of("WB", scan.regions().get("WB"));
        new SuvrModel(settings).bind(scan.timing(), scan.weights(), wholeBrain).fit(tac, fit);
        ratio.relative(where, fit.estimates()[0], number(row, "ratio_to_WB"));
      }
    }
  }

  /**
   * The product's formulas with what kinfitr does after them, which is done here and not in the
   * product. Methods 3, 5 and 9 have another formula in its code: it stands here, too.
   */
  private static void weights(Agreements out) {
    String table = "pbr28/weights_create";
    Map<String, List<CSVRecord>> scans = new TreeMap<>();
    for (CSVRecord row : GoldenTable.csv("golden/" + table + ".csv")) {
      scans.computeIfAbsent(Agreements.where(row), key -> new ArrayList<>()).add(row);
    }
    for (WeightScheme scheme : WeightScheme.values()) {
      String setting = "method " + scheme.number();
      Agreement agreement =
          out.of(table, "weights", setting, "with kinfitr's rescaling", "weight", 1e-9);
      for (List<CSVRecord> rows : scans.values()) {
        Pbr28Scan scan = Pbr28Scan.of(rows.get(0));
        double[] weights = KinfitrWeights.of(scheme, scan, HALF_LIFE);
        for (CSVRecord row : rows) {
          int f = Integer.parseInt(row.get("frame")) - 1;
          String column = "method" + scheme.number();
          if (f >= 0 && !row.get(column).isEmpty()) {
            agreement.absolute(Agreements.where(row), weights[f], number(row, column));
          }
        }
      }
    }
  }

  private static void forward(Agreements out) {
    String table = "pbr28/forward";
    Map<String, List<CSVRecord>> curves = new TreeMap<>();
    for (CSVRecord row : GoldenTable.csv("golden/" + table + ".csv")) {
      String key = Agreements.where(row) + row.get("shift") + row.get("parset");
      curves.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    for (Compartments form : Compartments.values()) {
      // Ten digits are printed; kinfitr convolves by Fourier transform.
      Agreement same = out.of(table, name(form), "p1, p2", Agreements.KINFITR, "curve/peak", 1e-9);
      curves.values().forEach(rows -> forwardInKinfitrsScheme(same, form, rows));
    }
    Agreement input = out.of(table, "input", "0, WB", Agreements.KINFITR, "plasma/peak", 1e-9);
    Agreement blood = out.of(table, "input", "0, WB", Agreements.KINFITR, "blood/peak", 1e-9);
    Agreement area = out.of(table, "input", "0, WB", Agreements.KINFITR, "area/last", 1e-9);
    curves.values().forEach(rows -> inputs(rows, input, blood, area));
    // The step of the 6000-point grid, 0.9 s, is worth 0.15 % after 5 min and 0.4 % before.
    Agreement late =
        out.of(table, "2TCM", "p1, p2", Agreements.MID_FRAME, "curve after 5 min", 1.5e-3);
    Agreement middle =
        out.of(table, "2TCM", "p1, p2", Agreements.MID_FRAME, "curve from 2 to 5 min", 4e-3);
    for (List<CSVRecord> rows : curves.values()) {
      Pbr28Scan scan = Pbr28Scan.of(rows.get(0));
      FrameTiming timing = scan.timing();
      double delay = number(rows.get(0), "inpshift");
      double[] curve =
          curve(
              Compartments.TWO_TISSUE,
              rows,
              ForwardScheme.exact(timing, scan.input().delayed(delay), Sampling.MID_FRAME));
      for (CSVRecord row : rows) {
        int f = Integer.parseInt(row.get("frame")) - 1;
        if (f >= 0 && timing.mid(f) > 2) {
          (timing.mid(f) > 5 ? late : middle)
              .relative(Agreements.where(row), curve[f], number(row, "twotcm"));
        }
      }
    }
  }

  private static String name(Compartments form) {
    return switch (form) {
      case ONE_TISSUE -> "1TCM";
      case TWO_TISSUE -> "2TCM";
      case IRREVERSIBLE -> "2TCM3k";
      case VASCULAR -> "2TCM1k";
    };
  }

  private static String column(Compartments form) {
    return switch (form) {
      case ONE_TISSUE -> "onetcm";
      case TWO_TISSUE -> "twotcm";
      case IRREVERSIBLE -> "twotcm_irr";
      case VASCULAR -> "twotcm1k";
    };
  }

  private static void forwardInKinfitrsScheme(
      Agreement same, Compartments form, List<CSVRecord> rows) {
    Pbr28Scan scan = Pbr28Scan.of(rows.get(0));
    double[] curve = curve(form, rows, KinfitrScheme.of(scan, number(rows.get(0), "inpshift")));
    compareToPeak(same, rows, column(form), curve);
  }

  private static void compareToPeak(
      Agreement agreement, List<CSVRecord> rows, String column, double[] own) {
    double peak = rows.stream().mapToDouble(row -> number(row, column)).max().orElseThrow();
    for (CSVRecord row : rows) {
      int f = Integer.parseInt(row.get("frame")) - 1;
      if (f >= 0) {
        agreement.absolute(Agreements.where(row), own[f] / peak, number(row, column) / peak);
      }
    }
  }

  private static void inputs(
      List<CSVRecord> rows, Agreement input, Agreement blood, Agreement area) {
    KinfitrScheme scheme =
        KinfitrScheme.of(Pbr28Scan.of(rows.get(0)), number(rows.get(0), "inpshift"));
    compareToPeak(input, rows, "aif", scheme.plasmaAtFrames());
    compareToPeak(blood, rows, "blood", scheme.direct());
    compareToPeak(area, rows, "int_aif", scheme.integral());
  }

  private static double[] curve(Compartments form, List<CSVRecord> rows, ForwardScheme scheme) {
    double[] rates = PARAMETERS.get(rows.get(0).get("parset")).clone();
    for (int rate = RateMap.K1; rate <= RateMap.K4; rate++) {
      rates[rate] = form.fits(rate) ? rates[rate] : 0;
    }
    rates[CompartmentCurve.KB] = form == Compartments.VASCULAR ? rates[CompartmentCurve.KB] : 0;
    double[] curve = new double[scheme.frames()];
    new RateCurve(new CompartmentCurve(scheme), curve.length)
        .evaluate(rates, curve, new double[curve.length][RateMap.SIZE]);
    return curve;
  }

  private static void coordinates(Agreements out) {
    String table = "pbr28/graph_xy";
    String[] columns = {"logan_x", "logan_y", "patlak_x", "patlak_y", "ma1_int_aif", "ma1_int_tac"};
    Agreement[] agreements = new Agreement[columns.length];
    for (int c = 0; c < columns.length; c++) {
      String model = List.of("Logan", "Logan", "Patlak", "Patlak", "MA1", "MA1").get(c);
      // kinfitr interpolates the ratio, this test its parts: where the curve bends less, the same.
      agreements[c] = out.of(table, model, "L1, P2, M1", Agreements.KINFITR, columns[c], 1e-6);
    }
    Map<String, List<CSVRecord>> curves = new TreeMap<>();
    for (CSVRecord row : GoldenTable.csv("golden/" + table + ".csv")) {
      curves.computeIfAbsent(Agreements.where(row), k -> new ArrayList<>()).add(row);
    }
    for (List<CSVRecord> rows : curves.values()) {
      Pbr28Scan scan = Pbr28Scan.of(rows.get(0));
      double shift = number(rows.get(0), "inpshift");
      double[] tac = scan.regions().get(rows.get(0).get("region"));
      LinearScheme logan = new KinfitrLinear(scan, shift, TissueIntegral.MID_TIME_TRAPEZOID, false);
      LinearScheme patlak = new KinfitrLinear(scan, shift, TissueIntegral.MID_TIME_TRAPEZOID, true);
      double[] tissue = new double[tac.length];
      double[] integral = new double[tac.length];
      double[] corrected = new double[tac.length];
      double[] unused = new double[tac.length];
      logan.tissue(tac, 0, tissue, integral, null);
      patlak.tissue(tac, 0.05, corrected, unused, null);
      for (CSVRecord row : rows) {
        int f = Integer.parseInt(row.get("frame")) - 1;
        if (f < 0 || scan.timing().mid(f) < 10) {
          continue;
        }
        double[] own = {
          logan.plasmaIntegral()[f] / tissue[f],
          integral[f] / tissue[f],
          patlak.plasmaIntegral()[f] / patlak.plasma()[f],
          corrected[f] / patlak.plasma()[f],
          logan.plasmaIntegral()[f],
          integral[f]
        };
        for (int c = 0; c < columns.length; c++) {
          agreements[c].relative(
              Agreements.where(row) + " frame " + f, own[c], number(row, columns[c]));
        }
      }
    }
  }
}
