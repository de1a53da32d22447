package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes of the program make what it has computed worthless, on trees made by hand. */
class ProgramHashTest {
  private static final String MODEL = "org/tacflow/kinetics/Logan.class";
  private static final String PAGE = "org/tacflow/report/Page.class";
  private static final String COMMAND = "org/tacflow/jobs/PlanCommand.class";
  private static final String SCALES = "org/tacflow/conf/registry/scales.tsv";

  @TempDir private Path folder;

  @Test
  void aModelARegistryAndTheVersionsCountAPageAndACommandDoNot() throws IOException {
    for (String file : List.of(MODEL, PAGE, COMMAND, SCALES)) {
      write(file, "before");
    }
    String before = ProgramHash.of("1", List.of(folder));
    assertThat(ProgramHash.of("2", List.of(folder))).isNotEqualTo(before);
    write(PAGE, "after");
    write(COMMAND, "after");
    assertThat(ProgramHash.of("1", List.of(folder))).isEqualTo(before);
    write(SCALES, "after");
    String scales = ProgramHash.of("1", List.of(folder));
    assertThat(scales).isNotEqualTo(before);
    write(MODEL, "after");
    assertThat(ProgramHash.of("1", List.of(folder))).isNotIn(before, scales);
  }

  @Test
  void aJarIsAsGoodAsTheFolderItWasMadeOf() throws IOException {
    write(MODEL, "text");
    Path jar = folder.resolve("program.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(MODEL));
      zip.write(Files.readAllBytes(folder.resolve(MODEL)));
    }
    assertThat(ProgramHash.of("1", List.of(jar)))
        .isEqualTo(ProgramHash.of("1", List.of(folder)))
        .isNotEqualTo(ProgramHash.current());
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
