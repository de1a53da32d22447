package org.tacflow.report;

import java.util.List;
import org.apache.spark.sql.Row;

/** Small tables and figures of the cohort page that stand without any script. */
final class CohortTexts {
  private CohortTexts() {}

  /** Begins a section that the contents name. */
  static void section(Page page, String id, String title) {
    page.link("#" + id, title);
    page.body().element("h2", title, "id", id, "tabindex", "-1");
  }

  /** Large figures in a row: value, what it counts. */
  static void figures(Html html, List<String[]> figures) {
    html.open("ul", "class", "figures");
    for (String[] figure : figures) {
      html.open("li").element("b", figure[0]).text(figure[1]).close();
    }
    html.close();
  }

  /** A table of rows as they are. */
  static void table(Html html, String caption, List<String> heads, List<List<String>> rows) {
    html.open(
        "div", "class", "wide tall", "tabindex", "0", "role", "region", "aria-label", caption);
    html.open("table").element("caption", caption).open("thead").open("tr");
    heads.forEach(head -> html.element("th", head, "scope", "col"));
    html.close().close().open("tbody");
    for (List<String> row : rows) {
      html.open("tr");
      row.forEach(cell -> html.element("td", cell == null ? "–" : cell));
      html.close();
    }
    html.close().close().close();
  }

  /** Cells of a row as texts. */
  static List<String> cells(Row row) {
    return java.util.stream.IntStream.range(0, row.length())
        .mapToObj(c -> TableJson.text(row.get(c)))
        .map(text -> text == null ? "–" : text)
        .toList();
  }
}
