package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.numerics.separable.SimulatedTissue;

/**
 * Truth is the textbook regression of every curve by a QR decomposition in double precision.
 *
 * <p>Kernels sum sixteen frames of float data in single precision before they go on in double: 1e-6
 * relative is what that leaves of well-conditioned numbers. The curves fill two tiles and a bit.
 */
class BlockKernelTest {
  private static final SimulatedTissue TISSUE = SimulatedTissue.withMadeInput(1100, 0.05, 41);
  private static final int N = TISSUE.begins.length;
  private static final int SIZE = 1200;
  private static final FrameTiming TIMING = timing();
  private static final FrameWeights WEIGHTS = FrameWeights.of(TISSUE.weights);
  private static final double[] REFERENCE = reference();
  private static final double FROM = 35;

  @ParameterizedTest
  @EnumSource(TissueIntegral.class)
  void loganIsTheRegressionOfEveryCurve(TissueIntegral kind) {
    double[][] out = run(GraphicalKernel.logan(TIMING, WEIGHTS, TISSUE.plasma, kind, FROM));
    for (int v = 0; v < TISSUE.curves.length; v++) {
      double[] c = TISSUE.curves[v];
      double[] integral = integral(c, kind);
      double[][] columns = new double[2][N];
      double[] y = new double[N];
      for (int f = 0; f < N; f++) {
        columns[0][f] = TISSUE.plasma.area(TIMING.mid(f)) / c[f];
        columns[1][f] = 1;
        y[f] = integral[f] / c[f];
      }
      double[] line = regress(columns, y, FROM);
      assertThat(out[0][v]).isCloseTo(line[0], within(2e-6 * Math.abs(line[0])));
      assertThat(out[1][v]).isCloseTo(line[1], within(2e-5 * Math.abs(line[1]) + 1e-5));
    }
  }

  @Test
  void loganWithReferenceIsTheRegressionOfEveryCurve() {
    TissueIntegral kind = TissueIntegral.MID_TIME_TRAPEZOID;
    double[][] out =
        run(
            GraphicalKernel.loganReference(
                TIMING, WEIGHTS, ReferenceInput.of("cerebellum", REFERENCE), 0.1, kind, FROM));
    double[] area = integral(REFERENCE, kind);
    for (int v = 0; v < TISSUE.curves.length; v++) {
      double[] c = TISSUE.curves[v];
      double[] integral = integral(c, kind);
      double[][] columns = new double[2][N];
      double[] y = new double[N];
      for (int f = 0; f < N; f++) {
        columns[0][f] = (area[f] + REFERENCE[f] / 0.1) / c[f];
        columns[1][f] = 1;
        y[f] = integral[f] / c[f];
      }
      double slope = regress(columns, y, FROM)[0];
      assertThat(out[0][v]).isCloseTo(slope, within(2e-6 * Math.abs(slope)));
    }
  }

  @ParameterizedTest
  @EnumSource(TissueIntegral.class)
  void ma1IsTheRegressionOfEveryCurve(TissueIntegral kind) {
    double[][] out = run(MultilinearKernel.ma1(TIMING, WEIGHTS, TISSUE.plasma, kind, FROM));
    for (int v = 0; v < TISSUE.curves.length; v++) {
      double[] c = TISSUE.curves[v];
      double[] area = new double[N];
      for (int f = 0; f < N; f++) {
        area[f] = TISSUE.plasma.area(TIMING.mid(f));
      }
      double[] g = regress(new double[][] {area, integral(c, kind)}, c, FROM);
      double vt = -g[0] / g[1];
      // The two columns are nearly parallel in late frames; that magnifies the rounding.
      assertThat(out[0][v]).isCloseTo(vt, within(1e-4 * Math.abs(vt)));
    }
  }

