package org.tacflow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tacflow.numerics.separable.ColumnBox;
import org.tacflow.numerics.separable.Curvature;
import org.tacflow.numerics.separable.ExponentialFit;
import org.tacflow.numerics.separable.MultistartReference;
import org.tacflow.numerics.separable.RateRange;
import org.tacflow.numerics.separable.Resolution;
import org.tacflow.numerics.separable.SeparableProblem;
import org.tacflow.numerics.separable.SeparableSolver;
import org.tacflow.numerics.separable.Signs;
import org.tacflow.numerics.separable.SimulatedTissue;

/**
 * Share of two-tissue curves at the global optimum, over all measured inputs with raw blood.
 *
 * <p>The judge shares no code with the solver but the exact responses: variable projection with
 * exact convolutions from 28 starts, with the same bounds (θ₂ ≥ 5e-4, θ₁ ≤ 3 /min, vB ≥ 0). Where
 * the solver's parameters have the lower residual sum, recomputed exactly, they are the optimum.
 *
 * <p>Arguments: curves per input and noise level (default 100; some 5 ms of judging each), folder of
 * the inputs. Ends with exit code 1 below the shares that are promised.
 */
public final class OptimumBenchmark {
  /** Where the inputs lie beside the project. */
  static final String INPUTS = "../../shared/data/pbr28/derivatives/inputfunction";

  private static final double[] NOISE = {0.05, 0.15, 0.30};
  private static final double[] PROMISED = {0.999, 0.999, 0.997};
  private static final double PROMISED_CONVERGED = 0.99;
  private static final RateRange WIDE = new RateRange(5e-4, 3);

  private OptimumBenchmark() {}

  /** Judges every noise level. */
  public static void main(String[] arguments) throws IOException {
    int perInput = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    List<Path> inputs = inputs(arguments.length > 1 ? arguments[1] : INPUTS);
    print("%d inputs, %d curves each", inputs.size(), perInput);
    print("CV    within 0.1%%  within 1e-5  worst     judge worse by 1e-5");
    boolean kept = true;
    for (int c = 0; c < NOISE.length; c++) {
      kept &= judge(inputs, perInput, c);
    }
    System.exit(kept ? 0 : 1);
  }

  /** The measured inputs below a folder whose scans have raw blood samples. */
  static List<Path> inputs(String folder) throws IOException {
    return SimulatedTissue.measuredInputs(Path.of(folder)).stream()
        .filter(OptimumBenchmark::hasBlood)
        .toList();
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

  private static boolean judge(List<Path> inputs, int perInput, int c) throws IOException {
    long near = 0;
    long converged = 0;
    long judgeWorse = 0;
    double worst = 0;
    for (int i = 0; i < inputs.size(); i++) {
      SimulatedTissue tissue =
          SimulatedTissue.withMeasuredInput(inputs.get(i), perInput, NOISE[c], 100 * c + i);
      SeparableSolver solver =
          SeparableSolver.of(
              SeparableProblem.of(
                  tissue.convolution, tissue.weights, tissue.blood, null, WIDE, Resolution.voxel()),
              SeparableSolver.Order.TWO,
              ColumnBox.nonNegative(),
              Signs.NON_NEGATIVE,
              Curvature.GAUSS_NEWTON);
      MultistartReference judge =
          new MultistartReference(
              tissue.convolution,
              tissue.weights,
              tissue.blood,
              WIDE.lower(),
              WIDE.upper(),
              0,
              Double.POSITIVE_INFINITY);
      ExponentialFit fit = new ExponentialFit();
      for (double[] curve : tissue.curves) {
        double mine =
            solver.solve(curve, fit) ? residualSum(tissue, curve, fit) : Double.POSITIVE_INFINITY;
        double judged = judge.solve(curve);
        double excess = mine / Math.min(mine, judged) - 1;
        // An infinite residual sum leaves NaN, which counts as neither.
        near += excess <= 1e-3 ? 1 : 0;
        converged += excess <= 1e-5 ? 1 : 0;
        judgeWorse += judged > mine * (1 + 1e-5) ? 1 : 0;
        worst = Math.max(worst, excess);
      }
    }
    double all = inputs.size() * (double) perInput;
    print(
        "%4.2f  %9.3f %%  %9.3f %%  %.2e  %9.3f %%",
        NOISE[c], 100 * near / all, 100 * converged / all, worst, 100 * judgeWorse / all);
    return near >= PROMISED[c] * all && converged >= PROMISED_CONVERGED * all;
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

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
