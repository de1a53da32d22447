package org.tacflow.jobs;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of the fuzzer in a process of 512 MB, and what it said.
 *
 * @param code exit code, 0 without a finding
 * @param text everything it printed
 */
record FuzzRun(int code, String text) {
  // Slower inputs count as hangs; the machines of a build are slow and shared.
  private static final int HANG_SECONDS = 60;
  // Readers, and what they are made of; instrumenting Spark and Jackson would take longer than a
  // run.
  private static final String COVERED =
      "org.tacflow.bids.**:org.tacflow.config.**:org.tacflow.study.**:org.tacflow.curve.**"
          + ":org.apache.commons.csv.**";

  /**
   * Feeds readers until so many inputs are read or a finding is made.
   *
   * @param reader the reader, null for all of them in turn
   * @param folder where seeds go; inputs of findings are kept in {@code target/fuzz}
   */
  static FuzzRun of(FuzzReader reader, FuzzSeeds seeds, long inputs, Path folder)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    for (FuzzReader each : FuzzReader.values()) {
      if (reader == null || reader == each) {
        int number = 0;
        for (byte[] seed : seeds.of(each)) {
          Files.write(corpus.resolve(each + "-" + number++), prefixed(reader, each, seed));
        }
      }
    }
    Path findings = Files.createDirectories(Path.of("target", "fuzz").toAbsolutePath());
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add(Jazzer.class.getName());
    command.add("--target_class=" + FuzzTarget.class.getName());
    command.add("--target_args=" + (reader == null ? "" : reader.name()));
    command.add("--instrumentation_includes=" + COVERED);
    command.add("--custom_hook_includes=org.tacflow.**");
    command.add("--reproducer_path=" + findings);
    command.addAll(
        List.of(
            "-runs=" + inputs,
            "-seed=1",
            "-max_len=8192",
            "-timeout=" + HANG_SECONDS,
            "-rss_limit_mb=0",
            "-artifact_prefix=" + findings + "/",
            "-print_final_stats=1",
            corpus.toString()));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    return new FuzzRun(code, Files.readString(log));
  }

  // Where all readers share a corpus, the first byte says whose input it is.
  private static byte[] prefixed(FuzzReader asked, FuzzReader own, byte[] seed) {
    if (asked != null) {
      return seed;
    }
    byte[] all = new byte[seed.length + 1];
    all[0] = (byte) own.ordinal();
    System.arraycopy(seed, 0, all, 1, seed.length);
    return all;
  }

  /** Number of inputs that were read. */
  long inputs() {
    return number("stat::number_of_executed_units: (\\d+)");
  }

  /** Number of inputs that one reader had, of all of them. */
  long inputs(FuzzReader reader) {
    return number("inputs of " + reader + ": (\\d+)");
  }

  /** Edges of the program that inputs reached. */
  long edges() {
    long last = 0;
    Matcher matcher = Pattern.compile("cov: (\\d+)").matcher(text);
    while (matcher.find()) {
      last = Long.parseLong(matcher.group(1));
    }
    return last;
  }

  private long number(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
