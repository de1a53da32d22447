package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.Retention;
import org.tacflow.tables.Reuse;

/**
 * Another process reads three tables at once while the cohort is reprocessed again and again.
 *
 * <p>Two states take turns that differ in scans, people, outcomes and settings; their row counts by
 * the manifests are the truth. A read that is neither of the two, or an error, is a fault.
 */
@EnabledIfSystemProperty(
    named = "proofs",
    matches = "true",
    disabledReason = "takes minutes: mvn verify -Dproofs=true -Dit.test=ReaderIT -Dreads=100000")
class ReaderIT {
  private static final int READS = Integer.getInteger("reads", 10_000);
  @TempDir private Path folder;
  private SmallCohort cohort;
  private Path out;

  @Test
  void aReaderSeesTheOldStateOrTheNewOneAndNothingElse() throws Exception {
    cohort = SmallCohort.curves(folder.resolve("cohort"), 2, 2);
    out = folder.resolve("out");
    Map<String, String> one = Map.of();
    Map<String, String> other =
        Map.of(
            "models",
            "[{model: Logan, t-star: {minutes: 40}}]",
            "participants",
            "[HC001, HC002, AD001]");
    String first = expected(run(one));
    String second = expected(run(other));
    assertThat(first).isNotEqualTo(second);
    Process reader = read();
    int published = 0;
    try {
      while (reader.isAlive()) {
        run(published % 2 == 0 ? one : other);
        published++;
      }
    } finally {
      reader.destroyForcibly().waitFor();
    }
    Map<String, Integer> seen = seen();
    System.out.println(READS + " reads during " + published + " publications: " + seen);
    assertThat(seen.keySet()).containsExactlyInAnyOrder(first, second);
    assertThat(seen.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(READS);
    assertThat(published).isGreaterThan(5);
  }

  private Manifest run(Map<String, String> settings) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("bids-dir", cohort.folder().toString());
    all.put("output-dir", out.toString());
    RunContext run = Runs.begin(SmallCohort.CONFIG, all);
    Manifest manifest = new StageRunner(run).changed(ScanStages.JOBS, Reuse.of(run.store()));
    // A read takes milliseconds, so that seconds are grace enough.
    Retention.apply(run.store(), 3, Duration.ofSeconds(20));
    return manifest;
  }

  private String expected(Manifest manifest) throws IOException {
    PublishedTables tables = PublishedTables.in(out);
    String hashes =
        tables
            .read(org.tacflow.tables.Tables.REGIONAL_OUTCOMES)
            .selectExpr(
                "array_join(array_sort(collect_set(settings_hash)), '+') || ' of ' ||"
                    + " count(distinct scan)")
            .first()
            .getString(0);
    return "%d scans, %d people, %d outcomes %s"
        .formatted(
            manifest.rows().get("scans"),
            manifest.rows().get("cohort"),
            manifest.rows().get("regional_outcomes"),
            hashes);
  }

  private Process read() throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(classPath),
                TableReader.class.getName(),
                "" + READS)
            .directory(out.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("reader.log").toFile())
            .start();
    for (int i = 0;
        i < 600 && !Files.readString(folder.resolve("reader.log")).contains("reading");
        i++) {
      Thread.sleep(100);
    }
    return reader;
  }

  private static String absolute(String classPath) {
    StringBuilder absolute = new StringBuilder();
    for (String entry : classPath.split(java.io.File.pathSeparator)) {
      absolute.append(Path.of(entry).toAbsolutePath()).append(java.io.File.pathSeparator);
    }
    return absolute.toString();
  }

  private Map<String, Integer> seen() throws IOException {
    Map<String, Integer> seen = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("reader.log"))) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        seen.put(line.substring(tab + 1), Integer.parseInt(line.substring(0, tab)));
      }
    }
    return seen;
  }
}
