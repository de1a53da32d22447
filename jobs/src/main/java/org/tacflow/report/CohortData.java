package org.tacflow.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tacflow.stats.StudentQuantile;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/**
 * The data behind the charts of the cohort page.
 *
 * <p>Values and scores are arrays over the scans of {@code cohort}; a correlation names its case
 * and its people by number, so that a page draws exactly the points that were tested.
 */
final class CohortData {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> PEOPLE =
      List.of("scan", "participant_id", "tracer", "disease", "subgroup", "site", "genotype");
  private static final List<String> CORRELATION =
      List.of(
          "disease",
          "subgroup",
          "tracer",
          "model",
          "outcome",
          "estimate",
          "region",
          "scale",
          "method",
          "adjustment",
          "covariates",
          "transform",
          "n",
          "r",
          "r_severity",
          "ci_low",
          "ci_high",
          "confidence_level",
          "p",
          "p_adjusted",
          "p_fwe",
          "family_size",
          "smallest_detectable_r",
          "excluded_lab",
          "excluded_genotype",
          "excluded_covariate",
          "excluded_score",
          "excluded_outcome",
          "excluded_repeat",
          "flags",
          "status");

  private final CohortContent content;
  private final Map<String, Integer> scans = new HashMap<>();
  private final Map<List<Object>, Integer> cases = new LinkedHashMap<>();
  private final Map<List<String>, Integer> people = new LinkedHashMap<>();
  private final Map<List<Object>, Integer> samples = new HashMap<>();

  private CohortData(CohortContent content) {
    this.content = content;
  }

  static void add(Page page, CohortContent content, String primary) {
    CohortData data = new CohortData(content);
    List<Row> cohort =
        content.rows(Tables.COHORT, "scan").stream()
            .filter(row -> row.getAs("scan") != null)
            .toList();
    cohort.forEach(row -> data.scans.put(row.getAs("scan"), data.scans.size()));
    page.data("cohort", TableJson.of(cohort, PEOPLE));
    page.data("scores", data.scores());
    page.data("cases", data.casesJson());
    page.data("correlations", data.correlations());
    page.data("people", data.peopleJson());
    ObjectNode settings = NODES.objectNode();
    settings.put("primary", primary);
    settings.put("control", content.config().correlations().tests().controlGroup());
    settings.set("t", data.quantiles());
    page.data("settings", settings);
  }

  private ObjectNode scores() {
    Map<String, Double[]> byScale = new TreeMap<>();
    for (Row row : content.rows(Tables.SCAN_SCORES, "scan", "scale")) {
      Integer scan = scans.get(row.<String>getAs("scan"));
      if (scan != null) {
        byScale.computeIfAbsent(row.getAs("scale"), s -> new Double[scans.size()])[scan] =
            row.getAs("score");
      }
    }
    ObjectNode made = NODES.objectNode();
    byScale.forEach((scale, values) -> made.set(scale, array(values)));
    return made;
  }

  private static ArrayNode array(Double[] values) {
    ArrayNode array = NODES.arrayNode(values.length);
    for (Double value : values) {
      TableJson.add(array, value);
    }
    return array;
  }

  private ArrayNode casesJson() {
    Map<List<Object>, String> units = units();
    ArrayNode made = NODES.arrayNode();
    Map<List<Object>, Row> measured = byKey(content.measured());
    Map<List<Object>, Double[]> zScores = zScores();
    byKey(content.values())
        .forEach(
            (key, row) -> {
              cases.put(key, cases.size());
              ObjectNode one = made.addObject();
              content.key().forEach(c -> one.put(c, TableJson.text(row.getAs(c))));
              one.put("unit", units.get(List.of(row.getAs("model"), row.getAs("outcome"))));
              one.set("values", array(values(row)));
              if (measured.containsKey(key)) {
                one.set("measured", array(values(measured.get(key))));
              }
              if (zScores.containsKey(key)) {
                one.set("z", array(zScores.get(key)));
              }
            });
    return made;
  }

