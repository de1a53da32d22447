package org.tacflow.jobs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.tacflow.jobs.Hazard.Plant;

/** How sound files of a simulated scan become those of real data. */
final class Plants {
  private Plants() {}

  static Plant sidecar(UnaryOperator<String> change) {
    return (cohort, who) -> SmallCohort.edit(cohort.file(who, "pet.json"), change);
  }

  static Plant manual(UnaryOperator<List<String[]>> change) {
    return table("recording-manual_blood.tsv", change);
  }

  static Plant table(String suffix, UnaryOperator<List<String[]>> change) {
    return (cohort, who) -> SmallCohort.edit(cohort.file(who, suffix), t -> changed(t, change));
  }

  static Plant person(int column, UnaryOperator<String> change) {
    return (cohort, who) ->
        SmallCohort.edit(
            cohort.folder().resolve("participants.tsv"),
            text ->
                changed(
                    text,
                    rows -> {
                      for (String[] row : rows) {
                        row[column] = row[0].equals(who) ? change.apply(row[column]) : row[column];
                      }
                      return rows;
                    }));
  }

  static String changed(String text, UnaryOperator<List<String[]>> change) {
    List<String[]> rows = new ArrayList<>(text.lines().map(line -> line.split("\t", -1)).toList());
    return change.apply(rows).stream()
        .map(row -> String.join("\t", row))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static List<String[]> set(List<String[]> rows, int row, int column, String cell) {
    rows.get(row)[column] = cell;
    return rows;
  }

  static List<String[]> column(List<String[]> rows, int column, String cell) {
    rows.subList(1, rows.size()).forEach(row -> row[column] = cell);
    return rows;
  }

  static List<String[]> swapped(List<String[]> rows, int one, int other) {
    Collections.swap(rows, one, other);
    return rows;
  }

  static List<String[]> doubled(List<String[]> rows, int row) {
    rows.add(row, rows.get(row).clone());
    return rows;
  }

  static List<String[]> padded(List<String[]> rows) {
    for (int i = 0; i < 3; i++) {
      rows.add(new String[] {"0", "0", "0", "0"});
    }
    return rows;
  }

  static List<String[]> turnedRound(List<String[]> rows) {
    rows.replaceAll(
        row -> {
          List<String> cells = new ArrayList<>(List.of(row));
          Collections.reverse(cells);
          return cells.toArray(new String[0]);
        });
    return rows;
  }

  static List<String[]> withoutThalamus(List<String[]> rows) {
    List<String> header = List.of(rows.get(0));
    rows.replaceAll(
        row -> {
          List<String> kept = new ArrayList<>();
          for (int c = 0; c < row.length; c++) {
            if (!header.get(c).toLowerCase(Locale.ROOT).contains("thalamus")) {
              kept.add(row[c]);
            }
          }
          return kept.toArray(new String[0]);
        });
    return rows;
  }

  static void twoFramesLess(SmallCohort cohort, String who) throws IOException {
    sidecar(
            t ->
                t.replaceFirst(", [0-9.]+, [0-9.]+ ]", " ]")
                    .replaceFirst("(FrameDuration.*), [0-9.]+, [0-9.]+ ]", "$1 ]"))
        .in(cohort, who);
    table("tacs.tsv", rows -> rows.subList(0, rows.size() - 2)).in(cohort, who);
  }

  static String durationsAsEnds(String sidecar) {
    String starts = sidecar.replaceAll("(?s).*FrameTimesStart\" : \\[ [0-9.]+, ([^]]*)].*", "$1");
    return sidecar.replaceAll(
        "FrameDuration\" : \\[[^]]*]", "FrameDuration\" : [" + starts + ", 5590]");
  }

  /** A file of 70 MB that takes no room on a disk. */
  static void endless(Path file) throws IOException {
    Files.write(file, "time\n".getBytes(StandardCharsets.UTF_8));
    try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "rw")) {
      end.setLength(70L << 20);
    }
  }
}
