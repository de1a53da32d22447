package org.tacflow.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A file of the program that pages need beside them; libraries stand at a pinned version with their
 * licence, byte for byte as their package holds them.
 */
public enum Asset {
  /** Look of every page, on screen and on paper. */
  STYLE("page.css"),
  /** Draws grammars of charts; BSD-3-Clause. */
  VEGA("vega-6.4.0.min.js", "vega-6.4.0.LICENSE.txt"),
  /** Turns a chart's declaration into Vega's; BSD-3-Clause. */
  VEGA_LITE("vega-lite-6.5.0.min.js", "vega-lite-6.5.0.LICENSE.txt"),
  /** The house's marks and axes, and when a chart is drawn. */
  CHARTS("charts.js"),
  /** Tables that sort and filter. */
  GRID("grid.js"),
  /** The cohort page. */
  COHORT("cohort.js"),
  /** The page of one scan. */
  SCAN("scan.js"),
  /** Views images; BSD-2-Clause. */
  NIIVUE("niivue-0.69.0.umd.js", "niivue-0.69.0.LICENSE.txt");

  /** Folder of all assets beside the pages. */
  static final String FOLDER = "lib";

  private final List<String> files;

  Asset(String... files) {
    this.files = List.of(files);
  }

  /** Names of its files, the one that a page loads first, its licence behind. */
  List<String> files() {
    return files;
  }

  /** Where a page finds it. */
  String link() {
    return FOLDER + "/" + files.get(0);
  }

  boolean isScript() {
    return files.get(0).endsWith(".js");
  }

  /** Bytes of one of its files. */
  static byte[] read(String file) throws IOException {
    try (InputStream in = Asset.class.getResourceAsStream(FOLDER + "/" + file)) {
      if (in == null) {
        throw new IllegalStateException("Cannot find asset " + file + " in the program's jar");
      }
      return in.readAllBytes();
    }
  }
}
