package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.NiftiHeader;
import org.tacflow.bids.ScanException;
import org.tacflow.config.InputException;
import org.tacflow.config.SettingsHash;
import org.tacflow.config.Voxelwise;
import org.tacflow.config.Voxelwise.Scaling;
import org.tacflow.stats.Lattice;
import org.tacflow.stats.Observations;
import org.tacflow.stats.VoxelwiseModel;
import org.tacflow.stats.VoxelwiseResult;
import org.tacflow.stats.VoxelwiseTally;
import org.tacflow.tables.Tables;

/**
 * One voxelwise test from its maps to its rows; the orders are shared out over the executors.
 *
 * <p>The driver holds the maps of one test, 8 bytes per person and voxel (100 MB for 50 people and
 * 250,000 voxels), as much again where they are fits of the run, and 60 bytes per voxel of results.
 * Images are written one whole map at a time, rows are made by tasks ({@link VoxelColumns}).
 */
final class VoxelTest {
  private static final String GLOBAL = "global";

  private final RunContext run;
  private final Voxelwise settings;
  private final Voxelwise.Test test;
  private final MapSource source;
  private final MapSource.MapKind kind;
  private final Cells cells = new Cells(Tables.VOXELWISE_TESTS.schema());

  VoxelTest(RunContext run, Voxelwise.Test test, MapSource source) throws IOException {
    this.run = run;
    this.settings = run.config().voxelwise();
    this.test = test;
    this.source = source;
    this.kind = source.kind(test);
  }

  /** A row of {@code voxelwise_tests}, and the maps when there is a test. */
  record Outcome(Row test, VoxelMapRows maps) {}

  Outcome run() throws IOException {
    boolean log = run.config().correlations().logTransformVt() && kind.outcome().equals("VT");
    describe(log);
    List<CaseScan> scans = source.scans(test);
    ImageGrid grid = grid(scans);
    if (grid == null) {
      return without("no map of " + kind.tracer() + " " + kind.model() + " " + kind.outcome());
    }
    VoxelPeople people =
        VoxelPeople.of(
            run,
            test,
            source,
            kind.tracer(),
            VoxelStack.inOneGrid(source, test, scans, grid, run.rejections()));
    people.fill(cells, test.isContrast());
    String tooFew = people.tooFew(test.isContrast());
    if (tooFew != null) {
      return without(tooFew);
    }
    VoxelStack stack = VoxelStack.of(source, settings, test, people.kept(), grid, mask(grid), log);
    cells.put("voxels", stack.voxels().length).put("voxels_left_out", stack.leftOut());
    if (stack.voxels().length == 0) {
      return without("no voxel that all maps have (give a mask, or smooth)");
    }
    VoxelwiseModel model = model(people, stack);
    if (model.reason() != null) {
      return without(model.reason());
    }
    return tested(model, grid, stack);
  }

  private void describe(boolean log) {
    cells
        .put("test", test.name())
        .put("tracer", kind.tracer())
        .put("model", kind.model())
        .put("outcome", kind.outcome())
        .put("disease", test.disease())
        .put("subgroup", test.subgroup())
        .put("scale", test.isContrast() ? null : test.scale())
        .put("comparator", test.isContrast() ? test.comparator() : null)
        .put("transform", log ? "log" : "none")
        .put("smoothing", settings.smoothing())
        .put("scaling", Selection.lower(settings.scaling()))
        .put("connectivity", Selection.lower(settings.connectivity()))
        .put("settings_hash", SettingsHash.of(run.config()))
        .put("version", Version.current());
  }

  private Outcome without(String reason) {
    return new Outcome(cells.put("status", reason).row(), null);
  }

  private ImageGrid grid(List<CaseScan> scans) {
    for (CaseScan scan : scans) {
      try {
        if (scan.value() != null) {
          return source.grid(scan, test);
        }
      } catch (ScanException e) {
        // Reported with the scan, when all maps are held against the first that can be read.
        continue;
      }
    }
    return null;
  }

