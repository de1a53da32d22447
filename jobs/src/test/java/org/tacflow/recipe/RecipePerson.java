package org.tacflow.recipe;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One person of the recipe's cohort: who, which latent severities, and which scores at which days.
 *
 * <p>A score is {@code mean + sd (a·z + √(1 − |a|²) e)} with the person's latents z, which are
 * independent and standard normal, and the loadings a of {@link #loadings}; the hump of MS is −1 in
 * RRMS and 1 in SPMS. Disease duration of MS does not follow severity: MSSS ranks EDSS among people
 * of one duration, and would hold nothing of it.
 */
final class RecipePerson {
  /** Latents: general, motor, duration, three of limbs and speech, hump of MS. */
  static final int LATENTS = 8;

  static final int HUMP = 7;

  private static final LocalDate FIRST = LocalDate.of(2018, 1, 1);
  private static final double OWN = Math.sqrt(1 - 0.85 * 0.85);
  private static final double MISSING = 0.05;

  final String id;
  final String group;
  final List<String> subgroups;
  final double[] latents = new double[LATENTS];
  final int genotype;
  final boolean genotyped;
  final int site;
  final boolean female;
  final double age;
  final double years;
  final LocalDate scan;
  final Map<String, List<String>> scores = new LinkedHashMap<>();

  /** The person of a number in a group; the same random source gives the same person. */
  RecipePerson(String group, int number, List<String> subgroups, Random random) {
    this.id = "sub-%s%03d".formatted(group, number);
    this.group = group;
    this.subgroups = new ArrayList<>(subgroups);
    Arrays.setAll(latents, i -> random.nextGaussian());
    latents[HUMP] = subgroups.contains("SPMS") ? 1 : -1;
    this.genotype = genotype(random);
    this.genotyped = random.nextDouble() >= 0.03;
    double drawn = random.nextDouble();
    this.site = drawn < 0.4 ? 0 : drawn < 0.75 ? 1 : 2;
    this.female = random.nextBoolean();
    double middle =
        Map.of("HC", 66, "AD", 71, "MCI", 71, "PD", 64, "MS", 45).getOrDefault(group, 61);
    this.age = Math.min(88, Math.max(20, middle + 9 * random.nextGaussian()));
    this.scan = FIRST.plusDays(random.nextInt(700));
    this.years = years(random);
    if (group.equals("ALS") && latents[2] * OWN + latents[0] * 0.85 > 0.4) {
      this.subgroups.add("long_duration");
    }
    rate(random);
  }

  /** Patients of MCI are MAB, nearly all; everyone else is by Hardy and Weinberg. */
  private int genotype(Random random) {
    double low = random.nextDouble() < 0.92 ? 0.324 : 0.179;
    int drawn = (random.nextDouble() < low ? 1 : 0) + (random.nextDouble() < low ? 1 : 0);
    double turned = random.nextDouble();
    return group.equals("MCI") ? (turned < 0.05 ? 0 : 1) : drawn;
  }

  private double years(Random random) {
    double own = random.nextGaussian();
    double u = 0.85 * latents[0] + OWN * latents[2];
    return switch (group) {
      case "PD" -> Math.exp(Math.log(4) + 0.7 * u);
      case "ALS" -> Math.exp(Math.log(20 / 12.0) + 0.6 * u);
      case "MS" -> Math.exp(Math.log(11) + 0.6 * own);
      default -> Double.NaN;
    };
  }

  LocalDate onset() {
    return Double.isNaN(years) ? null : scan.minusDays(Math.round(365.25 * years));
  }

  /**
   * Correlation of a score with each latent, among the people of a subgroup; positive is worse.
   *
   * @param subgroup all, or a subgroup
   */
  static double[] loadings(String group, String subgroup, String scale) {
    double[] a = new double[LATENTS];
    switch (scale) {
      case "UMNB", "UMN_SCORE" -> {
        a[0] = 0.85 * 0.4;
        a[1] = 0.85 * Math.sqrt(1 - 0.4 * 0.4);
      }
      case "DISEASE_DURATION" -> {
        // The exponential of u correlates with u by s/√(exp(s²) − 1).
        double s = group.equals("PD") ? 0.7 : 0.6;
        double bent = s / Math.sqrt(Math.expm1(s * s));
        a[0] = 0.85 * bent;
        a[2] = OWN * bent;
      }
      case "LOWER_LIMB" -> part(a, 3, 0.7);
      case "BULBAR" -> part(a, 4, 0.7);
      case "UPPER_LIMB" -> part(a, 5, 0.3);
      case "RESPIRATORY" -> part(a, 6, 0.3);
      case "EDSS" -> edss(a, subgroup);
      // Ranked among people of all courses, MSSS loses a little of EDSS.
      case "MSSS" -> a[0] = 0.75;
      default -> a[0] = 0.85;
    }
    return a;
  }

  private static void part(double[] a, int own, double shared) {
    a[0] = 0.85 * shared;
    a[own] = 0.85 * Math.sqrt(1 - shared * shared);
  }

  private static void edss(double[] a, String subgroup) {
    if (!subgroup.equals("all")) {
      a[0] = 0.85;
      return;
    }
    // Courses lie 3.5 apart, people of one course have sd 1.1: together sd 2.07.
    a[0] = 0.85 * 1.1 / 2.07;
    a[HUMP] = 1.75 / 2.07;
  }

  /** Scores at the visit nearest to the scan; EDSS once more some years later. */
  private void rate(Random random) {
    int gap = (int) Math.round(45 * random.nextGaussian());
    if (random.nextDouble() < 0.1) {
      gap = 181 + random.nextInt(220);
    }
    LocalDate day = scan.plusDays(Math.abs(gap) > 180 && gap < 0 ? 180 : gap);
    switch (group) {
      case "AD" -> {
        score(random, day, "MMSE", "MMSE", 21, -4, 1, 30);
        score(random, day, "CDR_SB", "CDR_SB", 6, 2.5, 0.5, 18);
      }
      case "PD" -> score(random, day, "UPDRS_III", "UPDRS_III", 24, 9, 1, 108);
      case "MS" -> {
        boolean spms = subgroups.contains("SPMS");
        score(random, day, "EDSS", "W", spms ? 6 : 2.5, spms ? 1 : 1.2, 0.5, 9.5);
      }
      case "ALS" -> {
        score(random, day, "ALSFRS_R", "ALSFRS_R", 37, -6, 1, 48);
        score(random, day, "ALSFRS", "ALSFRS", 30, -5, 1, 40);
        score(random, day, "UMNB", "UMNB", 22, 9, 1, 45);
        score(random, day, "UMN_SCORE", "UMN_SCORE", 8, 3, 1, 16);
        score(random, day, "ALSFRS_LOWER_LIMB", "LOWER_LIMB", 5, -1.6, 1, 8);
        score(random, day, "ALSFRS_UPPER_LIMB", "UPPER_LIMB", 5, -1.6, 1, 8);
        score(random, day, "ALSFRS_BULBAR", "BULBAR", 8, -2.5, 1, 12);
        score(random, day, "ALSFRS_RESPIRATORY", "RESPIRATORY", 2.5, -0.8, 1, 4);
      }
      default -> {}
    }
  }

  private void score(
      Random random,
      LocalDate day,
      String scale,
      String loaded,
      double mean,
      double sd,
      double step,
      double max) {
    double[] a = loadings(group, "own", loaded);
    double u = 0;
    double squares = 0;
    for (int i = 0; i < LATENTS; i++) {
      u += a[i] * latents[i];
      squares += a[i] * a[i];
    }
    u += Math.sqrt(1 - squares) * random.nextGaussian();
    boolean missing = random.nextDouble() < MISSING;
    double value = Math.min(max, Math.max(0, step * Math.rint((mean + sd * u) / step)));
    // EDSS has no 0.5.
    value = scale.equals("EDSS") && value == 0.5 ? 1 : value;
    scores.put(scale, new ArrayList<>(List.of(day + "\t" + (missing ? "n/a" : "" + value))));
  }

  /** Adds an EDSS some years on: a point more, half from 6 on, for those who progress. */
  void followUp(boolean progresses, Random random) {
    String[] first = scores.get("EDSS").get(0).split("\t");
    if (!first[1].equals("n/a")) {
      double edss = Double.parseDouble(first[1]);
      double rise = edss >= 6 ? 0.5 : 1;
      long days = Math.round(365.25 * Math.max(1.5, 4.1 + 1.9 * random.nextGaussian()));
      LocalDate day = LocalDate.parse(first[0]).plusDays(days);
      scores.get("EDSS").add(day + "\t" + (progresses ? edss + rise : edss));
    }
  }
}
