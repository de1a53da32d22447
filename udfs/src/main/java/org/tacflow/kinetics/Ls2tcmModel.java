package org.tacflow.kinetics;

import java.util.Arrays;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.FrameNoise.Part;
import org.tacflow.kinetics.ModelSettings.TStar;

/**
 * The 2TCM with blood volume by linear least squares.
 *
 * <p>The measured curve {@code M = (1 − vB) C + vB Cb} obeys
 *
 * <pre>
 * M = γ₁ ∫∫Cp − p ∫∫M − s ∫M + γ₄ ∫Cp + vB (Cb + s ∫Cb + p ∫∫Cb),   s = k2 + k3 + k4,   p = k2 k4
 * </pre>
 *
 * with {@code γ₁ = (1 − vB) K1 (k3 + k4)} and {@code γ₄ = (1 − vB) K1}. The blood column holds s
 * and p, so the regression is repeated with those it found until vB stays; a fixed blood volume is
 * taken off the curve instead. Weighted by the frame weights, over all frames. Rate constants may
 * come out negative and are then reported so; {@code VT ≤ 0} is {@link Status#IMPLAUSIBLE}, no end
 * of the repetition {@link Status#NOT_CONVERGED}. Source: Feng et al. 1996,
 * doi:10.1016/0020-7101(95)01139-X, for the regression on integrals.
 */
final class Ls2tcmModel extends LinearPlasmaModel {
  private static final long serialVersionUID = 1L;
  private static final int MAX_ROUNDS = 200;
  private static final double SETTLED = 1e-12;

  Ls2tcmModel(ModelSettings settings) {
    super(
        "LS2TCM",
        settings,
        Estimates.VT,
        Estimates.K1,
        Estimates.K2,
        Estimates.K3,
        Estimates.K4,
        Estimates.VND,
        Estimates.VB);
  }

  @Override
  TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme) {
    boolean fixed = settings().bloodVolume().isFixed();
    int size = fixed ? 4 : 5;
    Part[] columnParts = {Part.KNOWN, Part.DOUBLE_INTEGRAL, Part.INTEGRAL, Part.KNOWN, Part.KNOWN};
    LateRegression all =
        LateRegression.of(
            timing,
            weights,
            TStar.all(),
            scheme.noise(),
            Part.CURVE,
            Arrays.copyOf(columnParts, size));
    SecondOrderReport report = new SecondOrderReport(size);
    int frames = timing.size();
    ColumnFeedback feedback = new ColumnFeedback(size, frames);
    double[] tissue = new double[frames];
    double[] integral = new double[frames];
    double[] doubleIntegral = new double[frames];
    double[] vessel = new double[frames];
    double[][] columns = {
      scheme.plasmaDoubleIntegral(), doubleIntegral, integral, scheme.plasmaIntegral(), vessel
    };
    double bloodVolume = bloodVolume();
    return (tac, fit) -> {
      Status refused = all.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, all.used());
      }
      scheme.tissue(tac, bloodVolume, tissue, integral, doubleIntegral);
      if (fixed) {
        return all.solve(tissue, columns) ? withBlood(report, all, fit) : all.singular(fit);
      }
      Status unsolved = iterate(all, scheme, tissue, columns);
      if (unsolved != null) {
        return fit.fail(unsolved, all.used());
      }
      double volume = all.coefficient(4);
      for (int f = 0; f < frames; f++) {
        feedback.shift()[1][f] = -volume * scheme.bloodDoubleIntegral()[f];
        feedback.shift()[2][f] = -volume * scheme.bloodIntegral()[f];
      }
      all.follow(feedback);
      return report.write(all, fit);
    };
  }

  private Status withBlood(SecondOrderReport report, LateRegression all, Fit fit) {
    Status status = report.write(all, fit);
    if (status.hasNumbers()) {
      fit.estimates()[6] = settings().bloodVolume().lower();
      fit.standardErrors()[6] = Double.NaN;
    }
    return status;
  }

  /** Repeats the regression until the blood volume settles; null when it does. */
  private static Status iterate(
      LateRegression all, LinearScheme scheme, double[] tissue, double[][] columns) {
    double[] vessel = columns[4];
    double before = Double.NaN;
    double sum = 0;
    double product = 0;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      for (int f = 0; f < vessel.length; f++) {
        vessel[f] =
            scheme.blood()[f]
                + sum * scheme.bloodIntegral()[f]
                + product * scheme.bloodDoubleIntegral()[f];
      }
      if (!all.solve(tissue, columns)) {
        return Status.SINGULAR;
      }
      double now = all.coefficient(4);
      if (Math.abs(now - before) <= SETTLED) {
        return null;
      }
      before = now;
      sum = -all.coefficient(2);
      product = -all.coefficient(1);
    }
    return Status.NOT_CONVERGED;
  }
}
