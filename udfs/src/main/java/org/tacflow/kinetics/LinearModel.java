package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;

/**
 * A plasma model that is linear in its coefficients; each kind is one subclass.
 *
 * <p>Standard errors of voxels are those of the regression, which takes its points for independent:
 * too small by up to half where integrals stand in them. Those of regions are {@link
 * PropagatedErrors}.
 */
abstract class LinearModel implements KineticModel<ArterialInput> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final List<Parameter> parameters;
  private final ModelSettings settings;

  LinearModel(String name, ModelSettings settings, Parameter... parameters) {
    this.name = name;
    this.settings = settings;
    this.parameters = List.of(parameters);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Class<ArterialInput> inputType() {
    return ArterialInput.class;
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }

  final ModelSettings settings() {
    return settings;
  }

  /**
   * Blood volume that the model takes off the curve: the fixed one, none when it is to be fitted.
   */
  final double bloodVolume() {
    ModelSettings.BloodVolume given = settings.bloodVolume();
    return given.isFixed() ? given.lower() : 0;
  }

  @Override
  public final TacFitter bind(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    LinearScheme scheme =
        LinearScheme.exact(timing, input, settings.sampling(), settings.tissueIntegral());
    return bind(timing, weights, scheme);
  }

  @Override
  public TacFitter bindRegion(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    return new PropagatedErrors(bind(timing, weights, input), weights, parameters.size());
  }

  /** Binds over any scheme of integrals. */
  abstract TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme);
}
