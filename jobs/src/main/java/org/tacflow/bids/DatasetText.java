package org.tacflow.bids;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the tables and sidecars of a data set, the same bytes on every machine. */
public final class DatasetText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Storage storage;
  private final String root;

  /** Writes below a folder. */
  public DatasetText(Storage storage, String root) {
    this.storage = storage;
    this.root = root;
  }

  /** Full path of a file of the data set. */
  public String path(String relative) {
    return root + "/" + relative;
  }

  /** Writes a text as UTF-8. */
  public void text(String relative, String text) throws IOException {
    try (OutputStream out = storage.create(path(relative))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Writes a TSV table: header and rows, line feeds, a final one too.
   *
   * <p>A tab or a line end within a cell is written as a space: it would shift the row. A text that
   * a spreadsheet would take for a formula ({@code =}, {@code +}, {@code -}, {@code @} in front of
   * no number) is written with an apostrophe before it: the name of a region may come from anyone,
   * and none that exists begins so.
   */
  public void table(String relative, List<String> header, List<List<String>> rows)
      throws IOException {
    StringBuilder text = new StringBuilder(line(header)).append('\n');
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "Invalid row of " + relative + ": " + row + " (must have " + header.size() + " cells)");
      }
      text.append(line(row)).append('\n');
    }
    text(relative, text.toString());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> inert(cell.replaceAll("[\\t\\r\\n]+", " ")))
        .collect(Collectors.joining("\t"));
  }

  private static String inert(String cell) {
    boolean formula = !cell.isEmpty() && "=+-@".indexOf(cell.charAt(0)) >= 0;
    return formula && !DelimitedTable.isDecimal(cell) ? "'" + cell : cell;
  }

  /** Writes a JSON object, keys in the order of the map. */
  public void json(String relative, Map<String, ?> object) throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    try {
      text(relative, MAPPER.writer(printer).writeValueAsString(object) + "\n");
    } catch (JsonProcessingException e) {
      throw new IOException("Cannot write " + relative + ": " + e.getOriginalMessage(), e);
    }
  }

  /** A map from keys and values in turn, in that order. */
  public static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /** A number with so many significant digits, without exponent; {@code n/a} when not finite. */
  public static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "n/a";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
