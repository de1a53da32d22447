package org.tacflow.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.util.Pair;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.BlockKernel;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.FunctionalKernel;
import org.tacflow.kinetics.GraphicalKernel;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.kinetics.ModelSettings.Window;
import org.tacflow.kinetics.MultilinearKernel;
import org.tacflow.kinetics.SeparableSettings;
import org.tacflow.kinetics.SeparableFitter;
import org.tacflow.numerics.ExponentialConvolution;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.numerics.PiecewiseLinear;
import org.tacflow.numerics.separable.SimulatedTissue;

/**
 * Linear models over blocks as a share of read bandwidth, and SRTM against a nonlinear fit.
 *
 * <p>Arguments: blocks of 2048 curves (default 400, 125 MB), rounds (default 7).
 */
public final class LinearBenchmark {
  private static final int SIZE = 2048;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private LinearBenchmark() {}

  /** Runs all. */
  public static void main(String[] arguments) {
    int blocks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 400;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(SIZE, 0.15, 1);
    int n = tissue.begins.length;
    FrameTiming timing = timing(tissue);
    FrameWeights weights = FrameWeights.of(tissue.weights);
    double[] curve = new double[n];
    tissue.curve(new double[] {0.1, 0.12, 0.02, 0.05, 0.04}, curve);
    ReferenceInput reference = ReferenceInput.of("cerebellum", curve);
    float[][][] data = new float[blocks][n][SIZE];
    for (int b = 0; b < blocks; b++) {
      for (int f = 0; f < n; f++) {
        for (int v = 0; v < SIZE; v++) {
          data[b][f][v] = (float) tissue.curves[(v + b) % SIZE][f];
        }
      }
    }
    TissueIntegral kind = TissueIntegral.FRAME_DURATION;
    Map<String, BlockKernel> kernels = new LinkedHashMap<>();
    kernels.put(
        "SUVR 60-90", FunctionalKernel.suvr(timing, reference, new Window(60, 90)));
    kernels.put("Patlak", FunctionalKernel.patlak(timing, weights, tissue.plasma, 35));
    kernels.put(
        "functional", FunctionalKernel.of(List.of("sum"), new double[][] {tissue.weights}));
    kernels.put("Logan", GraphicalKernel.logan(timing, weights, tissue.plasma, kind, 35));
    kernels.put("MA1", MultilinearKernel.ma1(timing, weights, tissue.plasma, kind, 35));
    kernels.put(
        "LoganRef",
        GraphicalKernel.loganReference(timing, weights, reference, 0.1, kind, 35));
    kernels.put("MRTM1", MultilinearKernel.mrtm1(timing, weights, reference, kind, 0));
    Map<String, Double> best = new LinkedHashMap<>();
    double read = Double.POSITIVE_INFINITY;
    double[][] out = new double[3][SIZE];
    int sink = 0;
    for (int round = 0; round < rounds; round++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      for (float[][] block : data) {
        for (float[] row : block) {
          sink += sum(row);
        }
      }
      read = Math.min(read, per(begin, blocks));
      for (Map.Entry<String, BlockKernel> entry : kernels.entrySet()) {
        begin = THREADS.getCurrentThreadCpuTime();
        for (float[][] block : data) {
          entry.getValue().apply(block, SIZE, out);
        }
        best.merge(entry.getKey(), per(begin, blocks), Math::min);
      }
    }
    print("read of all frames %.2f ns/curve, %.1f GB/s (%d)", read, n * 4 / read, sink & 1);
    for (Map.Entry<String, Double> entry : best.entrySet()) {
      int touched = touched(entry.getKey(), timing);
      double share = read * touched / n / entry.getValue();
      print(
          "%-11s %7.2f ns/curve  %2d frames  %5.0f %% of read",
          entry.getKey(), entry.getValue(), touched, 100 * share);
    }
    srtm(tissue, timing, weights, reference, rounds);
  }

  private static int touched(String kernel, FrameTiming timing) {
    double from =
        switch (kernel) {
          case "SUVR 60-90" -> 60;
          case "Patlak" -> 35;
          default -> 0;
        };
    int count = 0;
    for (int f = 0; f < timing.size(); f++) {
      count += timing.mid(f) >= from ? 1 : 0;
    }
    return count;
  }

