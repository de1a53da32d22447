package org.tacflow.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.Parameter;

/** All published tables, in the order in which a run makes them. */
public final class Tables {
  /** One scan of the data set, accepted or not. */
  public static final Table SCANS =
      Table.of(
          "scans",
          "a scan",
          ResultSchemas.scanKey()
              .text("task_id", "task-… or null")
              .text("trc_id", "trc-… or null")
              .text("rec_id", "rec-… or null")
              .text("run_id", "run-… or null")
              .text("tracer", "tracer id of the registry")
              .text("tracer_name", "TracerName of the sidecar")
              .text("radionuclide", "C11, F18, O15 …")
              .number("half_life", "min", "half-life used for this scan")
              .number("injected_activity", "MBq", "injected radioactivity as the sidecar says")
              .number("body_weight", "kg", "from the sidecar, else from participants")
              .number(
                  "decay_reference", "min", "time since injection to which the data are corrected")
              .flag("decay_corrected", "whether the source curves are decay-corrected")
              .numbers("frame_begin", "min", "frame begins after injection")
              .numbers("frame_end", "min", "frame ends after injection")
              .text("curve_source", "images or regional")
              .text("image", "4-D image file")
              .text("sidecar", "PET sidecar")
              .texts("inherited_sidecars", "more general sidecars that it completes")
              .text("labels", "label image file")
              .text("label_table", "names of the labels")
              .text("curves", "regional curve file")
              .text("curves_sidecar", "sidecar of the regional curves")
              .text("weights", "frame weight file")
              .text("volumes", "regional volume file")
              .texts("blood", "raw blood files")
              .text("input_function", "input function file")
              .texts("flags", "what is odd: name and detail")
              .text("status", "accepted or rejected")
              .text("reason", "why it was rejected")
              .text("input_hash", "SHA-256 of the files behind this scan")
              .build());

  /** One scan that a stage refused. */
  public static final Table REJECTED_SCANS =
      Table.of(
          "rejected_scans",
          "a scan that a stage could not use",
          ResultSchemas.scanKey()
              .text("stage", "index, extract, inputs, fit or join")
              .text("reason", "what is wrong, where, and what to do")
              .build());

  /** One voxel's curve. */
  public static final Table VOXEL_TACS =
      Table.of(
          "voxel_tacs",
          "a voxel",
          new SchemaBuilder()
              .text("scan", "scan key")
              .count("voxel", "index in the image, x fastest, from 0")
              .text("region", "region name of the label image")
              .curve("tac", "kBq/mL", "frame means, decay-corrected to injection")
              .build());

  /** One region's mean curve. */
  public static final Table REGIONAL_TACS =
      Table.of(
          "regional_tacs",
          "a region or region group of a scan",
          new SchemaBuilder()
              .text("scan", "scan key")
              .text("parcellation", "seg label, or dseg")
              .text("region", "region or group name")
              .flag("is_group", "whether it is a group of the configuration")
              .count("voxels", "voxels behind the mean, null for curves read from a table")
              .number("volume", "mm3", "volume, null when unknown")
              .numbers("tac", "kBq/mL", "frame means, decay-corrected to injection")
              .text("status", "ok, or why there is no curve")
              .build());

  /** One scan's input. */
  public static final Table INPUT_FUNCTIONS =
      Table.of(
          "input_functions",
          "the arterial input of a scan",
          new SchemaBuilder()
              .text("scan", "scan key")
              .text("source", "files behind it, null without blood")
              .numbers("time", "min", "sample times of plasma after injection, before the delay")
              .numbers("plasma", "kBq/mL", "metabolite-corrected arterial plasma")
              .numbers("whole_blood_time", "min", "sample times of whole blood, before the delay")
              .numbers("whole_blood", "kBq/mL", "arterial whole blood")
              .number("delay", "min", "delay of the blood, added to the times by the models")
              .text("delay_source", "none, fitted in a region, or the table")
              .number("coverage", "1", "share of the scan that the samples cover")
              .numbers("weights", "1", "frame weights, mean 1")
              .texts("flags", "quality rules that fired, by name")
              .text("parent_fraction_model", "formula or interpolation, null for a processed input")
              .number("parent_fraction_aic", "1", "Akaike's criterion of that formula")
              .text("blood_plasma_ratio_model", "formula or interpolation, null where not needed")
              .text("plasma_model", "formula or interpolation, null for a processed input")
              .number("plasma_aic", "1", "Akaike's criterion of that formula")
              .text("whole_blood_model", "interpolation or spline, null for a processed input")
              .texts("blood_parameters", "names of the parameters: component.name [unit]")
              .numbers("blood_parameter_values", "by name", "the parameters, in that order")
              .number("plasma_free_fraction", "1", "fP: tracer not bound to plasma protein")
              .numbers("plasma_resamples", "kBq/mL", "resampled plasma at time, draw after draw")
              .build());

