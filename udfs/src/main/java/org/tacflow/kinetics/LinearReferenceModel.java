package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;

/**
 * A reference-region model that is linear in its coefficients; each kind is one subclass.
 *
 * <p>Standard errors of voxels are those of the regression, which takes its points for independent:
 * too small by up to half where integrals stand in them. Those of regions are {@link
 * PropagatedErrors}.
 */
abstract class LinearReferenceModel implements KineticModel<ReferenceInput> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final List<Parameter> parameters;
  private final ModelSettings settings;

  LinearReferenceModel(String name, ModelSettings settings, Parameter... parameters) {
    this.name = name;
    this.settings = settings;
    this.parameters = List.of(parameters);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Class<ReferenceInput> inputType() {
    return ReferenceInput.class;
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }

  final ModelSettings settings() {
    return settings;
  }

  /** The k2prime of the settings, refused where the model cannot do without. */
  final double requiredK2prime() {
    double k2prime = settings.k2prime();
    if (!(k2prime > 0) || Double.isInfinite(k2prime)) {
      throw new IllegalArgumentException(
          "Invalid k2prime of " + name + ": " + k2prime + " /min (must be > 0; set k2prime)");
    }
    return k2prime;
  }

  @Override
  public final TacFitter bind(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    return bind(timing, weights, input, new FrameIntegral(timing, settings.tissueIntegral()));
  }

  @Override
  public TacFitter bindRegion(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    return new PropagatedErrors(bind(timing, weights, input), weights, parameters.size());
  }

  /** Binds with any running integral, used for tissue and reference alike. */
  abstract TacFitter bind(
      FrameTiming timing, FrameWeights weights, ReferenceInput input, RunningIntegral integral);
}
