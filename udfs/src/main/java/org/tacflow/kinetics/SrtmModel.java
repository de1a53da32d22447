package org.tacflow.kinetics;

import java.util.List;
import java.util.Set;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.separable.RateRange;
import org.tacflow.numerics.separable.Resolution;

/**
 * The simplified reference tissue model.
 *
 * <pre>
 * C = R1 Cr + (k2 − R1 k2a) Cr ⊗ e^(−k2a t),   k2a = k2/(1 + BPND),   k2prime = k2/R1
 * </pre>
 *
 * The reference curve runs in straight lines through the origin and its mid-frame points. Bounds by
 * name: {@code k2a} (default 0.01 to 1 /min, everything else free in sign, so that BPND scatters
 * around 0 where there is no binding); or a box of any of {@code R1} (0 to 10), {@code k2} (0 to 2
 * /min) and {@code BPND} (−0.9 to 50), which replaces it: a voxel whose optimum lies outside is
 * fitted again by the reference path from there, moved into the box. {@code R1 ≤ 0} or {@code k2 ≤
 * 0} is {@link Status#IMPLAUSIBLE}; a bound on k2a is reported as one of k2. Source: Lammertsma and
 * Hume 1996, doi:10.1006/nimg.1996.0066.
 */
final class SrtmModel implements KineticModel<ReferenceInput> {
  private static final long serialVersionUID = 1L;
  private static final Set<String> BOX = Set.of("R1", "k2", "BPND");

  private final ModelSettings settings;

  SrtmModel(ModelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "SRTM";
  }

  @Override
  public Class<ReferenceInput> inputType() {
    return ReferenceInput.class;
  }

  @Override
  public List<Parameter> parameters() {
    return SrtmFitter.PARAMETERS;
  }

  @Override
  public int likelihoodParameters() {
    int fixed = 0;
    for (String name : BOX) {
      Bounds given = settings.bounds().get(name);
      fixed += given != null && given.lower() == given.upper() ? 1 : 0;
    }
    return BOX.size() - fixed;
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    return bind(timing, weights, input, Resolution.voxel());
  }

  @Override
  public TacFitter bindRegion(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    return boxed()
        ? exact(timing, weights, input)
        : bind(timing, weights, input, Resolution.fine());
  }

  private TacFitter bind(
      FrameTiming timing, FrameWeights weights, ReferenceInput input, Resolution resolution) {
    Bounds range = settings.bounds().getOrDefault("k2a", SrtmFitter.THETA);
    SeparableFitter fitter =
        SeparableFitter.srtm(
            timing,
            weights,
            input,
            SeparableSettings.reference()
                .withSampling(settings.sampling())
                .withRates(new RateRange(range.lower(), range.upper()))
                .withResolution(resolution));
    return boxed() ? fitter.within(box(), () -> exact(timing, weights, input)) : fitter;
  }

  private boolean boxed() {
    return settings.bounds().keySet().stream().anyMatch(BOX::contains);
  }

  /** Bounds in the order BPND R1 k2 k2prime. */
  private RateBox box() {
    double infinite = Double.POSITIVE_INFINITY;
    Bounds potential = SrtmFitter.bounds(settings, "BPND");
    Bounds ratio = SrtmFitter.bounds(settings, "R1");
    Bounds efflux = SrtmFitter.bounds(settings, "k2");
    return RateBox.of(
        new double[] {potential.lower(), ratio.lower(), efflux.lower(), -infinite},
        new double[] {potential.upper(), ratio.upper(), efflux.upper(), infinite},
        // The box replaces the range of k2a, in which the engine looks.
        1L << 2);
  }

  private SrtmFitter exact(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    return reference(weights, ForwardScheme.exact(timing, input, settings.sampling()));
  }

  /** The audited reference path over any forward scheme. */
  SrtmFitter reference(FrameWeights weights, ForwardScheme scheme) {
    return new SrtmFitter(settings, weights, scheme);
  }
}
