package org.tacflow.numerics.separable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.numerics.separable.SeparableSolver.Order;
import org.tacflow.testing.SharedData;

/**
 * The solver against 28 starts of exact variable projection with the same bounds.
 *
 * <p>The residual sum of the solver's parameters is recomputed with exact convolutions, so a table
 * that lies cannot pass.
 */
class SeparableQualityTest {
  private static final RateRange WIDE = new RateRange(5e-4, 3);

  @ParameterizedTest
  @CsvSource({"0.05, 0.99", "0.15, 0.985", "0.30, 0.98"})
  void residualSumIsTheGlobalOptimum(double cv, double share) throws Exception {
    Path input =
        SharedData.path(
            "data/pbr28/derivatives/inputfunction/sub-rwrd/ses-1/pet/"
                + "sub-rwrd_ses-1_trc-PBR28_desc-processed_inputfunction.tsv");
    compare(
        SimulatedTissue.withMeasuredInput(input, 50, cv, 11), 0, Double.POSITIVE_INFINITY, share);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.1", "0.05, 0.05", "0, 0"})
  void columnMayBeBoxedOrFixed(double lower, double upper) {
    compare(SimulatedTissue.withMadeInput(20, 0.15, 5), lower, upper, 0.98);
  }

  @Test
  void tablesSurviveSerialization() throws Exception {
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(20, 0.15, 6);
    SeparableProblem problem =
        SeparableProblem.of(
            tissue.convolution, tissue.weights, tissue.blood, null, WIDE, Resolution.voxel());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(problem);
    }
    SeparableProblem copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (SeparableProblem) in.readObject();
    }
    SeparableSolver here = solver(problem);
    SeparableSolver there = solver(copy);
    ExponentialFit fit = new ExponentialFit();
    for (double[] curve : tissue.curves) {
      here.solve(curve, fit);
      double expected = fit.rate2();
      there.solve(curve, fit);
      assertThat(fit.rate2()).isEqualTo(expected);
    }
  }

  private static SeparableSolver solver(SeparableProblem problem) {
    return SeparableSolver.of(
        problem, Order.TWO, ColumnBox.nonNegative(), Signs.NON_NEGATIVE, Curvature.GAUSS_NEWTON);
  }

  private static void compare(
      SimulatedTissue tissue, double boxLower, double boxUpper, double share) {
    SeparableProblem problem =
        SeparableProblem.of(
            tissue.convolution, tissue.weights, tissue.blood, null, WIDE, Resolution.voxel());
    SeparableSolver solver =
        SeparableSolver.of(
            problem,
            Order.TWO,
            new ColumnBox(boxLower, boxUpper),
            Signs.NON_NEGATIVE,
            Curvature.GAUSS_NEWTON);
    MultistartReference reference =
        new MultistartReference(
            tissue.convolution,
            tissue.weights,
            tissue.blood,
            WIDE.lower(),
            WIDE.upper(),
            boxLower,
            boxUpper);
    ExponentialFit fit = new ExponentialFit();
    int near = 0;
    int converged = 0;
    for (double[] curve : tissue.curves) {
      assertThat(solver.solve(curve, fit)).isTrue();
      double exact = residualSum(tissue, curve, fit);
      double best = reference.solve(curve);
      assertThat(fit.residualSum()).isCloseTo(exact, within(1e-3 * exact));
      near += exact <= best * 1.001 ? 1 : 0;
      converged += exact <= best * 1.00001 ? 1 : 0;
    }
    assertThat(near).isGreaterThanOrEqualTo(tissue.curves.length - 1);
    assertThat(converged).isGreaterThanOrEqualTo((int) Math.floor(share * tissue.curves.length));
  }

  static double residualSum(SimulatedTissue tissue, double[] curve, ExponentialFit fit) {
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
}
