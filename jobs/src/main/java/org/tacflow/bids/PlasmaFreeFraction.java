package org.tacflow.bids;

import java.io.IOException;
import java.util.List;

/** The free fraction of the tracer in plasma, in percent in the sidecar of the manual samples. */
final class PlasmaFreeFraction {
  private PlasmaFreeFraction() {}

  /** The fraction of a scan; it stands beside the manual samples, processed input or not. */
  static double read(Storage storage, ScanFiles files, List<Flag> flags) throws ScanException {
    double fraction = Double.NaN;
    for (String path : files.blood()) {
      String sidecar = ScanFiles.sidecarOf(path);
      String recording = Entities.parse(Storage.name(path)).label("recording");
      try {
        storage.requireInside(sidecar, DatasetTree.rootOf(path));
        if (!"autosampler".equals(recording) && storage.exists(sidecar)) {
          fraction = read(Metadata.read(storage, List.of(sidecar)), flags);
        }
      } catch (IOException e) {
        throw new ScanException(e.getMessage(), e);
      }
    }
    return fraction;
  }

  /** Reads {@code PlasmaFreeFraction}: a fraction above 0 to 1; NaN when missing or outside. */
  static double read(Metadata json, List<Flag> flags) throws ScanException {
    double percent = json.number("PlasmaFreeFraction");
    if (Double.isNaN(percent)) {
      return Double.NaN;
    }
    if (!(percent > 0 && percent <= 100)) {
      flags.add(
          new Flag(
              BloodChecks.FREE_FRACTION_OUTSIDE,
              percent + " in " + json.source() + " (must be a percentage above 0 to 100)"));
      return Double.NaN;
    }
    if (percent < 1) {
      flags.add(
          new Flag(
              BloodChecks.FREE_FRACTION_LOW,
              percent + " % in " + json.source() + " (check that it is no fraction from 0 to 1)"));
    }
    return percent / 100;
  }
}
