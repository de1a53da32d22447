package org.tacflow.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tacflow.testing.SharedData;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One statement of a finding of the recipe: what is planted in one region and what shows it.
 *
 * @param finding id
 * @param kind which test shows it
 * @param size rho with severity, change in percent, or log odds per standard deviation
 */
record RecipeRow(
    String finding,
    Kind kind,
    String tracer,
    String outcome,
    String region,
    String group,
    String subgroup,
    String scale,
    double size) {
  private static final Pattern CHANGE = Pattern.compile("(.*?)\\s*([+-]?\\d+)%");

  /** Which test shows it. */
  enum Kind {
    /** Correlation with a scale. */
    CORRELATION,
    /** Group against controls. */
    CONTRAST,
    /** Logistic regression of progression. */
    PROGRESSION,
    /** Change over visits. */
    CHANGE,
    /** Two people: no test. */
    CASES
  }

  /** All findings of the recipe in {@code ../shared}, one row per region and statement. */
  static List<RecipeRow> all() throws IOException {
    String text = Files.readString(SharedData.path("domain/simulated_cohort.yaml"));
    Map<String, Object> recipe = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    List<RecipeRow> rows = new ArrayList<>();
    for (Object finding : (List<?>) recipe.get("findings")) {
      rows.addAll(of(map(finding)));
    }
    return rows;
  }

  /** Finding to the published findings that it stands for. */
  static Map<String, List<String>> evidence() throws IOException {
    String text = Files.readString(SharedData.path("domain/simulated_cohort.yaml"));
    Map<String, Object> recipe = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    Map<String, List<String>> evidence = new LinkedHashMap<>();
    for (Object entry : (List<?>) recipe.get("findings")) {
      Map<String, Object> finding = map(entry);
      List<String> ids =
          ((List<?>) finding.get("evidence")).stream().map(Object::toString).toList();
      evidence.put(text(finding, "id", ""), ids);
    }
    return evidence;
  }

  private static List<RecipeRow> of(Map<String, Object> finding) {
    List<RecipeRow> rows = new ArrayList<>();
    String subgroup = text(finding, "subgroup", "all");
    Double delta = number(finding, "group_delta_pct");
    for (Map.Entry<String, Double> region :
        regions(text(finding, "region", "brain"), delta).entrySet()) {
      RecipeRow base =
          new RecipeRow(
              text(finding, "id", ""),
              Kind.CONTRAST,
              text(finding, "tracer", ""),
              text(finding, "outcome", ""),
              region.getKey(),
              text(finding, "group", ""),
              subgroup,
              text(finding, "scale", ""),
              0);
      if (finding.containsKey("rho")) {
        rows.add(base.with(Kind.CORRELATION, subgroup, base.scale, number(finding, "rho")));
      }
      if (region.getValue() != null) {
        rows.add(base.with(Kind.CONTRAST, subgroup, "", region.getValue()));
      }
      if (finding.containsKey("log_odds_per_sd")) {
        rows.add(
            base.with(Kind.PROGRESSION, subgroup, base.scale, number(finding, "log_odds_per_sd")));
      }
      if (finding.containsKey("longitudinal_pct_per_year")) {
        rows.add(
            base.with(Kind.CHANGE, subgroup, "", number(finding, "longitudinal_pct_per_year")));
      }
      if (finding.containsKey("spinal_onset_delta_pct")) {
        rows.add(base.with(Kind.CONTRAST, "spinal_onset", "", 0));
      }
      if (finding.containsKey("delta_right_pct")) {
        // The index is the difference of the sides over their mean.
        double index = number(finding, "delta_right_pct") - number(finding, "delta_left_pct");
        rows.add(base.with(Kind.CONTRAST, subgroup, "", index));
        double both = (number(finding, "delta_right_pct") + number(finding, "delta_left_pct")) / 2;
        RecipeRow side = base.with(Kind.CONTRAST, subgroup, "", both);
        rows.add(side.renamed(base.tracer, "perfusion", base.region));
      }
      if (finding.containsKey("presymptomatic")) {
        rows.add(base.with(Kind.CASES, "presymptomatic", "", -6));
      }
      map(finding.get("by_subscore_rho"))
          .forEach(
              (scale, rho) ->
                  rows.add(
                      base.with(Kind.CORRELATION, subgroup, scale, ((Number) rho).doubleValue())));
      map(finding.get("by_subgroup"))
          .forEach(
              (people, rho) ->
                  rows.add(
                      base.with(
                          Kind.CORRELATION, people, base.scale, ((Number) rho).doubleValue())));
      map(finding.get("by_subgroup_delta_pct"))
          .forEach((name, change) -> rows.addAll(base.bySubgroup(name, change)));
    }
    return rows;
  }

  private List<RecipeRow> bySubgroup(String name, Object change) {
    if (change instanceof Number number) {
      return List.of(with(Kind.CONTRAST, name, "", number.doubleValue()));
    }
    List<RecipeRow> rows = new ArrayList<>();
    map(change)
        .forEach(
            (part, percent) -> {
              String place = part.equals("left_extra") ? "left_minus_right" : part;
              RecipeRow row = with(Kind.CONTRAST, name, "", ((Number) percent).doubleValue());
              rows.add(row.in(place));
            });
    return rows;
  }

  private RecipeRow with(Kind other, String people, String score, double value) {
    return new RecipeRow(finding, other, tracer, outcome, region, group, people, score, value);
  }

  /** The same of another column. */
  RecipeRow renamed(String otherTracer, String otherOutcome, String place) {
    return new RecipeRow(
        finding, kind, otherTracer, otherOutcome, place, group, subgroup, scale, size);
  }

  /** The same of another size. */
  RecipeRow resized(double value) {
    return with(kind, subgroup, scale, value);
  }

  private RecipeRow in(String place) {
    return new RecipeRow(finding, kind, tracer, outcome, place, group, subgroup, scale, size);
  }

  /** Region names with their change in percent; a change holds for the names before it. */
  private static Map<String, Double> regions(String written, Double all) {
    Map<String, Double> regions = new LinkedHashMap<>();
    for (String part : written.split(";")) {
      String[] names = part.split(",");
      Double[] changes = new Double[names.length];
      Double change = all;
      for (int n = names.length - 1; n >= 0; n--) {
        Matcher matcher = CHANGE.matcher(names[n].trim());
        boolean changed = matcher.matches();
        change = changed ? Double.valueOf(matcher.group(2)) : change;
        changes[n] = change;
        names[n] = changed ? matcher.group(1) : names[n].trim();
      }
      for (int n = 0; n < names.length; n++) {
        regions.put(names[n], changes[n]);
      }
    }
    return regions;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static String text(Map<String, Object> map, String key, String other) {
    return map.containsKey(key) ? map.get(key).toString() : other;
  }

  private static Double number(Map<String, Object> map, String key) {
    return map.get(key) instanceof Number number ? number.doubleValue() : null;
  }
}
