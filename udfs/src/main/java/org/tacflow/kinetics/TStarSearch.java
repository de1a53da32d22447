package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.InputFunction;
import org.tacflow.kinetics.ModelSettings.TStar;

/**
 * The time from which a graphical or multilinear model describes a curve, with its diagnostics.
 *
 * <p>Every frame is tried as t*. The found one is the earliest from which the outcome stays within
 * a tolerance of what all later t* with enough frames give: the largest relative deviation of the
 * outcome at t* from the outcomes after it. Choose t* once per tracer on regional curves, not per
 * voxel: the search looks at the outcome itself.
 *
 * @param minutes the t* found, the middle of its first frame, min; NaN when there is none
 * @param candidates what each t* gave, in order of time
 */
public record TStarSearch(double minutes, List<Candidate> candidates) {
  private static final int LEAST_FRAMES = 5;

  /**
   * The fit from one t*.
   *
   * @param minutes middle of the first frame used, min
   * @param frames frames used
   * @param status of the fit
   * @param outcome first estimate, NaN without
   * @param standardError of it
   * @param deviation largest relative deviation from the outcomes of later t*; 0 for the last
   */
  public record Candidate(
      double minutes,
      int frames,
      Status status,
      double outcome,
      double standardError,
      double deviation) {}

  /** Copies the candidates. */
  public TStarSearch {
    candidates = List.copyOf(candidates);
  }

  /**
   * Searches with a model of the catalogue.
   *
   * @param model name of a model with t*, such as "Logan" or "MRTM2"
   * @param settings its settings; t* is replaced
   * @param tolerance largest deviation allowed, 0.05 for 5 %
   */
  public static TStarSearch of(
      String model,
      ModelSettings settings,
      FrameTiming timing,
      FrameWeights weights,
      InputFunction input,
      double[] tac,
      double tolerance) {
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException(
          "Invalid tolerance of t*: " + tolerance + " (must be > 0)");
    }
    List<Candidate> candidates = new ArrayList<>();
    double low = Double.NaN;
    double high = Double.NaN;
    // Backwards, so that the range of all later outcomes is known at each t*.
    for (int first = timing.size() - LEAST_FRAMES; first >= 0; first--) {
      double minutes = timing.mid(first);
      KineticModel<?> one =
          ModelCatalogue.create(model, settings.withTStar(TStar.fromMinutes(Math.max(0, minutes))));
      Fit fit = Fit.of(one);
      bind(one, timing, weights, input).fit(tac, fit);
      double outcome = fit.estimates()[0];
      low = Double.isNaN(low) ? outcome : Math.min(low, outcome);
      high = Double.isNaN(high) ? outcome : Math.max(high, outcome);
      double deviation = Math.max(high - outcome, outcome - low) / Math.abs(outcome);
      candidates.add(
          0,
          new Candidate(
              minutes,
              fit.framesUsed(),
              fit.status(),
              outcome,
              fit.standardErrors()[0],
              deviation));
    }
    double found = Double.NaN;
    for (int i = candidates.size() - 1; i >= 0; i--) {
      if (!(candidates.get(i).deviation() <= tolerance)) {
        break;
      }
      found = candidates.get(i).minutes();
    }
    return new TStarSearch(found, candidates);
  }

  private static <I extends InputFunction> TacFitter bind(
      KineticModel<I> model, FrameTiming timing, FrameWeights weights, InputFunction input) {
    return model.bind(timing, weights, model.inputType().cast(input));
  }
}
