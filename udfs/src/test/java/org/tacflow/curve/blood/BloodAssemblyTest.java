package org.tacflow.curve.blood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.numerics.NaturalSpline;
import org.tacflow.numerics.PiecewiseLinear;

class BloodAssemblyTest {
  private static final double[] FENG = {0.4, 700, 15, 6, 4, 0.3, 0.01};
  private static final double[] HILL = {0.1, 1.8, 20};
  private static final double RATIO = 0.7;

  // Parent plasma is Feng's curve, the parent fraction Hill's, blood 0.7 of plasma: all by formula.
  private static ArterialSamples samples(double relativeNoise) {
    Random random = new Random(11);
    double[] early = new double[150];
    double[] blood = new double[150];
    for (int i = 0; i < early.length; i++) {
      early[i] = i / 30.0;
      blood[i] = RATIO * total(early[i]) * (1 + relativeNoise * random.nextGaussian());
    }
    double[] late = {3, 6, 10, 20, 30, 45, 60};
    double[] plasma = new double[late.length];
    double[] whole = new double[late.length];
    double[] fraction = new double[late.length];
    for (int i = 0; i < late.length; i++) {
      plasma[i] = total(late[i]) * (1 + relativeNoise * random.nextGaussian());
      whole[i] = RATIO * plasma[i];
      fraction[i] =
          new HillFraction().value(late[i], HILL) * (1 + relativeNoise * random.nextGaussian());
    }
    return new ArterialSamples(
        PiecewiseLinear.of(early, blood),
        PiecewiseLinear.of(late, whole),
        PiecewiseLinear.of(late, plasma),
        PiecewiseLinear.of(late, fraction));
  }

  private static double total(double t) {
    return parent(t) / new HillFraction().value(t, HILL);
  }

  private static double parent(double t) {
    return new FengInput().value(t, FENG);
  }

  private static final BloodSettings MODELLED =
      BloodSettings.defaults()
          .withParentFraction(ParentFractionModel.HILL)
          .withRatio(RatioModel.CONSTANT)
          .withPlasma(PlasmaModel.FENG);

  @Test
  void theDefaultsAreTheInterpolationOfTheSamples() {
    ArterialSamples samples = samples(0.02);
    AssembledInput assembled = BloodAssembly.of(samples, BloodSettings.defaults(), 90, "a");
    ArterialInput plain = samples.assemble();
    assertThat(assembled.input().plasma().values()).isEqualTo(plain.plasma().values());
    assertThat(assembled.input().wholeBlood().times()).isEqualTo(plain.wholeBlood().times());
    assertThat(assembled.fits()).isEmpty();
    assertThat(assembled.plasmaResamples()).isEmpty();
  }

  // 1e-3 of the peak: the samples are without noise, the fitted plasma is sampled every 0.01 min.
  @Test
  void theRightModelsFindTheInputBetweenAndBeyondTheSamples() {
    AssembledInput assembled = BloodAssembly.of(samples(0), MODELLED, 75, "a");
    PiecewiseLinear plasma = assembled.input().plasma();
    for (double t = 0; t < 75; t += 0.13) {
      assertThat(plasma.value(t)).as("at " + t).isCloseTo(parent(t), within(0.06));
    }
    assertThat(assembled.fit(ComponentFit.RATIO).parameters()[0]).isCloseTo(RATIO, within(1e-6));
    assertThat(assembled.sampledEnd()).isEqualTo(60);
    assertThat(plasma.end()).isEqualTo(75);
    // Beyond 1.5 times the last sample nothing is extrapolated.
    assertThat(BloodAssembly.of(samples(0), MODELLED, 500, "a").input().plasma().end())
        .isCloseTo(90, within(1e-9));
  }

  @Test
  void tooFewSamplesLeaveInterpolationAndSayWhy() {
    ArterialSamples all = samples(0);
    ArterialSamples few =
        new ArterialSamples(
            all.autosampler(),
            all.wholeBlood(),
            all.plasma(),
            PiecewiseLinear.of(new double[] {5, 30}, new double[] {0.9, 0.4}));
    AssembledInput assembled =
        BloodAssembly.of(
            few,
            BloodSettings.defaults()
                .withParentFraction(ParentFractionModel.AIC_SCAN)
                .withResamples(5),
            90,
            "a");
    assertThat(assembled.fit(ComponentFit.PARENT_FRACTION).status())
        .isEqualTo(FormulaStatus.TOO_FEW_SAMPLES);
    assertThat(assembled.input().plasma().values()).isEqualTo(few.assemble().plasma().values());
    assertThat(assembled.plasmaResamples()).isEmpty();
  }

