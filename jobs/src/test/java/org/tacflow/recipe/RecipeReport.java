package org.tacflow.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.tacflow.recipe.RecipeTable.Standing;
import org.tacflow.recipe.RecipeTable.Tally;

/** The tallies of {@link RecipeTable} as Markdown, and the numbers by which they are judged. */
final class RecipeReport {
  private RecipeReport() {}

  /** The table and its summary as Markdown. */
  static String markdown(List<Tally> tallies, int seeds) {
    StringBuilder out = new StringBuilder();
    out.append("| finding | test | tracer | outcome | region | people | scale | planted | standing")
        .append(" | as planted (%) | other side (%) | without genotype (%) |\n")
        .append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Tally tally : tallies) {
      RecipeRow row = tally.row();
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s %s | %s | %.2f | %s | %.1f | %.1f | %.1f |%n",
              row.finding(),
              row.kind().name().toLowerCase(Locale.ROOT),
              row.tracer(),
              row.outcome(),
              row.region(),
              row.group(),
              row.subgroup(),
              row.scale(),
              row.size(),
              tally.standing().name().toLowerCase(Locale.ROOT),
              100 * tally.share(),
              100.0 * tally.wrong() / seeds,
              100.0 * tally.blind() / seeds));
    }
    summary(tallies)
        .forEach(
            (line, percent) ->
                out.append(String.format(Locale.ROOT, "%n%s: %.1f %%", line, percent)));
    double[] unequal = RecipeTable.unequalGenotypes(seeds);
    return out.append(
            String.format(
                Locale.ROOT,
                "%n30 %% of patients and 70 %% of controls HAB, no difference planted: found in"
                    + " %.1f %% of seeds with the genotype, %.1f %% without%n",
                100 * unequal[0],
                100 * unequal[1]))
        .toString();
  }

  /** The numbers by which the table is judged, percent. */
  static Map<String, Double> summary(List<Tally> tallies) {
    Map<String, Double> lines = new LinkedHashMap<>();
    lines.put("testable, as planted", percent(tallies, Standing.TESTABLE));
    lines.put("testable findings found in most seeds", most(tallies));
    lines.put("too small for this n, as planted", percent(tallies, Standing.TOO_SMALL));
    lines.put("null, positive", 100 - percent(tallies, Standing.NULL));
    lines.put("VT of TSPO tracers, testable, as planted", ofGenotype(tallies, false));
    lines.put("the same without the genotype", ofGenotype(tallies, true));
    return lines;
  }

  private static double percent(List<Tally> tallies, Standing standing) {
    return tallies.stream()
        .filter(t -> t.standing() == standing)
        .mapToDouble(t -> 100 * t.share())
        .average()
        .orElseThrow();
  }

  private static double most(List<Tally> tallies) {
    return tallies.stream()
        .filter(t -> t.standing() == Standing.TESTABLE)
        .mapToDouble(t -> t.share() > 0.5 ? 100 : 0)
        .average()
        .orElseThrow();
  }

  private static double ofGenotype(List<Tally> tallies, boolean blind) {
    return tallies.stream()
        .filter(t -> t.standing() == Standing.TESTABLE)
        .filter(t -> new RecipePeople(t.row(), new Random(0)).genotypeActs())
        .mapToDouble(t -> 100.0 * (blind ? t.blind() : t.asPlanted()) / t.seeds())
        .average()
        .orElseThrow();
  }
}
