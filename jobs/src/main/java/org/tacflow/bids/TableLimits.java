package org.tacflow.bids;

import java.io.IOException;

/**
 * How large a table may be, checked on its text before any cell is made of it.
 *
 * <p>The limits are a hundred times what cohorts hold: a table of regional values of 10 000 scans
 * passes, a blood file that never ends does not.
 */
final class TableLimits {
  /** Bytes of a file. */
  static final long FILE_BYTES = 64L << 20;

  /** Cells of a line. */
  static final int LINE_CELLS = 10_000;

  /** Cells of a table. */
  static final int TABLE_CELLS = 5_000_000;

  /** Characters of a cell. */
  static final int CELL_CHARACTERS = 20_000;

  private TableLimits() {}

  /** Throws when a line has too many cells, a cell is too long or there are too many of them. */
  static void check(String source, String text, char delimiter) throws IOException {
    int line = 1;
    int cellsOfLine = 1;
    int cells = 1;
    int begin = 0;
    for (int c = 0; c <= text.length(); c++) {
      char here = c < text.length() ? text.charAt(c) : '\n';
      boolean newLine = here == '\n' || here == '\r';
      if (!newLine && here != delimiter) {
        continue;
      }
      if (c - begin > CELL_CHARACTERS) {
        throw tooLarge(source, line, c - begin + " characters in a cell", CELL_CHARACTERS);
      }
      begin = c + 1;
      cells++;
      cellsOfLine = newLine ? 1 : cellsOfLine + 1;
      line += here == '\n' ? 1 : 0;
      if (cellsOfLine > LINE_CELLS) {
        throw tooLarge(source, line, "more than " + LINE_CELLS + " cells", LINE_CELLS);
      }
      if (cells > TABLE_CELLS) {
        throw tooLarge(source, line, "more than " + TABLE_CELLS + " cells so far", TABLE_CELLS);
      }
    }
  }

  private static IOException tooLarge(String source, int line, String what, int limit) {
    return new IOException(
        "Cannot read "
            + source
            + ": line "
            + line
            + " has "
            + what
            + " (must be at most "
            + limit
            + "; is it a table with tabs?)");
  }

  /** Throws when a cell spans lines or columns: an open quotation mark swallows the rows behind. */
  static void checkCell(String source, long row, String cell, char delimiter) throws IOException {
    boolean spans = cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
    if (spans || (delimiter == '\t' && cell.indexOf('\t') >= 0)) {
      throw new IOException(
          "Cannot read "
              + source
              + ": a cell of row "
              + row
              + " goes on over a line end or a tab (close or delete its quotation mark)");
    }
  }
}
