package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.ModelSettings.Window;

/**
 * The mean of a curve over a window, weighted by frame duration.
 *
 * <p>A frame belongs to the window when its middle does. The scan covers the window when the used
 * frames leave out no more of it at either end than half a frame next to that end; else there is no
 * mean. Immutable.
 */
final class WindowMean {
  private final int first;
  private final int last;
  private final boolean covered;
  private final double[] durations;
  private final double total;

  private WindowMean(FrameTiming timing, Window window) {
    int from = UsedFrames.first(timing, window.begin());
    int to = from;
    while (to < timing.size() && timing.mid(to) <= window.end()) {
      to++;
    }
    this.first = from;
    this.last = to;
    this.durations = new double[timing.size()];
    double sum = 0;
    for (int f = from; f < to; f++) {
      durations[f] = timing.duration(f);
      sum += durations[f];
    }
    this.total = sum;
    this.covered =
        to > from
            && timing.begin(from) - window.begin() <= 0.5 * timing.duration(from)
            && window.end() - timing.end(to - 1) <= 0.5 * timing.duration(to - 1);
  }

  static WindowMean of(FrameTiming timing, Window window) {
    return new WindowMean(timing, window);
  }

  /** Frames in the window. */
  int frames() {
    return last - first;
  }

  /** Duration-weighted mean, NaN without a frame in the window. */
  double mean(double[] curve) {
    double sum = 0;
    for (int f = first; f < last; f++) {
      sum += durations[f] * curve[f];
    }
    return sum / total;
  }

  /** Writes the mean times a factor as the one estimate, or the status of a curve that has none. */
  Status fit(double[] tac, double factor, Fit fit) {
    if (tac.length != durations.length) {
      return fit.fail(Status.INVALID_CURVE, frames());
    }
    if (!covered) {
      return fit.fail(Status.TOO_FEW_FRAMES, frames());
    }
    double mean = mean(tac);
    if (!Double.isFinite(mean)) {
      return fit.fail(Status.INVALID_CURVE, frames());
    }
    if (!(mean > 0)) {
      return fit.fail(Status.NO_SIGNAL, frames());
    }
    fit.estimates()[0] = mean * factor;
    fit.standardErrors()[0] = Double.NaN;
    return fit.succeed(Status.CONVERGED, Double.NaN, frames(), 0);
  }
}
