package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.separable.Resolution;

/**
 * A compartment model driven by arterial blood: 1TCM, 2TCM, 2TCM3k, 2TCM1k.
 *
 * <p>Bounds and their defaults are those of {@link CompartmentBounds}. Without {@code theta2} the
 * least washout is 0.004 /min. One and two reversible tissues are fitted by the separable engine,
 * which finds the global optimum; a box of rate constants, which is not separable, and the other
 * forms by the reference path. Sources: Gunn et al. 2001, doi:10.1097/00004647-200106000-00002; for
 * 2TCM1k Rizzo et al. 2014, doi:10.1038/jcbfm.2014.55.
 */
final class CompartmentModel implements KineticModel<ArterialInput> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final Compartments form;
  private final ModelSettings settings;

  CompartmentModel(String name, Compartments form, ModelSettings settings) {
    this.name = name;
    this.form = form;
    this.settings = settings;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Class<ArterialInput> inputType() {
    return ArterialInput.class;
  }

  @Override
  public List<Parameter> parameters() {
    return form.parameters();
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    return bind(timing, weights, input, Resolution.voxel());
  }

  @Override
  public TacFitter bindRegion(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    return bind(timing, weights, input, Resolution.fine());
  }

  private TacFitter bind(
      FrameTiming timing, FrameWeights weights, ArterialInput input, Resolution resolution) {
    ForwardScheme scheme = ForwardScheme.exact(timing, input, settings.sampling());
    if (!scheme.hasSignal()) {
      return new MissingInput();
    }
    if (!CompartmentBounds.of(form, settings).oneRange()) {
      return reference(weights, scheme);
    }
    SeparableSettings separable = SeparableSettings.of(settings).withResolution(resolution);
    return switch (form) {
      case ONE_TISSUE -> SeparableOneTissueFitter.bind(timing, weights, input, separable);
      case TWO_TISSUE -> SeparableTwoTissueFitter.bind(timing, weights, input, separable);
      case IRREVERSIBLE, VASCULAR -> reference(weights, scheme);
    };
  }

  /** The audited reference path over any forward scheme. */
  TacFitter reference(FrameWeights weights, ForwardScheme scheme) {
    return CompartmentFitter.bind(form, settings, weights, scheme);
  }
}
