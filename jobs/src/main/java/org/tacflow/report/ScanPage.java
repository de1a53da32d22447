package org.tacflow.report;

import com.fasterxml.jackson.databind.JsonNode;

/** The page of one scan: its maps, curves and fits, input, t* and what is odd about it. */
public final class ScanPage {
  private static final String[][] SECTIONS = {
    {"about", "Scan"},
    {"maps", "Parametric maps"},
    {"viewer", "Viewer"},
    {"curves", "Regional curves and fits"},
    {"voxels", "Voxel fits"},
    {"tstar", "Choice of t*"},
    {"input", "Input function"}
  };

  private ScanPage() {}

  /** Name of the file of a scan's page in the report folder. */
  public static String file(String scan) {
    return "scan-" + scan + ".html";
  }

  /** A page of no scan: it says what the folder of all pages must hold. */
  public static Page empty() {
    return Page.titled("")
        .script(Asset.VEGA)
        .script(Asset.VEGA_LITE)
        .script(Asset.CHARTS)
        .script(Asset.SCAN)
        .onDemand(Asset.NIIVUE);
  }

  /**
   * The page of a scan.
   *
   * @param data lists by kind: scan, input, curve, fit, voxel, status, map, refused, samples; and
   *     the t* of each model
   */
  public static Page of(String scan, JsonNode data) {
    Page page =
        Page.titled(scan)
            .script(Asset.VEGA)
            .script(Asset.VEGA_LITE)
            .script(Asset.CHARTS)
            .script(Asset.SCAN)
            .onDemand(Asset.NIIVUE)
            .data("scan-data", data)
            .link("index.html", "Cohort");
    for (String[] section : SECTIONS) {
      page.link("#" + section[0], section[1]);
      page.body().open("section", "id", section[0]);
      page.body().element("h2", section[1]).open("div", "class", "content").close().close();
    }
    page.body().open("div", "id", "viewer-library", "data-script", Asset.NIIVUE.link()).close();
    return page;
  }
}
