package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;

/** A plasma model that is linear in its coefficients; each is one subclass. */
abstract class LinearPlasmaModel extends LinearModel<ArterialInput> {
  private static final long serialVersionUID = 1L;

  LinearPlasmaModel(String name, ModelSettings settings, Parameter... parameters) {
    super(name, ArterialInput.class, settings, parameters);
  }

  /**
   * Blood volume that the model takes off the curve: the fixed one, none when it is to be fitted.
   */
  final double bloodVolume() {
    ModelSettings.BloodVolume given = settings().bloodVolume();
    return given.isFixed() ? given.lower() : 0;
  }

  @Override
  public final TacFitter bind(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    LinearScheme scheme =
        LinearScheme.exact(timing, input, settings().sampling(), settings().tissueIntegral());
    return bind(timing, weights, scheme);
  }

  /** Binds over any scheme of integrals. */
  abstract TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme);
}
