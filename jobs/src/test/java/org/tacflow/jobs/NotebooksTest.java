package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/** The committed notebooks; {@code notebooks/run} executes them. */
class NotebooksTest {
  private static final Path FOLDER =
      Path.of("").toAbsolutePath().resolveSibling("notebooks").normalize();

  private static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @Test
  void notebooksAreCommittedWithoutOutput() throws IOException {
    assertThat(notebooks()).hasSizeGreaterThanOrEqualTo(4);
    for (Path notebook : notebooks()) {
      for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
        if (cell.get("cell_type").textValue().equals("code")) {
          assertThat(cell.get("outputs")).as(notebook.toString()).isEmpty();
          assertThat(cell.get("execution_count").isNull()).as(notebook.toString()).isTrue();
        }
      }
    }
  }

  @Test
  void theReadmeNamesEveryNotebookAndTheTopOneEveryTable() throws IOException {
    String folder = Files.readString(FOLDER.resolve("README.md"));
    for (Path notebook : notebooks()) {
      assertThat(folder).contains("`" + notebook.getFileName() + "`");
    }
    String top = Files.readString(FOLDER.resolveSibling("README.md"));
    assertThat(top.lines().count()).isLessThanOrEqualTo(250);
    for (Table table : Tables.all()) {
      assertThat(top).as("README.md").contains("`" + table.name() + "`");
    }
  }
}
