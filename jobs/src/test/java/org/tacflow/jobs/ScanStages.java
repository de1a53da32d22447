package org.tacflow.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.tacflow.tables.Reuse;

/**
 * A program that spark-submit can run: the stages of scans up to their fits.
 *
 * <p>Same lock, log book, stages and publication as {@code tacflow run}, in a fraction of the time.
 * It is submitted in a jar of its own beside that of the program.
 */
public final class ScanStages {
  /** All stages of scans and the join, in order. */
  static final List<Job> JOBS =
      ReprocessCohort.jobs().stream()
          .filter(job -> job instanceof ScanJob || job.name().equals("join"))
          .toList();

  private static final List<Job> UP_TO_FITS =
      JOBS.stream().filter(job -> !List.of("summarize", "join").contains(job.name())).toList();

  private ScanStages() {}

  /** Writes the jar that holds this class. */
  static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("scan-stages.jar");
    String name = ScanStages.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry(name));
      entries.write(ScanStages.class.getClassLoader().getResourceAsStream(name).readAllBytes());
    }
    return jar;
  }

  /**
   * Runs.
   *
   * @param arguments file with the configuration, data set, output folder
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> places = Map.of("bids-dir", arguments[1], "output-dir", arguments[2]);
    String yaml = Files.readString(Path.of(arguments[0]));
    RunSession session =
        new RunSession(
            Configs.reader().parse(arguments[0], yaml, "", places),
            new Progress(System.out),
            JobCommand.Afterwards.NOTHING);
    System.exit(
        session.run("run", run -> new StageRunner(run).changed(UP_TO_FITS, Reuse.of(run.store()))));
  }
}
