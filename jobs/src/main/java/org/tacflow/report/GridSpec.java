package org.tacflow.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Row;

/** A table that a reader sorts and filters on the page. */
final class GridSpec {
  private final String id;
  private final String caption;
  private final List<String> keys = new ArrayList<>();
  private final ArrayNode columns = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode filters = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode pages = JsonNodeFactory.instance.arrayNode();
  private final ObjectNode start = JsonNodeFactory.instance.objectNode();

  GridSpec(String id, String caption) {
    this.id = id;
    this.caption = caption;
  }

  /** A column of texts. */
  GridSpec text(String key, String title) {
    return column(key, title, "text");
  }

  /** A column of scan keys, each a link where the scan has a page. */
  GridSpec scan(String key, String title, Collection<String> pages) {
    pages.forEach(this.pages::add);
    return column(key, title, "scan");
  }

  /** A column that the reader can filter by. */
  GridSpec filter(String key, String title) {
    filters.addObject().put("key", key).put("title", title);
    return column(key, title, "text");
  }

  /** A filter that is set when the page opens, where the table has this value. */
  GridSpec filter(String key, String title, String first) {
    start.put(key, first);
    return filter(key, title);
  }

  /** A column of numbers with three digits. */
  GridSpec number(String key, String title) {
    return column(key, title, "number");
  }

  /** A column of numbers with two decimals. */
  GridSpec decimals(String key, String title) {
    return column(key, title, "decimals");
  }

  /** A column of probabilities. */
  GridSpec probability(String key, String title) {
    return column(key, title, "probability");
  }

  private GridSpec column(String key, String title, String kind) {
    keys.add(key);
    columns.addObject().put("key", key).put("title", title).put("kind", kind);
    return this;
  }

  /** Puts the table in place, or a line that says why there is none. */
  void addTo(Page page, List<Row> rows, String whenEmpty) {
    if (rows.isEmpty()) {
      page.body().paragraph(whenEmpty);
      return;
    }
    page.body().open("div", "class", "grid", "data-table", id).close();
    ObjectNode table = TableJson.of(rows, keys);
    table.put("caption", caption).set("show", columns);
    table.set("filters", filters);
    table.set("pages", pages);
    table.set("start", start);
    page.data(id, table);
  }
}
