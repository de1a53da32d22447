package org.tacflow.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tacflow.bids.DatasetText;

/**
 * Writes what clinics know: participants, dated scores of each scale, items of one.
 *
 * <p>The baseline visit lies within 180 days of the first scan for nine in ten people (sd 45 days),
 * else 181 to 400 days after it; follow-up visits come after months by the disease.
 */
final class ClinicalWriter {
  private static final Map<String, int[]> FOLLOW_UP_MONTHS =
      Map.of(
          "AD",
          new int[] {12, 24},
          "PD",
          new int[] {12, 24},
          "MS",
          new int[] {48},
          "ALS",
          new int[] {6});
  private static final int ITEMS = 33;

  private final DatasetText files;
  private final long seed;
  private final DefectList defects;
  private final Map<String, List<List<String>>> tables = new LinkedHashMap<>();
  private final List<List<String>> items = new ArrayList<>();

  ClinicalWriter(DatasetText files, long seed, DefectList defects) {
    this.files = files;
    this.seed = seed;
    this.defects = defects;
  }

  /** Writes participants.tsv with its description. */
  void participants(Roster roster) throws IOException {
    List<String> header =
        List.of(
            "participant_id",
            "age",
            "sex",
            "weight",
            "group",
            "subgroup",
            "site",
            "rs6971",
            "genotype_source",
            "onset_date");
    List<List<String>> rows = new ArrayList<>();
    List<Person> people = roster.listed();
    Person last = people.get(people.size() - 1);
    for (Person person : people) {
      boolean lonely = person == last && defects.first("site_of_one");
      if (lonely) {
        defects.note("site_of_one", person.id(), "participants.tsv", "site D for " + person.site());
      }
      rows.add(
          List.of(
              person.id(),
              defects.age(person),
              person.female() ? "F" : "M",
              DatasetText.number(person.weightKg(), 4),
              person.group(),
              person.subgroup().isEmpty() ? "n/a" : person.subgroup(),
              lonely ? "D" : person.site(),
              defects.genotype(person),
              person.genotypeSource(),
              onset(person)));
    }
    files.table("participants.tsv", header, rows);
    files.json("participants.json", ClinicalSidecars.participants());
    if (defects.planting()) {
      siteFile(people);
    }
  }

  private void siteFile(List<Person> people) throws IOException {
    String file = "sourcedata/site-C_participants.tsv";
    List<List<String>> rows = new ArrayList<>();
    for (Person person : people) {
      if (person.site().equals("C")) {
        rows.add(List.of(person.id(), person.female() ? "female" : "male"));
      }
    }
    files.table(file, List.of("participant_id", "gender"), rows);
    defects.note("gender_column", "n/a", file, "column gender instead of sex");
  }

  private String onset(Person person) {
    return ScaleDesign.of("DISEASE_DURATION", person.group(), person.subgroup())
        .map(scale -> scale.score(scale.standing(seed, person), 0, 0))
        .map(years -> SimulatedScan.firstScan(seed, person).minusDays(Math.round(365.25 * years)))
        .map(LocalDate::toString)
        .orElse("n/a");
  }

  /** Writes every phenotype table of the listed people. */
  void phenotype(List<Person> people) throws IOException {
    people.forEach(this::visits);
    for (Map.Entry<String, List<List<String>>> table : tables.entrySet()) {
      String scale = table.getKey();
      List<String> header = List.of("participant_id", "session_id", "visit_date", scale);
      files.table(file(scale), header, table.getValue());
      String units = scale.equals("DISEASE_DURATION") ? "years" : "points";
      files.json(
          file(scale).replace(".tsv", ".json"),
          DatasetText.object(
              "MeasurementToolMetadata",
              DatasetText.object("Description", scale + ", simulated"),
              "session_id",
              DatasetText.object("Description", "Clinical visit by months since the first"),
              "visit_date",
              DatasetText.object("Description", "Day of the visit"),
              scale,
              DatasetText.object("LongName", scale, "Units", units)));
    }
    if (!items.isEmpty()) {
      List<String> header =
          new ArrayList<>(List.of("participant_id", "session_id", "visit_date", "PDSTATE"));
      for (int i = 1; i <= ITEMS; i++) {
        header.add(String.format(Locale.ROOT, "NP3_%02d", i));
      }
      header.add("NP3TOT");
      files.table("phenotype/mds_updrs_iii.tsv", header, items);
      files.json("phenotype/mds_updrs_iii.json", ClinicalSidecars.motorItems(header));
    }
  }

