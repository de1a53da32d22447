package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  private static final double GRID_MINUTES = 0.1;
  private static final double FINE_MINUTES = 1 / 60.0;
  private static final double SETTLED_MINUTES = 1e-6;
  private static final double GOLDEN = 0.5 * (Math.sqrt(5) - 1);
  private static final int REFINED = 3;

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
    LeastSquaresSolution solution = problem.solve(tac, starts(schemes, ones, tac));
    if (solution != null) {
      double[] lowest = polished(solution, schemes, ones, tac).start();
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

  private record Node(double minutes, double rss, double[] parameters) {
    double[] start() {
      return DelayCurve.with(parameters, minutes);
    }
  }

  /** The minima of the model over the fine grid around the best delays of the coarse one. */
  private double[][] starts(
      DoubleFunction<ForwardScheme> schemes, FrameWeights ones, double[] tac) {
    List<Node> nodes = new ArrayList<>();
    int last = (int) Math.round((range.upper() - range.lower()) / GRID_MINUTES);
    for (int i = 0; i <= last; i++) {
      double minutes = Math.min(range.upper(), range.lower() + i * GRID_MINUTES);
      LeastSquaresSolution at =
          CompartmentFitter.bind(form, settings.withStarts(1), ones, schemes.apply(minutes))
              .solve(tac);
      if (at != null) {
        nodes.add(new Node(minutes, at.weightedRss(), at.parameters()));
      }
    }
    // Minima of the grid may lie far apart, and beside the best node may lie a better one.
    Set<Node> chosen = new LinkedHashSet<>(minima(nodes));
    nodes.sort(Comparator.comparingDouble(Node::rss));
    chosen.addAll(nodes.subList(0, Math.min(REFINED, nodes.size())));
    for (Node node : List.copyOf(chosen)) {
      chosen.addAll(minima(around(node, schemes, ones, tac)));
    }
    return chosen.stream().map(Node::start).toArray(double[][]::new);
  }

  /** The fine grid up to the neighbours of a node, each fit started from the one before. */
  private List<Node> around(
      Node node, DoubleFunction<ForwardScheme> schemes, FrameWeights ones, double[] tac) {
    List<Node> line = new ArrayList<>(List.of(node));
    for (int direction : new int[] {-1, 1}) {
      double[] start = node.parameters();
      for (int i = 1; i * FINE_MINUTES < GRID_MINUTES; i++) {
        double minutes = node.minutes() + direction * i * FINE_MINUTES;
        if (minutes < range.lower() || minutes > range.upper()) {
          break;
        }
        Node next = node(minutes, start, schemes, ones, tac);
        start = next.parameters();
        line.add(next);
      }
    }
    line.sort(Comparator.comparingDouble(Node::minutes));
    return line;
  }

  /** The model fitted at one delay; infinite where it cannot be. */
  private Node node(
      double minutes,
      double[] start,
      DoubleFunction<ForwardScheme> schemes,
      FrameWeights ones,
      double[] tac) {
    LeastSquaresSolution at =
        LeastSquares.of(
                DelayCurve.at(schemes.apply(minutes), bounds.rates(), tac.length),
                ones.toArray(),
                bounds.lower(),
                bounds.upper())
            .solve(tac, new double[][] {start});
    return at == null
        ? new Node(minutes, Double.POSITIVE_INFINITY, start)
        : new Node(minutes, at.weightedRss(), at.parameters());
  }

  /** The lowest point found by golden sections of the delay around a solution. */
  private Node polished(
      LeastSquaresSolution solution,
      DoubleFunction<ForwardScheme> schemes,
      FrameWeights ones,
      double[] tac) {
    double[] start = Arrays.copyOf(solution.parameters(), DelayCurve.DELAY);
    double centre = solution.parameters()[DelayCurve.DELAY];
    double from = Math.max(range.lower(), centre - FINE_MINUTES);
    double to = Math.min(range.upper(), centre + FINE_MINUTES);
    Node left = node(to - GOLDEN * (to - from), start, schemes, ones, tac);
    Node right = node(from + GOLDEN * (to - from), start, schemes, ones, tac);
    while (to - from > SETTLED_MINUTES) {
      if (left.rss() < right.rss()) {
        to = right.minutes();
        right = left;
        left = node(to - GOLDEN * (to - from), right.parameters(), schemes, ones, tac);
      } else {
        from = left.minutes();
        left = right;
        right = node(from + GOLDEN * (to - from), left.parameters(), schemes, ones, tac);
      }
    }
    return left.rss() < right.rss() ? left : right;
  }

  /** The nodes of a line that are no higher than their neighbours. */
  private static List<Node> minima(List<Node> line) {
    List<Node> lowest = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      double own = line.get(i).rss();
      boolean falls = i == 0 || own <= line.get(i - 1).rss();
      boolean rises = i == line.size() - 1 || own <= line.get(i + 1).rss();
      if (falls && rises) {
        lowest.add(line.get(i));
      }
    }
    return lowest;
  }
}
