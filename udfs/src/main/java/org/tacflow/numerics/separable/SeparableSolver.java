package org.tacflow.numerics.separable;

/**
 * Solves one separable problem for one curve after the other; for one thread.
 *
 * <p>The global optimum over the rates is sought: every local maximum of the profile that promises
 * enough is a start of Newton's method. Allocates nothing per curve; the result depends on the
 * curve alone.
 */
public final class SeparableSolver {
  private static final double TOLERANCE = 1e-6;
  // A single exponential this near to the best pair is refined too.
  private static final double NEAR = 1e-4;
  private static final double NO_CORRELATION = 1e-9;
  private static final double WORTH = 0.1;

  /** How many exponentials the model has. */
  public enum Order {
    /** One. */
    ONE,
    /** Up to two. */
    TWO
  }

  private final SeparableProblem problem;
  private final Order order;
  private final ColumnBox box;
  private final Curve curve;
  private final NodeScan scan;
  private final PairSearch search;
  private final PairNewton newton;
  private final CovarianceWriter covariance;
  private final double[] residual;
  private final double[] residualCorrelations;
  private PairPoint best;
  private PairPoint trial;
  private SinglePoint single;
  private SinglePoint otherSingle;
  private long starts;

  private SeparableSolver(
      SeparableProblem problem, Order order, ColumnBox box, Signs signs, Curvature curvature) {
    this.problem = problem;
    this.order = order;
    this.box = box;
    this.curve = new Curve(problem, box, signs);
    this.scan = new NodeScan(problem, curve);
    this.search = new PairSearch(problem, curve, scan);
    this.newton = new PairNewton(problem, curve, TOLERANCE);
    this.covariance = new CovarianceWriter(problem, curvature);
    this.residual = new double[curve.z.length];
    this.residualCorrelations = new double[problem.nodes.u.length];
    this.best = new PairPoint(problem, curve);
    this.trial = new PairPoint(problem, curve);
    this.single = new SinglePoint(problem, curve, TOLERANCE);
    this.otherSingle = new SinglePoint(problem, curve, TOLERANCE);
  }

  /** Makes a solver with its own scratch memory; the problem is shared. */
  public static SeparableSolver of(
      SeparableProblem problem, Order order, ColumnBox box, Signs signs, Curvature curvature) {
    return new SeparableSolver(problem, order, box, signs, curvature);
  }

  /** Starts of Newton's method with two exponentials so far, for measurements. */
  public long starts() {
    return starts;
  }

  /** Evaluations of Newton's method with two exponentials so far, for measurements. */
  public long evaluations() {
    return newton.evaluations();
  }

  /**
   * Fits one curve.
   *
   * @param y one value per frame
   * @param fit receives the solution
   * @return false when the curve has another length, holds NaN or an infinity in a used frame, or
   *     is zero throughout
   */
  public boolean solve(double[] y, ExponentialFit fit) {
    fit.clear();
    if (!curve.load(y)) {
      return false;
    }
    scan.correlate(curve.z, scan.correlations());
    if (order == Order.ONE) {
      solveSingle();
      writeSingle(fit);
    } else if (solvePair()) {
      writePair(fit);
    } else {
      writeSingle(fit);
    }
    return true;
  }

  /**
   * Ends with the best pair in {@code best}, or returns false with {@code single} at least as good.
   */
  private boolean solvePair() {
    search.run();
    boolean found = false;
    boolean merged = false;
    for (int c = 0; c < search.candidates(); c++) {
      if (found && !search.worth(c, best.explained)) {
        break;
      }
      newton.run(trial, search.fastStart(c), search.slowStart(c));
      starts++;
      found |= keep(found);
      merged |= !trial.pair;
    }
    int node = scan.bestSingle();
    boolean near =
        found && scan.single(node) > best.explained - NEAR * (curve.base - best.explained);
    if (found && !near && !merged) {
      return true;
    }
    single.run(problem.nodes.u[node]);
    if (found && best.explained > single.explained) {
      return true;
    }
    return addSecond();
  }

