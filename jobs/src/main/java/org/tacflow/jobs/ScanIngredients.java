package org.tacflow.jobs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tacflow.bids.ScanFiles;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.StageRecord;

/** What the rows of one scan, or of one scan and model, are made of. */
final class ScanIngredients extends Ingredients {
  private final RunInputs inputs;
  private final List<StageRecord> earlier;
  private final ScanFiles scan;
  private final String model;

  ScanIngredients(RunInputs inputs, List<StageRecord> earlier, ScanFiles scan, String model) {
    this.inputs = inputs;
    this.earlier = earlier;
    this.scan = scan;
    this.model = model;
  }

  CohortConfig config() {
    return inputs.config();
  }

  /** Id of the model entry, of a job that has models. */
  String model() {
    return model;
  }

  /** Contents of the scan's files, and why a file was not chosen. */
  ScanIngredients files() {
    add("choice of files", new TreeMap<>(scan.ambiguities()).toString());
    return filesWithoutBlood().blood();
  }

  /** Contents of the files but for blood and input function. */
  ScanIngredients filesWithoutBlood() {
    files(false);
    return this;
  }

  private ScanIngredients blood() {
    files(true);
    return this;
  }

  private void files(boolean blood) {
    // A name may stand in two trees: the contents of all of its files, in order.
    Map<String, String> byName = new TreeMap<>();
    for (String file : inputs.files(scan)) {
      if (scan.isBlood(file) == blood) {
        byName.merge(Storage.name(file), inputs.hash(file), (a, b) -> a + " " + b);
      }
    }
    byName.forEach((name, hash) -> add("file " + name, hash));
  }

  /** Where the files lie, for rows that say so. */
  ScanIngredients places() {
    add("places of files", String.join("\n", inputs.files(scan)));
    return this;
  }

  /** Body weight by the participants table. */
  ScanIngredients bodyWeight() {
    add("body weight", String.valueOf(inputs.bodyWeight(scan)));
    return this;
  }

  /** The tracer, by the spelling that stands for all of the cohort. */
  ScanIngredients tracer() {
    add("tracer", inputs.tracer(scan));
    return this;
  }

  /** Settings whose dotted name begins so. */
  ScanIngredients settings(String... prefixes) {
    inputs.settings(prefixes).forEach((name, value) -> add("setting " + name, value));
    return this;
  }

  /** A file that the configuration names; nothing where it names none. */
  ScanIngredients namedFile(String file) {
    if (inputs.namedFiles().contains(file)) {
      add("file " + file, inputs.hash(file));
    }
    return this;
  }

  /** The row of the scan in the table of delays, where the configuration asks for one. */
  ScanIngredients delay() {
    Double own = inputs.delays().get(scan.id().key());
    add("delay by the table", own == null ? "" : Double.toHexString(own));
    return this;
  }

  /** Tables of people, and of the visits of this scan's person. */
  ScanIngredients person() {
    for (String file : inputs.cohortFiles()) {
      boolean own = file.contains("/" + scan.id().participantId() + "/");
      if (own || Storage.name(file).equals("participants.tsv")) {
        add("file " + file, inputs.hash(file));
      }
    }
    return this;
  }

  /** Contents of the blood of every scan that was not refused, for a choice over the cohort. */
  ScanIngredients bloodOfAllScans() {
    Set<String> refused = new TreeSet<>();
    for (StageRecord record : earlier) {
      if (record.stage().equals("index")) {
        refused.addAll(record.rejections().keySet());
      }
    }
    add("blood of all scans", inputs.bloodOfAllScans(refused));
    return this;
  }

  /** What an earlier stage made of this scan. */
  ScanIngredients stage(String name) {
    StringBuilder keys = new StringBuilder();
    for (StageRecord record : earlier) {
      if (record.stage().equals(name)) {
        record
            .units()
            .forEach(
                (unit, made) -> {
                  if (StageRecord.scanOf(unit).equals(scan.id().key())) {
                    keys.append(unit).append(' ').append(made.key()).append('\n');
                  }
                });
      }
    }
    add("stage " + name, keys.toString());
    return this;
  }
}