  @Test
  void mrtm1IsTheRegressionOfEveryCurve() {
    TissueIntegral kind = TissueIntegral.MID_TIME_TRAPEZOID;
    double[][] out =
        run(
            MultilinearKernel.mrtm1(
                TIMING, WEIGHTS, ReferenceInput.of("cerebellum", REFERENCE), kind, 0));
    double[] area = integral(REFERENCE, kind);
    for (int v = 0; v < TISSUE.curves.length; v++) {
      double[] c = TISSUE.curves[v];
      double[] g = regress(new double[][] {area, integral(c, kind), REFERENCE}, c, 0);
      assertThat(out[0][v]).isCloseTo(-g[0] / g[1] - 1, within(1e-4 * (1 + Math.abs(g[0] / g[1]))));
      assertThat(out[1][v]).isCloseTo(g[2], within(1e-5 * Math.abs(g[2])));
      assertThat(out[2][v]).isCloseTo(g[0] / g[2], within(1e-4 * Math.abs(g[0] / g[2])));
    }
  }

  @Test
  void patlakIsTheRegressionOfEveryCurve() {
    double[][] out = run(FunctionalKernel.patlak(TIMING, WEIGHTS, TISSUE.plasma, FROM));
    for (int v = 0; v < TISSUE.curves.length; v++) {
      double[][] columns = new double[2][N];
      double[] y = new double[N];
      for (int f = 0; f < N; f++) {
        double plasma = TISSUE.plasma.value(TIMING.mid(f));
        columns[0][f] = plasma > 0 ? TISSUE.plasma.area(TIMING.mid(f)) / plasma : 0;
        columns[1][f] = 1;
        y[f] = plasma > 0 ? TISSUE.curves[v][f] / plasma : 0;
      }
      double[] line = regress(columns, y, FROM);
      // Coefficients of both change sign, so single precision is magnified tenfold.
      double scale = Math.abs(line[1]) / 100;
      assertThat(out[0][v]).isCloseTo(line[0], within(2e-5 * (Math.abs(line[0]) + scale)));
      assertThat(out[1][v]).isCloseTo(line[1], within(5e-5 * Math.abs(line[1])));
    }
  }

  @Test
  void suvrIsTheRatioOfMeans() {
    double[][] out =
        run(
            FunctionalKernel.suvr(
                TIMING,
                ReferenceInput.of("cerebellum", REFERENCE),
                new ModelSettings.Window(40, 60)));
    for (int v = 0; v < TISSUE.curves.length; v++) {
      double target = 0;
      double reference = 0;
      for (int f = 0; f < N; f++) {
        if (TIMING.mid(f) >= 40 && TIMING.mid(f) <= 60) {
          target += TISSUE.curves[v][f] * TIMING.duration(f);
          reference += REFERENCE[f] * TIMING.duration(f);
        }
      }
      assertThat(out[0][v]).isCloseTo(target / reference, within(1e-6 * target / reference));
    }
  }

  @Test
  void blocksOfAnySizeAgreeToTheBit() {
    GraphicalKernel kernel =
        GraphicalKernel.logan(TIMING, WEIGHTS, TISSUE.plasma, TissueIntegral.FRAME_DURATION, FROM);
    double[][] whole = run(kernel);
    float[][] frames = block();
    double[][] one = new double[2][1];
    for (int v = 0; v < TISSUE.curves.length; v += 7) {
      float[][] single = new float[N][1];
      for (int f = 0; f < N; f++) {
        single[f][0] = frames[f][v];
      }
      kernel.apply(single, 1, one);
      assertThat(one[0][0]).isEqualTo(whole[0][v]);
    }
  }

