package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.ScanException;
import org.tacflow.config.Voxelwise;
import org.tacflow.config.Voxelwise.Scaling;
import org.tacflow.numerics.GridSmoother;

/**
 * The maps of the people of one test over the voxels that all of them have.
 *
 * @param voxels tested voxels, increasing indices in the grid
 * @param leftOut voxels of the mask, or of any map where there is none, that some map lacks
 * @param maps participant to values of the tested voxels
 * @param means participant to the mean of the map over the tested voxels, as measured
 */
record VoxelStack(int[] voxels, int leftOut, Map<String, float[]> maps, Map<String, Double> means) {

  /**
   * Reads, smooths, scales and transforms maps; one whole map is in memory at a time.
   *
   * @param people one scan per participant, each with a map in the grid
   * @param mask whether a voxel of the grid may be tested; null for no mask
   * @param log whether values enter as their logarithms; those that are not positive are missing
   */
  static VoxelStack of(
      MapSource source,
      Voxelwise settings,
      Voxelwise.Test test,
      List<CaseScan> people,
      ImageGrid grid,
      boolean[] mask,
      boolean log)
      throws IOException {
    Reader reader = new Reader(source, test, log);
    int[] counts = new int[grid.voxels()];
    for (CaseScan scan : people) {
      float[] map = reader.read(scan);
      for (int v = 0; v < map.length; v++) {
        counts[v] += Float.isNaN(map[v]) ? 0 : 1;
      }
    }
    boolean smooth = settings.smoothing() > 0;
    // Smoothing fills the voxels that a few maps lack, so that most of them suffices.
    int least = smooth ? (people.size() + 1) / 2 : people.size();
    int candidates = 0;
    int[] kept =
        IntStream.range(0, counts.length)
            .filter(v -> mask == null || mask[v])
            .filter(v -> counts[v] >= least)
            .toArray();
    for (int v = 0; v < counts.length; v++) {
      candidates += mask == null ? Integer.signum(counts[v]) : mask[v] ? 1 : 0;
    }
    Map<String, float[]> maps = new TreeMap<>();
    for (CaseScan scan : people) {
      float[] map = reader.read(scan);
      maps.put(
          scan.participant(),
          chosen(smooth ? smoothed(map, kept, grid, settings.smoothing()) : map, kept));
    }
    int[] complete =
        IntStream.range(0, kept.length)
            .filter(v -> maps.values().stream().noneMatch(map -> Float.isNaN(map[v])))
            .toArray();
    int[] voxels = Arrays.stream(complete).map(v -> kept[v]).toArray();
    maps.replaceAll((participant, map) -> chosen(map, complete));
    Map<String, Double> means = new TreeMap<>();
    maps.forEach((participant, map) -> means.put(participant, mean(map)));
    maps.forEach(
        (participant, map) ->
            transform(
                map, settings.scaling() == Scaling.PROPORTIONAL ? means.get(participant) : 1, log));
    return new VoxelStack(voxels, candidates - voxels.length, maps, means);
  }

  /** Reads a map with what cannot enter the test made missing. */
  private record Reader(MapSource source, Voxelwise.Test test, boolean log) {
    float[] read(CaseScan scan) throws IOException {
      try {
        float[] map = source.read(scan, test);
        for (int v = 0; v < map.length; v++) {
          map[v] = log && !(map[v] > 0) ? Float.NaN : map[v];
        }
        return map;
      } catch (ScanException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  private static float[] smoothed(float[] map, int[] kept, ImageGrid grid, double fwhm) {
    float[] inside = new float[map.length];
    Arrays.fill(inside, Float.NaN);
    for (int v : kept) {
      inside[v] = map[v];
    }
    int[] sizes = {grid.nx(), grid.ny(), grid.nz()};
    double[] spacing = {grid.spacing(0), grid.spacing(1), grid.spacing(2)};
    return GridSmoother.of(sizes, spacing, fwhm).smooth(inside);
  }

  private static float[] chosen(float[] map, int[] voxels) {
    float[] values = new float[voxels.length];
    for (int v = 0; v < voxels.length; v++) {
      values[v] = map[voxels[v]];
    }
    return values;
  }

  private static double mean(float[] map) {
    double sum = 0;
    for (float value : map) {
      sum += value;
    }
    return sum / map.length;
  }

  private static void transform(float[] map, double divisor, boolean log) {
    for (int v = 0; v < map.length; v++) {
      double value = map[v] / divisor;
      map[v] = (float) (log ? Math.log(value) : value);
    }
  }

  /** Means in the order of some people. */
  double[] means(List<CaseScan> people) {
    return people.stream().mapToDouble(scan -> means.get(scan.participant())).toArray();
  }

  /** Everyone, without a value where the map lies in another grid than the first or is empty. */
  static List<CaseScan> inOneGrid(
      MapSource source,
      Voxelwise.Test test,
      List<CaseScan> scans,
      ImageGrid first,
      Rejections rejections)
      throws IOException {
    List<CaseScan> checked = new ArrayList<>();
    for (CaseScan scan : scans) {
      String why = null;
      if (scan.value() != null) {
        try {
          why = obstacle(source, test, scan, first);
        } catch (ScanException e) {
          why = e.getMessage();
        }
      }
      if (why != null) {
        rejections.add(scan.scan(), "voxelwise", why);
      }
      checked.add(why == null ? scan : scan.withValue(null));
    }
    return checked;
  }

  private static String obstacle(
      MapSource source, Voxelwise.Test test, CaseScan scan, ImageGrid first)
      throws ScanException, IOException {
    String difference = source.grid(scan, test).difference(first);
    String what = difference == null ? null : difference + " (bring all maps into one grid)";
    if (difference == null) {
      float[] map = source.read(scan, test);
      boolean empty = IntStream.range(0, map.length).allMatch(v -> Float.isNaN(map[v]));
      what = empty ? "a map without any number (leave it out or make it again)" : null;
    }
    return what == null ? null : "Cannot test map of " + test.name() + ": " + what;
  }
}
