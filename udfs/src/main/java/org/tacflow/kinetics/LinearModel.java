package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;

/** A plasma model that is linear in its coefficients; each kind is one subclass. */
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

  @Override
  public final TacFitter bind(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    LinearScheme scheme =
        LinearScheme.exact(timing, input, settings.sampling(), settings.tissueIntegral());
    return bind(timing, weights, scheme);
  }

  /** Binds over any scheme of integrals. */
  abstract TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme);
}
