package org.tacflow.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;
import org.tacflow.config.ScoreTable;

/**
 * All clinical scores of a data set, and whose tables could not be read.
 *
 * <p>Looked through are, in this order, {@code participants.tsv}, {@code sub-*_sessions.tsv},
 * {@code phenotype/*.tsv} and the tables of the configuration. A damaged table of one person costs
 * that person's scores; one of the whole cohort ends the run, best before it has begun.
 */
public final class ScoreTables {
  private static final int NAMED = 8;

  private final ScoreReader reader;
  private final Storage storage;
  private final String bidsDir;
  private final List<ClinicalScore> scores = new ArrayList<>();
  private final Map<String, String> problems = new TreeMap<>();
  private final List<String> unknown = new ArrayList<>();

  private ScoreTables(ScoreReader reader, Storage storage, String bidsDir) {
    this.reader = reader;
    this.storage = storage;
    this.bidsDir = bidsDir;
  }

  /**
   * Reads all tables.
   *
   * @throws InputException when a table of the whole cohort cannot be read
   */
  public static ScoreTables read(ScoreReader reader, Storage storage, String bidsDir) {
    ScoreTables tables = new ScoreTables(reader, storage, bidsDir);
    try {
      tables.readParticipants();
      tables.readPeople();
      tables.readPhenotypes();
      return tables;
    } catch (IOException e) {
      throw new InputException("Cannot read clinical scores: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the tables that are about everyone, for their faults alone.
   *
   * @throws InputException when one of them cannot be read
   */
  public static void check(ScoreReader reader, Storage storage, String bidsDir) {
    ScoreTables tables = new ScoreTables(reader, storage, bidsDir);
    try {
      tables.readParticipants();
      tables.readPhenotypes();
    } catch (IOException e) {
      throw new InputException("Cannot read clinical scores: " + e.getMessage(), e);
    }
  }

  private void readParticipants() throws IOException {
    if (storage.exists(bidsDir + "/participants.tsv")) {
      add("participants.tsv", bidsDir + "/participants.tsv", null);
    }
  }

  private void readPeople() throws IOException {
    for (String folder : storage.list(bidsDir)) {
      String person = Storage.name(folder);
      String file = person + "_sessions.tsv";
      if (person.startsWith("sub-") && storage.exists(folder + "/" + file)) {
        try {
          add(person + "/" + file, folder + "/" + file, person);
        } catch (IOException e) {
          problems.put(person, e.getMessage());
        }
      }
    }
  }

  private void readPhenotypes() throws IOException {
    for (String path : storage.list(bidsDir + "/phenotype")) {
      if (path.endsWith(".tsv")) {
        add("phenotype/" + Storage.name(path), path, null);
      }
    }
    for (ScoreTable mapped : reader.mappedTables()) {
      scores.addAll(reader.mapped(DelimitedTable.read(storage, mapped.path()), mapped));
    }
  }

  private void add(String source, String path, String participantId) throws IOException {
    DelimitedTable table = DelimitedTable.readInside(storage, path, bidsDir);
    scores.addAll(reader.table(source, table, participantId));
    List<String> left = source.startsWith("phenotype/") ? reader.unknown(source, table) : List.of();
    if (!left.isEmpty()) {
      unknown.add(
          ("Left out: %s of %s (no known scale; declare it in clinical.scales, or say which it"
                  + " is in clinical.score-columns)")
              .formatted(some(left), source));
    }
  }

  private static String some(List<String> columns) {
    String first = String.join(", ", columns.subList(0, Math.min(NAMED, columns.size())));
    return columns.size() > NAMED ? first + " and " + (columns.size() - NAMED) + " more" : first;
  }

  /** All scores, in the order of the tables. */
  public List<ClinicalScore> scores() {
    return Collections.unmodifiableList(scores);
  }

  /** A line for each table of {@code phenotype} with columns of numbers that no scale is. */
  public List<String> unknown() {
    return Collections.unmodifiableList(unknown);
  }

  /** Why the table of a participant could not be read, by participant id. */
  public Map<String, String> problems() {
    return Collections.unmodifiableMap(problems);
  }
}