  @Test
  void bloodWithoutSignalGivesAStatus() {
    PiecewiseLinear zero = PiecewiseLinear.of(new double[] {1, 5, 9}, new double[] {0, 0, 0});
    AssembledInput assembled =
        BloodAssembly.of(
            new ArterialSamples(null, zero, zero, null),
            BloodSettings.defaults().withPlasma(PlasmaModel.FENG),
            60,
            "a");
    assertThat(assembled.fit(ComponentFit.PLASMA).status()).isEqualTo(FormulaStatus.IMPLAUSIBLE);
  }

  // The spread of draws comes from the residuals: none without noise, and with 4 % noise of the
  // samples a spread of the area between 0.2 and 4 % (7 late samples carry most of it).
  @Test
  void resampledInputsSpreadAsTheResidualsDo() {
    AssembledInput exact = BloodAssembly.of(samples(0), MODELLED.withResamples(20), 60, "a");
    AssembledInput noisy = BloodAssembly.of(samples(0.04), MODELLED.withResamples(40), 60, "a");
    assertThat(spread(exact)).isLessThan(1e-4);
    assertThat(noisy.plasmaResamples()).hasSizeGreaterThan(30);
    assertThat(spread(noisy)).isBetween(0.002, 0.04);
  }

  @Test
  void drawsDependOnTheScanAlone() {
    BloodSettings settings =
        BloodSettings.defaults().withParentFraction(ParentFractionModel.HILL).withResamples(3);
    AssembledInput first = BloodAssembly.of(samples(0.02), settings, 60, "a");
    AssembledInput again = BloodAssembly.of(samples(0.02), settings, 60, "a");
    AssembledInput other = BloodAssembly.of(samples(0.02), settings, 60, "b");
    assertThat(first.plasmaResamples().get(1)).isEqualTo(again.plasmaResamples().get(1));
    assertThat(first.plasmaResamples().get(1)).isNotEqualTo(other.plasmaResamples().get(1));
    assertThat(first.plasmaResamples().get(1)).isNotEqualTo(first.plasmaResamples().get(0));
  }

  private static double spread(AssembledInput assembled) {
    double[] times = assembled.input().plasma().times();
    double sum = 0;
    double squares = 0;
    for (double[] values : assembled.plasmaResamples()) {
      double area = PiecewiseLinear.of(times, values).area(60);
      sum += area;
      squares += area * area;
    }
    int n = assembled.plasmaResamples().size();
    double mean = sum / n;
    return Math.sqrt(Math.max(0, squares / n - mean * mean)) / mean;
  }

  @Test
  void aChoiceOverTheCohortCannotBeMadeInAScan() {
    BloodSettings cohort =
        BloodSettings.defaults().withParentFraction(ParentFractionModel.AIC_COHORT);
    assertThatThrownBy(() -> BloodAssembly.of(samples(0), cohort, 60, "a"))
        .hasMessage(
            "Invalid parent fraction model: AIC_COHORT (must be chosen over the cohort before)");
  }

  // Truth: a sine over a full period, whose second derivative is 0 at both ends.
  // The error of a cubic spline is 5/384 h^4 max|f''''| = 2e-5 for h = 0.2, of the lines h^2/8.
  @Test
  void theSplineFollowsASineBetweenItsKnots() {
    double[] times = new double[32];
    double[] values = new double[32];
    for (int i = 0; i < times.length; i++) {
      times[i] = i * Math.PI / 31 * 2;
      values[i] = Math.sin(times[i]);
    }
    PiecewiseLinear knots = PiecewiseLinear.of(times, values);
    PiecewiseLinear spline = NaturalSpline.of(knots, 20, 1e-4);
    for (double t = 0; t < 6.28; t += 0.011) {
      assertThat(spline.value(t)).isCloseTo(Math.sin(t), within(1e-4));
    }
    assertThat(knots.value(0.5 * (times[7] + times[8])))
        .isNotCloseTo(Math.sin(0.5 * (times[7] + times[8])), within(1e-3));
  }

  // By hand: late samples are 3 times the template, the early one is not looked at.
  @Test
  void aPopulationInputTakesTheScaleOfTheLateSamples() {
    PiecewiseLinear template = PiecewiseLinear.of(new double[] {0, 1, 60}, new double[] {0, 10, 1});
    PopulationInput population =
        new PopulationInput(new ArterialInput(template, template.scaled(0.5)), 20);
    PiecewiseLinear late =
        PiecewiseLinear.of(
            new double[] {2, 30, 60},
            new double[] {500, 3 * template.value(30), 3 * template.value(60)});
    ArterialInput scaled = population.scaledTo(late);
    assertThat(scaled.plasma().value(1)).isCloseTo(30, within(1e-9));
    assertThat(scaled.wholeBlood().value(1)).isCloseTo(15, within(1e-9));
    PiecewiseLinear early = PiecewiseLinear.of(new double[] {2}, new double[] {5});
    assertThatThrownBy(() -> population.scaledTo(early))
        .hasMessageContaining("must have a late sample");
  }
}
