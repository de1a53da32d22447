package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tacflow.testing.GoldenTable.number;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.FrameTiming;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/** The model curves for given parameters, against kinfitr 0.9.1 (golden/pbr28/forward.csv). */
class ForwardGoldenTest {
  private static final Map<String, double[]> PARAMETERS =
      Map.of(
          "p1", new double[] {0.12, 0.16, 0.09, 0.055, 0.05, 0.2},
          "p2", new double[] {0.25, 0.22, 0.03, 0.02, 0.04, 0.1});

  @Test
  void curvesInKinfitrsSchemeEqualItsCurves() {
    double worst = 0;
    int compared = 0;
    for (Map.Entry<String, List<CSVRecord>> one : curves().entrySet()) {
      List<CSVRecord> rows = one.getValue();
      Pbr28Scan scan = Pbr28Scan.of(rows.get(0));
      KinfitrScheme scheme = KinfitrScheme.of(scan, number(rows.get(0), "inpshift"));
      for (Compartments form : Compartments.values()) {
        double[] curve = curve(form, rows, scheme);
        double peak = peak(rows, column(form));
        for (CSVRecord row : rows) {
          int f = Integer.parseInt(row.get("frame")) - 1;
          if (f >= 0) {
            worst = Math.max(worst, Math.abs(curve[f] - number(row, column(form))) / peak);
            compared++;
          }
        }
      }
    }
    assertThat(compared).isEqualTo(4 * (2092 - 14 * 4));
    // Ten digits are printed; kinfitr convolves by Fourier transform.
    assertThat(worst).isLessThan(1e-9);
  }

  @Test
  void exactMidFrameCurvesStayWithinTheDiscretisationOfKinfitr() {
    int late = 0;
    for (List<CSVRecord> rows : curves().values()) {
      Pbr28Scan scan = Pbr28Scan.of(rows.get(0));
      double delay = number(rows.get(0), "inpshift");
      ForwardScheme scheme =
          ForwardScheme.exact(scan.timing(), scan.input().delayed(delay), Sampling.MID_FRAME);
      double[] curve = curve(Compartments.TWO_TISSUE, rows, scheme);
      FrameTiming timing = scan.timing();
      for (CSVRecord row : rows) {
        int f = Integer.parseInt(row.get("frame")) - 1;
        if (f >= 0 && timing.mid(f) > 5) {
          // The step of the 6000-point grid, 0.9 s, is worth 0.15 % after 5 min.
          double expected = number(row, "twotcm");
          assertThat(curve[f]).isBetween(expected * 0.9985, expected * 1.0015);
          late++;
        }
      }
    }
    assertThat(late).isGreaterThan(700);
  }

  private static Map<String, List<CSVRecord>> curves() {
    Map<String, List<CSVRecord>> curves = new TreeMap<>();
    for (CSVRecord row : GoldenTable.csv("golden/pbr28/forward.csv")) {
      String key =
          String.join(
              " ",
              row.get("participant_id"),
              row.get("session"),
              row.get("shift"),
              row.get("parset"));
      curves.computeIfAbsent(key, k -> new java.util.ArrayList<>()).add(row);
    }
    return curves;
  }

  private static String column(Compartments form) {
    return switch (form) {
      case ONE_TISSUE -> "onetcm";
      case TWO_TISSUE -> "twotcm";
      case IRREVERSIBLE -> "twotcm_irr";
      case VASCULAR -> "twotcm1k";
    };
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

  private static double peak(List<CSVRecord> rows, String column) {
    return rows.stream().mapToDouble(row -> number(row, column)).max().orElseThrow();
  }
}
