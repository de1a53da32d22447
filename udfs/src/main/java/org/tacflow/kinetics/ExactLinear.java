package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.numerics.PiecewiseLinear;

/** Integrals of blood in closed form, of tissue by {@link FrameIntegral}. */
final class ExactLinear implements LinearScheme {
  private final double[] plasma;
  private final double[] plasmaIntegral;
  private final double[] plasmaDoubleIntegral;
  private final double[] blood;
  private final double[] bloodIntegral;
  private final double[] bloodDoubleIntegral;
  private final FrameIntegral tissueIntegral;

  ExactLinear(FrameTiming timing, ArterialInput input, Sampling sampling, TissueIntegral method) {
    int frames = timing.size();
    PiecewiseLinear parent = input.plasma();
    PiecewiseLinear whole = input.wholeBlood();
    this.plasma = new double[frames];
    this.plasmaIntegral = new double[frames];
    this.plasmaDoubleIntegral = new double[frames];
    this.blood = new double[frames];
    this.bloodIntegral = new double[frames];
    this.bloodDoubleIntegral = new double[frames];
    this.tissueIntegral = new FrameIntegral(timing, method);
    for (int f = 0; f < frames; f++) {
      double mid = timing.mid(f);
      plasma[f] = parent.value(mid);
      plasmaIntegral[f] = parent.area(mid);
      plasmaDoubleIntegral[f] = parent.doubleArea(mid);
      blood[f] =
          sampling == Sampling.FRAME_MEAN
              ? whole.mean(timing.begin(f), timing.end(f))
              : whole.value(mid);
      bloodIntegral[f] = whole.area(mid);
      bloodDoubleIntegral[f] = whole.doubleArea(mid);
    }
  }

  @Override
  public double[] plasma() {
    return plasma;
  }

  @Override
  public double[] plasmaIntegral() {
    return plasmaIntegral;
  }

  @Override
  public double[] plasmaDoubleIntegral() {
    return plasmaDoubleIntegral;
  }

  @Override
  public double[] blood() {
    return blood;
  }

  @Override
  public double[] bloodIntegral() {
    return bloodIntegral;
  }

  @Override
  public double[] bloodDoubleIntegral() {
    return bloodDoubleIntegral;
  }

  @Override
  public void tissue(
      double[] tac,
      double bloodVolume,
      double[] tissue,
      double[] integral,
      double[] doubleIntegral) {
    if (doubleIntegral == null) {
      tissueIntegral.running(tac, integral);
    } else {
      tissueIntegral.runningTwice(tac, integral, doubleIntegral);
    }
    double rest = 1 - bloodVolume;
    for (int f = 0; f < tissue.length; f++) {
      tissue[f] = (tac[f] - bloodVolume * blood[f]) / rest;
      integral[f] = (integral[f] - bloodVolume * bloodIntegral[f]) / rest;
      if (doubleIntegral != null) {
        doubleIntegral[f] = (doubleIntegral[f] - bloodVolume * bloodDoubleIntegral[f]) / rest;
      }
    }
  }

  @Override
  public FrameIntegral noise() {
    return tissueIntegral;
  }
}
