package org.tacflow.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /** The hash, 64 hexadecimal digits. */
  static String current() {
    try {
      Map<String, byte[]> parts = new TreeMap<>();
      for (String source :
          new TreeSet<>(List.of(place(ProgramHash.class), place(KineticModel.class)))) {
        Path path = Path.of(source);
        if (Files.isDirectory(path)) {
          collect(path, parts);
        } else {
          try (FileSystem jar = FileSystems.newFileSystem(path)) {
            collect(jar.getPath("/"), parts);
          }
        }
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Version.current().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      parts.forEach(
          (name, hash) -> {
            digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(hash);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read this program: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String place(Class<?> type) throws URISyntaxException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Path.of(source.getLocation().toURI()).toString();
  }

  private static void collect(Path root, Map<String, byte[]> parts)
      throws IOException, NoSuchAlgorithmException {
    Path own = root.resolve("org/tacflow");
    try (Stream<Path> files = Files.walk(own)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = own.relativize(file).toString();
        boolean computes = !WITHOUT.matcher(name).matches();
        if (computes && (name.endsWith(".class") || name.startsWith("conf/registry/"))) {
          MessageDigest digest = MessageDigest.getInstance("SHA-256");
          try (InputStream in = Files.newInputStream(file)) {
            digest.update(in.readAllBytes());
          }
          parts.put(name, digest.digest());
        }
      }
    }
  }
}
