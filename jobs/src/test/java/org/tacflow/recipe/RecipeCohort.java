package org.tacflow.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The recipe's cohort as files that a user would have: people, dated scores, tables of values.
 *
 * <p>542 people, every finding planted in one person's values at once, with missing genotypes and
 * scores, visits outside the window, and LAB in every group. In the thalamus PBR28 differs between
 * no groups, but patients of MCI are MAB, nearly all.
 */
public final class RecipeCohort {
  private static final String UNEQUAL = "MCI";

  private static final String UNEQUAL_REGION = "thalamus";
  private static final Map<String, Integer> GROUPS = new LinkedHashMap<>();

  static {
    List.of("HC 60", "AD 80", "MCI 40", "PD 80", "MS 100", "ALS 152", "FTD 30")
        .forEach(g -> GROUPS.put(g.split(" ")[0], Integer.valueOf(g.split(" ")[1])));
  }

  private final Path folder;
  private final long seed;
  private final List<RecipePerson> people = new ArrayList<>();

  private RecipeCohort(Path folder, long seed) {
    this.folder = folder;
    this.seed = seed;
  }

  /** Writes a cohort and its configuration; the same seed writes the same bytes. */
  public static Path write(Path folder, long seed) throws IOException {
    RecipeCohort cohort = new RecipeCohort(Files.createDirectories(folder), seed);
    GROUPS.forEach(
        (group, n) -> {
          for (int i = 1; i <= n; i++) {
            List<String> labels = RecipeEffects.subgroups(group, i);
            cohort.people.add(new RecipePerson(group, i, labels, cohort.random(group + i)));
          }
        });
    List<String> tables = cohort.values();
    cohort.clinical();
    return Files.writeString(folder.resolve("recipe.yaml"), cohort.configuration(tables));
  }

  // Hashes of neighbours differ by 1, and neighbouring seeds of java.util.Random begin alike: the
  // first number of all people of a group would be one. SplitMix64 sets them apart.
  private Random random(String key) {
    long z = seed * 0x9e3779b97f4a7c15L + key.hashCode();
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return new Random(z ^ (z >>> 31));
  }

  /** One table per tracer and outcome; returns the entries of the configuration. */
  private List<String> values() throws IOException {
    Map<String, Map<String, List<RecipeRow>>> columns = new TreeMap<>();
    for (RecipeRow row : RecipeRow.all()) {
      for (RecipeRow column : RecipeNames.columns(row)) {
        columns
            .computeIfAbsent(column.tracer() + "\t" + column.outcome(), key -> new TreeMap<>())
            .computeIfAbsent(column.region(), key -> new ArrayList<>())
            .add(column);
      }
    }
    RecipeRow nothing =
        new RecipeRow(
            "none", RecipeRow.Kind.CONTRAST, "PBR28", "VT", UNEQUAL_REGION, UNEQUAL, "all", "", 0);
    columns.get("PBR28\tVT").put(UNEQUAL_REGION, List.of(nothing));
    List<String> entries = new ArrayList<>();
    for (Map.Entry<String, Map<String, List<RecipeRow>>> table : columns.entrySet()) {
      String[] names = table.getKey().split("\t");
      StringBuilder text = new StringBuilder("participant_id\tsession_id\tregion\tvalue\n");
      table.getValue().forEach((region, rows) -> column(text, table.getKey(), region, rows));
      Path path = folder.resolve(names[0] + "_" + names[1] + ".tsv");
      Files.writeString(path, text);
      entries.add(
          "{path: %s, tracer: %s, outcome: %s, session-column: session_id}"
              .formatted(path, names[0], names[1]));
    }
    return entries;
  }

