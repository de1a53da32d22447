package org.tacflow.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Locale;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.SeparableSettings;
import org.tacflow.kinetics.SeparableFitter;
import org.tacflow.numerics.separable.ColumnBox;
import org.tacflow.numerics.separable.Curvature;
import org.tacflow.numerics.separable.ExponentialFit;
import org.tacflow.numerics.separable.RateRange;
import org.tacflow.numerics.separable.Resolution;
import org.tacflow.numerics.separable.SeparableProblem;
import org.tacflow.numerics.separable.SeparableSolver;
import org.tacflow.numerics.separable.Signs;
import org.tacflow.numerics.separable.SimulatedTissue;

/**
 * Two tissue compartments: speed against Commons Math.
 *
 * <p>Arguments: curves per noise level (default 2000), rounds (5), folder of the inputs.
 */
public final class SeparableBenchmark {
  private static final double[] NOISE = {0.05, 0.15, 0.30};
  private static final RateRange WIDE = new RateRange(5e-4, 3);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SeparableBenchmark() {}

  /** Measures at three noise levels, on the input of the first scan with raw blood. */
  public static void main(String[] arguments) throws Exception {
    int curves = argument(arguments, 0, 2000);
    int rounds = argument(arguments, 1, 5);
    Path main =
        OptimumBenchmark.inputs(arguments.length > 2 ? arguments[2] : OptimumBenchmark.INPUTS)
            .stream()
            .filter(p -> p.toString().contains("sub-rwrd_ses-1"))
            .findFirst()
            .orElseThrow();
    speed(main, curves, rounds);
  }

  private static void speed(Path input, int curves, int rounds) throws Exception {
    SimulatedTissue[] tissues = new SimulatedTissue[NOISE.length];
    for (int c = 0; c < NOISE.length; c++) {
      tissues[c] = SimulatedTissue.withMeasuredInput(input, curves, NOISE[c], 1 + c);
    }
    print("CV    solver us  evals starts   fitter us  | A2 us  A3 us  | A2/fitter A3/fitter A2/solver");
    double setUp = Double.POSITIVE_INFINITY;
    for (int c = 0; c < NOISE.length; c++) {
      SimulatedTissue tissue = tissues[c];
      SeparableSolver solver = solver(tissue);
      SeparableFitter fitter = fitter(tissue);
      CommonsMathTwoTissue a2 = new CommonsMathTwoTissue(tissue, CommonsMathTwoTissue.Kind.A2);
      CommonsMathTwoTissue a3 = new CommonsMathTwoTissue(tissue, CommonsMathTwoTissue.Kind.A3);
      int few = Math.max(20, curves / 40);
      double solverTime = Double.POSITIVE_INFINITY;
      double fitterTime = Double.POSITIVE_INFINITY;
      double a2Time = Double.POSITIVE_INFINITY;
      double a3Time = Double.POSITIVE_INFINITY;
      for (int warm = 0; warm < 40_000; warm += curves) {
        solve(solver, tissue);
        fit(fitter, tissue);
      }
      long fits = 0;
      long evaluations = solver.evaluations();
      long starts = solver.starts();
      for (int round = 0; round < rounds; round++) {
        solverTime = Math.min(solverTime, solve(solver, tissue));
        fits += tissue.curves.length;
        fitterTime = Math.min(fitterTime, fit(fitter, tissue));
        a3Time = Math.min(a3Time, baseline(a3, tissue, 4 * few));
        a2Time = Math.min(a2Time, baseline(a2, tissue, few));
        long begin = THREADS.getCurrentThreadCpuTime();
        solver(tissue);
        setUp = Math.min(setUp, (THREADS.getCurrentThreadCpuTime() - begin) / 1e6);
      }
      print(
          "%4.2f  %8.3f  %5.2f %5.2f  %8.3f   | %7.0f %6.1f | %8.0f %8.1f %8.0f",
          NOISE[c],
          solverTime,
          (solver.evaluations() - evaluations) / (double) fits,
          (solver.starts() - starts) / (double) fits,
          fitterTime,
          a2Time,
          a3Time,
          a2Time / fitterTime,
          a3Time / fitterTime,
          a2Time / solverTime);
    }
    print("set-up of one scan %.1f ms", setUp);
  }

  private static SeparableSolver solver(SimulatedTissue tissue) {
    return SeparableSolver.of(
        SeparableProblem.of(
            tissue.convolution, tissue.weights, tissue.blood, null, WIDE, Resolution.voxel()),
        SeparableSolver.Order.TWO,
        ColumnBox.nonNegative(),
        Signs.NON_NEGATIVE,
        Curvature.GAUSS_NEWTON);
  }

  private static SeparableFitter fitter(SimulatedTissue tissue) {
    int n = tissue.begins.length;
    double[] from = new double[n];
    double[] to = new double[n];
    for (int f = 0; f < n; f++) {
      from[f] = tissue.begins[f] * 60;
      to[f] = tissue.ends[f] * 60;
    }
    return SeparableFitter.twoTissue(
        FrameTiming.ofSeconds(from, to),
        FrameWeights.of(tissue.weights),
        new ArterialInput(tissue.plasma, tissue.wholeBlood),
        SeparableSettings.plasma().withColumn(ColumnBox.nonNegative()).withRates(WIDE));
  }

  /** Microseconds per curve. */
  private static double solve(SeparableSolver solver, SimulatedTissue tissue) {
    ExponentialFit fit = new ExponentialFit();
    double sum = 0;
    long begin = THREADS.getCurrentThreadCpuTime();
    for (double[] curve : tissue.curves) {
      solver.solve(curve, fit);
      sum += fit.residualSum();
    }
    return checked(begin, tissue.curves.length, sum);
  }

  private static double fit(SeparableFitter fitter, SimulatedTissue tissue) {
    Fit fit = new Fit(8);
    double sum = 0;
    long begin = THREADS.getCurrentThreadCpuTime();
    for (double[] curve : tissue.curves) {
      fitter.fit(curve, fit);
      sum += fit.estimates()[0] + fit.standardErrors()[0];
    }
    return checked(begin, tissue.curves.length, sum);
  }

  private static double baseline(CommonsMathTwoTissue baseline, SimulatedTissue tissue, int count) {
    double sum = 0;
    long begin = THREADS.getCurrentThreadCpuTime();
    for (int v = 0; v < count; v++) {
      sum += baseline.fit(tissue.curves[v]);
    }
    return checked(begin, count, sum);
  }

  private static double checked(long begin, int count, double sum) {
    double time = (THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / count;
    // The sum is looked at so that no fit can be optimised away.
    return sum == 42 ? Double.NaN : time;
  }

  private static int argument(String[] arguments, int i, int otherwise) {
    return arguments.length > i ? Integer.parseInt(arguments[i]) : otherwise;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
