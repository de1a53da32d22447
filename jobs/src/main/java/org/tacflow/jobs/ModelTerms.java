package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.config.Analysis;
import org.tacflow.config.Analysis.RandomEffect;
import org.tacflow.stats.AnalysisOfVariance;
import org.tacflow.stats.Coefficient;
import org.tacflow.stats.DesignMatrix;
import org.tacflow.stats.FactorCoding;
import org.tacflow.stats.LinearModel;
import org.tacflow.stats.LogisticRegression;
import org.tacflow.stats.MixedModel;
import org.tacflow.stats.Observations;
import org.tacflow.stats.OddsRatio;
import org.tacflow.stats.TermTest;

/** The rows of one fitted model: its coefficients without the intercept, and its F tests. */
final class ModelTerms {
  // Normal quantiles 0.975 and 0.8 together: what 5 % two-sided and 80 % power ask for.
  private static final double DETECTABLE = 1.959963984540054 + 0.8416212335729143;
  private static final String PER_SD = "outcome";

  private final Analysis analysis;
  private final ModelData data;
  private final List<String> terms;
  private final Cells described;
  private final List<String> flags;

  /**
   * A model over complete rows.
   *
   * @param described cells that all rows share
   */
  ModelTerms(Analysis analysis, ModelData data, List<String> terms, Cells described) {
    this.analysis = analysis;
    this.data = data;
    this.described = described;
    this.flags = new ArrayList<>(described.texts("flags"));
    this.terms = varying(terms);
  }

  /** Terms whose factors have two levels at least; others hold nothing. */
  private List<String> varying(List<String> all) {
    List<String> varying = new ArrayList<>();
    for (String term : all) {
      boolean varies =
          Arrays.stream(term.split(":"))
              .allMatch(c -> !data.rows().isFactor(c) || data.rows().levels(c).size() > 1);
      if (varies) {
        varying.add(term);
      } else {
        flags.add("one_level:" + term);
      }
    }
    return varying;
  }

  List<Row> rows() {
    return switch (analysis.kind()) {
      case LINEAR -> linear();
      case LOGISTIC -> logistic();
      case MIXED_VISITS, MIXED_REGIONS -> mixed();
      case META -> throw new IllegalStateException("Cannot fit a meta-analysis to people");
    };
  }

  private List<Row> linear() {
    described.put("formula", formula(Selection.VALUE, ""));
    LinearModel model = LinearModel.fit(data.rows(), Selection.VALUE, terms);
    if (model.reason() != null) {
      return none(model.reason());
    }
    List<Row> rows = coefficients(model.coefficients());
    boolean interaction = terms.stream().anyMatch(term -> term.contains(":"));
    List<TermTest> tests =
        interaction
            ? AnalysisOfVariance.typeThree(data.rows(), Selection.VALUE, terms)
            : AnalysisOfVariance.typeTwo(data.rows(), Selection.VALUE, terms);
    for (TermTest test : tests) {
      rows.add(
          row(test.term(), interaction ? "type_iii" : "type_ii")
              .put("statistic", test.f())
              .put("term_df", test.df())
              .put("df", (double) test.errorDf())
              .put("p", test.p())
              .put("status", test.reason() == null ? "ok" : test.reason())
              .row());
    }
    return rows;
  }

  /** Odds of a yes per standard deviation of the outcome. */
  private List<Row> logistic() {
    double[] values = data.rows().numeric(Selection.VALUE);
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double sd = Math.sqrt(squares / (values.length - 1));
    double[] answers = data.rows().numeric(Selection.SCORE);
    described
        .put("transform", described.text("transform").equals("log") ? "log per_sd" : "per_sd")
        .put("n_events", (int) Arrays.stream(answers).sum());
    if (!(sd > 0)) {
      return none("the outcome is constant");
    }
    Observations rows =
        data.rows().withNumeric(PER_SD, Arrays.stream(values).map(v -> v / sd).toArray());
    List<String> predictors = new ArrayList<>(List.of(PER_SD));
    terms.stream().filter(term -> !term.contains(Selection.SCORE)).forEach(predictors::add);
    described.put("formula", Selection.SCORE + " ~ " + String.join(" + ", predictors));
    DesignMatrix design = DesignMatrix.of(rows, FactorCoding.TREATMENT, predictors);
    LogisticRegression model = LogisticRegression.fit(design, answers);
    if (model.separated()) {
      flags.add("firth");
      model = LogisticRegression.firth(design, answers);
    }
    if (model.reason() != null) {
      return none(model.reason());
    }
    List<Row> made = new ArrayList<>();
    for (Coefficient c : model.coefficients()) {
      if (!c.name().equals(DesignMatrix.INTERCEPT)) {
        OddsRatio odds = model.oddsRatio(c.name(), 1);
        made.add(
            coefficient(c)
                .put("odds_ratio", odds.ratio())
                .put("odds_low", odds.profileLow())
                .put("odds_high", odds.profileHigh())
                .row());
      }
    }
    return made;
  }

  private List<Row> mixed() {
    boolean slope =
        analysis.kind() == Analysis.Kind.MIXED_VISITS && analysis.random() == RandomEffect.SLOPE;
    described.put(
        "formula", formula(Selection.VALUE, slope ? " + (1 + years | person)" : " + (1 | person)"));
    MixedModel model =
        slope
            ? MixedModel.randomSlope(data.rows(), Selection.VALUE, terms, ModelData.PERSON, "years")
            : MixedModel.randomIntercept(data.rows(), Selection.VALUE, terms, ModelData.PERSON);
    if (model.reason() != null) {
      return none(model.reason());
    }
    double[] sds = model.randomSds();
    if (model.singular()) {
      flags.add("singular");
    }
    described
        .put("sd_intercept", sds[0])
        .put("sd_slope", sds.length > 1 ? (Double) sds[1] : null)
        .put("sd_residual", model.residualSd())
        .put("reml_criterion", model.remlCriterion());
    return coefficients(model.coefficients());
  }

  private String formula(String response, String random) {
    return response + " ~ " + String.join(" + ", terms) + random;
  }

  private List<Row> coefficients(List<Coefficient> all) {
    List<Row> rows = new ArrayList<>();
    for (Coefficient c : all) {
      if (!c.name().equals(DesignMatrix.INTERCEPT)) {
        rows.add(coefficient(c).row());
      }
    }
    return rows;
  }

  private Cells coefficient(Coefficient c) {
    return row(c.name(), "coefficient")
        .put("coefficient", c.estimate())
        .put("se", c.standardError())
        .put("ci_low", c.ciLow())
        .put("ci_high", c.ciHigh())
        .put("statistic", c.statistic())
        .put("df", c.df())
        .put("p", c.p())
        .put("smallest_detectable", DETECTABLE * c.standardError())
        .put("status", "ok");
  }

  private Cells row(String term, String test) {
    return described
        .copy()
        .put("term", term)
        .put("test", test)
        .put("flags", flags)
        .put("family", described.text("family") + "/" + term + "/" + test);
  }

  private List<Row> none(String reason) {
    return List.of(described.copy().put("flags", flags).put("status", reason).row());
  }
}
