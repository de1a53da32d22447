package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;

/** A reference-region model that is linear in its coefficients; each is one subclass. */
abstract class LinearReferenceModel extends LinearModel<ReferenceInput> {
  private static final long serialVersionUID = 1L;

  LinearReferenceModel(String name, ModelSettings settings, Parameter... parameters) {
    super(name, ReferenceInput.class, settings, parameters);
  }

  /** The k2prime of the settings, refused where the model cannot do without. */
  final double requiredK2prime() {
    double k2prime = settings().k2prime();
    if (!(k2prime > 0) || Double.isInfinite(k2prime)) {
      throw new IllegalArgumentException(
          "Invalid k2prime of " + name() + ": " + k2prime + " /min (must be > 0; set k2prime)");
    }
    return k2prime;
  }

  @Override
  public final TacFitter bind(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    return bind(timing, weights, input, new FrameIntegral(timing, settings().tissueIntegral()));
  }

  /** Binds with any running integral, used for tissue and reference alike. */
  abstract TacFitter bind(
      FrameTiming timing, FrameWeights weights, ReferenceInput input, RunningIntegral integral);
}
