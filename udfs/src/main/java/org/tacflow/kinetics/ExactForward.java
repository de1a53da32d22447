package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.ExponentialConvolution;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.numerics.PiecewiseLinear;

/** Responses without discretisation: an input of straight lines is convolved in closed form. */
final class ExactForward implements ForwardScheme {
  private final ExponentialConvolution convolution;
  private final double[] direct;
  private final double[] integral;

  private ExactForward(ExponentialConvolution convolution, double[] direct) {
    this.convolution = convolution;
    this.direct = direct;
    this.integral = new double[direct.length];
    // A rate of zero forgets nothing: the response is the running integral.
    convolution.evaluate(0, integral, null);
  }

  static ExactForward ofBlood(FrameTiming timing, ArterialInput input, Sampling sampling) {
    PiecewiseLinear blood = input.wholeBlood();
    double[] direct = new double[timing.size()];
    for (int f = 0; f < direct.length; f++) {
      direct[f] =
          sampling == Sampling.FRAME_MEAN
              ? blood.mean(timing.begin(f), timing.end(f))
              : blood.value(timing.mid(f));
    }
    return new ExactForward(convolution(timing, input.plasma(), sampling), direct);
  }

  static ExactForward ofReference(FrameTiming timing, ReferenceInput input, Sampling sampling) {
    double[] curve = input.curve();
    return new ExactForward(
        convolution(timing, FrameIntegral.line(timing, curve), sampling), curve);
  }

  private static ExponentialConvolution convolution(
      FrameTiming timing, PiecewiseLinear input, Sampling sampling) {
    return ExponentialConvolution.of(sampling, input, timing.begins(), timing.ends());
  }

  @Override
  public int frames() {
    return direct.length;
  }

  @Override
  public void response(double theta, double[] response, double[] derivative) {
    convolution.evaluate(theta, response, derivative);
  }

  @Override
  public double[] integral() {
    return integral;
  }

  @Override
  public double[] direct() {
    return direct;
  }
}
