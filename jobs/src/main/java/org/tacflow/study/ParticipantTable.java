package org.tacflow.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.Clinical;
import org.tacflow.config.InputException;
import org.tacflow.config.People;
import org.tacflow.study.GenotypeReader.CountedAllele;

/**
 * The people of a data set, read from {@code participants.tsv}.
 *
 * <p>Read are the id, age, sex (or gender), weight, group, subgroups, site, rs6971, onset and side;
 * other columns about a person are not kept. A cell that cannot be read is missing, with a flag or
 * a problem.
 */
public final class ParticipantTable {
  private static final String[] ONSETS = {
    "onset_date", "symptom_onset_date", "diagnosis_date", "PDDXDT"
  };
  private static final String[] SIDES = {"affected_side", "side_affected", "more_affected_side"};

  private final Map<String, Participant> people = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ParticipantTable() {}

  /**
   * Reads {@code participants.tsv} of a data set; without the file nobody is known.
   *
   * @throws InputException when the table has no participants or lacks a configured column
   */
  public static ParticipantTable read(
      Storage storage, String bidsDir, Clinical clinical, GenotypeSpellings spellings) {
    String path = bidsDir + "/participants.tsv";
    try {
      if (!storage.exists(path)) {
        ParticipantTable none = new ParticipantTable();
        none.problems.add("Cannot find " + path + ": no participant is known");
        return none;
      }
      return of(DelimitedTable.readInside(storage, path, bidsDir), clinical, spellings);
    } catch (IOException e) {
      throw new InputException("Cannot read participants: " + e.getMessage(), e);
    }
  }

  /** Reads a table. */
  public static ParticipantTable of(
      DelimitedTable table, Clinical clinical, GenotypeSpellings spellings) {
    ParticipantTable read = new ParticipantTable();
    String id = column(table, "participant_id");
    if (id == null) {
      throw new InputException(
          "Cannot read "
              + table.source()
              + ": no column participant_id (the first column of BIDS)");
    }
    String genotypeColumn = clinical.genotypeColumn();
    if (!genotypeColumn.isEmpty() && !table.has(genotypeColumn)) {
      throw new InputException(
          "Invalid clinical.genotype-column: "
              + genotypeColumn
              + " (must be a column of "
              + table.source()
              + ": "
              + String.join(", ", table.columns())
              + ")");
    }
    if (!clinical.groupColumn().isEmpty() && !table.has(clinical.groupColumn())) {
      read.problems.add(
          "Cannot find column "
              + clinical.groupColumn()
              + " in "
              + table.source()
              + ": all people are one stratum");
    }
    String genotype =
        genotypeColumn.isEmpty()
            ? column(table, "rs6971", "genotype", "tspo_genotype")
            : genotypeColumn;
    GenotypeReader genotypes =
        new GenotypeReader(spellings, CountedAllele.of(clinical.countedAllele()));
    for (int row = 0; row < table.size(); row++) {
      read.add(table, row, id, genotype, clinical, genotypes);
    }
    return read;
  }

  private void add(
      DelimitedTable table,
      int row,
      String idColumn,
      String genotypeColumn,
      Clinical clinical,
      GenotypeReader genotypes) {
    People settings = clinical.people();
    String groupColumn = clinical.groupColumn();
    String written = table.cell(row, idColumn);
    if (written == null) {
      problems.add(place(table, row) + ": no participant_id (the row is left out)");
      return;
    }
    List<String> flags = new ArrayList<>();
    GenotypeReading genotype =
        genotypes.read(cell(table, row, genotypeColumn), table.source(), row + 1);
    if (genotype.isError()) {
      // Where the row is, and not what it says: problems go to the log.
      problems.add(place(table, row) + ": its genotype cannot be read (see table cohort)");
    }
    Participant person =
        new Participant(
            Names.participantId(written),
            PersonCells.age(cell(table, row, column(table, "age")), flags),
            PersonCells.sex(cell(table, row, column(table, "sex", "gender")), flags),
            PersonCells.weight(cell(table, row, column(table, "weight", "body_weight")), flags),
            text(table, row, table.has(groupColumn) ? groupColumn : null),
            new SubgroupLabels(settings).of(table, row),
            text(table, row, column(table, "site")),
            genotype,
            text(table, row, column(table, "genotype_source")),
            PersonCells.onset(
                cell(table, row, named(table, settings.onsetColumn(), ONSETS)), flags),
            PersonCells.side(cell(table, row, named(table, settings.affectedSideColumn(), SIDES))),
            flags);
    if (people.putIfAbsent(person.id(), person) != null) {
      problems.add(
          place(table, row) + ": " + person.id() + " stands twice (the first row is kept)");
    }
  }

  private static String place(DelimitedTable table, int row) {
    return "Invalid row in " + table.source() + ", row " + (row + 1);
  }

  // Names of columns are compared without case; the first that is there counts.
  private static String column(DelimitedTable table, String... names) {
    for (String name : names) {
      for (String column : table.columns()) {
        if (column.equalsIgnoreCase(name)) {
          return column;
        }
      }
    }
    return null;
  }

  /** The column asked for, which must be there, else the first of the usual ones or null. */
  private static String named(DelimitedTable table, String asked, String... usual) {
    if (asked.isEmpty()) {
      return column(table, usual);
    }
    if (!table.has(asked)) {
      throw new InputException(
          "Invalid column: "
              + asked
              + " (must be one of "
              + table.source()
              + ": "
              + String.join(", ", table.columns())
              + ")");
    }
    return asked;
  }

  private static String cell(DelimitedTable table, int row, String column) {
    return column == null ? null : table.cell(row, column);
  }

  private static String text(DelimitedTable table, int row, String column) {
    String cell = cell(table, row, column);
    return cell == null ? "" : cell;
  }

  /** All people in the order of the table. */
  public List<Participant> participants() {
    return List.copyOf(people.values());
  }

  /** One person by id. */
  public Optional<Participant> participant(String id) {
    return Optional.ofNullable(people.get(Names.participantId(id)));
  }

  /** What is wrong with the table, one line each, with file, row and value. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
