package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tacflow.bids.ImageGrid;
import org.tacflow.config.Voxelwise;

class VoxelStackTest {
  private static final ImageGrid GRID =
      ImageGrid.of(4, 4, 4, new double[] {-3, 0, 0, 10, 0, 3, 0, 20, 0, 0, 3, 30});

  @Test
  void smoothingFillsTheVoxelThatOneMapLacks() throws IOException {
    Voxelwise.Test test = new Voxelwise.Test("t", "", "", "", "AD", "all", "MMSE", "");
    List<CaseScan> people = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String id = "sub-" + i;
      people.add(
          new CaseScan(id, id, null, "AD", List.of(), null, null, null, null, null, 1.0, false));
    }
    Voxelwise none = Voxelwise.none();
    VoxelStack plain = VoxelStack.of(new Ramp(), none, test, people, GRID, null, false);
    assertThat(plain.voxels()).hasSize(63).doesNotContain(21);
    assertThat(plain.leftOut()).isEqualTo(1);
    Voxelwise smooth =
        new Voxelwise(
            "", "", List.of(), 1, 4, Voxelwise.Scaling.PROPORTIONAL, 0.01, none.connectivity());
    VoxelStack filled = VoxelStack.of(new Ramp(), smooth, test, people, GRID, null, false);
    assertThat(filled.voxels()).hasSize(64);
    // A constant map stays constant, and is 1 after its mean is divided out.
    assertThat(filled.maps().get("sub-3")).containsOnly(new float[] {1}, within(1e-6f));
    assertThat(filled.means().get("sub-3")).isCloseTo(3, within(1e-6));
    boolean[] mask = new boolean[64];
    mask[5] = true;
    mask[21] = true;
    VoxelStack masked = VoxelStack.of(new Ramp(), none, test, people, GRID, mask, false);
    assertThat(masked.voxels()).containsExactly(5);
    assertThat(masked.leftOut()).isEqualTo(1);
  }

  /** Person i has a map of i everywhere; person 4 lacks voxel 21. */
  private record Ramp() implements MapSource {
    @Override
    public List<CaseScan> scans(Voxelwise.Test test) {
      return List.of();
    }

    @Override
    public MapKind kind(Voxelwise.Test test) {
      return new MapKind("FDG", "", "SUVR");
    }

    @Override
    public Double score(CaseScan scan, String scale) {
      return null;
    }

    @Override
    public ImageGrid grid(CaseScan scan, Voxelwise.Test test) {
      return GRID;
    }

    @Override
    public float[] read(CaseScan scan, Voxelwise.Test test) {
      float[] map = new float[64];
      java.util.Arrays.fill(map, Integer.parseInt(scan.scan().substring(4)));
      map[21] = scan.scan().equals("sub-4") ? Float.NaN : map[21];
      return map;
    }
  }
}
