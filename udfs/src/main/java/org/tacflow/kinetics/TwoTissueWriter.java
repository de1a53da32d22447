package org.tacflow.kinetics;

import org.tacflow.numerics.separable.ExponentialFit;

/**
 * Writes the estimates of two tissue compartments and their standard errors from exponentials.
 *
 * <p>Order VT K1 k2 k3 k4, then, after as many places as {@code shift}, VB BPND VND. The equations
 * stand in {@link TwoTissueRates}.
 */
final class TwoTissueWriter {
  static final int VT = 0;
  static final int K1 = 1;
  static final int K2 = 2;
  static final int K3 = 3;
  static final int K4 = 4;
  static final int VB = 5;
  static final int BPND = 6;
  static final int VND = 7;

  private final double slowest;
  private final int shift;

  /** With the lower end of the rates, which stands for k4 where one exponential is left. */
  TwoTissueWriter(double slowest, int shift) {
    this.slowest = slowest;
    this.shift = shift;
  }

  /** Writes one or two exponentials; {@code sigma} is the root of the residual variance. */
  void write(ExponentialFit e, double sigma, double[] estimates, double[] errors) {
    if (e.exponentials() == 2) {
      writePair(e, sigma, estimates, errors);
    } else {
      writeSingle(e, sigma, estimates, errors);
    }
  }

  private void writePair(ExponentialFit e, double sigma, double[] estimates, double[] errors) {
    double a1 = e.amplitude1();
    double a2 = e.amplitude2();
    double t1 = e.rate1();
    double t2 = e.rate2();
    double tissue = 1 / (1 - e.column());
    double sum = a1 + a2;
    double uptake = sum * tissue;
    double k2 = (a1 * t1 + a2 * t2) / sum;
    double k4 = t1 * t2 / k2;
    double spread = t1 - t2;
    // (θ₁ − k2)(k2 − θ₂)/k2 without cancellation.
    double k3 = a1 * a2 * spread * spread / (sum * sum * k2);
    double vt = (a1 / t1 + a2 / t2) * tissue;
    double vnd = uptake / k2;
    double bound = 1 + k3 / k4;
    estimates[VT] = vt;
    estimates[K1] = uptake;
    estimates[K2] = k2;
    estimates[K3] = k3;
    estimates[K4] = k4;
    estimates[VB + shift] = e.column();
    estimates[BPND + shift] = k3 / k4;
    estimates[VND + shift] = vnd;

    double k2a1 = (t1 - k2) / sum;
    double k2t1 = a1 / sum;
    double k2a2 = (t2 - k2) / sum;
    double k2t2 = a2 / sum;
    double ratio = k4 / k2;
    double k4a1 = -ratio * k2a1;
    double k4t1 = k4 / t1 - ratio * k2t1;
    double k4a2 = -ratio * k2a2;
    double k4t2 = k4 / t2 - ratio * k2t2;
    double vta1 = tissue / t1;
    double vtt1 = -a1 * tissue / (t1 * t1);
    double vta2 = tissue / t2;
    double vtt2 = -a2 * tissue / (t2 * t2);
    double vtb = vt * tissue;
    double turn = vnd / k2;
    double vnda1 = tissue / k2 - turn * k2a1;
    double vndt1 = -turn * k2t1;
    double vnda2 = tissue / k2 - turn * k2a2;
    double vndt2 = -turn * k2t2;
    errors[VT] = DeltaMethod.error(e, sigma, vta1, vtt1, vta2, vtt2, vtb);
    errors[K1] = DeltaMethod.error(e, sigma, tissue, 0, tissue, 0, uptake * tissue);
    errors[K2] = DeltaMethod.error(e, sigma, k2a1, k2t1, k2a2, k2t2, 0);
    errors[K3] =
        DeltaMethod.error(
            e, sigma, -k2a1 - k4a1, 1 - k2t1 - k4t1, -k2a2 - k4a2, 1 - k2t2 - k4t2, 0);
    errors[K4] = DeltaMethod.error(e, sigma, k4a1, k4t1, k4a2, k4t2, 0);
    errors[VB + shift] = DeltaMethod.error(e, sigma, 0, 0, 0, 0, 1);
    errors[BPND + shift] =
        DeltaMethod.error(
            e,
            sigma,
            (vta1 - bound * vnda1) / vnd,
            (vtt1 - bound * vndt1) / vnd,
            (vta2 - bound * vnda2) / vnd,
            (vtt2 - bound * vndt2) / vnd,
            0);
    errors[VND + shift] = DeltaMethod.error(e, sigma, vnda1, vndt1, vnda2, vndt2, vnd * tissue);
  }

  private void writeSingle(ExponentialFit e, double sigma, double[] estimates, double[] errors) {
    double tissue = 1 / (1 - e.column());
    double uptake = e.amplitude1() * tissue;
    double k2 = e.rate1();
    double vt = uptake / k2;
    estimates[VT] = vt;
    estimates[K1] = uptake;
    estimates[K2] = k2;
    estimates[K3] = 0;
    estimates[K4] = slowest;
    estimates[VB + shift] = e.column();
    estimates[BPND + shift] = 0;
    estimates[VND + shift] = vt;
    errors[VT] = DeltaMethod.error(e, sigma, tissue / k2, -vt / k2, 0, 0, vt * tissue);
    errors[K1] = DeltaMethod.error(e, sigma, tissue, 0, 0, 0, uptake * tissue);
    errors[K2] = DeltaMethod.error(e, sigma, 0, 1, 0, 0, 0);
    errors[K3] = Double.NaN;
    errors[K4] = Double.NaN;
    errors[VB + shift] = DeltaMethod.error(e, sigma, 0, 0, 0, 0, 1);
    errors[BPND + shift] = Double.NaN;
    errors[VND + shift] = errors[VT];
  }
}
