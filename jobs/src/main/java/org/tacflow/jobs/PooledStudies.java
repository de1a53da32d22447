package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tacflow.config.Analysis;
import org.tacflow.config.Analysis.Effect;
import org.tacflow.config.Analysis.Over;
import org.tacflow.config.CohortConfig;
import org.tacflow.jobs.OutcomeCase.Stratum;
import org.tacflow.stats.MetaAnalysis;
import org.tacflow.study.Registries;
import org.tacflow.study.Tracer;
import org.tacflow.tables.Tables;

/** One meta-analysis of the configuration over one outcome of a region: strata × scales. */
final class PooledStudies implements Serializable {
  static final StructType SCHEMA = Tables.META_ANALYSES.schema();

  private static final long serialVersionUID = 1L;
  private static final int FEW = 5;

  private final Analysis analysis;
  private final StudyEffects effects;
  private final ScanScores scores;
  private final CohortConfig.Correlations settings;
  private final HashSet<String> groups;
  private final HashMap<String, String> targets = new HashMap<>();

  private PooledStudies(
      Analysis analysis,
      StudyEffects effects,
      ScanScores scores,
      CohortConfig.Correlations settings,
      Set<String> groups) {
    this.groups = new HashSet<>(groups);
    this.analysis = analysis;
    this.effects = effects;
    this.scores = scores;
    this.settings = settings;
  }

  static PooledStudies of(RunContext run, Analysis analysis) {
    CohortConfig.Correlations settings = run.config().correlations();
    PooledStudies pool =
        new PooledStudies(
            analysis,
            new StudyEffects(analysis, ScanScores.of(run), GenotypeRule.of(settings), settings),
            ScanScores.of(run),
            settings,
            run.config().regionGroups().keySet());
    for (Tracer tracer : Registries.packaged().tracers().tracers()) {
      pool.targets.put(tracer.id(), tracer.target());
    }
    return pool;
  }

  /** Rows of {@link #SCHEMA} for all cases of one key. */
  List<Row> of(List<Row> rows) {
    TreeMap<String, List<Row>> byCase = new TreeMap<>();
    for (Row row : rows) {
      String id =
          OutcomeCases.KEY.stream()
              .map(column -> String.valueOf(row.<Object>getAs(column)))
              .collect(Collectors.joining("|"));
      byCase.computeIfAbsent(id, key -> new ArrayList<>()).add(row);
    }
    TreeMap<String, List<OutcomeCase>> byTarget = new TreeMap<>();
    for (List<Row> own : byCase.values()) {
      OutcomeCase one = OutcomeCase.of(own);
      String target = targets.getOrDefault(String.valueOf(one.tracer()), "");
      // A tracer without a known target is its own target: it is pooled with no other.
      String id = target.isEmpty() ? "tracer " + one.tracer() : target;
      if (one.isAskedBy(analysis, groups)) {
        byTarget.computeIfAbsent(id, key -> new ArrayList<>()).add(one);
      }
    }
    List<Row> made = new ArrayList<>();
    byTarget.forEach((target, cases) -> made.addAll(target(target, cases)));
    return made;
  }

  private List<Row> target(String target, List<OutcomeCase> cases) {
    List<Row> made = new ArrayList<>();
    boolean difference = analysis.effect() == Effect.DIFFERENCE;
    TreeMap<String, Stratum> strata = new TreeMap<>();
    for (OutcomeCase one : cases) {
      for (Stratum stratum : ModelStrata.of(analysis, one)) {
        boolean controls = stratum.disease().equals(settings.tests().controlGroup());
        if (!difference || !controls) {
          strata.putIfAbsent(stratum.disease() + "|" + stratum.subgroup(), stratum);
        }
      }
    }
    for (Stratum stratum : strata.values()) {
      for (String scale : difference ? List.of("") : scales(cases, stratum)) {
        List<StudyEffects.Study> studies = new ArrayList<>();
        for (OutcomeCase one : cases) {
          studies.addAll(effects.of(one, stratum, scale));
        }
        made.addAll(pooled(target, cases, stratum, scale, studies));
      }
    }
    return made;
  }