  private static void srtm(
      SimulatedTissue tissue,
      FrameTiming timing,
      FrameWeights weights,
      ReferenceInput reference,
      int rounds) {
    SeparableFitter fitter =
        SeparableFitter.srtm(timing, weights, reference, SeparableSettings.reference());
    Fit fit = new Fit(4);
    double fast = Double.POSITIVE_INFINITY;
    double slow = Double.POSITIVE_INFINITY;
    int worse = 0;
    int better = 0;
    for (int round = 0; round < 4 * rounds; round++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      for (double[] curve : tissue.curves) {
        fitter.fit(curve, fit);
      }
      fast = Math.min(fast, (THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / SIZE);
    }
    ReferenceModel model = new ReferenceModel(tissue, timing, reference.curve());
    for (int round = 0; round < rounds; round++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      for (int v = 0; v < 200; v++) {
        double rss = model.fit(tissue.curves[v]);
        fitter.fit(tissue.curves[v], fit);
        worse += fit.weightedRss() > rss * 1.0001 ? 1 : 0;
        better += fit.weightedRss() < rss * 0.9999 ? 1 : 0;
      }
      slow = Math.min(slow, (THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / 200);
    }
    print(
        "SRTM %.3f us/curve with standard errors; Commons Math LM %.0f us: %.0f times; "
            + "LM better in %d, worse in %d of %d",
        fast, slow, slow / fast, worse, better, 200 * rounds);
  }

  /** SRTM by Levenberg–Marquardt in (R1, k2, k2a) with exact responses, analytic Jacobian. */
  private static final class ReferenceModel {
    private final ExponentialConvolution convolution;
    private final double[] reference;
    private final double[] weights;

    ReferenceModel(SimulatedTissue tissue, FrameTiming timing, double[] reference) {
      double[] times = new double[reference.length + 1];
      double[] values = new double[reference.length + 1];
      for (int f = 0; f < reference.length; f++) {
        times[f + 1] = timing.mid(f);
        values[f + 1] = reference[f];
      }
      this.convolution =
          ExponentialConvolution.of(
              Sampling.FRAME_MEAN,
              PiecewiseLinear.of(times, values),
              timing.begins(),
              timing.ends());
      this.reference = reference;
      this.weights = tissue.weights;
    }

    double fit(double[] curve) {
      int n = curve.length;
      double[] response = new double[n];
      double[] slope = new double[n];
      try {
        double rms =
            new LevenbergMarquardtOptimizer()
                .optimize(
                    new LeastSquaresBuilder()
                        .start(new double[] {1, 0.1, 0.05})
                        .target(curve)
                        .weight(MatrixUtils.createRealDiagonalMatrix(weights))
                        .maxEvaluations(500)
                        .maxIterations(500)
                        .parameterValidator(
                            p -> {
                              p.setEntry(2, Math.max(1e-3, Math.min(1, p.getEntry(2))));
                              return p;
                            })
                        .model(
                            point -> {
                              double ratio = point.getEntry(0);
                              double k2 = point.getEntry(1);
                              double k2a = point.getEntry(2);
                              convolution.evaluate(k2a, response, slope);
                              double[] value = new double[n];
                              RealMatrix jacobian = MatrixUtils.createRealMatrix(n, 3);
                              double a = k2 - ratio * k2a;
                              for (int f = 0; f < n; f++) {
                                value[f] = ratio * reference[f] + a * response[f];
                                jacobian.setEntry(f, 0, reference[f] - k2a * response[f]);
                                jacobian.setEntry(f, 1, response[f]);
                                jacobian.setEntry(f, 2, a * slope[f] - ratio * response[f]);
                              }
                              return new Pair<>(new ArrayRealVector(value, false), jacobian);
                            })
                        .build())
                .getRMS();
        return rms * rms * n;
      } catch (RuntimeException failed) {
        return Double.POSITIVE_INFINITY;
      }
    }
  }

  /** Sum of the bits: the plainest loop that the compiler turns into vector reads. */
  private static int sum(float[] row) {
    int sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += Float.floatToRawIntBits(row[i]);
    }
    return sum;
  }

  private static double per(long begin, int blocks) {
    return (THREADS.getCurrentThreadCpuTime() - begin) / (double) blocks / SIZE;
  }

  private static FrameTiming timing(SimulatedTissue tissue) {
    int n = tissue.begins.length;
    double[] from = new double[n];
    double[] to = new double[n];
    for (int f = 0; f < n; f++) {
      from[f] = tissue.begins[f] * 60;
      to[f] = tissue.ends[f] * 60;
    }
    return FrameTiming.ofSeconds(from, to);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