  private void column(StringBuilder text, String name, String region, List<RecipeRow> rows) {
    RecipeEffects effects = new RecipeEffects(rows);
    TreeSet<String> groups = new TreeSet<>(List.of("HC"));
    rows.forEach(row -> groups.add(row.group()));
    for (RecipePerson person : people) {
      if (!groups.contains(person.group)) {
        continue;
      }
      Random random = random(person.id + name + region);
      double y = effects.value(person, random);
      line(text, person, "01", region, effects.written(y));
      for (RecipeRow row : effects.concerning(person, RecipeRow.Kind.CHANGE)) {
        boolean declines = random.nextDouble() < 0.75;
        double change = declines ? 0.5 * Math.log1p(row.size() / 100) : 0;
        double later = y + change + 0.05 * random.nextGaussian();
        line(text, person, "02", region, effects.written(later));
      }
      for (RecipeRow row : effects.concerning(person, RecipeRow.Kind.PROGRESSION)) {
        double z = effects.standardized(y);
        boolean progresses = random.nextDouble() < 1 / (1 + Math.exp(0.5 - row.size() * z));
        person.followUp(progresses, random);
      }
    }
  }

  private static void line(
      StringBuilder text, RecipePerson person, String session, String region, double value) {
    text.append("%s\tses-%s\t%s\t%s%n".formatted(person.id, session, region, value));
  }

  private void clinical() throws IOException {
    StringBuilder table =
        new StringBuilder("participant_id\tgroup\tsubgroup\trs6971\tage\tsex\tsite\tonset_date\n");
    Map<String, StringBuilder> scores = new TreeMap<>();
    for (RecipePerson person : people) {
      String genotype = List.of("HAB", "MAB", "LAB").get(person.genotype);
      String labels = person.subgroups.isEmpty() ? "n/a" : String.join(";", person.subgroups);
      table.append(
          "%s\t%s\t%s\t%s\t%.1f\t%s\t%s\t%s%n"
              .formatted(
                  person.id,
                  person.group,
                  labels,
                  person.genotyped ? genotype : "n/a",
                  person.age,
                  person.female ? "F" : "M",
                  "ABC".charAt(person.site),
                  person.onset() == null ? "n/a" : person.onset()));
      Files.createDirectories(folder.resolve(person.id));
      Files.writeString(
          folder.resolve(person.id + "/" + person.id + "_sessions.tsv"),
          "session_id\tacq_time\nses-01\t%s\nses-02\t%s\n"
              .formatted(person.scan, person.scan.plusDays(183)));
      person.scores.forEach(
          (scale, visits) ->
              visits.forEach(
                  visit ->
                      scores
                          .computeIfAbsent(
                              scale,
                              key -> new StringBuilder("participant_id\tvisit_date\t" + key + "\n"))
                          .append(person.id + "\t" + visit + "\n")));
    }
    Files.writeString(folder.resolve("participants.tsv"), table);
    Path phenotype = Files.createDirectories(folder.resolve("phenotype"));
    for (Map.Entry<String, StringBuilder> scale : scores.entrySet()) {
      Files.writeString(phenotype.resolve(scale.getKey() + ".tsv"), scale.getValue());
    }
  }

  private String configuration(List<String> tables) {
    return """
        name: recipe
        bids-dir: %s
        output-dir: %s
        clinical:
          subgroups: {sALS: [spinal_onset, bulbar_onset]}
        measures:
          regional-values:
            - %s
        correlations:
          methods: [pearson]
          covariates: [age, site]
          scales: [%s]
        analyses:
          - {id: progression, kind: logistic, scales: [EDSS_PROGRESSION]}
          - {id: visits, kind: mixed-visits}
          - {id: sites, kind: meta, over: site, scales: [MMSE]}
        %s
        """
        .formatted(
            folder,
            folder.resolve("out"),
            String.join("\n    - ", tables),
            "MMSE, CDR_SB, UPDRS_III, EDSS, EDSS_PROGRESSION, MSSS, DISEASE_DURATION, ALSFRS_R,"
                + " ALSFRS, ALSFRS_BULBAR, ALSFRS_UPPER_LIMB, ALSFRS_LOWER_LIMB,"
                + " ALSFRS_RESPIRATORY, UMNB, UMN_SCORE",
            RecipeNames.publishedWords());
  }
}