  private Collection<String> scales(List<OutcomeCase> cases, Stratum stratum) {
    TreeSet<String> scales = new TreeSet<>();
    for (OutcomeCase one : cases) {
      scales.addAll(scores.scales(one.stratum(stratum.disease(), stratum.subgroup()).scans()));
    }
    if (!analysis.scales().isEmpty()) {
      scales.retainAll(analysis.scales());
    }
    return scales;
  }

  private List<Row> pooled(
      String target,
      List<OutcomeCase> cases,
      Stratum stratum,
      String scale,
      List<StudyEffects.Study> all) {
    List<StudyEffects.Study> studies = all.stream().filter(s -> s.reason() == null).toList();
    if (all.size() < 2) {
      return List.of();
    }
    Cells cells = describe(target, cases, stratum, scale, all, studies);
    boolean twice =
        studies.stream().map(StudyEffects.Study::source).distinct().count() < studies.size();
    if (studies.size() < 2 || twice) {
      String why =
          twice
              ? "a tracer has several models (name one in outcomes or tracers)"
              : studies.size() + " studies with an effect (must be >= 2)";
      return List.of(cells.put("status", why).row());
    }
    double[] y = studies.stream().mapToDouble(StudyEffects.Study::effect).toArray();
    double[] v = studies.stream().mapToDouble(StudyEffects.Study::variance).toArray();
    int sign = scale.isEmpty() ? 0 : scores.severitySign(scale);
    return List.of(
        PooledRow.of(cells, "dersimonian_laird", MetaAnalysis.derSimonianLaird(y, v), sign),
        PooledRow.of(cells, "reml", MetaAnalysis.restrictedLikelihood(y, v), sign));
  }

  private Cells describe(
      String target,
      List<OutcomeCase> cases,
      Stratum stratum,
      String scale,
      List<StudyEffects.Study> all,
      List<StudyEffects.Study> studies) {
    boolean difference = analysis.effect() == Effect.DIFFERENCE;
    OutcomeCase head = cases.get(0);
    List<String> groups = List.of(stratum.disease(), stratum.subgroup());
    List<String> flags = new ArrayList<>();
    if (all.stream().anyMatch(StudyEffects.Study::unadjusted)) {
      flags.add("genotype_unadjusted");
    }
    if (studies.size() < FEW) {
      flags.add("few_studies");
    }
    long people = studies.stream().flatMap(s -> s.people().stream()).distinct().count();
    int n = studies.stream().mapToInt(s -> s.people().size()).sum();
    if (people < n) {
      flags.add("shared_people");
    }
    String family =
        analysis.over() == Over.SITE
            ? Families.id(head.head(), groups, List.of(analysis.id()))
            : String.join(
                "/",
                List.of(
                    stratum.disease(),
                    stratum.subgroup(),
                    target,
                    head.outcome(),
                    head.head().<String>getAs("estimate"),
                    analysis.id()));
    return new Cells(SCHEMA)
        .copy(head.head(), List.of("outcome", "estimate", "parcellation", "region", "is_group"))
        .put("analysis", analysis.id())
        .put("over", Selection.lower(analysis.over()))
        .put("effect", Selection.lower(analysis.effect()))
        .put("disease", stratum.disease())
        .put("subgroup", stratum.subgroup())
        .put("comparator", difference ? settings.tests().controlGroup() : null)
        .put("scale", scale.isEmpty() ? null : scale)
        .put("target", target)
        .put("tracer", joined(cases, "tracer"))
        .put("model", joined(cases, "model"))
        .put("adjustment", all.stream().allMatch(StudyEffects.Study::held) ? "genotype" : "none")
        .put(
            "covariates",
            effects.covariates().stream().map(Selection::name).collect(Collectors.joining(" ")))
        .put("studies", studies.size())
        .put("n", n)
        .put("n_participants", (int) people)
        .put("family", family)
        .put("pooled", studies.stream().map(StudyEffects.Study::text).toList())
        .put(
            "left_out",
            all.stream()
                .filter(s -> s.reason() != null)
                .map(s -> s.name() + ": " + s.reason())
                .toList())
        .put("flags", flags)
        .put("version", Version.current());
  }

  private static String joined(List<OutcomeCase> cases, String column) {
    return cases.stream()
        .map(one -> String.valueOf(one.head().<Object>getAs(column)))
        .distinct()
        .sorted()
        .collect(Collectors.joining("+"));
  }
}
