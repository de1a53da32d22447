package org.tacflow.jobs;

import java.util.List;
import org.apache.spark.util.LongAccumulator;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.Parameter;
import org.tacflow.kinetics.TacFitter;

/** An arterial model that counts how often a curve is fitted, on whatever executor. */
final class CountingModel implements KineticModel<ArterialInput> {
  private static final long serialVersionUID = 1L;

  private final KineticModel<ArterialInput> counted;
  private final LongAccumulator fits;

  @SuppressWarnings("unchecked")
  CountingModel(KineticModel<?> counted, LongAccumulator fits) {
    this.counted = (KineticModel<ArterialInput>) counted;
    this.fits = fits;
  }

  @Override
  public String name() {
    return counted.name();
  }

  @Override
  public Class<ArterialInput> inputType() {
    return counted.inputType();
  }

  @Override
  public List<Parameter> parameters() {
    return counted.parameters();
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    TacFitter fitter = counted.bind(timing, weights, input);
    return (tac, fit) -> {
      fits.add(1);
      return fitter.fit(tac, fit);
    };
  }
}
