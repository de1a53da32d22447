package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.LeastSquares;
import org.tacflow.numerics.LeastSquaresSolution;

/** Looks for the delays at which a model fits one curve best, the model fitted at each. */
final class DelaySearch {
  private static final double GRID_MINUTES = 0.1;
  private static final double FINE_MINUTES = 1 / 60.0;
  private static final double SETTLED_MINUTES = 1e-6;
  private static final double GOLDEN = 0.5 * (Math.sqrt(5) - 1);
  private static final int REFINED = 3;

  private final Compartments form;
  private final ModelSettings settings;
  private final Bounds range;
  private final CompartmentBounds bounds;
  private final DoubleFunction<ForwardScheme> schemes;
  private final FrameWeights ones;
  private final double[] tac;

  /**
   * Over one curve.
   *
   * @param range of the delay, min
   * @param schemes the forward scheme for a delay in min
   */
  DelaySearch(
      Compartments form,
      ModelSettings settings,
      Bounds range,
      CompartmentBounds bounds,
      DoubleFunction<ForwardScheme> schemes,
      double[] tac) {
    this.form = form;
    this.settings = settings;
    this.range = range;
    this.bounds = bounds;
    this.schemes = schemes;
    this.ones = FrameWeights.uniform(tac.length);
    this.tac = tac;
  }

  private record Node(double minutes, double rss, double[] parameters) {
    double[] start() {
      return DelayCurve.with(parameters, minutes);
    }
  }

  /** The minima of the model over the fine grid around the best delays of the coarse one. */
  double[][] starts() {
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
      chosen.addAll(minima(around(node)));
    }
    return chosen.stream().map(Node::start).toArray(double[][]::new);
  }

  /** The fine grid up to the neighbours of a node, each fit started from the one before. */
  private List<Node> around(Node node) {
    List<Node> line = new ArrayList<>(List.of(node));
    for (int direction : new int[] {-1, 1}) {
      double[] start = node.parameters();
      for (int i = 1; i * FINE_MINUTES < GRID_MINUTES; i++) {
        double minutes = node.minutes() + direction * i * FINE_MINUTES;
        if (minutes < range.lower() || minutes > range.upper()) {
          break;
        }
        Node next = node(minutes, start);
        start = next.parameters();
        line.add(next);
      }
    }
    line.sort(Comparator.comparingDouble(Node::minutes));
    return line;
  }

  /** The model fitted at one delay; infinite where it cannot be. */
  private Node node(double minutes, double[] start) {
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
  double[] polished(LeastSquaresSolution solution) {
    double[] start = Arrays.copyOf(solution.parameters(), DelayCurve.DELAY);
    double centre = solution.parameters()[DelayCurve.DELAY];
    double from = Math.max(range.lower(), centre - FINE_MINUTES);
    double to = Math.min(range.upper(), centre + FINE_MINUTES);
    Node left = node(to - GOLDEN * (to - from), start);
    Node right = node(from + GOLDEN * (to - from), start);
    while (to - from > SETTLED_MINUTES) {
      if (left.rss() < right.rss()) {
        to = right.minutes();
        right = left;
        left = node(to - GOLDEN * (to - from), right.parameters());
      } else {
        from = left.minutes();
        left = right;
        right = node(from + GOLDEN * (to - from), left.parameters());
      }
    }
    return (left.rss() < right.rss() ? left : right).start();
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
