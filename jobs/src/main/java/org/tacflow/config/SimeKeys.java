package org.tacflow.config;

import java.util.List;

/** The keys of {@code sime}. */
final class SimeKeys {
  private static final int MOST_POINTS = 500;
  private static final Key<List<Double>> GRID =
      new Key<>(
          "vnd-grid",
          Lists.of(Scalars.number("a number above 0 (mL/cm3)", v -> v > 0)),
          "[]",
          "VND to try as [first, last, step], mL/cm3; empty estimates none.");
  private static final Key<List<String>> REGIONS =
      new Key<>(
          "regions",
          Lists.of(Scalars.text()),
          "[]",
          "Regions or groups that share VND; empty for all groups, else all regions.");
  private static final Key<Double> BLOOD_VOLUME =
      new Key<>(
          "blood-volume",
          Scalars.number("a number from 0 to below 1", v -> v >= 0 && v < 1),
          "0.05",
          "Fixed blood volume fraction of these fits.");
  private static final Key<Integer> STARTS =
      new Key<>(
          "starts",
          Scalars.integer("an integer from 1 to 100", v -> v >= 1 && v <= 100),
          "3",
          "Starts of each fit, beside where the VND before ended.");

  private SimeKeys() {}

  static KeySet<Sime> keys() {
    return new KeySet<>(List.of(GRID, REGIONS, BLOOD_VOLUME, STARTS), SimeKeys::make);
  }

  private static Sime make(Reading in, KeyValues values) {
    List<Double> grid = values.value(GRID);
    if (grid.isEmpty()) {
      return Sime.none();
    }
    boolean three = grid.size() == 3;
    double points = three ? (grid.get(1) - grid.get(0)) / grid.get(2) : Double.NaN;
    if (!(points >= 2 && points <= MOST_POINTS)) {
      in.invalid(
          values.node(GRID),
          "sime.vnd-grid",
          grid.toString(),
          "[first, last, step] of 3 to " + MOST_POINTS + " points");
      return null;
    }
    return new Sime(
        grid.get(0),
        grid.get(1),
        grid.get(2),
        values.value(REGIONS),
        values.value(BLOOD_VOLUME),
        values.value(STARTS));
  }
}
