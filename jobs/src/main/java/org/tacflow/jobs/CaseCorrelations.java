package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tacflow.config.CohortConfig;
import org.tacflow.stats.Correlation;
import org.tacflow.stats.CorrelationMethod;
import org.tacflow.stats.Correlations;
import org.tacflow.stats.Covariates;
import org.tacflow.study.Registries;
import org.tacflow.tables.Tables;

/** All correlations of one outcome in one stratum: scales × method × adjustment. */
final class CaseCorrelations implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The published columns but the version. */
  static final StructType SCHEMA =
      new StructType(
          Arrays.stream(Tables.SEVERITY_CORRELATIONS.schema().fields())
              .filter(f -> !f.name().equals("version"))
              .toArray(StructField[]::new));

  private static final double LEVEL = 0.95;
  private static final int HEADLINE_N = 10;

  private final HashMap<String, TreeMap<String, Score>> scoresByScan;
  private final HashSet<String> sensitiveTracers;
  private final CohortConfig.Correlations settings;

  /** A score of one scan. */
  private record Score(double value, int severitySign) implements Serializable {}

  private CaseCorrelations(
      HashMap<String, TreeMap<String, Score>> scoresByScan,
      HashSet<String> sensitiveTracers,
      CohortConfig.Correlations settings) {
    this.scoresByScan = scoresByScan;
    this.sensitiveTracers = sensitiveTracers;
    this.settings = settings;
  }

  /** With the scores and tracers of a run. */
  static CaseCorrelations of(RunContext run) {
    Set<String> asked = new HashSet<>(run.config().correlations().scales());
    HashMap<String, TreeMap<String, Score>> scores = new HashMap<>();
    for (Row row : run.draft().read(Tables.SCAN_SCORES).collectAsList()) {
      String scale = row.getAs("scale");
      if (asked.isEmpty() || asked.contains(scale)) {
        scores
            .computeIfAbsent(row.getAs("scan"), scan -> new TreeMap<>())
            .put(scale, new Score(row.getAs("score"), row.getAs("severity_sign")));
      }
    }
    HashSet<String> sensitive = new HashSet<>();
    Registries.packaged().tracers().tracers().stream()
        .filter(tracer -> tracer.genotypeSensitivity().needsGenotype())
        .forEach(tracer -> sensitive.add(tracer.id()));
    return new CaseCorrelations(scores, sensitive, run.config().correlations());
  }

  /** Rows of {@link #SCHEMA} for one case: scans in the order of their key. */
  List<Row> of(List<Row> scans) {
    Set<String> scales = new java.util.TreeSet<>();
    scans.forEach(
        scan ->
            scales.addAll(scoresByScan.getOrDefault(scan.getAs("scan"), new TreeMap<>()).keySet()));
    List<Row> rows = new ArrayList<>();
    for (String scale : scales) {
      for (boolean adjusted : new boolean[] {false, true}) {
        Pairs pairs = pairs(scans, scale, adjusted);
        for (CorrelationMethod method : methods(adjusted)) {
          rows.add(row(scans.get(0), scale, adjusted, method, pairs));
        }
      }
    }
    return rows;
  }

  private static List<CorrelationMethod> methods(boolean adjusted) {
    return adjusted
        ? List.of(CorrelationMethod.PARTIAL_PEARSON, CorrelationMethod.PARTIAL_SPEARMAN)
        : List.of(CorrelationMethod.PEARSON, CorrelationMethod.SPEARMAN);
  }

  /** Complete pairs of one test, and how many were left out for what. */
  private static final class Pairs {
    final List<Double> outcomes = new ArrayList<>();
    final List<Double> scores = new ArrayList<>();
    final List<String> genotypes = new ArrayList<>();
    final Set<String> people = new HashSet<>();
    int lab;
    int genotype;
    int score;
    int outcome;
    int repeat;
    int severitySign;
    boolean estimatesDiffer;
  }

  private Pairs pairs(List<Row> scans, String scale, boolean adjusted) {
    Pairs pairs = new Pairs();
    boolean sensitive = sensitiveTracers.contains(scans.get(0).<String>getAs("tracer"));
    boolean log = transform(scans.get(0), adjusted);
    for (Row scan : scans) {
      String genotype = scan.getAs("genotype");
      Double value = scan.getAs("value");
      Score score = scoresByScan.getOrDefault(scan.getAs("scan"), new TreeMap<>()).get(scale);
      if (sensitive && settings.excludeLab() && "LAB".equals(genotype)) {
        pairs.lab++;
      } else if (adjusted && genotype == null) {
        pairs.genotype++;
      } else if (value == null || (log && !(value > 0))) {
        pairs.outcome++;
      } else if (score == null) {
        pairs.score++;
      } else if (!pairs.people.add(scan.getAs("participant_id"))) {
        // A person counts once, with the first scan: two scans are not two people.
        pairs.repeat++;
      } else {
        pairs.outcomes.add(log ? Math.log(value) : value);
        pairs.scores.add(score.value());
        pairs.genotypes.add(genotype);
        pairs.severitySign = score.severitySign();
        pairs.estimatesDiffer |= Boolean.TRUE.equals(scan.<Boolean>getAs("estimates_differ"));
      }
    }
    return pairs;
  }

  private boolean transform(Row scan, boolean adjusted) {
    return adjusted && settings.logTransformVt() && "VT".equals(scan.<String>getAs("outcome"));
  }

  private Row row(Row head, String scale, boolean adjusted, CorrelationMethod method, Pairs pairs) {
    int n = pairs.outcomes.size();
    double[] x = pairs.outcomes.stream().mapToDouble(Double::doubleValue).toArray();
    double[] y = pairs.scores.stream().mapToDouble(Double::doubleValue).toArray();
    Covariates covariates =
        adjusted ? Covariates.none().withFactor("rs6971", pairs.genotypes) : Covariates.none();
    Correlation c = n >= settings.minimumN() ? Correlations.of(method, x, y, covariates) : null;
    boolean defined = c != null && c.defined();
    Double r = defined ? c.r() : null;
    String adjustment = adjusted ? "genotype" : "none";
    List<Object> cells = new ArrayList<>();
    Stream.of(
            "disease",
            "subgroup",
            "tracer",
            "model",
            "outcome",
            "estimate",
            "reference_region",
            "window_begin",
            "window_end",
            "parcellation",
            "region",
            "is_group")
        .forEach(column -> cells.add(head.getAs(column)));
    cells.addAll(
        Arrays.asList(
            scale,
            method.name().endsWith("PEARSON") ? "pearson" : "spearman",
            adjustment,
            transform(head, adjusted) ? "log" : "none",
            n,
            pairs.people.size(),
            r,
            r == null || pairs.severitySign == 0 ? null : r * pairs.severitySign,
            defined ? Rows.orNull(c.ciLow()) : null,
            defined ? Rows.orNull(c.ciHigh()) : null,
            LEVEL,
            defined ? Rows.orNull(c.t()) : null,
            defined ? (double) c.df() : null,
            defined ? Rows.orNull(c.p()) : null,
            null,
            Families.id(head, method, adjustment),
            null,
            pairs.lab,
            pairs.genotype,
            pairs.score,
            pairs.outcome,
            pairs.repeat,
            flags(head, adjusted, pairs).toArray(new String[0]),
            status(c, n),
            head.getAs("settings_hash")));
    return RowFactory.create(cells.toArray());
  }

  private String status(Correlation c, int n) {
    if (c == null) {
      return "n = " + n + " (must be >= " + settings.minimumN() + ")";
    }
    return c.defined() ? "ok" : c.reason();
  }

  private List<String> flags(Row head, boolean adjusted, Pairs pairs) {
    List<String> flags = new ArrayList<>();
    if (!adjusted && sensitiveTracers.contains(head.<String>getAs("tracer"))) {
      flags.add("genotype_unadjusted");
    }
    if (adjusted && Set.copyOf(pairs.genotypes).size() == 1) {
      flags.add("single_genotype");
    }
    if (pairs.outcomes.size() < HEADLINE_N) {
      flags.add("small_n");
    }
    if (pairs.estimatesDiffer) {
      flags.add("estimates_differ");
    }
    return flags;
  }
}
