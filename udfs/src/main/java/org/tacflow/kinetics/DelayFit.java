package org.tacflow.kinetics;

import java.util.function.DoubleFunction;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.LeastSquares;
import org.tacflow.numerics.LeastSquaresSolution;

/**
 * The delay between blood sampling and the brain, from the curve of a large region.
 *
 * <p>A 2TCM with blood volume and delay fitted, all frames counting alike: with data weights, which
 * are 0 in the first frames, the delay runs to its bound in many scans. The delay is searched on a
 * grid of a tenth of a minute with the model fitted at each node, around its best nodes on one of a
 * second, since minima lie as close as blood samples do, and the minima of that are refined in all
 * parameters together. The cost has kinks where a frame passes a sample, at which a descent by
 * derivatives may stop: a search of the delay alone by golden sections ends the fit. A positive
 * delay means that the blood reaches the brain later than the sampling says; {@link
 * ArterialInput#delayed} takes it.
 *
 * <p>Bounds: {@code delay} (default −0.5 to 1 min) and those of the 2TCM, from the settings.
 */
public final class DelayFit {
  private static final Bounds RANGE = new Bounds(-0.5, 1);

  /**
   * What the fit found.
   *
   * @param status {@link Status#AT_BOUND} when the delay itself lies on a bound; without numbers
   *     the rest is NaN
   * @param minutes delay, min
   * @param standardError of the delay, min, NaN on a bound
   * @param bloodVolume fitted blood volume fraction
   * @param vt distribution volume of the region, mL/cm3
   * @param rss residual sum of squares, (kBq/mL)²
   */
  public record Delay(
      Status status,
      double minutes,
      double standardError,
      double bloodVolume,
      double vt,
      double rss) {}

  private final Compartments form;
  private final ModelSettings settings;
  private final Bounds range;
  private final CompartmentBounds bounds;

  private DelayFit(Compartments form, ModelSettings settings) {
    this.form = form;
    this.settings = settings;
    this.range = settings.bounds().getOrDefault("delay", RANGE);
    this.bounds = CompartmentBounds.of(form, settings);
  }

  /** With these bounds, blood volume and sampling; a fixed blood volume is not fitted. */
  public static DelayFit of(ModelSettings settings) {
    return of(Compartments.TWO_TISSUE, settings);
  }

  /** The same with another compartment model. */
  static DelayFit of(Compartments form, ModelSettings settings) {
    return new DelayFit(form, settings);
  }

  /** With the defaults of 2TCM, blood volume fitted in [0, 0.1]. */
  public static DelayFit ofDefaults() {
    return of(ModelSettings.defaults().withBloodVolume(BloodVolume.fitted(0, 0.1)));
  }

  /**
   * Fits the delay of one scan.
   *
   * @param input blood as sampled, without any delay applied
   * @param tac frame means of a large region, kBq/mL
   */
  public Delay fit(FrameTiming timing, ArterialInput input, double[] tac) {
    return fit(
        minutes -> ForwardScheme.exact(timing, input.delayed(minutes), settings.sampling()),
        timing.size(),
        tac);
  }

  /** Fits over any forward scheme that depends on the delay. */
  Delay fit(DoubleFunction<ForwardScheme> schemes, int frames, double[] tac) {
    FrameWeights ones = FrameWeights.uniform(frames);
    Status refused = CurveCheck.ofWeighted(ones, bounds.fitted() + 2).refuse(tac);
    if (refused != null) {
      return failed(refused);
    }
    LeastSquares problem =
        LeastSquares.of(
            new DelayCurve(schemes, bounds.rates(), frames),
            ones.toArray(),
            DelayCurve.with(bounds.lower(), range.lower()),
            DelayCurve.with(bounds.upper(), range.upper()));
    DelaySearch search = new DelaySearch(form, settings, range, bounds, schemes, tac);
    LeastSquaresSolution solution = problem.solve(tac, search.starts());
    if (solution != null) {
      double[] lowest = search.polished(solution);
      solution = problem.solve(tac, new double[][] {solution.parameters(), lowest});
    }
    if (solution == null || !solution.converged()) {
      return failed(Status.NOT_CONVERGED);
    }
    return delay(solution);
  }

  private Delay delay(LeastSquaresSolution solution) {
    double[] x = solution.parameters();
    Fit fit = new Fit(form.parameters().size());
    CompartmentReport report = new CompartmentReport(form);
    boolean finite =
        bounds.rates()
            ? report.ofRates(x, solution.covariance(), fit)
            : report.ofExponentials(x, solution.covariance(), fit);
    if (!finite) {
      return failed(Status.IMPLAUSIBLE);
    }
    long hit = solution.atLower() | solution.atUpper();
    boolean onBound = (hit >> DelayCurve.DELAY & 1) == 1;
    double variance = solution.covariance()[DelayCurve.DELAY][DelayCurve.DELAY];
    return new Delay(
        onBound ? Status.AT_BOUND : Status.CONVERGED,
        x[DelayCurve.DELAY],
        onBound ? Double.NaN : Math.sqrt(variance),
        x[CompartmentCurve.VB],
        fit.estimates()[0],
        solution.weightedRss());
  }

  private static Delay failed(Status status) {
    double none = Double.NaN;
    return new Delay(status, none, none, none, none, none);
  }
}
