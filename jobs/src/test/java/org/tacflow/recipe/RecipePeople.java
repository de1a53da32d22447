package org.tacflow.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tacflow.stats.Observations;
import org.tacflow.study.LocalSeverityScore;

/**
 * The people behind one row of the recipe, drawn from its numbers: outcome, score and covariates.
 *
 * <p>By the recipe's effect rule: {@code slope = rho sigma/√(L² − rho²)} per standard deviation of
 * the latent severity, with loading L of the score. 14 in 100 scores are missing (5 n/a and what
 * lies outside the window of visits), 3 in 100 genotypes are unknown.
 */
final class RecipePeople {
  private static final double LOADING = 0.85;
  private static final double MISSING_SCORES = 0.14;
  private static final Map<String, Integer> SIZES =
      Map.of("HC", 60, "AD", 80, "MCI", 40, "PD", 80, "MS", 100, "ALS", 150, "FTD", 30);
  private static final Map<String, Integer> SUBGROUPS =
      Map.ofEntries(
          Map.entry("drug_naive_early", 32),
          Map.entry("treated", 48),
          Map.entry("RRMS", 50),
          Map.entry("SPMS", 50),
          Map.entry("spinal_onset", 78),
          Map.entry("bulbar_onset", 36),
          Map.entry("D90A_SOD1", 20),
          Map.entry("C9ORF72", 16),
          Map.entry("LMN_only", 20),
          Map.entry("ALSi", 40),
          Map.entry("ALSu", 60),
          Map.entry("sALS", 114),
          Map.entry("FTD_alone", 15),
          Map.entry("FTD_MND", 15),
          Map.entry("presymptomatic", 2));

  /** Relative binding of HAB, MAB and LAB. */
  private static final Map<String, double[]> GENOTYPES =
      Map.of(
          "PBR28", new double[] {1, 0.5, 0.05},
          "DPA714", new double[] {1, 0.6, 0.2},
          "PBR111", new double[] {1, 0.625, 0.25},
          "DAA1106", new double[] {1, 0.6, 0.2});

  private final RecipeRow row;
  private final Random random;

  RecipePeople(RecipeRow row, Random random) {
    this.row = row;
    this.random = random;
  }

  /** People of a row in its group or subgroup. */
  static int size(RecipeRow row) {
    return row.subgroup().equals("all") ? SIZES.get(row.group()) : SUBGROUPS.get(row.subgroup());
  }

  /** Whether the genotype acts on the outcome: not on ratios, whose regions share it. */
  boolean genotypeActs() {
    return GENOTYPES.containsKey(row.tracer()) && !ratio();
  }

  boolean ratio() {
    return row.outcome().contains("ratio")
        || row.outcome().endsWith("_AI")
        || List.of("SUVR", "DVR", "perfusion", "asymmetry_index").contains(row.outcome());
  }

  /** Binding of a genotype, HAB 0 to LAB 2, relative to HAB. */
  double affinity(int genotype) {
    return GENOTYPES.get(row.tracer())[genotype];
  }

  /** Whether the outcome is analysed in absolute units: BPND of PK11195. */
  boolean absolute() {
    return row.tracer().equals("PK11195") && row.outcome().equals("BPND");
  }

  /** Standard deviation of the outcome between people, log units but for PK11195. */
  double sigma() {
    if (absolute()) {
      return 0.08;
    }
    if (ratio()) {
      return Math.sqrt(2 * 0.08 * 0.08 + 0.05 * 0.05);
    }
    return switch (row.tracer()) {
      case "FDG" -> 0.04 / 0.33;
      case "H2O" -> 0.15;
      case "FMZ" -> 0.8 / 6;
      case "WAY100635" -> 0.8 / 3.5;
      case "FDOPA" -> 0.0012 / 0.0105;
      case "DEPRENYL_D2" -> 0.003 / 0.02;
      default -> Math.sqrt(0.30 * 0.30 + 0.08 * 0.08 + 0.12 * 0.12);
    };
  }

  /** Mean of the outcome where its unit matters. */
  private double mean() {
    boolean deep = row.region().matches("striatum|putamen");
    boolean high = row.region().matches("thalamus|midbrain|pons");
    double grey = deep ? 0.2 : 0.15;
    return high ? 0.30 : grey;
  }

  /** Shift of the group against controls in the units of {@link #sigma}. */
  double shift() {
    double relative = row.size() / 100;
    return absolute() ? relative * mean() : Math.log1p(relative);
  }

