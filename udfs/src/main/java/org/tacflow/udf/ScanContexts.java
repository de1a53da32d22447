package org.tacflow.udf;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tacflow.curve.InputFunction;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.SharedFitter;
import org.tacflow.kinetics.TacFitter;

/**
 * The contexts of all scans of a run by scan key: what is broadcast once to every executor.
 *
 * <p>Tables that a model builds for a scan are kept here too, by model entry and scan key, so that
 * an executor builds them once whatever the number of its tasks. The least recently used go first.
 */
public final class ScanContexts implements Serializable {
  private static final long serialVersionUID = 1L;
  // A task works on one scan at a time; more than this many at once have no cores to run on.
  private static final int KEPT = 128;

  private final HashMap<String, ScanContext> scans;
  private transient Map<String, Slot> slots;

  /** Where the first task that needs a fitter builds it and the others wait for it. */
  private static final class Slot {
    private SharedFitter fitter;
  }

  private ScanContexts(HashMap<String, ScanContext> scans) {
    this.scans = scans;
  }

  /** From contexts by scan key. */
  public static ScanContexts of(Map<String, ScanContext> scans) {
    return new ScanContexts(new HashMap<>(scans));
  }

  /** The same with models of their own for some scans, by scan key and entry id. */
  public ScanContexts withModels(Map<String, Map<String, KineticModel<?>>> models) {
    HashMap<String, ScanContext> more = new HashMap<>(scans);
    models.forEach((scan, own) -> more.computeIfPresent(scan, (key, old) -> old.withModels(own)));
    return new ScanContexts(more);
  }

  /** The context of a scan, null when the run does not know it. */
  public ScanContext get(String scan) {
    return scans.get(scan);
  }

  /**
   * A fitter of one model entry for one scan, for the calling thread alone.
   *
   * @return null when the scan is not known or lacks what drives the model
   */
  TacFitter fitter(ModelEntry entry, String scan, Curves curves) {
    ScanContext context = scans.get(scan);
    InputFunction input = context == null ? null : context.inputFor(entry);
    KineticModel<?> model = context == null ? null : context.modelFor(entry);
    if (input == null || model == null) {
      return null;
    }
    Slot slot = slot(entry.id() + "\t" + curves + "\t" + scan);
    synchronized (slot) {
      if (slot.fitter != null) {
        return slot.fitter.twin();
      }
      TacFitter made = bind(model, context, input, curves);
      if (made instanceof SharedFitter shared) {
        slot.fitter = shared;
        return shared.twin();
      }
      return made;
    }
  }

  private synchronized Slot slot(String key) {
    if (slots == null) {
      slots =
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Slot> eldest) {
              return size() > KEPT;
            }
          };
    }
    return slots.computeIfAbsent(key, k -> new Slot());
  }

  private static <I extends InputFunction> TacFitter bind(
      KineticModel<I> model, ScanContext context, InputFunction input, Curves curves) {
    I own = model.inputType().cast(input);
    return switch (curves) {
      case VOXELS -> model.bind(context.timing(), context.weights(), own);
      case REGIONS -> model.bindRegion(context.timing(), context.weights(), own);
    };
  }
}