  @Test
  void zeroCurvesHaveNoNumber() {
    float[][] zero = new float[N][4];
    double[][] out = new double[3][4];
    GraphicalKernel.logan(TIMING, WEIGHTS, TISSUE.plasma, TissueIntegral.FRAME_DURATION, FROM)
        .apply(zero, 4, out);
    assertThat(out[0]).containsOnly(Double.NaN);
    MultilinearKernel.ma1(TIMING, WEIGHTS, TISSUE.plasma, TissueIntegral.FRAME_DURATION, FROM)
        .apply(zero, 4, out);
    assertThat(out[0]).containsOnly(Double.NaN);
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    ReferenceInput none = ReferenceInput.of("cerebellum", new double[N]);
    assertThatThrownBy(() -> FunctionalKernel.suvr(TIMING, none, new ModelSettings.Window(40, 60)))
        .hasMessage(
            "Cannot compute SUVR: reference curve of cerebellum has no positive mean between 40.0"
                + " and 60.0 min");
    assertThatThrownBy(() -> FunctionalKernel.patlak(TIMING, WEIGHTS, TISSUE.plasma, 89))
        .hasMessage("Cannot fit Patlak's line: fewer than two frames after 89.0 min");
    assertThatThrownBy(
            () ->
                GraphicalKernel.logan(
                    TIMING, WEIGHTS, TISSUE.plasma, TissueIntegral.FRAME_DURATION, 88))
        .hasMessage("Cannot fit Logan's line: fewer than two frames after 88.0 min");
    assertThatThrownBy(
            () ->
                MultilinearKernel.ma1(
                    TIMING, WEIGHTS, TISSUE.plasma, TissueIntegral.FRAME_DURATION, 80))
        .hasMessage("Cannot fit 2 coefficients: 2 frames with weight after 80.0 min");
    assertThatThrownBy(() -> FunctionalKernel.of(List.of("a", "b"), new double[1][N]))
        .hasMessage("Invalid outputs: 2 names and 1 rows (must be as many, at least one)");
  }

  private static double[][] run(BlockKernel kernel) {
    double[][] out = new double[kernel.outputs().size()][SIZE];
    kernel.apply(block(), TISSUE.curves.length, out);
    return out;
  }

  private static float[][] block() {
    float[][] frames = new float[N][SIZE];
    for (int f = 0; f < N; f++) {
      for (int v = 0; v < TISSUE.curves.length; v++) {
        frames[f][v] = (float) TISSUE.curves[v][f];
      }
    }
    return frames;
  }

  private static double[] regress(double[][] columns, double[] y, double fromMinutes) {
    Array2DRowRealMatrix x = new Array2DRowRealMatrix(N, columns.length);
    double[] target = new double[N];
    for (int f = 0; f < N; f++) {
      double root = TIMING.mid(f) >= fromMinutes ? Math.sqrt(TISSUE.weights[f]) : 0;
      for (int k = 0; k < columns.length; k++) {
        x.setEntry(f, k, root == 0 ? 0 : root * columns[k][f]);
      }
      target[f] = root == 0 ? 0 : root * y[f];
    }
    return new QRDecomposition(x).getSolver().solve(new ArrayRealVector(target)).toArray();
  }

  private static double[] integral(double[] c, TissueIntegral kind) {
    double[] integral = new double[N];
    for (int f = 0; f < N; f++) {
      // The frames here follow each other without gaps: bridged or left out is the same.
      if (kind != TissueIntegral.MID_TIME_TRAPEZOID) {
        for (int g = 0; g < f; g++) {
          integral[f] += c[g] * TIMING.duration(g);
        }
        integral[f] += 0.5 * c[f] * TIMING.duration(f);
      } else {
        integral[f] = 0.5 * c[0] * TIMING.mid(0);
        for (int g = 1; g <= f; g++) {
          integral[f] += 0.5 * (c[g] + c[g - 1]) * (TIMING.mid(g) - TIMING.mid(g - 1));
        }
      }
    }
    return integral;
  }

  private static double[] reference() {
    double[] curve = new double[N];
    TISSUE.curve(new double[] {0.1, 0.12, 0.02, 0.05, 0.04}, curve);
    return curve;
  }

  private static FrameTiming timing() {
    double[] from = new double[N];
    double[] to = new double[N];
    for (int f = 0; f < N; f++) {
      from[f] = TISSUE.begins[f] * 60;
      to[f] = TISSUE.ends[f] * 60;
    }
    return FrameTiming.ofSeconds(from, to);
  }
}
