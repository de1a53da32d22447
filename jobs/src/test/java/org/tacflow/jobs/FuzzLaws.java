package org.tacflow.jobs;

import java.util.List;
import org.tacflow.bids.Flag;
import org.tacflow.bids.NiftiFrames;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.ScanMetadata;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;
import org.tacflow.numerics.PiecewiseLinear;

/** What must hold of anything that a reader returns or throws. */
final class FuzzLaws {
  private static final int LONGEST_MESSAGE = 20_000;

  private FuzzLaws() {}

  /** Something that may throw the declared errors. */
  interface Attempt {
    void run() throws Exception;
  }

  static void attempt(Attempt attempt) throws Exception {
    try {
      attempt.run();
    } catch (ScanException | InputException e) {
      String message = e.getMessage();
      require(message != null && message.length() <= LONGEST_MESSAGE, "message without bounds");
      require(message.startsWith("Cannot ") || message.contains("Invalid "), message);
    }
  }

  static void require(boolean law, String what) {
    if (!law) {
      throw new AssertionError(what);
    }
  }

  /** An image that is read to its end has all its frames. */
  static void image(Storage storage, String path) throws Exception {
    try (NiftiFrames frames = NiftiFrames.open(storage, path)) {
      int voxels = frames.header().grid().voxels();
      int[] kept = voxels > 2 ? new int[] {0, voxels - 1} : new int[] {0};
      float[] values = new float[kept.length];
      int read = 0;
      while (frames.next(kept, values)) {
        read++;
      }
      require(read == frames.header().frames(), "frames");
    }
  }

  static void finite(PiecewiseLinear curve) {
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < curve.size(); i++) {
      require(Double.isFinite(curve.valueAtKnot(i)), "value " + curve.valueAtKnot(i));
      require(curve.time(i) > before && Double.isFinite(curve.time(i)), "time " + curve.time(i));
      before = curve.time(i);
    }
  }

  static void checked(ScanMetadata scan) {
    for (int f = 0; f < scan.timing().size(); f++) {
      require(scan.timing().end(f) > scan.timing().begin(f), "frame");
      double factor = scan.decayCorrection().factor(f);
      require(factor > 0 && Double.isFinite(factor), "decay factor " + factor);
    }
    checked(scan.flags());
  }

  static void checked(List<Flag> flags) {
    for (Flag flag : flags) {
      require(flag.toString().length() < LONGEST_MESSAGE, "flag");
      require(flag.toString().chars().noneMatch(Character::isISOControl), "flag of two lines");
    }
  }
}