  private boolean[] mask(ImageGrid grid) throws IOException {
    if (settings.mask().isEmpty()) {
      return null;
    }
    try {
      String difference = NiftiHeader.read(run.storage(), settings.mask()).grid().difference(grid);
      if (difference != null) {
        throw new InputException(
            "Cannot use mask "
                + settings.mask()
                + ": its grid and that of the maps have "
                + difference
                + " (bring it into their grid)");
      }
      float[] image = ImportedMaps.whole(run, settings.mask());
      boolean[] mask = new boolean[image.length];
      for (int v = 0; v < mask.length; v++) {
        mask[v] = image[v] > 0;
      }
      return mask;
    } catch (ScanException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private VoxelwiseModel model(VoxelPeople people, VoxelStack stack) {
    Observations rows = people.observations(test.isContrast());
    List<String> held = new ArrayList<>(people.held());
    if (settings.scaling() == Scaling.COVARIATE) {
      rows = rows.withNumeric(GLOBAL, stack.means(people.kept()));
      held.add(GLOBAL);
      cells.put("covariates", String.join(" ", held));
    }
    String key =
        String.join(
            "/",
            List.of(
                kind.tracer(),
                kind.model(),
                kind.outcome(),
                test.disease(),
                test.subgroup(),
                test.scale(),
                test.comparator()));
    return VoxelwiseModel.of(
        rows, stack.maps(), VoxelPeople.TESTED, held, people.block(), settings.permutations(), key);
  }

  private Outcome tested(VoxelwiseModel model, ImageGrid grid, VoxelStack stack) {
    Lattice lattice =
        Lattice.of(
            grid.nx(),
            grid.ny(),
            grid.nz(),
            stack.voxels(),
            Lattice.Connectivity.valueOf(settings.connectivity().name()));
    double threshold = model.threshold(settings.clusterP());
    long begin = System.nanoTime();
    VoxelwiseTally tally = tally(model, lattice, threshold);
    VoxelwiseResult result = VoxelwiseResult.of(model, lattice, threshold, tally);
    double seconds = (System.nanoTime() - begin) / 1e9;
    run.progress()
        .say(
            "test %s: %d people, %d voxels, %d orders, %.1f s, %.1f s per 1000 orders"
                .formatted(
                    test.name(),
                    model.orders().rows(),
                    lattice.size(),
                    tally.orders(),
                    seconds,
                    1000 * seconds / tally.orders()));
    VoxelMapRows maps = new VoxelMapRows(test.name(), grid, stack.voxels(), model, result);
    cells
        .put("permutations", tally.orders())
        .put("exact", model.orders().exact())
        .put("df", model.df())
        .put("cluster_threshold", threshold)
        .put("largest_t", maps.largestT())
        .put("p_fwe_t", maps.smallest(result::pFweT))
        .put("p_fwe_tfce", maps.smallest(result::pFweEnhanced))
        .put("p_fwe_mass", result.clusters().isEmpty() ? null : result.clusters().get(0).pFwe())
        .put("maps", run.draft().relativePath(VoxelMapFiles.FOLDER))
        .put("status", "ok");
    return new Outcome(cells.row(), maps);
  }

  /** The orders in equal shares; the sum of the shares does not depend on how many there are. */
  private VoxelwiseTally tally(VoxelwiseModel model, Lattice lattice, double threshold) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    int orders = model.orders().count();
    int shares = Math.min(orders, 4 * context.defaultParallelism());
    List<Integer> numbers = new ArrayList<>();
    for (int share = 0; share < shares; share++) {
      numbers.add(share);
    }
    Broadcast<VoxelwiseModel> models = context.broadcast(model);
    Broadcast<Lattice> lattices = context.broadcast(lattice);
    try {
      return context
          .parallelize(numbers, shares)
          .map(
              share ->
                  VoxelwiseTally.of(
                      models.value(),
                      lattices.value(),
                      threshold,
                      (int) ((long) orders * share / shares),
                      (int) ((long) orders * (share + 1) / shares)))
          .reduce(VoxelwiseTally::plus);
    } finally {
      models.destroy();
      lattices.destroy();
    }
  }
}
