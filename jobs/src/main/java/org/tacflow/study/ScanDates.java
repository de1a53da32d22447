package org.tacflow.study;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;

/**
 * The days of the scans of a data set.
 *
 * <p>The row of the PET file in {@code *_scans.tsv} counts first, then the session's row in {@code
 * sub-*_sessions.tsv}; both say it in {@code acq_time}. Entities of a file name are compared as a
 * set.
 */
public final class ScanDates {
  private final Map<String, LocalDate> byScan = new HashMap<>();
  private final Map<String, LocalDate> bySession = new HashMap<>();

  private final Map<String, String> problems = new TreeMap<>();

  private ScanDates() {}

  /**
   * Reads all tables of a data set; one that cannot be read is a problem of its person.
   *
   * @throws InputException when a folder cannot be listed
   */
  public static ScanDates read(Storage storage, String bidsDir) {
    ScanDates dates = new ScanDates();
    try {
      for (String folder : storage.list(bidsDir)) {
        String person = name(folder);
        if (person.startsWith("sub-")) {
          for (String entry : storage.list(folder)) {
            dates.readFile(storage, bidsDir, person, entry);
            if (name(entry).startsWith("ses-")) {
              for (String file : storage.list(entry)) {
                dates.readFile(storage, bidsDir, person, file);
              }
            }
          }
        }
      }
      return dates;
    } catch (IOException e) {
      throw new InputException("Cannot read days of scans: " + e.getMessage(), e);
    }
  }

  private void readFile(Storage storage, String bidsDir, String person, String path) {
    try {
      readTable(storage, bidsDir, person, path);
    } catch (IOException e) {
      problems.put(person, e.getMessage());
    }
  }

  private void readTable(Storage storage, String bidsDir, String person, String path)
      throws IOException {
    if (name(path).equals(person + "_sessions.tsv")) {
      DelimitedTable table = DelimitedTable.readInside(storage, path, bidsDir);
      for (int row = 0; row < table.size(); row++) {
        String session = Names.sessionId(table.cell(row, "session_id"));
        put(bySession, person + " " + session, table.cell(row, "acq_time"));
      }
    } else if (name(path).endsWith("_scans.tsv")) {
      DelimitedTable table = DelimitedTable.readInside(storage, path, bidsDir);
      for (int row = 0; row < table.size(); row++) {
        String file = table.cell(row, "filename");
        if (file != null && file.matches(".*_pet\\.(nii|nii\\.gz|json)")) {
          String key = name(file).replaceFirst("_pet\\.[a-z.]+$", "");
          put(byScan, entities(key), table.cell(row, "acq_time"));
        }
      }
    }
  }

  private static void put(Map<String, LocalDate> dates, String key, String text) {
    VisitDate date = text == null ? null : VisitDate.parse(text);
    if (date != null) {
      dates.put(key, date.day());
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String entities(String key) {
    return new TreeSet<>(Arrays.asList(key.split("_"))).toString();
  }

  /**
   * The day of a scan.
   *
   * @param scanKey scan id: {@code sub-01_ses-1_trc-PBR28}
   * @param participantId {@code sub-…}
   * @param sessionId {@code ses-…}; null without sessions
   */
  public Optional<LocalDate> date(String scanKey, String participantId, String sessionId) {
    LocalDate own = byScan.get(entities(scanKey));
    return Optional.ofNullable(own == null ? bySession.get(participantId + " " + sessionId) : own);
  }

  /** Why the tables of a participant could not be read, by participant id. */
  public Map<String, String> problems() {
    return Collections.unmodifiableMap(problems);
  }
}
