package org.tacflow.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tacflow.bids.FileHashes;
import org.tacflow.kinetics.KineticModel;

/**
 * What computes: SHA-256 over the classes and registries of this program.
 *
 * <p>A version number can be forgotten, the code cannot. Rooms and commands that make no row of a
 * table are left out, so that a new report does not fit a cohort again.
 */
final class ProgramHash {
  private static final Pattern WITHOUT =
      Pattern.compile(
          "(simulate|report)/.*"
              + "|jobs/(.*Command|Tacflow|Summary|Plan|Progress|RunSession|RunMetrics)(\\$.*)?\\.class");

  private ProgramHash() {}

  /** The hash of the program that runs, 64 hexadecimal digits. */
  static String current() {
    // Sums and percentiles of tables are Spark's.
    String versions = Version.current() + " " + org.apache.spark.package$.MODULE$.SPARK_VERSION();
    try {
      return of(
          versions, new TreeSet<>(List.of(place(ProgramHash.class), place(KineticModel.class))));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read this program: " + e.getMessage(), e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The hash of versions and of class folders or jars. */
  static String of(String versions, Collection<Path> places) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        collect(place, parts);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
          collect(jar.getPath("/"), parts);
        }
      }
    }
    return FileHashes.ofText(versions + parts);
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Path.of(source.getLocation().toURI());
  }

  private static void collect(Path root, Map<String, String> parts) throws IOException {
    Path own = root.resolve("org/tacflow");
    try (Stream<Path> files = Files.walk(own)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = own.relativize(file).toString();
        boolean computes = !WITHOUT.matcher(name).matches();
        if (computes && (name.endsWith(".class") || name.startsWith("conf/registry/"))) {
          parts.put(name, FileHashes.ofBytes(Files.readAllBytes(file)));
        }
      }
    }
  }
}
