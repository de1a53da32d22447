package org.tacflow.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The values of one outcome of one region over the recipe's people, with everything planted in it.
 *
 * <p>Correlations r with scores of loadings A on the latents z are planted by
 *
 * <pre>
 * c = Aᵀ(A Aᵀ)⁻¹ r,   y = s c·z + N(0, σ),   s = σ/√(1 − |c|²)
 * </pre>
 *
 * so that several scores of one person each correlate with y as the recipe says, 0 included. What
 * is planted in a subgroup counts there before what is planted in the group.
 */
final class RecipeEffects {
  private static final double[] SITES = {0, 0.06, -0.05};

  private final List<RecipeRow> rows;
  private final RecipePeople design;

  /** With all rows of one tracer, outcome and region. */
  RecipeEffects(List<RecipeRow> rows) {
    this.rows = List.copyOf(rows);
    this.design = new RecipePeople(rows.get(0), new Random(0));
  }

  /** Log of the outcome, or the outcome itself where that is what is planted, without its mean. */
  double value(RecipePerson person, Random random) {
    double sigma = design.sigma();
    double y = sigma * random.nextGaussian();
    List<RecipeRow> correlations = concerning(person, RecipeRow.Kind.CORRELATION);
    if (!correlations.isEmpty()) {
      double[] c = coefficients(person.group, correlations);
      double square = dot(c, c);
      double scale = sigma / Math.sqrt(1 - square);
      y += scale * dot(c, person.latents);
      boolean both =
          rows.stream().anyMatch(r -> r.group().equals("MS") && r.subgroup().equals("all"));
      if (both && !correlations.get(0).subgroup().equals("all")) {
        // Within courses r is 0.35 and 0.70; this between them makes 0.5 of it over all.
        y += 0.3 * scale * person.latents[RecipePerson.HUMP];
      }
    }
    y += shift(concerning(person, RecipeRow.Kind.CONTRAST));
    y += shift(concerning(person, RecipeRow.Kind.CASES));
    if (!design.absolute() && !design.ratio()) {
      y += SITES[person.site] + 0.003 * (person.age - 60);
    }
    return design.genotypeActs() ? y + Math.log(design.affinity(person.genotype)) : y;
  }

  /** Difference of people from controls, in the units of {@link #value}. */
  static double shift(List<RecipeRow> contrasts) {
    return contrasts.stream()
        .mapToDouble(row -> new RecipePeople(row, new Random(0)).shift())
        .sum();
  }

  /** Standard deviation among people of a subgroup, with what their scores add to it. */
  double spread(String group, String subgroup) {
    List<RecipeRow> correlations =
        concerning(rows, group, List.of(subgroup), RecipeRow.Kind.CORRELATION);
    if (correlations.isEmpty()) {
      return design.sigma();
    }
    double[] c = coefficients(group, correlations);
    return design.sigma() / Math.sqrt(1 - dot(c, c));
  }

  /** A value without its mean in standard deviations between people. */
  double standardized(double y) {
    double square = 0;
    for (RecipeRow row : rows) {
      square += row.kind() == RecipeRow.Kind.CORRELATION ? row.size() * row.size() : 0;
    }
    return y * Math.sqrt(1 - square / 0.85 / 0.85) / design.sigma();
  }

  /** What stands in a table: about 1, or the binding potential. */
  double written(double y) {
    return design.absolute() ? 0.3 + y : Math.exp(y);
  }

  /** Rows of a kind that say something of a person: those of a subgroup before those of all. */
  List<RecipeRow> concerning(RecipePerson person, RecipeRow.Kind kind) {
    List<String> labels = new ArrayList<>(person.subgroups);
    if (labels.contains("spinal_onset") || labels.contains("bulbar_onset")) {
      // The configuration makes this subgroup of the two.
      labels.add("sALS");
    }
    return concerning(rows, person.group, labels, kind);
  }

  /** Rows of a kind that say something of the people of some subgroups of a group. */
  static List<RecipeRow> concerning(
      List<RecipeRow> rows, String group, List<String> subgroups, RecipeRow.Kind kind) {
    List<RecipeRow> own = new ArrayList<>();
    List<RecipeRow> all = new ArrayList<>();
    for (RecipeRow row : rows) {
      if (row.kind() == kind && row.group().equals(group)) {
        if (row.subgroup().equals("all")) {
          all.add(row);
        } else if (subgroups.contains(row.subgroup())) {
          own.add(row);
        }
      }
    }
    return own.isEmpty() ? all : own;
  }

  private static double[] coefficients(String group, List<RecipeRow> correlations) {
    int k = correlations.size();
    double[][] a = new double[k][];
    double[][] gram = new double[k][k + 1];
    for (int i = 0; i < k; i++) {
      RecipeRow row = correlations.get(i);
      String scale = row.scale().replace("EDSS_SPMS", "EDSS");
      a[i] = RecipePerson.loadings(group, row.subgroup(), scale);
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        gram[i][j] = dot(a[i], a[j]);
      }
      gram[i][k] = correlations.get(i).size();
    }
    // Two scores that differ by their error only, MMSE and CDR-SB, have one coefficient.
    double[] weights = solve(gram);
    double[] c = new double[RecipePerson.LATENTS];
    for (int i = 0; i < k; i++) {
      for (int l = 0; l < c.length; l++) {
        c[l] += weights[i] * a[i][l];
      }
    }
    return c;
  }

  /** Gauss and Jordan; a column that depends on those before it gets 0. */
  private static double[] solve(double[][] m) {
    int k = m.length;
    double[] solution = new double[k];
    boolean[] used = new boolean[k];
    for (int i = 0; i < k; i++) {
      used[i] = Math.abs(m[i][i]) > 1e-9;
      for (int row = 0; used[i] && row < k; row++) {
        double factor = m[row][i] / m[i][i];
        for (int j = i; row != i && j <= k; j++) {
          m[row][j] -= factor * m[i][j];
        }
      }
    }
    for (int i = 0; i < k; i++) {
      solution[i] = used[i] ? m[i][k] / m[i][i] : 0;
    }
    return solution;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Subgroups that the recipe names, with the ranges of people's numbers that have them. */
  static List<String> subgroups(String group, int number) {
    List<String> labels = new ArrayList<>();
    ranges(group)
        .forEach(
            (label, range) -> {
              if (number > range[0] && number <= range[1]) {
                labels.add(label);
              }
            });
    return labels;
  }

  private static Map<String, int[]> ranges(String group) {
    return switch (group) {
      case "PD" -> Map.of("drug_naive_early", new int[] {0, 32}, "treated", new int[] {32, 80});
      case "MS" -> Map.of("RRMS", new int[] {0, 50}, "SPMS", new int[] {50, 100});
      case "FTD" -> Map.of("FTD_alone", new int[] {0, 15}, "FTD_MND", new int[] {15, 30});
      // Verbal fluency was asked of spinal and bulbar onset alike.
      case "ALS" ->
          Map.of(
              "LMN_only", new int[] {0, 20},
              "spinal_onset", new int[] {0, 78},
              "bulbar_onset", new int[] {78, 114},
              "D90A_SOD1", new int[] {114, 134},
              "C9ORF72", new int[] {134, 150},
              "ALSi", new int[] {50, 90},
              "ALSu", new int[] {90, 150},
              "UMN_and_LMN", new int[] {20, 150},
              "presymptomatic", new int[] {150, 152});
      default -> Map.of();
    };
  }
}
