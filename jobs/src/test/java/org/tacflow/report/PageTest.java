package org.tacflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.bids.Storage;

/** Truth: the rules of the HTML standard for text, attribute values and raw text elements. */
class PageTest {
  private static final String HOSTILE =
      "</script><img src=x onerror=alert(1)>&amp;\"'<!--\u2028" + "\u2029";

  @Test
  void textAndAttributeValuesFromDataStayText() {
    String html = new Html().element("p", HOSTILE, "title", HOSTILE).toString();
    assertThat(html)
        .isEqualTo(
            "<p title=\"&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;&quot;&#39;"
                + "&lt;!--\u2028\u2029\">&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"
                + "&amp;amp;&quot;&#39;&lt;!--\u2028\u2029</p>\n");
  }

  @Test
  void dataCannotEndTheirScriptAndReadBackAsTheyWere() throws IOException {
    String json = InertJson.of(TextNode.valueOf(HOSTILE));
    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(new ObjectMapper().readTree(json).textValue()).isEqualTo(HOSTILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//host/x",
        "http://host/x",
        "java\tscript:alert(1)"
      })
  void linksThatRunOrLeaveAreRefused(String link) {
    assertThatThrownBy(() -> new Html().open("a", "href", link))
        .hasMessage("Invalid link: " + link + " (must be relative, a fragment or https)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#scans", "sub-01.html", "https://doi.org/10.1/x"})
  void linksWithinTheReportAndToPapersAreTaken(String link) {
    assertThat(new Html().element("a", "x", "href", link).toString()).contains(link);
  }

  @Test
  void namesAndHandlersThatCouldCarryCodeAreRefused() {
    assertThatThrownBy(() -> new Html().open("p", "onclick", "x"))
        .hasMessage("Invalid attribute: onclick (must not run code)");
    assertThatThrownBy(() -> new Html().open("p><script"))
        .hasMessageStartingWith("Invalid name: p><script");
    assertThatThrownBy(() -> new Html().open("script"))
        .hasMessage("Invalid element: script (must hold text only)");
  }

  @Test
  void anElementThatIsNotClosedIsNoPage() {
    assertThatThrownBy(() -> new Html().open("p").toString())
        .hasMessage("Cannot write: <p> is not closed");
  }

  @Test
  void aFolderHoldsItsPageLibrariesAndTheirLicences(@TempDir Path folder) throws IOException {
    ReportFolder report = ReportFolder.of(Storage.local(), folder.toString());
    Page page = Page.titled("A <b> title").script(Asset.VEGA).script(Asset.VEGA_LITE);
    report.write("index.html", page);
    assertThat(Files.readString(folder.resolve("index.html")))
        .startsWith("<!doctype html>")
        .contains("<title>A &lt;b&gt; title</title>", "src=\"lib/vega-6.4.0.min.js\"")
        .doesNotContain("http://", "src=\"https");
    try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "page.css",
              "vega-6.4.0.min.js",
              "vega-6.4.0.LICENSE.txt",
              "vega-lite-6.5.0.min.js",
              "vega-lite-6.5.0.LICENSE.txt");
    }
  }

  @Test
  void aFileNameCannotLeaveTheFolder(@TempDir Path folder) {
    ReportFolder report = ReportFolder.of(Storage.local(), folder.toString());
    assertThatThrownBy(() -> report.write("../x.html", new byte[0]))
        .hasMessage("Invalid file name: ../x.html (must stay in the report folder)");
  }
}
