package org.tacflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A configuration ends, whatever stands in it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class YamlLimitsTest {
  private static void refused(String text, String... parts) {
    assertThatThrownBy(() -> new ConfigReader().parse("c.yaml", text, "/folder", Map.of()))
        .isInstanceOf(InputException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains("c.yaml").contains(parts));
  }

  // Nine lines that stand for a thousand million lists.
  @Test
  void referencesToReferencesAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 10; level++) {
      String one = "*a" + (level - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(level, level, (one + ", ").repeat(8) + one));
    }
    refused(bomb.toString(), "aliases");
    refused("region-groups: &g {all: [*g]}\n", "c.yaml");
  }

  @Test
  void depthAndLengthAreBounded() {
    refused("models: " + "[".repeat(10_000), "Nesting");
    refused("name: " + "x".repeat(2 << 20), "limit");
  }

  @Test
  void aFileWithoutEndIsReadToItsLimit(@TempDir Path folder) throws IOException {
    if (Files.exists(Path.of("/dev/zero"))) {
      assertThatThrownBy(() -> new ConfigReader().read(Path.of("/dev/zero"), Map.of()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("more than 262144 bytes");
    }
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "name: Kohorte für MS\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new ConfigReader().read(latin, Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aPathWithACharacterThatNoPathHasIsRefusedAtItsLine() {
    refused("output-dir: \"a\\0b\"\n", "c.yaml:1", "output-dir");
  }

  // Found by fuzzing: 3,000 bytes with a problem on every line made a message of over 20,000.
  @Test
  void aMessageIsBoundedHoweverMuchIsWrong() {
    StringBuilder wrong = new StringBuilder("models:\n");
    for (int i = 0; i < 3000; i++) {
      wrong.append("- {model: ").append("y".repeat(i % 60)).append(i).append("}\n");
    }
    wrong.append("? ").append("z".repeat(100_000)).append("\n: 1\n");
    refused(wrong.toString(), "c.yaml:2:", " problems", "more (correct these first)");
    assertThatThrownBy(() -> new ConfigReader().parse("c.yaml", wrong.toString(), "", Map.of()))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(20_000));
  }
}
