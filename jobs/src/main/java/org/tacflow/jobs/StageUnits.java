package org.tacflow.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tacflow.bids.FileHashes;
import org.tacflow.bids.ScanFiles;
import org.tacflow.tables.StageRecord;

/** The units of each stage of a run, and what they are made of. */
final class StageUnits {
  private final RunInputs inputs;
  private final String program;

  StageUnits(RunInputs inputs, String program) {
    this.inputs = inputs;
    this.program = program;
  }

  /**
   * The units of a job.
   *
   * @param earlier what the stages before it made
   */
  Map<String, StageRecord.Unit> of(Job job, List<StageRecord> earlier) {
    return job instanceof ScanJob scanJob
        ? scans(scanJob, earlier)
        : Map.of(StageRecord.COHORT, cohort(job, earlier).unit());
  }

  private Map<String, StageRecord.Unit> scans(ScanJob job, List<StageRecord> earlier) {
    Map<String, StageRecord.Unit> units = new TreeMap<>();
    List<String> models = job.models(inputs.config());
    for (ScanFiles scan : earlier.isEmpty() ? inputs.scans() : accepted(earlier.get(0))) {
      String key = scan.id().key();
      if (models.isEmpty()) {
        units.put(key, unit(job, earlier, scan, ""));
      }
      for (String model : models) {
        units.put(key + "/" + model, unit(job, earlier, scan, model));
      }
    }
    return units;
  }

  private StageRecord.Unit unit(
      ScanJob job, List<StageRecord> earlier, ScanFiles scan, String model) {
    ScanIngredients ingredients = new ScanIngredients(inputs, earlier, scan, model);
    ingredients.add("program", program);
    job.ingredients(ingredients);
    return ingredients.unit();
  }

  /** Scans that the first stage, the index, did not refuse. */
  private List<ScanFiles> accepted(StageRecord index) {
    Set<String> keys = new TreeSet<>(index.units().keySet());
    keys.removeAll(index.rejections().keySet());
    return inputs.scans(keys);
  }

  /** Everything that came before, the tables about people, and every setting. */
  private Ingredients cohort(Job job, List<StageRecord> earlier) {
    Ingredients all = new Ingredients().add("program", program);
    if (!job.isRepeatable(inputs.config())) {
      all.add("made anew by every run", Instant.now().toString());
    }
    inputs.settings().forEach((name, value) -> all.add("setting " + name, value));
    // With its place: two sessions may have tables of one name.
    inputs.cohortFiles().forEach(file -> all.add("file " + file, inputs.hash(file)));
    inputs
        .namedFiles()
        .forEach(file -> all.add("file named in settings " + file, inputs.hash(file)));
    for (StageRecord record : earlier) {
      all.add("stage " + record.stage(), FileHashes.ofText(record.digest()));
    }
    return all;
  }
}
