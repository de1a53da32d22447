package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceBloodInput;
import org.tacflow.kinetics.ModelSettings.Bounds;

/**
 * The simplified reference tissue model with the blood volumes of target and reference.
 *
 * <pre>
 * Mr = (1 − vBr) Cr + vBr Cb          measured reference, tissue Cr, whole blood Cb
 * M = (1 − vB) C + vB Cb              measured target, tissue C
 * C = R1 Cr + (k2 − R1 k2a) Cr ⊗ e^(−k2a t),   k2a = k2/(1 + BPND),   k2prime = k2/R1
 * </pre>
 *
 * It matters where the signal of vessels differs between regions, as with tracers of the
 * translocator protein. Needs whole blood, but neither plasma nor metabolites. The reference runs
 * in straight lines through the origin and its mid-frame points, blood between its samples.
 *
 * <p>Bounds by name: {@code k2a} (0.01 to 1 /min, as in SRTM), {@code VBr} (0.05 to 0.05, that is
 * fixed as in the source; an interval within [0, 1) fits it); vB is the blood volume of the
 * settings. {@code R1 ≤ 0} or {@code k2 ≤ 0} is {@link Status#IMPLAUSIBLE}; a bound on k2a is
 * reported as one of k2. Source: Tomasi et al. 2008, J Nucl Med 49.
 */
final class SrtmvModel implements KineticModel<ReferenceBloodInput> {
  static final List<Parameter> PARAMETERS =
      List.of(
          Estimates.BPND,
          Estimates.R1,
          Estimates.K2,
          Estimates.K2_PRIME,
          Estimates.VB,
          Estimates.VB_REFERENCE);

  private static final long serialVersionUID = 1L;
  private static final Bounds REFERENCE_VOLUME = new Bounds(0.05, 0.05);

  private final ModelSettings settings;

  SrtmvModel(ModelSettings settings) {
    this.settings = settings;
    Bounds volume = referenceVolume();
    if (!(volume.lower() >= 0 && volume.upper() < 1)) {
      throw new IllegalArgumentException(
          "Invalid bounds of VBr: "
              + volume.lower()
              + " to "
              + volume.upper()
              + " (must lie in [0, 1))");
    }
  }

  private Bounds referenceVolume() {
    return settings.bounds().getOrDefault("VBr", REFERENCE_VOLUME);
  }

  @Override
  public String name() {
    return "SRTMV";
  }

  @Override
  public Class<ReferenceBloodInput> inputType() {
    return ReferenceBloodInput.class;
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public int likelihoodParameters() {
    int volume = settings.bloodVolume().isFixed() ? 0 : 1;
    int ofReference = referenceVolume().lower() < referenceVolume().upper() ? 1 : 0;
    return 3 + volume + ofReference;
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, ReferenceBloodInput input) {
    ArterialInput blood = new ArterialInput(input.wholeBlood(), input.wholeBlood());
    ForwardScheme reference = ForwardScheme.exact(timing, input.reference(), settings.sampling());
    if (!reference.hasSignal()) {
      return new MissingInput();
    }
    SrtmvCurve curve =
        new SrtmvCurve(reference, ForwardScheme.exact(timing, blood, settings.sampling()));
    Bounds rate = settings.bounds().getOrDefault("k2a", SrtmFitter.THETA);
    return new SrtmvFitter(
        curve, weights, rate, settings.bloodVolume(), referenceVolume(), settings.starts());
  }
}