  /** One setting found for one scan. */
  public static final Table SCAN_SETTINGS =
      Table.of("scan_settings", "a setting found once per scan", MethodSchemas.scanSettings());

  /** One voxel's fit by one model. */
  public static final Table VOXEL_FITS =
      Table.of("voxel_fits", "a voxel and a model", ResultSchemas.voxelFits())
          .partitionedBy("model");

  /** One regional mean curve's fit by one model. */
  public static final Table REGIONAL_FITS =
      Table.of("regional_fits", "a region of a scan and a model", ResultSchemas.regionalFits());

  /** One regional outcome. */
  public static final Table REGIONAL_OUTCOMES =
      Table.of(
          "regional_outcomes",
          "an outcome of a region, model and estimate",
          ResultSchemas.outcomes());

  /** One participant or scan of the cohort. */
  public static final Table COHORT =
      Table.of(
          "cohort",
          "a scan with its participant, or a participant without scan",
          ResultSchemas.scanKey()
              .text("tracer", "tracer id of the registry")
              .text("disease", "diagnosis as the participants table says; all without one")
              .text("subgroup", "subgroups of the disease by semicolons, null without")
              .text("site", "site, null without")
              .number("age", "year", "age at the examination, 89 for older")
              .text("sex", "female, male, other or null")
              .text("genotype", "HAB, MAB, LAB or null")
              .text("genotype_status", "typed, unknown or why it was refused")
              .text("genotype_source", "typed, imputed …, null without")
              .text("affected_side", "more affected side of the body, null when unknown")
              .number(
                  "years", "year", "since the first scan of person and tracer, null without days")
              .text("status", "joined, scan_rejected, no_participant or no_scan")
              .text("reason", "why it is not joined, or why its genotype was refused")
              .texts("flags", "oddities of the participant's cells: age_capped, age_unit …")
              .build());

  /** One clinical score as it was read. */
  public static final Table CLINICAL_SCORES =
      Table.of(
          "clinical_scores",
          "a score as it was read",
          new SchemaBuilder()
              .text("participant_id", "sub-…")
              .text("session_id", "ses-… or null")
              .text("visit_date", "date of the visit, ISO, null when unknown")
              .text("scale", "scale id of the registry")
              .text("raw", "the cell as it stands in the file")
              .number("score", "scale unit", "the value, null when it was refused")
              .text("status", "accepted, missing, or why it was refused")
              .text("reason", "for people; what a computed score rests on")
              .text("source", "file and row, or computed")
              .build());

  /** One score matched to one scan. */
  public static final Table SCAN_SCORES =
      Table.of(
          "scan_scores",
          "a scale of a person at a scan, with the score that belongs to it",
          new SchemaBuilder()
              .text("scan", "scan key")
              .text("participant_id", "sub-…")
              .text("scale", "scale id of the registry")
              .number("score", "scale unit", "value of the nearest visit in the window")
              .number("severity", "scale unit", "score times the severity sign of the scale")
              .count("severity_sign", "+1 when larger is worse, -1 when larger is better")
              .count("gap_days", "visit minus scan in days, null when dates are unknown")
              .text("match", "session, date or only_visit; none without a score")
              .text("medication_state", "ON, OFF or null")
              .text("reason", "what was chosen among several, or why there is no score")
              .build());

  /** One regional measure that follows from outcomes, or was made elsewhere. */
  public static final Table REGIONAL_MEASURES =
      Table.of(
          "regional_measures",
          "a measure derived from outcomes, or imported",
          ResultSchemas.measures());

  /** One correlation. */
  public static final Table SEVERITY_CORRELATIONS =
      Table.of(
          "severity_correlations",
          "a correlation of an outcome with a scale",
          ResultSchemas.correlations());

  /** One group contrast. */
  public static final Table GROUP_CONTRASTS =
      Table.of("group_contrasts", "a test of an outcome of two groups", CohortSchemas.contrasts());

