package org.tacflow.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.config.InputException;

/** One row of a registry table, read with messages that name file, row and column. */
record RegistryRow(DelimitedTable table, int row) {

  /** A cell that must be there. */
  String required(String column) {
    String cell = table.cell(row, column);
    if (cell == null) {
      throw invalid(column, "nothing", "must not be empty");
    }
    return cell;
  }

  /** A cell, empty when missing. */
  String text(String column) {
    String cell = table.cell(row, column);
    return cell == null ? "" : cell;
  }

  /** A number, NaN when missing. */
  double number(String column) {
    String cell = table.cell(row, column);
    if (cell == null) {
      return Double.NaN;
    }
    return parse(column, cell);
  }

  /** Parts separated by semicolons, without empty ones. */
  List<String> list(String column) {
    List<String> parts = new ArrayList<>();
    for (String part : text(column).split(";")) {
      if (!part.isBlank()) {
        parts.add(part.trim());
      }
    }
    return parts;
  }

  /** Numbers separated by semicolons. */
  List<Double> numbers(String column) {
    List<Double> values = new ArrayList<>();
    for (String part : list(column)) {
      values.add(parse(column, part));
    }
    return values;
  }

  /** A constant of an enum by its name, case-insensitive; the fallback when missing. */
  <E extends Enum<E>> E choice(String column, Class<E> type, E fallback) {
    String cell = table.cell(row, column);
    if (cell == null) {
      return fallback;
    }
    String name = cell.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw invalid(column, cell, "must be one of " + List.of(type.getEnumConstants()));
  }

  /** A message about a cell of this row. */
  InputException invalid(String column, String value, String rule) {
    return new InputException(
        "Invalid "
            + column
            + " in "
            + table.source()
            + ", row "
            + (row + 1)
            + ": "
            + value
            + " ("
            + rule
            + ")");
  }

  private double parse(String column, String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw invalid(column, cell, "must be a number");
    }
  }
}
