package org.tacflow.jobs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tacflow.udf.ModelEntry;

/** What fits of voxels and of regions have in common. */
final class Fits {
  private Fits() {}

  /** What a fit of one scan by one model rests on, beside its curves. */
  static void ingredients(ScanIngredients unit) {
    unit.stage("inputs")
        .stage("settings")
        .bodyWeight()
        .tracer()
        .settings("models." + unit.model() + ".");
  }

  /** Keys of the scans in hand that a model entry is for, by its tracers. */
  static Set<String> scans(RunContext run, ModelEntry entry) {
    List<String> tracers = ModelEntries.tracers(run.config(), entry.id());
    Set<String> scans = new TreeSet<>();
    for (ScanTable.Scan scan : ScanTable.accepted(run.tables())) {
      if ((tracers.isEmpty() || tracers.contains(scan.tracer()))
          && run.isInHand(scan.key(), entry.id())) {
        scans.add(scan.key());
      }
    }
    return scans;
  }
}
