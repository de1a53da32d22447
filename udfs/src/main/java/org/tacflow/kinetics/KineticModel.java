package org.tacflow.kinetics;

import java.io.Serializable;
import java.util.List;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.InputFunction;
import org.tacflow.curve.ReferenceBloodInput;
import org.tacflow.curve.ReferenceInput;

/**
 * A model of tracer exchange between blood and tissue, with its settings.
 *
 * <p>An instance is immutable: t*, bounds, blood volume and evaluation are given when it is made by
 * {@link ModelCatalogue}.
 *
 * @param <I> what drives the model
 */
public interface KineticModel<I extends InputFunction> extends Serializable {
  /** BEP023 label: "2TCM", "Logan", "SRTM". */
  String name();

  /** The class of input that {@link #bind} takes. */
  Class<I> inputType();

  /** Whether {@link #bind} takes arterial blood, alone or beside a reference region. */
  default boolean needsBlood() {
    return inputType() == ArterialInput.class || inputType() == ReferenceBloodInput.class;
  }

  /** Whether {@link #bind} takes a reference region, alone or beside arterial blood. */
  default boolean needsReference() {
    return inputType() == ReferenceInput.class || inputType() == ReferenceBloodInput.class;
  }

  /**
   * Name, unit and meaning of each estimate, in the order of the estimates; the first is the
   * outcome.
   */
  List<Parameter> parameters();

  /**
   * Number of parameters that a fit spends on the curve itself, with all frames and their weights.
   *
   * <p>Models that give it may be compared by {@link InformationCriteria}; 0 for a model that
   * regresses a transformed curve or part of it, whose residuals are none of the curve's.
   */
  default int likelihoodParameters() {
    return 0;
  }

  /**
   * Does once per scan everything that no curve changes.
   *
   * @param timing frames of the scan
   * @param weights one weight per frame
   * @param input blood, reference or dose of the scan
   * @return a fitter for this scan, to be used by one thread
   */
  TacFitter bind(FrameTiming timing, FrameWeights weights, I input);

  /**
   * The same for the few mean curves of regions, where the last digits count more than the time.
   *
   * <p>Equals {@link #bind} unless a model has a finer resolution.
   */
  default TacFitter bindRegion(FrameTiming timing, FrameWeights weights, I input) {
    return bind(timing, weights, input);
  }
}
