package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.Storage;

class CitationsTest {
  @Test
  void aPaperOfTwoModelsStandsOnceAndAnUnknownTopicNotAtAll() {
    Citations citations = Citations.read(RegistrySource.packaged());
    assertThat(citations.of(List.of("MA1", "MA2", "no such topic", "Logan")))
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("Ichise et al. 2002"),
            second -> assertThat(second).endsWith("doi:10.1038/jcbfm.1990.127"));
  }

  @Test
  void whatIsNoDoiIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("citations.csv"), "topic,citation,doi\nX,Some paper,https://x\n");
    RegistrySource source = RegistrySource.folder(Storage.local(), folder.toString());
    assertThatThrownBy(() -> Citations.read(source))
        .hasMessageContaining("https://x")
        .hasMessageContaining("must be a DOI without a resolver");
  }
}
