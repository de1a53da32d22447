package org.tacflow.jobs;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tacflow.bids.NiftiBytes;

/**
 * Sound files that a fuzzer begins with, so that its inputs get past the first check.
 *
 * <p>Images are built from the standard; texts are those of a simulated cohort and, where they are
 * beside the checkout, of real data sets, wide tables cut to their first columns.
 */
final class FuzzSeeds {
  private static final int LONGEST = 8192;
  private static final String CONFIGURATIONS = "../conf";

  private final List<Path> roots = new ArrayList<>();

  /** With the files of a simulated cohort. */
  FuzzSeeds(Path cohort) {
    roots.add(cohort);
    Path real = Path.of("").toAbsolutePath().getParent().resolveSibling("shared/data");
    for (String name : List.of("ds004869", "pbr28", "simref")) {
      if (Files.isDirectory(real.resolve(name))) {
        roots.add(real.resolve(name));
      }
    }
  }

  /** The seeds of a reader. */
  List<byte[]> of(FuzzReader reader) throws IOException {
    return switch (reader) {
      case NIFTI -> images(false);
      case GZIP -> images(true);
      case LABEL_IMAGE -> images(false);
      case LABEL_TABLE -> files("_dseg.tsv", "_morph.tsv");
      case SIDECAR -> files("_pet.json");
      // As many frames as the sidecar that every input has beside it.
      case CURVES -> withJson("_tacs.tsv", 4, WIDE, LONG);
      case BLOOD -> withJson("_blood.tsv", 40);
      case INPUT_FUNCTION -> withJson("_inputfunction.tsv", 40, INPUT);
      case NAMES -> names();
      case PARTICIPANTS -> files("participants.tsv");
      case SCORES -> files("_sessions.tsv", "_scans.tsv", "mmse.tsv", "updrs.tsv", ".tsv");
      case TABLES -> tables();
      case CONFIGURATION -> configurations();
    };
  }

  /** Settings that send every reader of a named table to the same file. */
  static final String SETTINGS =
      """
      clinical: {group-column: group, msss-table: "memory:///values.tsv"}
      blood:
        delay: table
        delay-table: "memory:///values.tsv"
        population-table: "memory:///values.tsv"
        population-from-minutes: 5
      measures:
        regional-values:
          - {path: "memory:///values.tsv", tracer: PBR28, outcome: VT, unit: mL/cm3}
      """;

  /** The sidecar beside every input that is not one. */
  static final String SIDECAR =
      """
      {"TracerName": "PBR28", "TracerRadionuclide": "C11", "Units": "Bq/mL",
       "InjectedRadioactivity": 400, "InjectedRadioactivityUnits": "MBq",
       "TimeZero": "12:00:00", "ScanStart": 0, "InjectionStart": 0,
       "FrameTimesStart": [0, 60, 120], "FrameDuration": [60, 60, 60],
       "ImageDecayCorrected": true, "ImageDecayCorrectionTime": 0}
      """;

  private static final String INPUT =
      "time\twhole_blood_radioactivity\tAIF\n0\t0\t0\n30\t9\t12.5\n60\t5\t6e0\n200\t1\t0.5\n"
          + "\u001e{\"whole_blood_radioactivity\": {\"Units\": \"kBq/mL\"},"
          + " \"AIF\": {\"Units\": \"kBq/mL\"}, \"DecayCorrected\": false,"
          + " \"DecayCorrectionTime\": 10, \"DispersionConstant\": 5, \"PlasmaFreeFraction\": 4}";

  private static final String WIDE =
      "frame_start\tframe_end\tLeft-Putamen\tBrain-Stem\n0\t60\t0\t-1\n60\t120\t5e3\t4.5e3\n"
          + "120\t180\tn/a\t3e3\n\u001e{\"Units\": \"Bq/mL\", \"Brain-Stem\": {\"Units\": \"kBq/mL\"}}";
  private static final String LONG =
      "region_name\tframe_start(min)\tframe_end(min)\tTAC\na\t0\t1\t2\na\t1\t2\t3\na\t2\t3\t4\n"
          + "b\t0\t1\t2\nb\t1\t2\t3\nb\t2\t3\t4\n";

  private static List<byte[]> images(boolean gzip) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    int[][] types = {{2, 8}, {4, 16}, {8, 32}, {16, 32}, {64, 64}, {512, 16}, {1280, 64}};
    for (int[] type : types) {
      byte[] data = new byte[3 * 2 * 2 * 2 * type[1] / 8];
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        byte[] first = NiftiBytes.first(order, type[0], type[1], 3, 2, 2, 2).with(data);
        byte[] second = NiftiBytes.second(order, type[0], type[1], 3, 2, 4).scaled(2, 1).with(data);
        seeds.add(gzip ? NiftiBytes.gzip(first) : first);
        seeds.add(gzip ? NiftiBytes.gzip(second) : second);
      }
    }
    return seeds;
  }

  /** A few files of each root whose names end so. */
  private List<byte[]> files(String... ends) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path file : paths(ends)) {
      seeds.add(cut(file, 40));
    }
    return seeds;
  }

  private List<Path> paths(String... ends) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path root : roots) {
      for (String end : ends) {
        try (Stream<Path> files = Files.walk(root)) {
          files.filter(file -> file.toString().endsWith(end)).sorted().limit(3).forEach(found::add);
        }
      }
    }
    return found;
  }

  /** The first lines and columns of a table, the whole of another text. */
  private static byte[] cut(Path file, int lines) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (text.length() > LONGEST / 2 || lines < 40) {
      text =
          text.lines()
              .limit(lines)
              .map(line -> String.join("\t", Stream.of(line.split("\t", -1)).limit(5).toList()))
              .collect(Collectors.joining("\n"));
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length > LONGEST ? java.util.Arrays.copyOf(bytes, LONGEST) : bytes;
  }

  private List<byte[]> withJson(String end, int lines, String... more) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String text : more) {
      seeds.add(text.getBytes(StandardCharsets.UTF_8));
    }
    for (Path table : paths(end)) {
      Path json = Path.of(table.toString().replaceFirst("\\.tsv$", ".json"));
      String text = new String(cut(table, lines), StandardCharsets.ISO_8859_1);
      text +=
          Files.exists(json)
              ? "\u001e" + new String(cut(json, 40), StandardCharsets.ISO_8859_1)
              : "";
      seeds.add(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return seeds;
  }

  private List<byte[]> names() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        seeds.add(
            files
                .filter(Files::isRegularFile)
                .map(file -> file.getFileName().toString().replaceFirst("^sub-[^_]+", "sub-1"))
                .distinct()
                .sorted()
                .limit(30)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    return seeds;
  }

  private static List<byte[]> tables() {
    return Stream.of(
            "participant_id\tsession_id\tdelay_minutes\nsub-01\tses-1\t0.1\nsub-01\t\t-0.2\n",
            "participant_id\tregion\tvalue\nsub-01\tthalamus\t3.5\nsub-02\tthalamus\tn/a\n",
            "time\tplasma\twhole_blood\n0\t0\t0\n1\t9.5\t7\n60\t1e-2\t0.5\n",
            "years\tedss_0\tedss_1.5\n1\t0.5\t2\n2\t0.25\t1.5\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static List<byte[]> configurations() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(CONFIGURATIONS))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        seeds.add(cut(file, 40));
      }
    }
    seeds.add(SmallCohort.CONFIG.getBytes(StandardCharsets.UTF_8));
    return seeds;
  }
}