  /** One group's genotypes. */
  public static final Table GENOTYPE_BALANCE =
      Table.of("genotype_balance", "the genotypes of a group", CohortSchemas.genotypes());

  /** One term of one model of the configuration's analyses. */
  public static final Table MODEL_TERMS =
      Table.of(
          "model_terms",
          "a term of a linear, logistic or mixed model",
          AnalysisSchemas.modelTerms());

  /** One effect pooled over studies. */
  public static final Table META_ANALYSES =
      Table.of(
          "meta_analyses",
          "an effect pooled over sites or tracers",
          AnalysisSchemas.metaAnalyses());

  /** One published finding beside one result. */
  public static final Table EVIDENCE_AGREEMENT =
      Table.of(
          "evidence_agreement",
          "a published finding and a result that speaks to it, or why none does",
          CohortSchemas.agreement());

  /** One property of two targets. */
  public static final Table TARGETS =
      Table.of("targets", "a property of TSPO beside CX3CR1", CohortSchemas.targets());

  /** One outcome's repeatability. */
  public static final Table TEST_RETEST =
      Table.of("test_retest", "the repeatability of an outcome", CohortSchemas.retest());

  /** One reference region in one group. */
  public static final Table REFERENCE_CHECK =
      Table.of(
          "reference_check",
          "a reference region of a group and the controls",
          CohortSchemas.references());

  /** One scan's non-displaceable volume. */
  public static final Table SIME =
      Table.of("sime", "the non-displaceable volume of a scan", MethodSchemas.sime());

  /** One model of one curve beside the others. */
  public static final Table MODEL_WEIGHTS =
      Table.of("model_weights", "a model of a curve beside others", MethodSchemas.weights());

  /** One pair's occupancy. */
  public static final Table OCCUPANCY =
      Table.of("occupancy", "the occupancy of a target by a drug", MethodSchemas.occupancy());

  /** One outcome before and after harmonisation. */
  public static final Table HARMONISED_OUTCOMES =
      Table.of(
          "harmonised_outcomes",
          "an outcome of a scan with and without the effect of its site",
          CohortSchemas.harmonised());

  /** One voxelwise test. */
  public static final Table VOXELWISE_TESTS =
      Table.of("voxelwise_tests", "a test made voxel by voxel", VoxelwiseSchemas.tests());

  /** One voxel of a voxelwise test. */
  public static final Table VOXELWISE_RESULTS =
      Table.of("voxelwise_results", "a voxel of a voxelwise test", VoxelwiseSchemas.results())
          .partitionedBy("test");

  /** One cluster of a voxelwise test. */
  public static final Table VOXELWISE_CLUSTERS =
      Table.of("voxelwise_clusters", "a cluster of a voxelwise test", VoxelwiseSchemas.clusters());

  /** One run. */
  public static final Table RUNS = Table.of("runs", "a run, published or not", RunSchemas.runs());

  private Tables() {}

  /** All tables in order. */
  public static List<Table> all() {
    return List.of(
        SCANS,
        REJECTED_SCANS,
        VOXEL_TACS,
        REGIONAL_TACS,
        INPUT_FUNCTIONS,
        SCAN_SETTINGS,
        VOXEL_FITS,
        REGIONAL_FITS,
        MODEL_WEIGHTS,
        SIME,
        REGIONAL_OUTCOMES,
        OCCUPANCY,
        COHORT,
        CLINICAL_SCORES,
        SCAN_SCORES,
        REGIONAL_MEASURES,
        HARMONISED_OUTCOMES,
        REFERENCE_CHECK,
        TEST_RETEST,
        SEVERITY_CORRELATIONS,
        GROUP_CONTRASTS,
        GENOTYPE_BALANCE,
        MODEL_TERMS,
        META_ANALYSES,
        EVIDENCE_AGREEMENT,
        TARGETS,
        VOXELWISE_TESTS,
        VOXELWISE_RESULTS,
        VOXELWISE_CLUSTERS,
        RUNS);
  }

  /** The table of a name. */
  static Table named(String name) {
    return all().stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  /** Every parameter of the catalogue once, in order of first appearance. */
  public static List<Parameter> fitParameters() {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (String name : ModelCatalogue.names()) {
      ModelCatalogue.describe(name).parameters().forEach(p -> parameters.putIfAbsent(p.name(), p));
    }
    return List.copyOf(parameters.values());
  }
}
