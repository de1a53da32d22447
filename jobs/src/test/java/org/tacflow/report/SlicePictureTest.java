package org.tacflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.bids.ImageGrid;

/** Where a bright voxel of known place in the world stands in the picture. */
class SlicePictureTest {
  private static final int LOW = SlicePicture.COLOURS[0];
  private static final int HIGH = SlicePicture.COLOURS[255];

  private static BufferedImage draw(ImageGrid grid, float[] values) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(SlicePicture.png(grid, values, 0, 1)));
  }

  /** Cubes of 2 mm, 20 to the side, about the origin; an axis is mirrored where its sign says. */
  private static ImageGrid grid(int x, int y, int z) {
    double[] affine = {2 * x, 0, 0, -19 * x, 0, 2 * y, 0, -19 * y, 0, 0, 2 * z, -19 * z};
    return ImageGrid.of(20, 20, 20, affine);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "-1, 1, 1", "1, -1, 1", "1, 1, -1", "-1, -1, -1"})
  void rightAnteriorAndSuperiorAreRightAndUpHoweverTheImageIsStored(int x, int y, int z)
      throws IOException {
    ImageGrid grid = grid(x, y, z);
    double[] a = grid.affine();
    float[] values = new float[grid.voxels()];
    for (int v = 0; v < values.length; v++) {
      double[] world = {
        a[0] * (v % 20) + a[3], a[5] * (v / 20 % 20) + a[7], a[10] * (v / 400) + a[11]
      };
      values[v] = world[0] > 0 && world[1] > 0 && world[2] > 0 ? 1 : 0;
    }
    BufferedImage image = draw(grid, values);
    // The slices go through voxel 10 of an axis: 1 mm on the side where the axis points.
    int side = 240;
    int[] left = {0, 248, 496};
    boolean[] through = {z > 0, y > 0, x > 0};
    for (int plane = 0; plane < 3; plane++) {
      int right = image.getRGB(left[plane] + 200, 40) & 0xffffff;
      assertThat(right).as("plane " + plane).isEqualTo(through[plane] ? HIGH : LOW);
      assertThat(image.getRGB(left[plane] + 40, 40) & 0xffffff).isEqualTo(LOW);
      assertThat(image.getRGB(left[plane] + 200, 200) & 0xffffff).isEqualTo(LOW);
    }
    assertThat(image.getHeight()).isEqualTo(side);
  }

  @Test
  void voxelsWithoutNumberAreGrey() throws IOException {
    float[] values = new float[8000];
    Arrays.fill(values, Float.NaN);
    assertThat(draw(grid(1, 1, 1), values).getRGB(100, 100) & 0xffffff).isEqualTo(0xdcdcdc);
    assertThat(SlicePicture.range(values)).containsExactly(0, 0);
  }

  @Test
  void theRangeLeavesTwoPercentAtEachEnd() {
    float[] values = new float[202];
    for (int v = 0; v < 201; v++) {
      values[200 - v] = v;
    }
    values[201] = Float.NaN;
    assertThat(SlicePicture.range(values)).containsExactly(4, 196);
  }
}
