package org.tacflow.bids;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.config.Printable;

/**
 * A table of text read by its header: TSV or CSV, every line end, quotes, a byte order mark.
 *
 * <p>Cells are trimmed. A missing cell, an empty cell and {@code n/a} read as null. Columns are
 * found by name, never by position.
 */
public final class DelimitedTable {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final String source;
  private final List<String> columns;
  private final Map<String, Integer> places;
  private final List<String[]> rows;

  private DelimitedTable(
      String source, List<String> columns, Map<String, Integer> places, List<String[]> rows) {
    this.source = source;
    this.columns = columns;
    this.places = places;
    this.rows = rows;
  }

  /** Reads a file; tabs when its name ends in {@code .tsv}, else commas. */
  public static DelimitedTable read(Storage storage, String path) throws IOException {
    char delimiter = path.toLowerCase(Locale.ROOT).endsWith(".csv") ? ',' : '\t';
    return parse(path, storage.readText(path, TableLimits.FILE_BYTES), delimiter);
  }

  /** Reads a file of a data set, which no link may lead out of; as {@link #read}. */
  public static DelimitedTable readInside(Storage storage, String path, String folder)
      throws IOException {
    storage.requireInside(path, folder);
    return read(storage, path);
  }

  /**
   * Reads a text.
   *
   * @param source what messages call it
   */
  public static DelimitedTable parse(String source, String text, char delimiter)
      throws IOException {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreSurroundingSpaces(delimiter != '\t')
            .setIgnoreEmptyLines(true)
            .setQuote('"')
            .get();
    TableLimits.check(source, body, delimiter);
    List<String> columns = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    List<String[]> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(body), format)) {
      for (CSVRecord line : parser) {
        if (columns.isEmpty()) {
          for (String name : line) {
            TableLimits.checkCell(source, 0, name, delimiter);
            columns.add(name.trim());
          }
          number(source, columns, places);
          continue;
        }
        checkWidth(source, line, columns.size());
        String[] row = new String[Math.min(columns.size(), line.size())];
        for (int c = 0; c < row.length; c++) {
          TableLimits.checkCell(source, line.getRecordNumber() - 1, line.get(c), delimiter);
          String cell = line.get(c).trim();
          row[c] = cell.isEmpty() || cell.equalsIgnoreCase("n/a") ? null : cell;
        }
        rows.add(row);
      }
    } catch (java.io.UncheckedIOException | IllegalStateException e) {
      throw new IOException("Cannot read " + source + ": " + e.getMessage(), e);
    }
    if (columns.isEmpty()) {
      throw new IOException("Cannot read " + source + ": no header line");
    }
    return new DelimitedTable(source, List.copyOf(columns), places, rows);
  }

  private static void number(String source, List<String> columns, Map<String, Integer> places)
      throws IOException {
    for (int c = 0; c < columns.size(); c++) {
      if (places.put(columns.get(c), c) != null) {
        throw new IOException(
            "Cannot read " + source + ": column " + columns.get(c) + " stands twice in the header");
      }
    }
  }

  // Extra cells mean a shifted row, whose numbers would land under the wrong names. Empty ones are
  // what spreadsheets leave behind, and missing ones at the end what editors strip.
  private static void checkWidth(String source, CSVRecord line, int columns) throws IOException {
    for (int c = columns; c < line.size(); c++) {
      if (!line.get(c).isBlank()) {
        throw new IOException(
            "Cannot read "
                + source
                + ": row "
                + (line.getRecordNumber() - 1)
                + " has "
                + line.size()
                + " cells (must be "
                + columns
                + " as in the header)");
      }
    }
  }

  /** Whether a cell is written as a decimal number. */
  static boolean isDecimal(String cell) {
    return DECIMAL.matcher(cell).matches();
  }

  /** What messages call it: the path. */
  public String source() {
    return source;
  }

  /** Column names in file order. */
  public List<String> columns() {
    return columns;
  }

  /** Whether there is such a column, exactly. */
  public boolean has(String column) {
    return places.containsKey(column);
  }

  /** Number of rows below the header. */
  public int size() {
    return rows.size();
  }

  /** The cell of a row and column, or null when it is missing, empty or n/a. */
  public String cell(int row, String column) {
    Integer place = places.get(column);
    String[] cells = rows.get(row);
    return place == null || place >= cells.length ? null : cells[place];
  }

  /**
   * A cell as a number; throws on text that is no finite decimal number.
   *
   * @return NaN when missing, also when written {@code NaN} or {@code NA}
   */
  public double number(int row, String column) throws IOException {
    String cell = cell(row, column);
    if (cell == null || cell.equalsIgnoreCase("nan") || cell.equals("NA")) {
      return Double.NaN;
    }
    // Java's own parser would also take 0x1p3, 1d and Infinity.
    double value = isDecimal(cell) ? Double.parseDouble(cell) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new IOException(
          "Invalid number in "
              + source
              + ", row "
              + (row + 1)
              + ", column "
              + column
              + ": "
              + Printable.value(cell)
              + " (must be a number or n/a)");
    }
    return value;
  }

  /** A whole column of numbers, NaN where missing. */
  public double[] numbers(String column) throws IOException {
    double[] out = new double[rows.size()];
    for (int r = 0; r < out.length; r++) {
      out[r] = number(r, column);
    }
    return out;
  }
}
