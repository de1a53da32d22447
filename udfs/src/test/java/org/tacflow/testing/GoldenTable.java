package org.tacflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of reference numbers and scans, by the names in their header. */
public final class GoldenTable {
  private GoldenTable() {}

  /** A comma-separated table below {@code ../shared}. */
  public static List<CSVRecord> csv(String relative) {
    return read(SharedData.path(relative), CSVFormat.DEFAULT);
  }

  /** A tab-separated table below {@code ../shared}. */
  public static List<CSVRecord> tsv(String relative) {
    return read(SharedData.path(relative), CSVFormat.TDF);
  }

  private static List<CSVRecord> read(Path path, CSVFormat format) {
    CSVFormat headed = format.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(path), headed)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  /** A number of a row, NaN where the cell is empty. */
  public static double number(CSVRecord row, String column) {
    String text = row.get(column);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  /** A column of numbers. */
  public static double[] column(List<CSVRecord> rows, String column) {
    return rows.stream().mapToDouble(row -> number(row, column)).toArray();
  }
}
