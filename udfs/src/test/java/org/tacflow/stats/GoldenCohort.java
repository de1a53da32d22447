package org.tacflow.stats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.testing.SharedData;

/** The simulated cohort of 48 people behind the golden statistics, and the golden rows. */
final class GoldenCohort {
  private GoldenCohort() {}

  /** All people with logs of both volumes; {@code n/a} is missing. */
  static Observations all() {
    List<CSVRecord> records = read("domain/stats_golden_cohort.tsv", CSVFormat.TDF);
    List<String> keys = new ArrayList<>();
    records.forEach(r -> keys.add(r.get("participant_id")));
    Observations cohort = Observations.of(keys);
    for (String name : List.of("age", "vt_parietal", "vt_cerebellum", "mmse", "cdr_sb")) {
      cohort =
          cohort.withNumeric(name, records.stream().mapToDouble(r -> value(r, name)).toArray());
    }
    for (String region : List.of("parietal", "cerebellum")) {
      double[] log = Arrays.stream(cohort.numeric("vt_" + region)).map(Math::log).toArray();
      cohort = cohort.withNumeric("log_" + region, log);
    }
    cohort = cohort.withFactor("genotype", labels(records, "genotype"));
    cohort = cohort.withFactor("site", labels(records, "site"));
    return cohort.withFactor("group", labels(records, "group"), List.of("HC", "AD"));
  }

  /** People whose factor {@code name} has one of the labels. */
  static Observations where(Observations cohort, String name, String... labels) {
    List<String> column = cohort.factor(name);
    int[] rows = new int[cohort.size()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (Arrays.asList(labels).contains(column.get(i))) {
        rows[count++] = i;
      }
    }
    return cohort.select(Arrays.copyOf(rows, count));
  }

  /** One row per person and region with columns log, subject, region, genotype and group. */
  static Observations longFormat(Observations wide) {
    List<String> keys = new ArrayList<>();
    List<String> subject = new ArrayList<>();
    List<String> region = new ArrayList<>();
    List<String> group = new ArrayList<>();
    List<String> genotype = new ArrayList<>();
    List<Double> log = new ArrayList<>();
    for (String r : List.of("cerebellum", "parietal")) {
      for (int i = 0; i < wide.size(); i++) {
        keys.add(wide.keys().get(i) + " " + r);
        subject.add(wide.keys().get(i));
        region.add(r);
        group.add(wide.factor("group").get(i));
        genotype.add(wide.factor("genotype").get(i));
        log.add(wide.numeric("log_" + r)[i]);
      }
    }
    return Observations.of(keys)
        .withNumeric("log", log.stream().mapToDouble(Double::doubleValue).toArray())
        .withFactor("subject", subject)
        .withFactor("region", region)
        .withFactor("genotype", genotype)
        .withFactor("group", group, List.of("HC", "AD"));
  }

  /** The rows of {@code stats_golden.csv}. */
  static List<CSVRecord> goldenRows() {
    return read("domain/stats_golden.csv", CSVFormat.DEFAULT);
  }

  private static List<String> labels(List<CSVRecord> records, String name) {
    List<String> labels = new ArrayList<>();
    records.forEach(r -> labels.add("n/a".equals(r.get(name)) ? null : r.get(name)));
    return labels;
  }

  private static double value(CSVRecord record, String name) {
    return "n/a".equals(record.get(name)) ? Double.NaN : Double.parseDouble(record.get(name));
  }

  private static List<CSVRecord> read(String path, CSVFormat format) {
    CSVFormat withHeader = format.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(Files.newBufferedReader(SharedData.path(path)), withHeader)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
