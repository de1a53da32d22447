package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.DoseInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;

/**
 * The standardised uptake value: mean concentration in a window over dose per body weight, g/mL.
 *
 * <pre>
 * SUV = mean C [kBq/mL] · body weight [kg] / injected radioactivity [MBq]
 * </pre>
 *
 * The mean is weighted by frame duration over the frames of {@link WindowMean}; the frame weights
 * do not count. No standard error. Source: Thie 2004, J Nucl Med 45:1431-1434.
 */
final class SuvModel implements KineticModel<DoseInput> {
  private static final long serialVersionUID = 1L;

  private final ModelSettings settings;

  SuvModel(ModelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "SUV";
  }

  @Override
  public Class<DoseInput> inputType() {
    return DoseInput.class;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Estimates.SUV);
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, DoseInput input) {
    WindowMean window = WindowMean.of(timing, settings.windowMinutes());
    double factor = input.bodyWeightKilogram() / input.injectedMegabecquerel();
    return (tac, fit) -> window.fit(tac, factor, fit);
  }
}
