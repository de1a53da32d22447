package org.tacflow.curve.blood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tacflow.numerics.PiecewiseLinear;

class FormulaFitTest {
  private static final double[] HPLC = {1, 3, 5, 10, 20, 30, 40, 60, 75, 90};

  private static PiecewiseLinear curve(TimeFormula formula, double[] times, double... p) {
    double[] values = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      values[i] = formula.value(times[i], p);
    }
    return PiecewiseLinear.of(times, values);
  }

  /** A sample every 3 s to 5 min, then manual ones to 90 min. */
  private static double[] bloodTimes() {
    double[] times = new double[108];
    for (int i = 0; i < 100; i++) {
      times[i] = 0.05 * i;
    }
    double[] manual = {5.5, 8, 12, 20, 30, 45, 60, 90};
    System.arraycopy(manual, 0, times, 100, manual.length);
    return times;
  }

  // Values at 20 min by hand (R's pgamma for the two gamma forms): wrong formulas that recover
  // their own curves would pass the tests below, but not this one.
  static Stream<Arguments> valuesByHand() {
    return Stream.of(
        Arguments.of(new HillFraction(), new double[] {0.2, 2, 20}, 20, 0.6),
        Arguments.of(new PowerFraction(), new double[] {0.1, 2, 0.5}, 20, 1 / Math.sqrt(5)),
        Arguments.of(
            new ExponentialFraction(), new double[] {0.6, 0.05, 0}, 20, 0.6 * Math.exp(-1) + 0.4),
        Arguments.of(
            new SigmoidFraction(), new double[] {3, 0.5, 0.25}, 10, (Math.sqrt(0.5) + 0.25) / 1.25),
        // P(1, x) = 1 - e^-x and Q(1, x) = e^-x; P(2, x) = 1 - (1 + x) e^-x.
        Arguments.of(
            new GammaFraction(), new double[] {0.8, 2, 0.1}, 20, 1 - 0.8 * (1 - 3 * Math.exp(-2))),
        Arguments.of(
            new InverseGammaFraction(), new double[] {0.8, 1, 10}, 20, 1 - 0.8 * Math.exp(-0.5)),
        Arguments.of(new TriexponentialInput(), new double[] {1, 2, 6, 3, 1, 2, 0.2, 0.02}, 2, 5),
        Arguments.of(
            new FengInput(),
            new double[] {1, 100, 20, 10, 4, 0.2, 0.01},
            2,
            70 * Math.exp(-4) + 20 * Math.exp(-0.2) + 10 * Math.exp(-0.01)),
        Arguments.of(new LinearRatio(), new double[] {0.7, 0.01}, 20, 0.9),
        Arguments.of(new ConstantRatio(), new double[] {0.7}, 20, 0.7));
  }

  @ParameterizedTest
  @MethodSource("valuesByHand")
  void everyFormulaHasTheValueOfItsPaper(
      TimeFormula formula, double[] p, double minutes, double expected) {
    assertThat(formula.value(minutes, p)).isCloseTo(expected, within(1e-12));
    assertThat(formula.parameters()).hasSize(p.length);
  }

  // Truth: the mean of Feng's curve over the infusion by Simpson's rule with 4000 steps.
  @Test
  void anInfusionIsTheMeanOfTheBolusOverItsDuration() {
    double[] bolus = {0.5, 300, 20, 10, 4, 0.2, 0.01};
    double[] infusion = {0.5, 300, 20, 10, 4, 0.2, 0.01, 1.5};
    for (double t : new double[] {0.4, 1, 3, 40}) {
      double from = Math.max(t - 1.5, 0.5);
      double sum = 0;
      int n = 4000;
      for (int i = 0; i <= n && t > from; i++) {
        double at = from + (t - from) * i / n;
        double weight = i == 0 || i == n ? 1 : 2 + 2 * (i % 2);
        sum += weight * new FengInput().value(at, bolus);
      }
      double expected = t > from ? sum * (t - from) / n / 3 / 1.5 : 0;
      assertThat(new FengInfusionInput().value(t, infusion)).isCloseTo(expected, within(1e-8));
    }
  }

  static Stream<Arguments> truths() {
    double[] blood = bloodTimes();
    return Stream.of(
        Arguments.of(new HillFraction(), HPLC, new double[] {0.08, 1.8, 17}),
        Arguments.of(new PowerFraction(), HPLC, new double[] {0.08, 2.5, 0.4}),
        Arguments.of(new ExponentialFraction(), HPLC, new double[] {0.7, 0.12, 0.005}),
        Arguments.of(new SigmoidFraction(), HPLC, new double[] {3.2, 0.5, 0.1}),
        Arguments.of(new GammaFraction(), HPLC, new double[] {0.9, 1.7, 0.09}),
        Arguments.of(new InverseGammaFraction(), HPLC, new double[] {0.95, 0.8, 9}),
        Arguments.of(new ConstantRatio(), HPLC, new double[] {0.62}),
        Arguments.of(new LinearRatio(), HPLC, new double[] {0.7, -0.002}),
        Arguments.of(
            new TriexponentialInput(), blood, new double[] {0.42, 0.4, 80, 20, 6, 2.5, 0.25, 0.01}),
        Arguments.of(new FengInput(), blood, new double[] {0.42, 700, 15, 6, 4, 0.3, 0.01}),
        Arguments.of(
            new FengInfusionInput(), blood, new double[] {0.42, 900, 15, 6, 4, 0.3, 0.01, 0.7}));
  }

  // 1e-3 of the peak everywhere: far below measurement noise (1 %), above what the exchange of
  // nearly equal exponentials leaves undetermined.
  @ParameterizedTest
  @MethodSource("truths")
  void everyFormulaRecoversItsOwnNoiseFreeCurve(TimeFormula formula, double[] times, double[] p) {
    PiecewiseLinear samples = curve(formula, times, p);
    FormulaFit fit = FormulaFit.of(formula, samples);
    assertThat(fit.status()).isEqualTo(FormulaStatus.CONVERGED);
    for (double t = 0; t <= 120; t += 0.37) {
      assertThat(fit.value(t))
          .as(formula.name() + " at " + t)
          .isCloseTo(formula.value(t, p), within(1e-3 * samples.peak()));
    }
  }

  @Test
  void aFormulaIsRefusedWithoutMoreSamplesThanParameters() {
    HillFraction hill = new HillFraction();
    PiecewiseLinear three = curve(hill, new double[] {5, 20, 60}, 0.1, 2, 17);
    FormulaFit fit = FormulaFit.of(hill, three);
    assertThat(fit.status()).isEqualTo(FormulaStatus.TOO_FEW_SAMPLES);
    assertThat(fit.parameters()).isEmpty();
    assertThat(fit.aic()).isNaN();
  }

  // By hand: mean 2, RSS 2, n 2, k 1: 2 ln 1 + 4.
  @Test
  void theCriterionIsAkaikes() {
    FormulaFit fit =
        FormulaFit.of(
            new ConstantRatio(), PiecewiseLinear.of(new double[] {1, 2}, new double[] {1, 3}));
    assertThat(fit.rss()).isCloseTo(2, within(1e-9));
    assertThat(fit.aic()).isCloseTo(4, within(1e-9));
  }

  @Test
  void theCriterionFindsTheFormulaThatMadeTheSamples() {
    Map<ParentFractionModel, Double> hill =
        ParentFractionChoice.aics(curve(new HillFraction(), HPLC, 0.08, 1.8, 17));
    Map<ParentFractionModel, Double> exponential =
        ParentFractionChoice.aics(curve(new ExponentialFraction(), HPLC, 0.7, 0.12, 0.005));
    assertThat(ParentFractionChoice.best(List.of(hill))).isEqualTo(ParentFractionModel.HILL);
    assertThat(ParentFractionChoice.best(List.of(exponential)))
        .isEqualTo(ParentFractionModel.EXPONENTIAL);
  }

  // By hand: over two scans gamma sums to 3, hill to 4; power is better but fails in one scan.
  @Test
  void overACohortTheLowestSumOfTheFormulasThatFitEverywhereWins() {
    Map<ParentFractionModel, Double> one =
        Map.of(
            ParentFractionModel.HILL, 1.0,
            ParentFractionModel.GAMMA, 2.0,
            ParentFractionModel.POWER, -9.0);
    Map<ParentFractionModel, Double> two =
        Map.of(ParentFractionModel.HILL, 3.0, ParentFractionModel.GAMMA, 1.0);
    assertThat(ParentFractionChoice.best(List.of(one, two))).isEqualTo(ParentFractionModel.GAMMA);
    assertThat(ParentFractionChoice.best(List.of(one))).isEqualTo(ParentFractionModel.POWER);
    assertThat(ParentFractionChoice.best(List.of(Map.of())))
        .isEqualTo(ParentFractionModel.INTERPOLATION);
  }
}
