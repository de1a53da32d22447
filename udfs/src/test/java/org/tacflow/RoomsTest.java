package org.tacflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rooms depend downwards only; seen in the class files, whose constants name every class they use.
 */
class RoomsTest {
  private static final Map<String, List<String>> FORBIDDEN =
      Map.of(
          "numerics",
              List.of(
                  "org/apache/spark",
                  "org/apache/hadoop",
                  "tacflow/curve",
                  "tacflow/kinetics",
                  "tacflow/stats",
                  "tacflow/udf"),
          "curve",
              List.of(
                  "org/apache/spark",
                  "org/apache/hadoop",
                  "org/apache/commons/math3",
                  "tacflow/kinetics",
                  "tacflow/stats",
                  "tacflow/udf"),
          "kinetics",
              List.of(
                  "org/apache/spark",
                  "org/apache/hadoop",
                  "org/apache/commons/math3",
                  "tacflow/stats",
                  "tacflow/udf"),
          "stats",
              List.of(
                  "org/apache/spark",
                  "org/apache/hadoop",
                  "tacflow/curve",
                  "tacflow/kinetics",
                  "tacflow/udf"));

  @Test
  void roomsDependDownwardsOnly() throws IOException {
    assertThat(violations(Path.of("target", "classes"))).isEmpty();
  }

  @Test
  void aSparkImportPlantedInAModelIsFound(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("org/tacflow/kinetics/Planted.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source, "package org.tacflow.kinetics; class Planted { org.apache.spark.sql.Row row; }");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    assertThat(compiler.run(null, null, null, "-proc:none", "-cp", path, source.toString()))
        .isZero();
    assertThat(violations(folder)).containsExactly("Planted.class uses org/apache/spark");
  }

  private static List<String> violations(Path classes) throws IOException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, List<String>> room : FORBIDDEN.entrySet()) {
      Path folder = classes.resolve("org/tacflow").resolve(room.getKey());
      if (!Files.exists(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
          String constants = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          room.getValue().stream()
              .filter(constants::contains)
              .forEach(name -> found.add(file.getFileName() + " uses " + name));
        }
      }
    }
    return found;
  }
}
