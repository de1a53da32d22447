package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.TStar;

/** The frames that a linear model uses: those from t* on, by index. */
final class UsedFrames {
  private UsedFrames() {}

  /** Index of the first frame used; the number of frames when there is none. */
  static int first(FrameTiming timing, TStar tStar) {
    return tStar.lastFrames() > 0
        ? Math.max(0, timing.size() - tStar.lastFrames())
        : first(timing, tStar.fromMinutes());
  }

  /** The same from a time on: the first frame whose middle is not before it. */
  static int first(FrameTiming timing, double fromMinutes) {
    int first = 0;
    while (first < timing.size() && !(timing.mid(first) >= fromMinutes)) {
      first++;
    }
    return first;
  }

  /** The weights with all frames before t* at 0, or null when none is left. */
  static FrameWeights from(int first, FrameWeights weights) {
    double[] kept = weights.toArray();
    boolean any = false;
    for (int f = 0; f < kept.length; f++) {
      kept[f] = f < first ? 0 : kept[f];
      any |= kept[f] > 0;
    }
    return any ? FrameWeights.of(kept) : null;
  }
}
