package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;

class CohortSimulatorTest {
  private static final String SCAN = "sub-AD001/ses-1/pet/sub-AD001_ses-1_trc-PBR28";

  @TempDir private Path folder;

  private SimulationOptions options(String name, long seed, int controls) {
    Map<String, Integer> groups = new LinkedHashMap<>();
    groups.put("HC", controls);
    groups.put("AD", 2);
    SimulationOptions smoke =
        SimulationOptions.of(CohortSize.SMOKE, folder.resolve(name).toString(), seed);
    return smoke.withGroups(groups, smoke.tracers()).withPhantom(8);
  }

  private static CohortSimulator.Summary write(SimulationOptions options) throws IOException {
    return CohortSimulator.of(options, Storage.local()).simulate((done, total) -> {});
  }

  private SortedMap<String, byte[]> files(String name) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Path root = folder.resolve(name);
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }

  private DelimitedTable table(String name, String file) throws IOException {
    return DelimitedTable.read(Storage.local(), folder.resolve(name).resolve(file).toString());
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedDoesNot() throws IOException {
    write(options("a", 1, 1));
    write(options("b", 1, 1));
    write(options("c", 2, 1));

    SortedMap<String, byte[]> a = files("a");
    SortedMap<String, byte[]> b = files("b");
    assertThat(b.keySet()).isEqualTo(a.keySet());
    a.forEach((file, bytes) -> assertThat(b.get(file)).as(file).isEqualTo(bytes));
    assertThat(files("c").keySet()).isEqualTo(a.keySet());
    assertThat(files("c").get(SCAN + "_pet.nii.gz")).isNotEqualTo(a.get(SCAN + "_pet.nii.gz"));
  }

  @Test
  void oneMoreParticipantChangesNoOther() throws IOException {
    write(options("few", 1, 1));
    write(options("more", 1, 2));

    SortedMap<String, byte[]> few = files("few");
    SortedMap<String, byte[]> more = files("more");
    int compared = 0;
    for (Map.Entry<String, byte[]> file : few.entrySet()) {
      if (file.getKey().contains("sub-")) {
        assertThat(more.get(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
        compared++;
      }
    }
    // Three people: image, sidecar, four of blood, two of labels, sessions, scans.
    assertThat(compared).isEqualTo(30);
  }

  @Test
  void progressCountsEveryScanOnce() throws IOException {
    List<String> heard = new ArrayList<>();
    CohortSimulator.Summary summary =
        CohortSimulator.of(options("p", 1, 1), Storage.local())
            .simulate((done, total) -> heard.add(done + "/" + total));
    assertThat(heard).containsExactly("1/3", "2/3", "3/3");
    assertThat(summary.scans()).isEqualTo(3);
    assertThat(summary.participants()).isEqualTo(3);
    assertThat(summary.regions()).isEqualTo(16);
    assertThat(summary.findings()).isEqualTo(2);
  }

  /** Truth: the curves of the same draw, checked against differential equations elsewhere. */
  @Test
  void voxelsWithoutNoiseAreTheCurvesOfTheirTissue() throws IOException {
    write(options("clean", 7, 1).withNoise(NoiseLevel.none()));
    LabelVolume phantom = BrainPhantom.ofVoxelSize(8);
    EffectPlan plan = new EffectPlan(Finding.all(), phantom.tissueVoxels());
    SimulatedScan scan =
        SimulatedScan.draw(7, PersonDesign.draw(7, "AD", 1), 1, TracerDesign.of("PBR28"), plan);

    float[][] frames = image("clean", phantom.labels().length, 38);

    for (int f = 0; f < frames.length; f++) {
      float[] expected = new float[frames[f].length];
      for (int v = 0; v < expected.length; v++) {
        String name = phantom.names().get(phantom.labels()[v]);
        if (name != null) {
          expected[v] = (float) scan.curves().curve(RegionCatalogue.tissue(name))[f];
        }
      }
      assertThat(frames[f]).as("frame " + f).isEqualTo(expected);
    }
  }

  /** The recipe's 20 % of a mean voxel; some 3000 voxels give it to 1.3 %, tolerance four times. */
  @Test
  void voxelNoiseHasTheVariationAskedForInTheLastFrame() throws IOException {
    write(options("noisy", 7, 1).withNoise(new NoiseLevel(0.2, 0, 1)));
    write(options("clean", 7, 1).withNoise(NoiseLevel.none()));
    LabelVolume phantom = BrainPhantom.ofVoxelSize(8);
    float[] noisy = image("noisy", phantom.labels().length, 38)[37];
    float[] clean = image("clean", phantom.labels().length, 38)[37];
    double square = 0;
    double mean = 0;
    int voxels = 0;
    for (int v = 0; v < noisy.length; v++) {
      if (phantom.labels()[v] != 0
          && !phantom.names().get(phantom.labels()[v]).equals("ventricles")) {
        // sd ∝ √C, so scaled to the mean curve of the temporal cortex.
        square += Math.pow(noisy[v] - clean[v], 2) / clean[v];
        voxels++;
      }
      if (phantom.labels()[v] == 4) {
        mean = clean[v];
      }
    }
    assertThat(Math.sqrt(square / voxels / mean)).isCloseTo(0.2, within(0.012));
  }

  private float[][] image(String name, int voxels, int frames) throws IOException {
    Path file = folder.resolve(name).resolve(SCAN + "_pet.nii.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(bytes.capacity()).isEqualTo(352 + 4 * voxels * frames);
      bytes.position(352);
      float[][] values = new float[frames][voxels];
      for (float[] frame : values) {
        bytes.asFloatBuffer().get(frame);
        bytes.position(bytes.position() + 4 * voxels);
      }
      return values;
    }
  }

  @Test
  void truthTablesFollowFromTheirRates() throws IOException {
    write(options("t", 3, 1));
    DelimitedTable regions = table("t", "derivatives/truth/regions.tsv");
    assertThat(regions.size()).isEqualTo(3 * 16);
    for (int r = 0; r < regions.size(); r++) {
      double vnd = regions.number(r, "K1") / regions.number(r, "k2");
      double vt = vnd * (1 + regions.number(r, "k3") / regions.number(r, "k4"));
      // Nine digits are written.
      assertThat(regions.number(r, "VT")).isCloseTo(vt, within(1e-7));
      assertThat(regions.number(r, "VND")).isCloseTo(vnd, within(1e-7));
      assertThat(regions.number(r, "SUVR")).isBetween(0.02, 5.0);
    }
    DelimitedTable findings = table("t", "derivatives/truth/findings.tsv");
    assertThat(findings.size()).isEqualTo(2);
    assertThat(findings.cell(0, "finding")).isEqualTo("F-AD2");
    assertThat(findings.number(0, "rho")).isCloseTo(0.5, within(1e-6));
    assertThat(findings.number(0, "rho_raw")).isCloseTo(-0.5, within(1e-6));
    assertThat(findings.cell(0, "adjusted_for")).isEqualTo("rs6971");
  }

  @Test
  void regionalCurvesComeWithVolumes() throws IOException {
    write(options("r", 3, 1).withOutput(SimulationOptions.Output.REGIONAL));
    String stem = "derivatives/regional/" + SCAN + "_seg-phantom";
    DelimitedTable curves = table("r", stem + "_tacs.tsv");
    DelimitedTable volumes = table("r", stem + "_morph.tsv");
    assertThat(curves.columns()).hasSize(18).startsWith("frame_start", "frame_end");
    assertThat(curves.size()).isEqualTo(38);
    assertThat(curves.number(37, "frame_end")).isEqualTo(5590);
    long frontal = BrainPhantom.ofVoxelSize(8).voxels().get(1);
    assertThat(volumes.number(0, "volume-mm3")).isEqualTo(frontal * 512.0);
    assertThat(folder.resolve("r").resolve(SCAN + "_pet.nii.gz")).doesNotExist();
  }

  @Test
  void aFolderThatIsNotEmptyIsRefused() throws IOException {
    Files.writeString(folder.resolve("mine"), "kept");
    SimulationOptions options = SimulationOptions.of(CohortSize.SMOKE, folder.toString(), 1);
    assertThatThrownBy(() -> write(options))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot simulate into "
                + folder
                + ": the folder is not empty (name a new one or remove it)");
    assertThat(folder.resolve("mine")).hasContent("kept");
  }

  @Test
  void allProblemsOfOptionsStandInOneMessage() {
    SimulationOptions smoke = options("x", 1, 1);
    Map<String, Integer> groups = new LinkedHashMap<>(Map.of("AD", 0));
    groups.put("HC", 1);
    assertThatThrownBy(() -> smoke.withGroups(groups, Map.of("AD", List.of("PBR29"))))
        .isInstanceOf(InputException.class)
        .hasMessage(
            """
            Invalid number of participants of AD: 0 (must be 1 to 999)
            Invalid tracer: PBR29 (must be one of [DPA714, FDG, PBR28, PK11195])
            Invalid tracers of HC: none (must be at least one)""");
    assertThatThrownBy(() -> smoke.withFindings(List.of("F-XY")))
        .hasMessageStartingWith("Invalid finding: F-XY (must be one of [F-AD1, F-AD2, ");
  }
}
