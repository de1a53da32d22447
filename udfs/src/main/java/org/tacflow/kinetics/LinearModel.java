package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.InputFunction;

/**
 * A model that is linear in its coefficients; plasma and reference models are its two kinds.
 *
 * <p>Standard errors carry the noise of every frame through the integrals, {@link FrameNoise}, for
 * voxels and regions alike.
 */
abstract class LinearModel<I extends InputFunction> implements KineticModel<I> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final Class<I> inputType;
  private final List<Parameter> parameters;
  private final ModelSettings settings;

  LinearModel(String name, Class<I> inputType, ModelSettings settings, Parameter... parameters) {
    this.name = name;
    this.inputType = inputType;
    this.settings = settings;
    this.parameters = List.of(parameters);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Class<I> inputType() {
    return inputType;
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }

  final ModelSettings settings() {
    return settings;
  }
}