  /** The z scores of each case from all of its samples: a scan has one, whatever the group. */
  private Map<List<Object>, Double[]> zScores() {
    Map<List<Object>, Double[]> all = new HashMap<>();
    for (Row row : content.samples()) {
      if (row.<String>getAs("adjustment").equals("zscore")) {
        fill(all.computeIfAbsent(key(row), key -> new Double[scans.size()]), row);
      }
    }
    return all;
  }

  private Double[] values(Row row) {
    Double[] all = new Double[scans.size()];
    fill(all, row);
    return all;
  }

  private void fill(Double[] all, Row row) {
    List<String> keys = row.getList(row.fieldIndex("scans"));
    List<Double> values = row.getList(row.fieldIndex("values"));
    for (int s = 0; s < keys.size(); s++) {
      all[scans.get(keys.get(s))] = values.get(s);
    }
  }

  private Map<List<Object>, Row> byKey(List<Row> rows) {
    Map<List<Object>, Row> sorted = new LinkedHashMap<>();
    rows.stream()
        .sorted(java.util.Comparator.comparing(row -> key(row).toString()))
        .forEach(row -> sorted.put(key(row), row));
    return sorted;
  }

  private List<Object> key(Row row) {
    List<Object> key = new ArrayList<>();
    content.key().forEach(column -> key.add(row.getAs(column)));
    return key;
  }

  private Map<List<Object>, String> units() {
    Map<List<Object>, String> units = new HashMap<>();
    for (Table table : List.of(Tables.REGIONAL_OUTCOMES, Tables.REGIONAL_MEASURES)) {
      if (content.tables().has(table)) {
        content
            .tables()
            .read(table)
            .select("model", "outcome", "unit")
            .distinct()
            .collectAsList()
            .forEach(row -> units.put(List.of(row.get(0), row.get(1)), row.getString(2)));
      }
    }
    return units;
  }

  private ObjectNode correlations() {
    for (Row row : content.samples()) {
      List<String> scans = row.getList(row.fieldIndex("scans"));
      samples.put(sampleKey(row), people.computeIfAbsent(scans, list -> people.size()));
    }
    List<Row> rows =
        content.rows(
            Tables.SEVERITY_CORRELATIONS, "p_adjusted", "p", "disease", "subgroup", "region");
    ObjectNode table = TableJson.of(rows, CORRELATION);
    ArrayNode caseNumbers = NODES.arrayNode(rows.size());
    ArrayNode sampleNumbers = NODES.arrayNode(rows.size());
    for (Row row : rows) {
      caseNumbers.add(cases.getOrDefault(key(row), -1));
      sampleNumbers.add(samples.getOrDefault(sampleKey(row), -1));
    }
    ObjectNode columns = (ObjectNode) table.get("columns");
    columns.set("case", caseNumbers);
    columns.set("people", sampleNumbers);
    return table;
  }

  private List<Object> sampleKey(Row row) {
    List<Object> key = key(row);
    for (String column : List.of("disease", "subgroup", "scale", "adjustment")) {
      key.add(row.getAs(column));
    }
    return key;
  }

  private ArrayNode peopleJson() {
    ArrayNode lists = NODES.arrayNode();
    for (List<String> list : people.keySet()) {
      ArrayNode one = lists.addArray();
      list.forEach(scan -> one.add(scans.get(scan)));
    }
    return lists;
  }

  /** Student's t by degrees of freedom from 0, for the intervals around lines. */
  private ArrayNode quantiles() {
    double level = content.config().correlations().confidenceLevel();
    ArrayNode t = NODES.arrayNode();
    t.addNull();
    for (int df = 1; df < Math.max(2, scans.size()); df++) {
      TableJson.add(t, StudentQuantile.twoSided(level, df));
    }
    return t;
  }
}
