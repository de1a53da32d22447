package org.tacflow.simulate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A clinical scale of the recipe and how severity becomes a score.
 *
 * <pre>
 * u = L S + √(1 − L²) e,   z = mean + sign·sd·u + change·gap
 * score = clip(round(z, step))           (exp of it for a log-normal duration)
 * </pre>
 *
 * with latent severity {@code S}, error {@code e}, both standard normal, loading {@code L}, and
 * {@code gap} in years from the scan to the visit.
 *
 * @param id scale id
 * @param group diagnosis
 * @param subgroup subgroup that it is for; empty for all
 * @param kind how z becomes a score
 * @param latent what it follows
 * @param mean mean of z; the log of the median for a log-normal
 * @param sd standard deviation of z without the gap
 * @param sign +1 when higher is worse
 * @param step step of the score; 0 for none
 * @param min smallest score
 * @param max largest score
 * @param changePerYear change of the mean in a year, score units
 */
record ScaleDesign(
    String id,
    String group,
    String subgroup,
    Kind kind,
    Latent latent,
    double mean,
    double sd,
    int sign,
    double step,
    double min,
    double max,
    double changePerYear) {
  /** How z becomes a score. */
  enum Kind {
    /** Rounded and clipped. */
    NORMAL,
    /** Exponential of z. */
    LOG_NORMAL
  }

  /** The two latent severities. */
  enum Latent {
    /** Function, cognition, disability. */
    GENERAL,
    /** Upper motor neuron burden. */
    MOTOR
  }

  /** Correlation of u with the latent severity. */
  static final double LOADING = 0.85;

  /** Standard deviation of the gap between scan and visit inside the window, days. */
  static final double GAP_SD_DAYS = 45;

  // The yearly changes are design values; UMN scores are held still.
  private static final List<ScaleDesign> ALL =
      List.of(
          normal("MMSE", "AD", "", Latent.GENERAL, 21, 4, -1, 1, 0, 30, -2.5),
          normal("CDR_SB", "AD", "", Latent.GENERAL, 6, 2.5, 1, 0.5, 0, 18, 1.5),
          normal("UPDRS_III", "PD", "", Latent.GENERAL, 24, 9, 1, 1, 0, 108, 2.5),
          normal("EDSS", "MS", "RRMS", Latent.GENERAL, 2.5, 1.2, 1, 0.5, 0, 9.5, 0.1),
          normal("EDSS", "MS", "SPMS", Latent.GENERAL, 6, 1, 1, 0.5, 0, 9.5, 0.1),
          normal("ALSFRS_R", "ALS", "", Latent.GENERAL, 37, 6, -1, 1, 0, 48, -11),
          normal("ALSFRS", "ALS", "", Latent.GENERAL, 30, 5, -1, 1, 0, 40, -9),
          normal("UMNB", "ALS", "", Latent.MOTOR, 22, 9, 1, 1, 0, 45, 0),
          normal("UMN_SCORE", "ALS", "", Latent.MOTOR, 8, 3, 1, 1, 0, 16, 0),
          duration("PD", 4, 0.7),
          duration("MS", 11, 0.6),
          duration("ALS", 20 / 12.0, 0.6));

  private static final Map<ScaleDesign, Moments> MOMENTS =
      ALL.stream().collect(Collectors.toUnmodifiableMap(s -> s, ScaleDesign::integrate));

  private static ScaleDesign normal(
      String id,
      String group,
      String subgroup,
      Latent latent,
      double mean,
      double sd,
      int sign,
      double step,
      double min,
      double max,
      double change) {
    return new ScaleDesign(
        id, group, subgroup, Kind.NORMAL, latent, mean, sd, sign, step, min, max, change);
  }

  private static ScaleDesign duration(String group, double medianYears, double sigma) {
    return new ScaleDesign(
        "DISEASE_DURATION",
        group,
        "",
        Kind.LOG_NORMAL,
        Latent.GENERAL,
        Math.log(medianYears),
        sigma,
        1,
        0,
        0,
        70,
        0);
  }

  /** Every scale of a person's group and subgroup. */
  static List<ScaleDesign> of(String group, String subgroup) {
    return ALL.stream()
        .filter(s -> s.group.equals(group))
        .filter(s -> s.subgroup.isEmpty() || s.subgroup.equals(subgroup))
        .toList();
  }

  /** The scale of that id for a group and subgroup. */
  static Optional<ScaleDesign> of(String id, String group, String subgroup) {
    return of(group, subgroup).stream().filter(s -> s.id.equals(id)).findFirst();
  }

  /**
   * The score of one visit.
   *
   * @param u standard normal severity of the person on this scale
   * @param gapYears years from the scan to the visit, negative before it
   * @param visitError standard normal error of this visit, scaled by a third of sd; 0 at baseline
   */
  double score(double u, double gapYears, double visitError) {
    double z = mean + sign * sd * u + changePerYear * gapYears + visitError * sd / 3;
    return transform(z);
  }

  private double transform(double z) {
    double value = kind == Kind.LOG_NORMAL ? Math.exp(z) : z;
    double stepped = step > 0 ? Math.round(value / step) * step : value;
    // EDSS has no 0.5: half of what rounds to it is 0 and half is 1.
    if (id.equals("EDSS") && stepped == 0.5) {
      stepped = value < 0.5 ? 0 : 1;
    }
    return Math.min(max, Math.max(min, stepped));
  }

  /** Standard normal severity of a person on this scale, keyed by person and scale. */
  double standing(long seed, Person person) {
    double e = KeyedRandom.of(seed, person.id(), "score", id).normal();
    return LOADING * person.latent(latent) + Math.sqrt(1 - LOADING * LOADING) * e;
  }

  /**
   * Moments of the printed score at baseline, with everything that stands between severity and it.
   *
   * <p>Correlation with the latent severity, times {@link #sign}, is {@code L · sd/σz ·
   * corr(score(z), z)}: loading, drift between scan and visit, then steps, limits and shape; the
   * last by the midpoint rule over ±8 standard deviations. So a planted correlation is that of the
   * score as it stands in the file.
   */
  Moments moments() {
    return MOMENTS.get(this);
  }

  private Moments integrate() {
    double driftSd = changePerYear * GAP_SD_DAYS / 365.25;
    double total = Math.sqrt(sd * sd + driftSd * driftSd);
    int points = 40000;
    double sumWeight = 0;
    double sum = 0;
    double sumSquare = 0;
    double sumProduct = 0;
    for (int i = 0; i < points; i++) {
      double x = -8 + 16 * (i + 0.5) / points;
      double weight = Math.exp(-0.5 * x * x);
      double value = transform(mean + total * x);
      sumWeight += weight;
      sum += weight * value;
      sumSquare += weight * value * value;
      sumProduct += weight * value * x;
    }
    double average = sum / sumWeight;
    double deviation = Math.sqrt(sumSquare / sumWeight - average * average);
    double loading = LOADING * sd / total * (sumProduct / sumWeight) / deviation;
    return new Moments(average, deviation, loading);
  }

  /**
   * Moments of a printed score.
   *
   * @param mean mean, score units
   * @param sd standard deviation, score units
   * @param loading correlation with the latent severity, positive
   */
  record Moments(double mean, double sd, double loading) {}
}
