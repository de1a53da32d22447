package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.study.RegionRegistry;

/**
 * Mean curves of the regions of one scan and, from them, of its region groups.
 *
 * <p>A group is the mean of its members weighted by their volumes: {@code C_g(f) = Σ V_r C_r(f) / Σ
 * V_r}.
 */
final class RegionMeans {
  /** Status of a region that has a curve. */
  static final String OK = "ok";

  private final String scan;
  private final String parcellation;
  private final Map<String, Region> regions = new TreeMap<>();
  private String lastName;
  private Region last;

  /** Sum over what a region holds; {@code weight} is a number of voxels, or 1 for a given curve. */
  private static final class Region {
    final double[] sum;
    int voxels;
    double volume = Double.NaN;
    boolean given;

    Region(int frames) {
      sum = new double[frames];
    }

    double[] mean() {
      double[] mean = sum.clone();
      for (int f = 0; f < mean.length; f++) {
        mean[f] /= given ? 1 : voxels;
      }
      return mean;
    }
  }

  RegionMeans(String scan, String parcellation) {
    this.scan = scan;
    this.parcellation = parcellation;
  }

  /** Adds one voxel; voxels come in the order of their index. A curve with a gap is left out. */
  void addVoxel(String region, float[] tac, double voxelVolume) {
    for (float value : tac) {
      if (!Float.isFinite(value)) {
        return;
      }
    }
    // Neighbours mostly are of one region, by the same object.
    if (region != lastName) {
      last = regions.computeIfAbsent(region, name -> new Region(tac.length));
      lastName = region;
    }
    Region own = last;
    for (int f = 0; f < tac.length; f++) {
      own.sum[f] += tac[f];
    }
    own.voxels++;
    own.volume = own.voxels * voxelVolume;
  }

  /** Adds a mean curve that was read, with its volume in mm3 or NaN. */
  void addCurve(String region, double[] tac, double volume) {
    Region own = new Region(tac.length);
    System.arraycopy(tac, 0, own.sum, 0, tac.length);
    own.given = true;
    own.volume = volume;
    regions.put(region, own);
    lastName = null;
  }

  /**
   * Rows of {@code regional_tacs}: regions, then groups.
   *
   * @param groups group name to members, as the configuration writes them
   */
  List<Row> rows(Map<String, List<String>> groups, RegionRegistry registry) {
    List<Row> rows = new ArrayList<>();
    regions.forEach(
        (name, region) ->
            rows.add(
                row(
                    name,
                    false,
                    region.given ? null : region.voxels,
                    region.volume,
                    region.mean(),
                    status(region.mean()))));
    Map<String, List<String>> resolved = registry.resolve(groups, regions.keySet());
    for (String group : new TreeMap<>(groups).keySet()) {
      rows.add(groupRow(group, resolved.getOrDefault(group, List.of())));
    }
    return rows;
  }

  private Row groupRow(String group, List<String> members) {
    if (members.isEmpty()) {
      return row(group, true, null, Double.NaN, null, "no_member");
    }
    double[] sum = null;
    double volume = 0;
    int voxels = 0;
    boolean given = false;
    for (String name : members) {
      Region member = regions.get(name);
      if (!(member.volume > 0)) {
        return row(group, true, null, Double.NaN, null, "no_volume_of " + name);
      }
      double[] mean = member.mean();
      sum = sum == null ? new double[mean.length] : sum;
      for (int f = 0; f < mean.length; f++) {
        sum[f] += member.volume * mean[f];
      }
      volume += member.volume;
      voxels += member.voxels;
      given |= member.given;
    }
    for (int f = 0; f < sum.length; f++) {
      sum[f] /= volume;
    }
    return row(group, true, given ? null : voxels, volume, sum, status(sum));
  }

  private static String status(double[] tac) {
    for (double value : tac) {
      if (!Double.isFinite(value)) {
        return "missing_frame";
      }
    }
    return OK;
  }

  private Row row(
      String region, boolean group, Integer voxels, double volume, double[] tac, String status) {
    return RowFactory.create(
        scan,
        parcellation,
        region,
        group,
        voxels,
        Rows.orNull(volume),
        OK.equals(status) ? tac : null,
        status);
  }
}