  private boolean keep(boolean found) {
    if (!trial.pair || (found && trial.explained <= best.explained)) {
      return false;
    }
    PairPoint previous = best;
    best = trial;
    trial = previous;
    return true;
  }

  /** Looks for a second exponential that lowers the residual of the single one. */
  private boolean addSecond() {
    double left = single.onBox ? single.leftOver - single.amplitude * single.zero : 0;
    for (int k = 1; k < problem.rank; k++) {
      residual[k] = curve.z[k] - single.amplitude * problem.responses.value(k, single.u);
    }
    scan.correlate(residual, residualCorrelations);
    int strongest = -1;
    double most = NO_CORRELATION * Math.sqrt(curve.squares);
    for (int i = 0; i < residualCorrelations.length; i++) {
      double c = residualCorrelations[i];
      double correlation =
          single.onBox ? problem.nodes.shrink[i] * c + problem.nodes.tilt[i] * left : c;
      double size = curve.free ? Math.abs(correlation) : correlation;
      if (size > most) {
        most = size;
        strongest = i;
      }
    }
    if (strongest < 0 || single.amplitude == 0) {
      return false;
    }
    double u = problem.nodes.u[strongest];
    newton.run(trial, Math.max(u, single.u), Math.min(u, single.u));
    starts++;
    return trial.explained > single.explained && keep(false);
  }

  /** Ends with the best single exponential in {@code single}. */
  private void solveSingle() {
    int node = scan.bestSingle();
    single.run(problem.nodes.u[node]);
    for (int i = scan.nextPeak(-1); i >= 0; i = scan.nextPeak(i)) {
      if (scan.nearPeak(i, node)
          || scan.single(i) < single.explained - WORTH * (curve.base - single.explained)) {
        continue;
      }
      otherSingle.run(problem.nodes.u[i]);
      if (otherSingle.explained > single.explained) {
        SinglePoint previous = single;
        single = otherSingle;
        otherSingle = previous;
      }
    }
  }

  private void writePair(ExponentialFit fit) {
    fit.exponentials = 2;
    fit.amplitude1 = best.a1;
    fit.amplitude2 = best.a2;
    fit.rate1 = Math.exp(best.u1);
    fit.rate2 = Math.exp(best.u2);
    fit.fastAtUpper = best.u1 >= problem.responses.upper;
    fit.slowAtLower = best.u2 <= problem.responses.lower;
    writeColumns(fit, best.onBox, best.leftOver, best.a1 * best.zero1 + best.a2 * best.zero2);
    fit.residualSum = Math.max(0, curve.base - best.explained);
    covariance.write(best, fit);
  }

  private void writeSingle(ExponentialFit fit) {
    boolean any = single.amplitude != 0;
    fit.exponentials = any ? 1 : 0;
    fit.amplitude1 = single.amplitude;
    fit.rate1 = Math.exp(single.u);
    fit.rate2 = Math.exp(problem.responses.lower);
    fit.fastAtUpper = any && single.u >= problem.responses.upper;
    fit.slowAtLower = any && single.u <= problem.responses.lower;
    writeColumns(fit, single.onBox, single.leftOver, single.amplitude * single.zero);
    fit.residualSum = Math.max(0, curve.base - single.explained);
    if (any) {
      covariance.write(single, fit);
    }
  }

  private void writeColumns(ExponentialFit fit, boolean onBox, double leftOver, double taken) {
    if (!problem.hasColumn()) {
      fit.column = box.lower();
    } else if (onBox) {
      fit.column = leftOver == curve.z[0] - curve.lower ? box.lower() : box.upper();
    } else {
      fit.column = (curve.z[0] - taken) / problem.columnNorm;
    }
    fit.columnOnBox = onBox && !box.isFixed();
    if (problem.hasExtra()) {
      int e = problem.rank;
      double model = fit.column * problem.extraOfColumn;
      if (fit.exponentials > 0) {
        model += fit.amplitude1 * problem.responses.value(e, Math.log(fit.rate1));
      }
      if (fit.exponentials > 1) {
        model += fit.amplitude2 * problem.responses.value(e, Math.log(fit.rate2));
      }
      fit.extra = (curve.z[e] - model) / problem.extraNorm;
    }
  }
}
