package org.tacflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tacflow.testing.NodeTool;

/** Truth: the packages of the npm registry, whose digests the lock file holds. */
class BundledLibrariesTest {
  @Test
  void librariesAreTheFilesOfTheirPackagesWithTheirLicences() throws Exception {
    String[] digests = NodeTool.run("pages", "library-digests.mjs").strip().split("\n");
    assertThat(digests)
        .containsExactly(
            digest("vega-6.4.0.min.js"),
            digest("vega-lite-6.5.0.min.js"),
            digest("niivue-0.69.0.umd.js"));
    assertThat(text("vega-6.4.0.LICENSE.txt")).contains("University of Washington", "d3-array");
    assertThat(text("niivue-0.69.0.LICENSE.txt")).contains("BSD 2-Clause", "Niivue");
    assertThat(text("vega-lite-6.5.0.LICENSE.txt")).contains("University of Washington");
  }

  private static String text(String file) throws IOException {
    return new String(Asset.read(file), StandardCharsets.UTF_8);
  }

  private static String digest(String file) throws Exception {
    byte[] sum = java.security.MessageDigest.getInstance("SHA-256").digest(Asset.read(file));
    return java.util.HexFormat.of().formatHex(sum);
  }
}
