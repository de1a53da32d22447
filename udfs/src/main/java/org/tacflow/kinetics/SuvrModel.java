package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;

/**
 * The uptake ratio: mean concentration in a window over that of the reference region.
 *
 * <pre>
 * SUVR = mean C / mean Cr
 * </pre>
 *
 * Both means are weighted by frame duration over the frames of {@link WindowMean}; the frame
 * weights do not count. No standard error. A reference mean at or below 0 is {@link
 * Status#IMPLAUSIBLE}.
 */
final class SuvrModel implements KineticModel<ReferenceInput> {
  private static final long serialVersionUID = 1L;

  private final ModelSettings settings;

  SuvrModel(ModelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "SUVR";
  }

  @Override
  public Class<ReferenceInput> inputType() {
    return ReferenceInput.class;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Estimates.SUVR);
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    WindowMean window = WindowMean.of(timing, settings.windowMinutes());
    double reference = window.mean(input.curve());
    return (tac, fit) -> {
      Status status = window.fit(tac, 1 / reference, fit);
      boolean meaningless = status.hasNumbers() && !(reference > 0);
      return meaningless ? fit.fail(Status.IMPLAUSIBLE, fit.framesUsed()) : status;
    };
  }
}
