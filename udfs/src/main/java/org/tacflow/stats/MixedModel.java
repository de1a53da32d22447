package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * A linear model with a random intercept, or intercept and slope, per subject, fitted by REML.
 *
 * <p>For several regions or visits of a person. Fixed effects are tested by t with Satterthwaite
 * degrees of freedom. A random effect whose relative standard deviation is below {@value
 * #SINGULAR}, or a correlation of ±1, makes the fit singular, which is reported; the tests are then
 * normal. Sources: {@link MixedModelCriterion}; degrees of freedom: Kuznetsova et al. 2017,
 * doi:10.18637/jss.v082.i13.
 */
public final class MixedModel {
  /** Relative standard deviation below which a random effect counts as zero. */
  private static final double SINGULAR = 1e-4;

  private final List<Coefficient> coefficients;
  private final double[] randomSds;
  private final double randomCorrelation;
  private final double residualSd;
  private final double criterion;
  private final boolean singular;
  private final int subjects;
  private final String reason;

  private MixedModel(
      List<Coefficient> coefficients,
      double[] randomSds,
      double randomCorrelation,
      double residualSd,
      double criterion,
      boolean singular,
      int subjects,
      String reason) {
    this.coefficients = List.copyOf(coefficients);
    this.randomSds = randomSds;
    this.randomCorrelation = randomCorrelation;
    this.residualSd = residualSd;
    this.criterion = criterion;
    this.singular = singular;
    this.subjects = subjects;
    this.reason = reason;
  }

  /** {@code response ~ terms + (1 | subject)} over complete rows; terms as in DesignMatrix. */
  public static MixedModel randomIntercept(
      Observations rows, String response, List<String> terms, String subject) {
    return fit(rows, response, terms, subject, null);
  }

  /** {@code response ~ terms + (1 + slope | subject)} with correlated effects. */
  public static MixedModel randomSlope(
      Observations rows, String response, List<String> terms, String subject, String slope) {
    return fit(rows, response, terms, subject, slope);
  }

  /** Fixed effects in column order; empty when there is a reason. */
  public List<Coefficient> coefficients() {
    return coefficients;
  }

  /** Standard deviations of the random intercept and slope, in units of the response. */
  public double[] randomSds() {
    return randomSds.clone();
  }

  /** Correlation of intercept and slope; NaN without slope or when an effect is zero. */
  public double randomCorrelation() {
    return randomCorrelation;
  }

  /** Residual standard deviation, in units of the response. */
  public double residualSd() {
    return residualSd;
  }

  /** {@code -2 ln L} of the restricted likelihood at its maximum. */
  public double remlCriterion() {
    return criterion;
  }

  /** Whether a random effect was estimated as zero or two as one. */
  public boolean singular() {
    return singular;
  }

  /** Number of subjects. */
  public int subjects() {
    return subjects;
  }

  /** Why there is no fit, null when there is. */
  public String reason() {
    return reason;
  }

  private static MixedModel fit(
      Observations rows, String response, List<String> terms, String subject, String slope) {
    double[] y = Finite.require(response, rows.numeric(response));
    DesignMatrix design = DesignMatrix.of(rows, FactorCoding.TREATMENT, terms);
    double[] ones = new double[y.length];
    Arrays.fill(ones, 1);
    double[][] random =
        slope == null
            ? new double[][] {ones}
            : new double[][] {ones, Finite.require(slope, rows.numeric(slope))};
    List<int[]> subjects = subjects(rows.factor(subject));
    String obstacle = design.deficiency(design.space());
    if (obstacle == null && subjects.size() >= y.length) {
      obstacle = "no subject has two rows";
    }
    if (obstacle == null && subjects.size() < 2) {
      obstacle = "n = " + subjects.size() + " subjects (must be >= 2)";
    }
    if (obstacle != null) {
      double nan = Double.NaN;
      return new MixedModel(
          List.of(), new double[0], nan, nan, nan, false, subjects.size(), obstacle);
    }
    MixedModelCriterion criterion = new MixedModelCriterion(design.columns(), y, random, subjects);
    double[] theta = slope == null ? intercept(criterion, 1) : interceptAndSlope(criterion);
    return describe(design, criterion, theta, y.length, random.length, subjects.size());
  }

  /** The best relative factor with the intercept's entry alone, the other entries zero. */
  private static double[] intercept(MixedModelCriterion criterion, int entries) {
    double[] theta = new double[entries];
    theta[0] =
        Minimum.overScale(
            first -> {
              theta[0] = first;
              return criterion.profiled(theta);
            },
            1);
    return theta;
  }

  private static double[] interceptAndSlope(MixedModelCriterion criterion) {
    double[] best = intercept(criterion, 3);
    double lowest = criterion.profiled(best);
    // The criterion is even in both diagonal entries, so the search needs no bounds.
    for (double start : new double[] {1, 0.1, 0.01, 0}) {
      double[] theta = start == 0 ? best : new double[] {Math.max(best[0], 0.1), 0, start};
      for (int restart = 0; restart < 3; restart++) {
        theta =
            new SimplexOptimizer(new SimpleValueChecker(1e-13, 1e-11))
                .optimize(
                    new MaxEval(20000),
                    new ObjectiveFunction(criterion::profiled),
                    GoalType.MINIMIZE,
                    new InitialGuess(theta),
                    new NelderMeadSimplex(3, 0.1 / (1 << (2 * restart))))
                .getPoint();
      }
      if (criterion.profiled(theta) < lowest) {
        lowest = criterion.profiled(theta);
        best = theta;
      }
    }
    // One sign of each column of the factor stands for both.
    double first = Math.signum(best[0]) == 0 ? 1 : Math.signum(best[0]);
    return new double[] {first * best[0], first * best[1], Math.abs(best[2])};
  }

  private static MixedModel describe(
      DesignMatrix design,
      MixedModelCriterion criterion,
      double[] theta,
      int n,
      int q,
      int groups) {
    MixedModelCriterion.Whitened w = criterion.whiten(theta);
    double variance = w.residualSquares() / (n - design.names().size());
    double[] beta = w.space().coefficients(w.response());
    double[][] cross = w.space().inverseCross();
    boolean singular = theta[0] < SINGULAR || (q == 2 && theta[2] < SINGULAR);
    double[] df = new double[beta.length];
    Arrays.fill(df, Double.POSITIVE_INFINITY);
    if (!singular) {
      df = Satterthwaite.degreesOfFreedom(criterion, theta, variance);
    }
    List<Coefficient> coefficients = new ArrayList<>();
    for (int c = 0; c < beta.length; c++) {
      String name = design.names().get(c);
      double se = Math.sqrt(variance * cross[c][c]);
      coefficients.add(
          Double.isInfinite(df[c])
              ? Coefficient.normal(name, beta[c], se)
              : Coefficient.student(name, beta[c], se, df[c]));
    }
    double residualSd = Math.sqrt(variance);
    double[] sds = new double[q];
    double correlation = Double.NaN;
    sds[0] = residualSd * theta[0];
    if (q == 2) {
      double slope = Math.hypot(theta[1], theta[2]);
      sds[1] = residualSd * slope;
      correlation = sds[0] > 0 && slope > 0 ? theta[1] / slope : Double.NaN;
    }
    return new MixedModel(
        coefficients,
        sds,
        correlation,
        residualSd,
        criterion.profiled(theta),
        singular,
        groups,
        null);
  }

  private static List<int[]> subjects(List<String> labels) {
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      rows.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(i);
    }
    return rows.values().stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
