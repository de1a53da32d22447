package org.tacflow.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.SeparableSettings;
import org.tacflow.kinetics.SeparableTwoTissueFitter;
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
 * Two tissue compartments: speed against Commons Math, and share of curves at the global optimum.
 *
 * <p>Arguments: curves per noise level (default 2000), rounds (5), curves per input and noise level
 * of the quality run over all measured inputs (0 = none), folder of the inputs.
 */
public final class SeparableBenchmark {
  private static final double[] NOISE = {0.05, 0.15, 0.30};
  private static final RateRange WIDE = new RateRange(5e-4, 3);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SeparableBenchmark() {}

  /** Runs both parts. */
  public static void main(String[] arguments) throws Exception {
    int curves = argument(arguments, 0, 2000);
    int rounds = argument(arguments, 1, 5);
    int perInput = argument(arguments, 2, 0);
    Path folder =
        Path.of(
            arguments.length > 3
                ? arguments[3]
                : "../../shared/data/pbr28/derivatives/inputfunction");
    List<Path> inputs =
        SimulatedTissue.measuredInputs(folder).stream().filter(SeparableBenchmark::hasBlood).toList();
    Path main =
        inputs.stream()
            .filter(p -> p.toString().contains("sub-rwrd_ses-1"))
            .findFirst()
            .orElseThrow();
    speed(main, curves, rounds);
    if (perInput > 0) {
      quality(inputs, perInput, Resolution.voxel());
    }
  }

  /** Whether the raw blood samples of an input's scan are in the data set. */
  private static boolean hasBlood(Path input) {
    Path session = input.getParent().getParent();
    Path subject = session.getParent();
    Path raw =
        subject
            .resolve("../../..")
            .resolve(subject.getFileName())
            .resolve(session.getFileName())
            .resolve("pet");
    String scan = input.getFileName().toString().replaceAll("_desc-.*", "");
    return Files.exists(raw.resolve(scan + "_recording-manual_blood.tsv"));
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
      SeparableSolver solver = solver(tissue, Resolution.voxel());
      SeparableTwoTissueFitter fitter = fitter(tissue);
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
        solver(tissue, Resolution.voxel());
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

  private static void quality(List<Path> inputs, int perInput, Resolution resolution)
      throws Exception {
    print("CV    within 0.1%%  within 1e-5  worst    failures, of %d curves", inputs.size() * perInput);
    for (int c = 0; c < NOISE.length; c++) {
      long near = 0;
      long converged = 0;
      long failed = 0;
      double worst = 0;
      for (int i = 0; i < inputs.size(); i++) {
        SimulatedTissue tissue =
            SimulatedTissue.withMeasuredInput(inputs.get(i), perInput, NOISE[c], 100 * c + i);
        SeparableSolver solver = solver(tissue, resolution);
        SeparableSolver thorough = solver(tissue, new Resolution(20, 0.017, 0.07, 161, 48));
        ExponentialFit fit = new ExponentialFit();
        for (double[] curve : tissue.curves) {
          failed += solver.solve(curve, fit) ? 0 : 1;
          double mine = residualSum(tissue, curve, fit);
          thorough.solve(curve, fit);
          double best = Math.min(mine, residualSum(tissue, curve, fit));
          double excess = mine / best - 1;
          failed += Double.isFinite(excess) ? 0 : 1;
          near += excess <= 1e-3 ? 1 : 0;
          converged += excess <= 1e-5 ? 1 : 0;
          worst = Math.max(worst, excess);
        }
      }
      double all = inputs.size() * (double) perInput;
      print(
          "%4.2f  %9.3f %%  %9.3f %%  %.2e  %d",
          NOISE[c], 100 * near / all, 100 * converged / all, worst, failed);
    }
  }

  private static double residualSum(SimulatedTissue tissue, double[] curve, ExponentialFit fit) {
    double[] first = new double[curve.length];
    double[] second = new double[curve.length];
    tissue.convolution.evaluate(fit.rate1(), first, null);
    tissue.convolution.evaluate(fit.rate2(), second, null);
    double sum = 0;
    for (int f = 0; f < curve.length; f++) {
      double r =
          curve[f]
              - fit.amplitude1() * first[f]
              - fit.amplitude2() * second[f]
              - fit.column() * tissue.blood[f];
      sum += tissue.weights[f] * r * r;
    }
    return sum;
  }

  private static SeparableSolver solver(SimulatedTissue tissue, Resolution resolution) {
    return SeparableSolver.of(
        SeparableProblem.of(
            tissue.convolution, tissue.weights, tissue.blood, null, WIDE, resolution),
        SeparableSolver.Order.TWO,
        ColumnBox.nonNegative(),
        Signs.NON_NEGATIVE,
        Curvature.GAUSS_NEWTON);
  }

  private static SeparableTwoTissueFitter fitter(SimulatedTissue tissue) {
    int n = tissue.begins.length;
    double[] from = new double[n];
    double[] to = new double[n];
    for (int f = 0; f < n; f++) {
      from[f] = tissue.begins[f] * 60;
      to[f] = tissue.ends[f] * 60;
    }
    return SeparableTwoTissueFitter.bind(
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

  private static double fit(SeparableTwoTissueFitter fitter, SimulatedTissue tissue) {
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
