package org.tacflow.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tacflow.config.Voxelwise.Connectivity;
import org.tacflow.config.Voxelwise.Scaling;
import org.tacflow.config.Voxelwise.Test;

/** The keys of {@code voxelwise}. */
final class VoxelwiseKeys {
  private static final Key<String> NAME =
      new Key<>(
          "name", Scalars.text(), null, "Label in tables and file names, letters and digits.");
  private static final Key<String> TRACER =
      new Key<>("tracer", Scalars.text(), "", "Tracer id; empty for the only one of the maps.");
  private static final Key<String> MODEL =
      new Key<>("model", Scalars.text(), "", "Model entry of the maps; required for voxel fits.");
  private static final Key<String> OUTCOME =
      new Key<>("outcome", Scalars.text(), "", "Outcome; empty for the first of the model.");
  private static final Key<String> DISEASE =
      new Key<>("disease", Scalars.text(), null, "Diagnosis of the people tested.");
  private static final Key<String> SUBGROUP =
      new Key<>("subgroup", Scalars.text(), "all", "Subgroup of them, or all.");
  private static final Key<String> SCALE =
      new Key<>("scale", Scalars.text(), "", "Scale to correlate with; or give a comparator.");
  private static final Key<String> COMPARATOR =
      new Key<>("comparator", Scalars.text(), "", "Diagnosis to compare with; or give a scale.");
  private static final Key<String> MAPS =
      new Key<>(
          "maps",
          Scalars.path(),
          "",
          "TSV of maps: participant_id, map, and more; empty for the run's voxel fits.");
  private static final Key<String> MASK =
      new Key<>(
          "mask",
          Scalars.path(),
          "",
          "Image whose voxels above 0 are tested; empty for the voxels that every map has.");
  private static final Key<List<Test>> TESTS =
      new Key<>(
          "tests",
          Lists.of(
              new KeySet<>(
                  List.of(NAME, TRACER, MODEL, OUTCOME, DISEASE, SUBGROUP, SCALE, COMPARATOR),
                  VoxelwiseKeys::test)),
          "[]",
          "Tests to make voxel by voxel, with the covariates of correlations.");
  private static final Key<Integer> PERMUTATIONS =
      new Key<>(
          "permutations",
          Scalars.integer("an integer from 1 to 1000000", v -> v >= 1 && v <= 1_000_000),
          "5000",
          "Random orders of each test (Freedman-Lane); all orders where there are no more.");
  private static final Key<Double> SMOOTHING =
      new Key<>(
          "smoothing-fwhm",
          Scalars.number("a number from 0 to 30", v -> v >= 0 && v <= 30),
          "0",
          "Width of the Gaussian that smooths maps within the mask, mm; 0 for none.");
  private static final Key<Scaling> SCALING =
      new Key<>(
          "global-scaling",
          Scalars.choice(Scaling.class),
          "none",
          "Whether maps are divided by their mean, or have it as a covariate.");
  private static final Key<Double> CLUSTER_P =
      new Key<>(
          "cluster-p",
          Scalars.number("a number between 0 and 0.5", v -> v > 0 && v < 0.5),
          "0.001",
          "Two-sided p of a voxel below which it belongs to a cluster.");
  private static final Key<Connectivity> CONNECTIVITY =
      new Key<>(
          "connectivity",
          Scalars.choice(Connectivity.class),
          "faces",
          "Whether voxels touch by their faces only, or by edges and corners too.");

  private VoxelwiseKeys() {}

  static KeySet<Voxelwise> keys() {
    return new KeySet<>(
        List.of(MAPS, MASK, TESTS, PERMUTATIONS, SMOOTHING, SCALING, CLUSTER_P, CONNECTIVITY),
        VoxelwiseKeys::make);
  }

  private static Test test(Reading in, KeyValues values) {
    String name = values.value(NAME);
    if (!name.matches("[A-Za-z0-9]+")) {
      in.invalid(values.node(NAME), "name of a voxelwise test", name, "letters and digits only");
    }
    if (values.value(SCALE).isEmpty() == values.value(COMPARATOR).isEmpty()) {
      in.invalid(
          values.node(NAME), "voxelwise test", name, "given a scale or a comparator, one of them");
    }
    return new Test(
        name,
        values.value(TRACER),
        values.value(MODEL),
        values.value(OUTCOME),
        values.value(DISEASE),
        values.value(SUBGROUP),
        values.value(SCALE),
        values.value(COMPARATOR));
  }

  private static Voxelwise make(Reading in, KeyValues values) {
    Set<String> names = new HashSet<>();
    for (Test test : values.value(TESTS)) {
      if (!names.add(test.name())) {
        in.invalid(values.node(TESTS), "name of a voxelwise test", test.name(), "given once");
      }
      if (test.model().isEmpty() && values.value(MAPS).isEmpty()) {
        in.invalid(
            values.node(TESTS),
            "voxelwise test",
            test.name(),
            "given a model, unless voxelwise.maps names a table of maps");
      }
    }
    return new Voxelwise(
        values.value(MAPS),
        values.value(MASK),
        values.value(TESTS),
        values.value(PERMUTATIONS),
        values.value(SMOOTHING),
        values.value(SCALING),
        values.value(CLUSTER_P),
        values.value(CONNECTIVITY));
  }
}
