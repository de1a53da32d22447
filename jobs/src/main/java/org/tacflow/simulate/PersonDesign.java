package org.tacflow.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who takes part: age, sex, site, ancestry, genotype and latent severity of each group.
 *
 * <p>Means, shares and Hardy-Weinberg allele frequencies are design values of the cohort recipe;
 * the frequencies of the low-affinity allele of rs6971 (European 0.324, African 0.179, Asian 0.032)
 * are those of Lee 2022 (doi:10.12779/dnd.2022.21.2.71). Every draw is keyed by the person, so that
 * adding people changes nobody.
 */
final class PersonDesign {
  /** Correlation of the two latent severities of ALS: function and upper motor neuron burden. */
  static final double LATENT_CORRELATION = 0.4;

  /** Log site effects on VT. */
  static final Map<String, Double> SITE_SHIFT = ordered("A", 0.0, "B", 0.06, "C", -0.05);

  /** Factors of the sites on residual standard deviations. */
  static final Map<String, Double> SITE_SCALE = ordered("A", 1.0, "B", 1.15, "C", 0.95);

  /** Shares of the sites. */
  static final Map<String, Double> SITES = ordered("A", 0.4, "B", 0.35, "C", 0.25);

  private static final Map<String, Double> ANCESTRY =
      ordered("European", 0.85, "African", 0.08, "Asian", 0.07);
  private static final Map<String, Double> LOW_ALLELE =
      ordered("European", 0.324, "African", 0.179, "Asian", 0.032);
  // The recipe gives counts for ALS (78, 36, 20, 16 of 150) and FTD; shares keep people independent
  // of the cohort's size.
  private static final Map<String, Map<String, Double>> SUBGROUPS =
      Map.of(
          "PD", ordered("drug_naive_early", 0.4, "treated", 0.6),
          "MS", ordered("RRMS", 0.5, "SPMS", 0.5),
          "ALS",
              ordered(
                  "spinal_onset", 0.52, "bulbar_onset", 0.24, "D90A_SOD1", 0.133, "C9ORF72", 0.107),
          "FTD", ordered("FTD_alone", 0.5, "FTD_MND", 0.5));

  /** Age and share of women of one group. */
  record Group(double ageMean, double ageSd, double female) {}

  private static final Map<String, Group> GROUPS =
      Map.of(
          "HC", new Group(66, 9, 0.5),
          "AD", new Group(71, 8, 0.55),
          "MCI", new Group(71, 8, 0.5),
          "PD", new Group(64, 9, 0.4),
          "MS", new Group(45, 10, 0.7),
          "ALS", new Group(60, 9, 0.43),
          "FTD", new Group(63, 8, 0.5));

  private PersonDesign() {}

  /** The design of a group; throws when there is none. */
  static Group group(String name) {
    Group group = GROUPS.get(name);
    if (group == null) {
      throw new IllegalArgumentException(
          "Invalid group: "
              + name
              + " (must be one of "
              + GROUPS.keySet().stream().sorted().toList()
              + ")");
    }
    return group;
  }

  /** Subgroups of a group with their shares; empty when it has none. */
  static Map<String, Double> subgroups(String group) {
    return SUBGROUPS.getOrDefault(group, Map.of());
  }

  /**
   * Draws one person.
   *
   * @param group name, or {@code group:subgroup} for people of one subgroup only
   * @param index number in the group, from 1
   */
  static Person draw(long seed, String group, int index) {
    int colon = group.indexOf(':');
    String name = colon < 0 ? group : group.substring(0, colon);
    Group design = group(name);
    String label = group.replaceAll("[^A-Za-z0-9]", "");
    String id = String.format(Locale.ROOT, "sub-%s%03d", label, index);
    KeyedRandom random = KeyedRandom.of(seed, id, "person");
    String drawn = subgroups(name).isEmpty() ? "" : choose(subgroups(name), random.uniform());
    String subgroup = colon < 0 ? drawn : group.substring(colon + 1);
    if (colon >= 0 && !subgroups(name).containsKey(subgroup)) {
      throw new IllegalArgumentException(
          "Invalid subgroup of "
              + name
              + ": "
              + subgroup
              + " (must be one of "
              + subgroups(name).keySet()
              + ")");
    }
    String site = choose(SITES, random.uniform());
    String ancestry = choose(ANCESTRY, random.uniform());
    boolean female = random.uniform() < design.female();
    double age = clamp(design.ageMean() + design.ageSd() * random.normal(), 20, 89);
    double weight = clamp((female ? 68 : 82) + 12 * random.normal(), 42, 140);
    double low = LOW_ALLELE.get(ancestry);
    int copies = (random.uniform() < low ? 1 : 0) + (random.uniform() < low ? 1 : 0);
    String source = random.uniform() < 0.9 ? "typed" : "imputed";
    double severity = random.normal();
    double burden =
        LATENT_CORRELATION * severity
            + Math.sqrt(1 - LATENT_CORRELATION * LATENT_CORRELATION) * random.normal();
    return new Person(
        id,
        name,
        subgroup,
        site,
        ancestry,
        Math.round(age * 10) / 10.0,
        female,
        Math.round(weight * 10) / 10.0,
        Binding.values()[copies],
        source,
        severity,
        burden);
  }

  private static double clamp(double value, double low, double high) {
    return Math.min(high, Math.max(low, value));
  }

  private static String choose(Map<String, Double> shares, double u) {
    double sum = 0;
    String last = "";
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      sum += share.getValue();
      last = share.getKey();
      if (u < sum) {
        return last;
      }
    }
    return last;
  }

  private static Map<String, Double> ordered(Object... pairs) {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], (Double) pairs[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }
}