  /** People with {@code y}, {@code x} (the score), genotype, age, site and group. */
  Observations people(boolean controls) {
    List<String> keys = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    List<String> genotypes = new ArrayList<>();
    List<String> sites = new ArrayList<>();
    List<double[]> numbers = new ArrayList<>();
    int patients = size(row);
    int all = patients + (controls ? SIZES.get("HC") : 0);
    for (int i = 0; i < all; i++) {
      boolean patient = i < patients;
      int class3 = genotype();
      int site = site();
      double age = 62 + 9 * random.nextGaussian();
      double severity = severity(i);
      double score = score(severity, i);
      double y = outcome(patient, severity, class3, site, age);
      boolean missing = random.nextDouble() < MISSING_SCORES;
      boolean unknown = random.nextDouble() < 0.03;
      boolean leftOut =
          genotypeActs() && (class3 == 2 || unknown)
              || row.kind() == RecipeRow.Kind.CORRELATION && missing;
      if (!leftOut) {
        keys.add("sub-%04d".formatted(i));
        groups.add(patient ? row.group() : "HC");
        genotypes.add(class3 == 0 ? "HAB" : "MAB");
        sites.add("ABC".substring(site, site + 1));
        numbers.add(new double[] {y, score, age});
      }
    }
    return Observations.of(keys)
        .withNumeric("y", column(numbers, 0))
        .withNumeric("x", scores(column(numbers, 1)))
        .withNumeric("age", column(numbers, 2))
        .withFactor("rs6971", genotypes)
        .withFactor("site", sites)
        .withFactor("group", groups);
  }

  private double outcome(boolean patient, double severity, int class3, int site, double age) {
    double sigma = sigma();
    double y = sigma * random.nextGaussian();
    if (row.kind() == RecipeRow.Kind.CORRELATION) {
      double rho = row.size();
      y += rho * sigma / Math.sqrt(LOADING * LOADING - rho * rho) * severity;
    }
    if (row.kind() == RecipeRow.Kind.CONTRAST && patient) {
      y += shift();
    }
    if (!absolute() && !ratio()) {
      y += new double[] {0, 0.06, -0.05}[site] + 0.003 * (age - 60);
    }
    return genotypeActs() ? y + Math.log(GENOTYPES.get(row.tracer())[class3]) : y;
  }

  private int genotype() {
    double low = random.nextDouble() < 0.92 ? 0.324 : 0.179;
    return (random.nextDouble() < low ? 1 : 0) + (random.nextDouble() < low ? 1 : 0);
  }

  private int site() {
    double drawn = random.nextDouble();
    return drawn < 0.4 ? 0 : drawn < 0.75 ? 1 : 2;
  }

  /** Latent severity; over RRMS and SPMS together it has two humps, 0.85 from the middle. */
  private double severity(int person) {
    boolean both = row.group().equals("MS") && row.subgroup().equals("all");
    double hump = person % 2 == 0 ? -0.85 : 0.85;
    return both ? hump + Math.sqrt(1 - 0.85 * 0.85) * random.nextGaussian() : random.nextGaussian();
  }

  private double score(double severity, int person) {
    double u = LOADING * severity + Math.sqrt(1 - LOADING * LOADING) * random.nextGaussian();
    return switch (row.scale()) {
      case "MMSE" -> stepped(21 - 4 * u, 1, 30);
      case "CDR_SB" -> stepped(6 + 2.5 * u, 0.5, 18);
      case "UPDRS_III" -> stepped(24 + 9 * u, 1, 108);
      case "EDSS_SPMS" -> stepped(6 + u, 0.5, 9.5);
      case "EDSS" -> stepped(4.25 + 2.07 * u, 0.5, 9.5);
      case "MSSS" -> stepped(2.5 + 1.2 * u, 0.5, 9.5);
      case "ALSFRS_R" -> stepped(37 - 6 * u, 1, 48);
      case "ALSFRS" -> stepped(30 - 5 * u, 1, 40);
      case "UMNB" -> stepped(22 + 9 * u, 1, 45);
      case "UMN_SCORE" -> stepped(8 + 3 * u, 1, 16);
      case "DISEASE_DURATION" -> Math.exp(3 + 0.6 * u);
      default -> stepped(8 - 2.5 * u, 1, 12);
    };
  }

  /** +1 where a higher score is worse. */
  int severitySign() {
    return row.scale().matches("MMSE|ALSFRS.*|LOWER_LIMB|UPPER_LIMB|BULBAR|RESPIRATORY") ? -1 : 1;
  }

  private double[] scores(double[] drawn) {
    if (!row.scale().equals("MSSS")) {
      return drawn;
    }
    double[] years = new double[drawn.length];
    for (int i = 0; i < years.length; i++) {
      years[i] = Math.exp(Math.log(11) + 0.6 * random.nextGaussian());
    }
    return LocalSeverityScore.of(drawn, years);
  }

  private static double stepped(double value, double step, double max) {
    return Math.min(max, Math.max(0, step * Math.rint(value / step)));
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(r -> r[column]).toArray();
  }
}
