package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tacflow.config.Analysis;
import org.tacflow.config.Analysis.Genotype;
import org.tacflow.config.Analysis.Kind;
import org.tacflow.config.CohortConfig;
import org.tacflow.jobs.OutcomeCase.Stratum;
import org.tacflow.tables.Tables;

/** The models of the configuration's analyses over one family: strata × scales × regions. */
final class CaseModels implements Serializable {
  static final StructType SCHEMA = Tables.MODEL_TERMS.schema();

  private static final long serialVersionUID = 1L;
  private static final int HEADLINE_N = 10;

  private final ScanScores scores;
  private final GenotypeRule rule;
  private final HashSet<String> differing;
  private final CohortConfig.Correlations settings;
  private final ArrayList<Analysis> analyses;
  private final HashSet<String> groups;

  private CaseModels(
      ScanScores scores,
      GenotypeRule rule,
      HashSet<String> differing,
      CohortConfig.Correlations settings,
      List<Analysis> analyses,
      Set<String> groups) {
    this.groups = new HashSet<>(groups);
    this.scores = scores;
    this.rule = rule;
    this.differing = differing;
    this.settings = settings;
    this.analyses = new ArrayList<>(analyses);
  }

  static CaseModels of(RunContext run) {
    return new CaseModels(
        ScanScores.of(run),
        GenotypeRule.of(run.config().correlations()),
        CheckReferences.differing(run),
        run.config().correlations(),
        run.config().analyses().stream().filter(a -> a.kind() != Kind.META).toList(),
        run.config().regionGroups().keySet());
  }

  /** Rows of {@link #SCHEMA} for the regions of one family. */
  List<Row> of(List<Row> rows) {
    TreeMap<String, List<Row>> byRegion = new TreeMap<>();
    rows.forEach(
        row -> byRegion.computeIfAbsent(row.getAs("region"), r -> new ArrayList<>()).add(row));
    List<OutcomeCase> regions = byRegion.values().stream().map(OutcomeCase::of).toList();
    List<Row> made = new ArrayList<>();
    for (Analysis analysis : analyses) {
      List<OutcomeCase> own =
          regions.stream().filter(one -> one.isAskedBy(analysis, groups)).toList();
      if (analysis.kind() == Kind.MIXED_REGIONS) {
        made.addAll(models(analysis, own));
      } else {
        own.forEach(one -> made.addAll(models(analysis, List.of(one))));
      }
    }
    return made;
  }

  private List<Row> models(Analysis analysis, List<OutcomeCase> regions) {
    List<Row> made = new ArrayList<>();
    if (regions.isEmpty()) {
      return made;
    }
    for (Stratum stratum : ModelStrata.of(analysis, regions.get(0))) {
      for (String scale : scales(analysis, stratum)) {
        made.addAll(model(analysis, regions, stratum, scale));
      }
    }
    return made;
  }

  private List<String> scales(Analysis analysis, Stratum stratum) {
    boolean logistic = analysis.kind() == Kind.LOGISTIC;
    if (!logistic && !analysis.terms().contains("score")) {
      return List.of("");
    }
    return scores.scales(stratum.scans()).stream()
        .filter(scale -> OutcomeCase.listed(analysis.scales(), scale))
        .filter(scale -> !logistic || yesOrNo(stratum, scale))
        .toList();
  }

  private boolean yesOrNo(Stratum stratum, String scale) {
    Set<Double> values = new TreeSet<>();
    for (CaseScan scan : stratum.scans()) {
      if (scores.score(scan, scale) != null) {
        values.add(scores.score(scan, scale));
      }
    }
    return values.equals(Set.of(0.0, 1.0));
  }

