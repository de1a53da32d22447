package org.tacflow.recipe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.tacflow.stats.Power;

/** What was planted behind each row of a published table {@code evidence_agreement}. */
public final class RecipeLabels {
  private static final double LEVEL = 0.05;

  private final List<RecipeRow> planted = new ArrayList<>();

  /** Reads the recipe. */
  public RecipeLabels() throws IOException {
    for (RecipeRow row : RecipeRow.all()) {
      planted.addAll(RecipeNames.columns(row));
    }
  }

  /**
   * A result beside what was planted in it.
   *
   * @param recipe findings of the recipe that planted it
   * @param label planted side: 1, −1 or 0
   * @param found side of 0 on which the interval lies, or 0
   * @param power probability that the people at hand show what is planted; 1 where no formula says,
   *     0.05 where nothing is planted
   */
  public record Label(String recipe, int label, int found, double power) {
    /** Whether what is planted is shown by most such cohorts, or is 0. */
    public boolean testable(double least) {
      return label == 0 || power >= least;
    }

    /** Whether nothing was planted. */
    public boolean none() {
      return label == 0;
    }

    /** Whether the cohort says what was planted. */
    public boolean right() {
      return label == found;
    }
  }

  /** The label of a row; null where the recipe plants nothing of the kind there, or nothing ran. */
  public Label of(Row row) {
    if (row.getAs("estimate_value") == null || row.getAs("ci_low") == null) {
      return null;
    }
    RecipeRow.Kind kind =
        switch (row.<String>getAs("kind")) {
          case "correlation" -> RecipeRow.Kind.CORRELATION;
          case "predictor" -> RecipeRow.Kind.PROGRESSION;
          case "longitudinal" -> RecipeRow.Kind.CHANGE;
          default -> RecipeRow.Kind.CONTRAST;
        };
    String scale = row.getAs("scale");
    List<RecipeRow> values =
        planted.stream()
            .filter(r -> r.tracer().equals(row.getAs("tracer")))
            .filter(r -> r.outcome().equals(row.getAs("outcome")))
            .filter(r -> r.region().equals(row.getAs("result_region")))
            .toList();
    List<RecipeRow> column =
        values.stream()
            .filter(r -> kind == RecipeRow.Kind.CONTRAST || scale(r, scale, kind))
            .toList();
    String disease = row.getAs("result_disease");
    List<RecipeRow> own = concerning(column, disease, row.getAs("result_subgroup"), kind);
    if (own.isEmpty()) {
      return null;
    }
    double size =
        kind == RecipeRow.Kind.CONTRAST ? difference(row, column, own) : own.get(0).size();
    if (kind == RecipeRow.Kind.CORRELATION) {
      size *= new RecipePeople(own.get(0), new Random(0)).severitySign();
    }
    String ids = String.join(" ", own.stream().map(RecipeRow::finding).distinct().toList());
    return new Label(ids, (int) Math.signum(size), found(row), power(row, kind, size, values));
  }

  private static boolean scale(RecipeRow row, String scale, RecipeRow.Kind kind) {
    return kind == RecipeRow.Kind.CHANGE
        || !row.scale().isEmpty() && RecipeNames.scale(row.scale()).equals(scale);
  }

  private static List<RecipeRow> concerning(
      List<RecipeRow> column, String disease, String subgroup, RecipeRow.Kind kind) {
    return RecipeEffects.concerning(column, disease, List.of(subgroup), kind);
  }

  /** Of the group and, where it is compared with another subgroup, less that of the other. */
  private static double difference(Row row, List<RecipeRow> column, List<RecipeRow> own) {
    String against = row.getAs("result_comparator");
    double other =
        against.equals("HC")
            ? 0
            : RecipeEffects.shift(
                concerning(column, row.getAs("result_disease"), against, RecipeRow.Kind.CONTRAST));
    double size = RecipeEffects.shift(own) - other;
    return Math.abs(size) < 1e-12 ? 0 : size;
  }

  private static int found(Row row) {
    double low = row.<Double>getAs("ci_low");
    double high = row.<Double>getAs("ci_high");
    return low > 0 ? 1 : high < 0 ? -1 : 0;
  }

  // Held columns cost people: the covariates of the row, a factor of L levels L - 1 of them.
  private static double power(Row row, RecipeRow.Kind kind, double size, List<RecipeRow> values) {
    if (size == 0) {
      return LEVEL;
    }
    String held = String.valueOf(row.<String>getAs("held"));
    int columns =
        (held.contains("age") ? 1 : 0)
            + (held.contains("site") ? 2 : 0)
            + (held.contains("rs6971") ? 1 : 0);
    int n = row.<Integer>getAs("n_here");
    return switch (kind) {
      case CORRELATION -> Power.ofCorrelation(size, n - columns, LEVEL);
      case CONTRAST -> {
        // Within-group standard deviations: where a score is planted too, patients vary more.
        String disease = row.getAs("result_disease");
        String against = row.getAs("result_comparator");
        RecipeEffects effects = new RecipeEffects(values);
        double own = effects.spread(disease, row.getAs("result_subgroup"));
        double other =
            against.equals("HC") ? effects.spread("HC", "all") : effects.spread(disease, against);
        int controls = row.<Integer>getAs("n_controls_here");
        double pooled =
            Math.sqrt(((n - 1) * own * own + (controls - 1) * other * other) / (n + controls - 2));
        yield Power.ofTwoGroups(Math.abs(size) / pooled, n, controls, LEVEL);
      }
      case PROGRESSION, CHANGE -> 1;
      case CASES -> 0;
    };
  }

  /** Findings of the recipe. */
  public static List<String> findings() throws IOException {
    return List.copyOf(RecipeRow.evidence().keySet());
  }
}