  private static String file(String scale) {
    return "phenotype/" + scale.toLowerCase(Locale.ROOT) + ".tsv";
  }

  /** Days from the first scan to the baseline visit. */
  static int gapDays(long seed, Person person) {
    KeyedRandom random = KeyedRandom.of(seed, person.id(), "gap");
    if (random.uniform() >= 0.9) {
      return 181 + random.below(220);
    }
    long gap;
    do {
      gap = Math.round(ScaleDesign.GAP_SD_DAYS * random.normal());
    } while (Math.abs(gap) > 180);
    return (int) gap;
  }

  private void visits(Person person) {
    int[] later = FOLLOW_UP_MONTHS.getOrDefault(person.group(), new int[0]);
    int baseline = gapDays(seed, person);
    for (int visit = 0; visit <= later.length; visit++) {
      int months = visit == 0 ? 0 : later[visit - 1];
      long days = baseline + Math.round(months * 30.4375);
      LocalDate date = SimulatedScan.firstScan(seed, person).plusDays(days);
      String session = String.format(Locale.ROOT, "ses-M%02d", months);
      for (ScaleDesign scale : ScaleDesign.of(person.group(), person.subgroup())) {
        String id = scale.id();
        double years = days / 365.25;
        double error =
            visit == 0 ? 0 : KeyedRandom.of(seed, person.id(), id, session, "visit").normal();
        boolean duration = scale.kind() == ScaleDesign.Kind.LOG_NORMAL;
        double u = scale.standing(seed, person);
        double score = duration ? scale.score(u, 0, 0) + years : scale.score(u, years, error);
        String clean = DatasetText.number(Math.max(0, score), duration ? 4 : 6);
        String file = file(id);
        String cell = duration ? clean : defects.score(person, id, visit, file, clean);
        tables
            .computeIfAbsent(id, key -> new ArrayList<>())
            .add(List.of(person.id(), session, defects.date(person, file, date), cell));
        if (id.equals("UPDRS_III")) {
          motorItems(person, session, date, visit, score);
        }
      }
    }
  }

  // MDS-UPDRS III is about 1.2 times UPDRS III plus 1 (Goetz 2012, doi:10.1002/mds.25122).
  private void motorItems(Person person, String session, LocalDate date, int visit, double updrs) {
    int total = (int) Math.min(4 * ITEMS, Math.round(1.2 * updrs + 1));
    String file = "phenotype/mds_updrs_iii.tsv";
    int[] ratings = ratings(person, session, total);
    List<String> row = motorRow(person, session, defects.date(person, file, date), "OFF", ratings);
    if (visit == 0 && defects.first("item_unable_to_rate")) {
      row.set(4, "101");
      row.set(row.size() - 1, "n/a");
      defects.note("item_unable_to_rate", person.id(), file, "NP3_01 of 101, visit 0");
    } else if (visit == 0 && defects.first("visit_on_and_off")) {
      int[] treated = ratings(person, session, (int) Math.round(0.7 * total));
      items.add(motorRow(person, session, defects.date(person, file, date), "ON", treated));
      defects.note("visit_on_and_off", person.id(), file, "ON and OFF on " + date);
    }
    items.add(row);
  }

  private int[] ratings(Person person, String session, int total) {
    KeyedRandom random = KeyedRandom.of(seed, person.id(), session, "items");
    int[] ratings = new int[ITEMS];
    for (int left = total; left > 0; ) {
      int item = random.below(ITEMS);
      if (ratings[item] < 4) {
        ratings[item]++;
        left--;
      }
    }
    return ratings;
  }

  private static List<String> motorRow(
      Person person, String session, String date, String state, int[] ratings) {
    List<String> row = new ArrayList<>(List.of(person.id(), session, date, state));
    int sum = 0;
    for (int rating : ratings) {
      row.add(Integer.toString(rating));
      sum += rating;
    }
    row.add(Integer.toString(sum));
    return row;
  }
}