  private List<Row> model(
      Analysis analysis, List<OutcomeCase> regions, Stratum stratum, String scale) {
    OutcomeCase head = regions.get(0);
    boolean log = settings.logTransformVt() && head.outcome().equals("VT");
    boolean held = analysis.genotype() == Genotype.COVARIATE && rule.affected(head.tracer());
    List<String> terms = terms(analysis, held);
    boolean scored = analysis.kind() == Kind.LOGISTIC || terms.contains("score");
    Set<String> needed = new LinkedHashSet<>(List.of(Selection.VALUE));
    terms.stream().flatMap(t -> Stream.of(t.split(":"))).forEach(needed::add);
    if (scored) {
      needed.add(Selection.SCORE);
    }
    ModelData data =
        ModelData.of(
            entries(regions, stratum, scored ? scale : "", log),
            needed,
            settings.tests().controlGroup(),
            scan -> rule.excludes(head.tracer(), scan));
    if (analysis.kind() != Kind.MIXED_VISITS) {
      data.firstScans();
    } else if (!data.repeated()) {
      return List.of();
    }
    Cells cells = describe(analysis, head, stratum, scale, log, data, terms);
    if (data.people() < settings.minimumN()) {
      String status = "n = " + data.people() + " (must be >= " + settings.minimumN() + ")";
      cells.put("status", status).put("cases", data.cases());
      return data.people() == 0 ? List.of() : List.of(cells.row());
    }
    try {
      return new ModelTerms(analysis, data, terms, cells).rows();
    } catch (IllegalStateException e) {
      // A search that does not end costs this model, not the tables of all others.
      return List.of(cells.put("status", "the fit did not end: " + e.getMessage()).row());
    }
  }

  private static List<String> terms(Analysis analysis, boolean genotype) {
    List<String> terms = new ArrayList<>();
    if (analysis.kind() == Kind.MIXED_VISITS) {
      terms.add("years");
    }
    if (analysis.kind() == Kind.MIXED_REGIONS) {
      terms.add("region");
    }
    if (genotype) {
      terms.add(Selection.GENOTYPE);
    }
    analysis.terms().stream().filter(term -> !terms.contains(term)).forEach(terms::add);
    return terms;
  }

  private List<ModelData.Entry> entries(
      List<OutcomeCase> regions, Stratum stratum, String scale, boolean log) {
    Set<String> people = new HashSet<>();
    stratum.scans().forEach(scan -> people.add(scan.scan()));
    List<ModelData.Entry> entries = new ArrayList<>();
    for (OutcomeCase region : regions) {
      for (CaseScan scan : region.scans()) {
        if (people.contains(scan.scan())) {
          Double score = scale.isEmpty() ? null : scores.score(scan, scale);
          double value = scan.value() == null ? Double.NaN : scan.value();
          entries.add(
              new ModelData.Entry(
                  scan,
                  region.region(),
                  log ? Math.log(value) : value,
                  score == null ? Double.NaN : score));
        }
      }
    }
    return entries;
  }

  private Cells describe(
      Analysis analysis,
      OutcomeCase head,
      Stratum stratum,
      String scale,
      boolean log,
      ModelData data,
      List<String> terms) {
    Cells cells = new Cells(SCHEMA).copy(head.head(), OutcomeCases.KEY);
    data.fill(cells);
    List<String> groups = List.of(stratum.disease(), stratum.subgroup());
    List<String> flags = new ArrayList<>();
    if (rule.sensitive(head.tracer()) && !terms.contains(Selection.GENOTYPE)) {
      flags.add("genotype_unadjusted");
    }
    if (data.people() < HEADLINE_N) {
      flags.add("small_n");
    }
    if (data.estimatesDiffer()) {
      flags.add("estimates_differ");
    }
    if (differing.contains(head.referenceKey(stratum.disease()))) {
      flags.add("reference_differs");
    }
    if (settings.tests().harmonisation() != org.tacflow.config.CohortTests.Harmonisation.NONE) {
      flags.add("harmonised");
    }
    if (analysis.kind() == Kind.MIXED_REGIONS) {
      cells.put("region", "all");
    }
    return cells
        .put("analysis", analysis.id())
        .put("kind", Selection.lower(analysis.kind()))
        .put("disease", stratum.disease())
        .put("subgroup", stratum.subgroup())
        .put("scale", scale.isEmpty() ? null : scale)
        .put("transform", log ? "log" : "none")
        .put("n", data.people())
        .put("n_rows", data.rows().size())
        .put("family", Families.id(head.head(), groups, List.of(analysis.id(), scale)))
        .put("flags", flags)
        .put("version", Version.current());
  }
}
