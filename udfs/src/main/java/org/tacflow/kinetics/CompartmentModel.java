package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.separable.RateRange;
import org.tacflow.numerics.separable.Resolution;

/**
 * A compartment model driven by arterial blood: 1TCM, 2TCM, 2TCM3k, 2TCM1k.
 *
 * <p>Bounds and their defaults are those of {@link CompartmentBounds}. Without {@code theta2} the
 * least washout is 0.004 /min. All are fitted by the separable engine, which finds the global
 * optimum over a range of rates. A box of rate constants does not separate: a voxel whose optimum
 * lies outside is fitted again by the reference path from there, moved into the box, and from the
 * best starts of a grid; a region is
 * fitted by the reference path from many starts. Sources: Gunn et al. 2001,
 * doi:10.1097/00004647-200106000-00002; for 2TCM1k Rizzo et al. 2014, doi:10.1038/jcbfm.2014.55.
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
  public int likelihoodParameters() {
    return CompartmentBounds.of(form, settings).fitted();
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    CompartmentBounds bounds = CompartmentBounds.of(form, settings);
    return bounds.rates() || bounds.oneRange()
        ? separable(timing, weights, input, bounds, Resolution.voxel())
        : exact(timing, weights, input);
  }

  @Override
  public TacFitter bindRegion(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    CompartmentBounds bounds = CompartmentBounds.of(form, settings);
    return bounds.oneRange()
        ? separable(timing, weights, input, bounds, Resolution.fine())
        : exact(timing, weights, input);
  }

  private TacFitter separable(
      FrameTiming timing,
      FrameWeights weights,
      ArterialInput input,
      CompartmentBounds bounds,
      Resolution resolution) {
    SeparableSettings separable = SeparableSettings.of(settings).withResolution(resolution);
    if (bounds.rates()) {
      separable = separable.withRates(new RateRange(bounds.grid().lower(), bounds.grid().upper()));
    }
    SeparableFitter fitter =
        switch (form) {
          case ONE_TISSUE -> SeparableFitter.oneTissue(timing, weights, input, separable);
          case TWO_TISSUE -> SeparableFitter.twoTissue(timing, weights, input, separable);
          case IRREVERSIBLE -> SeparableFitter.irreversible(timing, weights, input, separable);
          case VASCULAR -> SeparableFitter.vascular(timing, weights, input, separable);
        };
    return bounds.separates()
        ? fitter
        : fitter.within(bounds.box(), () -> exact(timing, weights, input));
  }

  private CompartmentFitter exact(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    return reference(weights, ForwardScheme.exact(timing, input, settings.sampling()));
  }

  /** The audited reference path over any forward scheme. */
  CompartmentFitter reference(FrameWeights weights, ForwardScheme scheme) {
    return CompartmentFitter.bind(form, settings, weights, scheme);
  }
}
