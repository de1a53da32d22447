package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.DerivativeNames.Standard;
import org.tacflow.bids.Entities;
import org.tacflow.bids.Storage;
import org.tacflow.kinetics.Status;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.Tables;
import org.tacflow.testing.LocalSpark;
import org.tacflow.testing.NodeTool;

/**
 * Derivatives of a small cohort that ran up to the fits; the truth is the published tables.
 *
 * <p>Rules of names and sidecars: the schema of BEP023 and the released rules for derivatives.
 */
class DerivativesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCAN = "sub-AD001_ses-1_trc-PBR28";
  // Order of entities in the standard; the draft adds model and meas before desc.
  private static final List<String> ORDER =
      List.of("sub", "ses", "task", "trc", "rec", "run", "space", "seg", "model", "meas", "desc");
  private static final Map<String, Set<String>> SUFFIXES =
      Map.of(
          "mimap", Set.of(".nii.gz", ".json"),
          "kinpar", Set.of(".tsv", ".json"),
          "tacs", Set.of(".tsv", ".json"),
          "bloodproc", Set.of(".tsv", ".json"),
          "bloodconfig", Set.of(".json"),
          "dseg", Set.of(".nii.gz", ".tsv", ".json"));
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "mimap", List.of("Description", "Sources", "ModelName", "SoftwareName", "Units"),
          "kinpar", List.of("Description", "Sources", "ModelName", "SoftwareName"),
          "tacs",
              List.of(
                  "InjectedRadioactivity",
                  "InjectedRadioactivityUnits",
                  "BodyWeight",
                  "BodyWeightUnits"),
          "bloodproc", List.of("time", "input_function"),
          "bloodconfig", List.of("Method"),
          "dseg", List.of("Description"));

  private static final Progress QUIET =
      new Progress(new PrintStream(PrintStream.nullOutputStream()));

  @TempDir private static Path folder;

  private static PublishedTables tables;
  private static Path tree;

  @BeforeAll
  static void runAndExport() throws IOException {
    SmallCohort cohort = SmallCohort.images(folder.resolve("cohort"), 1, 1);
    placeTwice(cohort.file("sub-AD001", "pet.nii.gz"));
    Path out = folder.resolve("out");
    RunContext run =
        RunContext.begin(
            LocalSpark.session(),
            Configs.reader()
                .parse(
                    "test",
                    SmallCohort.CONFIG,
                    "",
                    Map.of("bids-dir", cohort.folder().toString(), "output-dir", out.toString())),
            QUIET);
    // The jobs that make the tables which are exported, and no others.
    run.runAndPublish(
        List.of(
            new IndexScans(),
            new ExtractTacs(),
            new PrepareInputs(),
            new FitVoxels(),
            new FitRegions()));
    tables = PublishedTables.in(out);
    tree = folder.resolve("derivatives");
    assertThat(export(tree, Standard.BEP023).all()).isEmpty();
  }

  private static Rejections export(Path to, Standard standard) throws IOException {
    RunContext run =
        RunContext.published(LocalSpark.session(), folder.resolve("out").toString(), QUIET);
    Derivatives derivatives = new Derivatives(run, to.toString(), standard);
    derivatives.maps(true);
    derivatives.tables();
    derivatives.describe();
    return derivatives.rejections();
  }

  /** Gives an image a qform beside its sform, other codes, and an intent. */
  private static void placeTwice(Path image) throws IOException {
    byte[] bytes;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(image))) {
      bytes = in.readAllBytes();
    }
    ByteBuffer h = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    h.putFloat(56, 7).putShort(68, (short) 1003).putFloat(76, -1);
    h.putShort(252, (short) 3).putShort(254, (short) 2);
    h.putFloat(256, 0.6f).putFloat(264, -0.5f).putFloat(268, 11).putFloat(276, -12.5f);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    Files.write(image, out.toByteArray());
  }

  private static Path file(String name) {
    return tree.resolve("sub-AD001/ses-1/pet").resolve(SCAN + "_" + name);
  }

  private static JsonNode reread(Path image) throws IOException, InterruptedException {
    return JSON.readTree(NodeTool.run("bids", "read-nifti.mjs", image.toString()));
  }

  private static Map<Integer, Row> fits(String model) {
    Map<Integer, Row> fits = new HashMap<>();
    tables
        .rows(Tables.VOXEL_FITS, "scan = '" + SCAN + "' and model = '" + model + "'")
        .forEach(row -> fits.put(row.getAs("voxel"), row));
    return fits;
  }

  /** Equal to the float of the table in every fitted voxel, NaN in every other. */
  private static void assertMap(JsonNode image, Map<Integer, Row> fits, String column) {
    JsonNode values = image.get("values");
    int numbers = 0;
    for (int v = 0; v < values.size(); v++) {
      Row fit = fits.get(v);
      Double expected = fit == null ? null : fit.getAs(column);
      if (expected == null) {
        assertThat(values.get(v).isNull()).as("voxel " + v).isTrue();
      } else {
        assertThat((float) values.get(v).asDouble()).isEqualTo((float) (double) expected);
        numbers++;
      }
    }
    assertThat(numbers).isGreaterThan(500).isLessThan(values.size());
  }

  @Test
  void anIndependentReaderFindsTheNumbersOfTheTable() throws Exception {
    Map<Integer, Row> logan = fits("Logan");
    JsonNode vt = reread(file("model-Logan_meas-VT_mimap.nii.gz"));
    assertMap(vt, logan, "VT");
    assertThat(vt.get("description").asText()).isEqualTo("Logan VT [mL/cm3]");
    assertMap(reread(file("model-Logan_meas-VT_desc-se_mimap.nii.gz")), logan, "VT_se");
    assertMap(reread(file("model-SUVR_meas-SUVR_mimap.nii.gz")), fits("SUVR"), "SUVR");
    // A ratio has no standard error, and so no map of it.
    assertThat(file("model-SUVR_meas-SUVR_desc-se_mimap.nii.gz")).doesNotExist();
  }

  @Test
  void anIndependentReaderFindsTheSpaceOfTheSource() throws Exception {
    JsonNode map = reread(file("model-Logan_meas-VT_mimap.nii.gz"));
    Row scan = tables.rows(Tables.SCANS, "scan = '" + SCAN + "'").get(0);
    JsonNode source = reread(Path.of(java.net.URI.create(scan.<String>getAs("image"))));
    for (String field : List.of("affine", "pixDims", "quaternion", "qoffset", "units", "intent")) {
      assertThat(map.get(field)).as(field).isEqualTo(source.get(field));
    }
    assertThat(map.get("dims").get(0).asInt()).isEqualTo(3);
    for (int d = 1; d < 4; d++) {
      assertThat(map.get("dims").get(d)).isEqualTo(source.get("dims").get(d));
    }
    assertThat(map.get("qform").asInt()).isEqualTo(3);
    assertThat(map.get("sform").asInt()).isEqualTo(2);
    assertThat(map.get("intent").asInt()).isEqualTo(1003);
  }

  @Test
  void theStatusOfEveryVoxelStandsInALabelImage() throws Exception {
    DelimitedTable names =
        DelimitedTable.read(Storage.local(), file("desc-Loganstatus_dseg.tsv").toString());
    assertThat(names.size()).isEqualTo(Status.values().length);
    Map<Integer, Row> fits = fits("Logan");
    JsonNode values = reread(file("desc-Loganstatus_dseg.nii.gz")).get("values");
    Set<String> seen = new TreeSet<>();
    for (int v = 0; v < values.size(); v++) {
      int index = values.get(v).asInt();
      String status = index == 0 ? null : names.cell(index - 1, "name");
      String expected = fits.containsKey(v) ? fits.get(v).getAs("status") : null;
      assertThat(status).as("voxel " + v).isEqualTo(expected);
      if (status != null) {
        assertThat((int) names.number(index - 1, "index")).isEqualTo(index);
        seen.add(status);
      }
    }
    assertThat(seen).contains("converged");
  }

  @Test
  void parametersHaveTheirErrorInPercent() throws IOException {
    DelimitedTable table =
        DelimitedTable.read(Storage.local(), file("seg-phantom_model-MA1_kinpar.tsv").toString());
    assertThat(table.columns()).startsWith("index", "name", "VT", "VT-se");
    String where = "scan = '" + SCAN + "' and model = 'MA1' and not is_group";
    List<Row> fits = tables.rows(Tables.REGIONAL_FITS, where);
    assertThat(table.size()).isEqualTo(fits.size()).isGreaterThan(5);
    Map<String, Row> byRegion = new HashMap<>();
    fits.forEach(fit -> byRegion.put(fit.getAs("region"), fit));
    for (int r = 0; r < table.size(); r++) {
      Row fit = byRegion.get(table.cell(r, "name"));
      double vt = fit.getAs("VT");
      // Ten digits are written.
      assertThat(table.number(r, "VT") / vt - 1).isBetween(-1e-9, 1e-9);
      double percent = 100 * fit.<Double>getAs("VT_se") / vt;
      assertThat(table.number(r, "VT-se") / percent - 1).isBetween(-1e-9, 1e-9);
      assertThat(table.number(r, "index")).isPositive();
    }
    JsonNode json = JSON.readTree(file("seg-phantom_model-MA1_kinpar.json").toFile());
    assertThat(json.at("/VT-se/Units").asText()).isEqualTo("%");
    assertThat(json.at("/VT/Units").asText()).isEqualTo("mL/cm3");
  }

  @Test
  void curvesAndInputAreThoseOfTheTables() throws IOException {
    DelimitedTable tacs =
        DelimitedTable.read(Storage.local(), file("seg-phantom_tacs.tsv").toString());
    String where = "scan = '" + SCAN + "' and region = 'thalamus' and not is_group";
    double[] tac = Rows.doubles(tables.rows(Tables.REGIONAL_TACS, where).get(0), "tac");
    Row scan = tables.rows(Tables.SCANS, "scan = '" + SCAN + "'").get(0);
    double[] end = Rows.doubles(scan, "frame_end");
    assertThat(tacs.size()).isEqualTo(tac.length);
    DelimitedTable input = DelimitedTable.read(Storage.local(), file("bloodproc.tsv").toString());
    Row blood = tables.rows(Tables.INPUT_FUNCTIONS, "scan = '" + SCAN + "'").get(0);
    double[] time = Rows.doubles(blood, "time");
    double[] plasma = Rows.doubles(blood, "plasma");
    for (int f = 0; f < tac.length; f++) {
      assertThat(tacs.number(f, "frame_end")).isCloseTo(60 * end[f], within(60 * end[f]));
      assertThat(tacs.number(f, "thalamus")).isCloseTo(tac[f], within(tac[f]));
    }
    Map<Double, Double> written = new HashMap<>();
    for (int r = 0; r < input.size(); r++) {
      written.put(
          (double) Math.round(1e3 * input.number(r, "time")), input.number(r, "input_function"));
    }
    for (int s = 0; s < time.length; s++) {
      assertThat(written.get((double) Math.round(6e4 * time[s])))
          .isCloseTo(plasma[s], within(plasma[s]));
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    // Ten digits are written.
    return org.assertj.core.api.Assertions.within(1e-9 * Math.max(1, Math.abs(value)));
  }

  @Test
  void everyFileFollowsTheRulesOfTheDraft() throws IOException {
    List<Path> files = files(tree);
    assertThat(files).hasSizeGreaterThan(40);
    for (Path file : files) {
      String name = file.getFileName().toString();
      Entities entities = Entities.parse(name);
      assertThat(entities).as(name).isNotNull();
      assertThat(SUFFIXES).as(name).containsKey(entities.suffix());
      assertThat(SUFFIXES.get(entities.suffix())).as(name).contains(entities.extension());
      List<String> order = new ArrayList<>();
      for (String part : name.substring(0, name.indexOf('.')).split("_")) {
        if (part.contains("-")) {
          order.add(part.substring(0, part.indexOf('-')));
          assertThat(part.substring(part.indexOf('-') + 1)).matches("[A-Za-z0-9+]+");
        }
      }
      List<String> right = new ArrayList<>(ORDER);
      right.retainAll(order);
      assertThat(order).as(name).isEqualTo(right);
      assertThat(tree.relativize(file).toString())
          .startsWith("sub-" + entities.label("sub") + "/ses-" + entities.label("ses") + "/pet/");
      assertSidecar(file, entities);
    }
  }

  private static void assertSidecar(Path file, Entities entities) throws IOException {
    String name = file.getFileName().toString();
    Path sidecar = file.resolveSibling(name.substring(0, name.indexOf('.')) + ".json");
    assertThat(sidecar).isRegularFile();
    JsonNode json = JSON.readTree(sidecar.toFile());
    REQUIRED
        .get(entities.suffix())
        .forEach(key -> assertThat(json.has(key)).as(name + key).isTrue());
    if (name.endsWith(".tsv") && !entities.suffix().equals("dseg")) {
      for (String column : DelimitedTable.read(Storage.local(), file.toString()).columns()) {
        assertThat(json.at("/" + column + "/Description").asText()).as(name + column).isNotEmpty();
      }
    }
    if (entities.suffix().equals("mimap")) {
      assertThat(json.get("ModelName").asText()).isEqualTo(entities.label("model"));
      assertThat(json.get("Sources").get(0).asText()).startsWith("bids:raw:sub-");
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(f -> f.toString().contains("/sub-") && Files.isRegularFile(f)).toList();
    }
  }

  @Test
  void theValidatorFindsNoError() throws Exception {
    JsonNode found = JSON.readTree(NodeTool.run("bids", "validate", tree.toString()));
    assertThat(found.at("/issues/errors")).isEmpty();
    // It names the participants, so it looked at the tree and not at an empty one.
    assertThat(found.at("/summary/totalFiles").asInt()).isGreaterThan(40);
  }

  @Test
  void everyScanHasAPageWithItsOwnNumbers() throws IOException {
    Path report = folder.resolve("report");
    RunContext run =
        RunContext.published(LocalSpark.session(), folder.resolve("out").toString(), QUIET);
    Manifest manifest = run.store().current().orElseThrow();
    ScanReports.of(run, manifest, report.toString(), Integer.MAX_VALUE).write();
    assertThat(ScanPageList.read(run.storage(), report.toString(), manifest))
        .contains(SCAN)
        .allMatch(scan -> Files.exists(report.resolve("scan-" + scan + ".html")));
    assertThat(run.rejections().all()).isEmpty();
    assertThat(report.resolve("scan-sub-HC001_ses-1_trc-PBR28.html")).isRegularFile();
    String page = Files.readString(report.resolve("scan-" + SCAN + ".html"));
    String from = "id=\"data-scan-data\">";
    int begin = page.indexOf(from) + from.length();
    JsonNode data = JSON.readTree(page.substring(begin, page.indexOf("</script>", begin)));
    List<Row> outcomes = tables.rows(Tables.REGIONAL_FITS, "scan = '" + SCAN + "'");
    assertThat(data.get("fit")).hasSameSizeAs(outcomes);
    List<Row> logan = new ArrayList<>(fits("Logan").values());
    int voxels = 0;
    for (JsonNode status : data.get("status")) {
      voxels += status.get("model").asText().equals("Logan") ? status.get("voxels").asInt() : 0;
    }
    assertThat(voxels).isEqualTo(logan.size());
    double worst =
        logan.stream().mapToDouble(f -> Rows.number(f, "weighted_rss")).max().orElseThrow();
    for (JsonNode voxel : data.get("voxel")) {
      if (voxel.get("model").asText().equals("Logan")
          && voxel.get("choice").asText().equals("worst")) {
        assertThat(voxel.get("weighted_rss").asDouble()).isEqualTo(worst);
        assertThat(voxel.get("tac")).isNotEmpty();
        worst = Double.NaN;
      }
    }
    assertThat(worst).as("a worst voxel stands on the page").isNaN();
    // The t* of the configuration is one of those shown, and gives the outcome of the table.
    String thalamus = "scan = '" + SCAN + "' and model = 'Logan' and region = 'thalamus'";
    double vt =
        tables.rows(Tables.REGIONAL_FITS, thalamus + " and not is_group").get(0).getAs("VT");
    List<Double> shown = new ArrayList<>();
    for (JsonNode curve : data.get("curve")) {
      if (curve.get("region").asText().equals("thalamus") && !curve.get("is_group").asBoolean()) {
        for (JsonNode t : curve.get("tstar")) {
          boolean own = t.get("t").asDouble() == data.at("/tstar/Logan").asDouble();
          if (t.get("model").asText().equals("Logan") && own) {
            shown.add(t.get("value").asDouble());
          }
        }
      }
    }
    assertThat(shown).containsExactly(vt);
    for (JsonNode map : data.get("map")) {
      assertThat(report.resolve(map.get("file").asText())).isRegularFile();
    }
    assertThat(data.get("map")).hasSizeGreaterThan(5);
  }

  @Test
  void theReleasedNamesAreMapsOnly() throws IOException {
    Path released = folder.resolve("released");
    assertThat(export(released, Standard.RELEASED).all()).isEmpty();
    Set<String> suffixes = new TreeSet<>();
    for (Path file : files(released)) {
      suffixes.add(Entities.parse(file.getFileName().toString()).suffix());
    }
    assertThat(suffixes).containsExactly("dseg", "pet");
  }

  @Test
  void aScanWhoseImageIsGoneIsNamedAndTheOtherIsWritten() throws IOException {
    Row scan = tables.rows(Tables.SCANS, "scan = '" + SCAN + "'").get(0);
    Path image = Path.of(java.net.URI.create(scan.<String>getAs("image")));
    Path away = image.resolveSibling("away");
    Files.move(image, away);
    try {
      Path partly = folder.resolve("partly");
      List<Rejections.Rejection> refused = export(partly, Standard.BEP023).all();
      assertThat(refused).extracting(Rejections.Rejection::scan).containsExactly(SCAN);
      assertThat(refused.get(0).reason()).contains(image.getFileName().toString());
      String other = "sub-HC001/ses-1/pet/sub-HC001_ses-1_trc-PBR28_model-Logan_meas-VT_mimap";
      assertThat(partly.resolve(other + ".nii.gz")).isRegularFile();
      assertThat(partly.resolve("dataset_description.json")).isRegularFile();
    } finally {
      Files.move(away, image);
    }
  }
}
