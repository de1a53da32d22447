package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tacflow.testing.SharedData;

class NiftiReaderTest {
  private static final int[] FOUR = {0, 1, 2, 3};

  @TempDir Path dir;

  // Voxel counts of the README of data/atlas; the image was written by another program. Its axes
  // run left, anterior, inferior.
  @ParameterizedTest
  @CsvSource({"1, 1191643", "2, 148890", "4, 18639"})
  void readsTheRealAtlas(int millimetres, int labelled) throws ScanException {
    Path atlas = SharedData.path("data/atlas");
    String name = "tpl-MNI152_res-" + millimetres + "_desc-aparcaseg_dseg.nii.gz";
    LabelImage labels = LabelImage.read(TestFiles.STORAGE, atlas.resolve(name).toString());
    assertThat(labels.counts().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(labelled);
    assertThat(labels.voxels(label -> true)).hasSize(labelled);
    // Nearest sampling at 2 and 4 mm loses the smallest of the 113 labels.
    assertThat(labels.counts().size()).isBetween(millimetres == 1 ? 113 : 105, 113);
    assertThat(labels.grid().voxelVolume()).isCloseTo(Math.pow(millimetres, 3), within(1e-6));
    double[] affine = labels.grid().affine();
    assertThat(affine[0]).isNegative();
    Map<Integer, String> names =
        LabelTable.names(
            TestFiles.STORAGE, atlas.resolve("tpl-MNI152_desc-aparcaseg_dseg.tsv").toString());
    assertThat(names.keySet()).containsAll(labels.counts().keySet());
    // Left is negative x in NIfTI: the mean position of each thalamus says whether sides survive.
    assertThat(meanX(labels, 10)).isNegative();
    assertThat(meanX(labels, 49)).isPositive();
    assertThat(names.get(10)).isEqualTo("Left-Thalamus");
  }

  private static double meanX(LabelImage labels, int label) {
    double[] a = labels.grid().affine();
    int nx = labels.grid().nx();
    int ny = labels.grid().ny();
    double sum = 0;
    int[] voxels = labels.voxels(at -> at == label);
    for (int v : voxels) {
      sum += a[0] * (v % nx) + a[1] * (v / nx % ny) + a[2] * (v / (nx * ny)) + a[3];
    }
    return sum / voxels.length;
  }

  // Largest and smallest values of each type, written by ByteBuffer in both byte orders.
  @ParameterizedTest
  @EnumSource
  void readsEveryTypeInBothOrdersAndVersions(NiftiType type) throws IOException, ScanException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer data = ByteBuffer.allocate(4 * type.bytes()).order(order);
      double[] expected = put(type, data);
      for (boolean second : new boolean[] {false, true}) {
        NiftiBytes nifti =
            second
                ? NiftiBytes.second(order, type.code(), 8 * type.bytes(), 2, 2, 1)
                : NiftiBytes.first(order, type.code(), 8 * type.bytes(), 2, 2, 1);
        String path = NiftiBytes.save(dir, "a.nii", nifti.with(data.array()));
        float[] read = NiftiFrames.read(TestFiles.STORAGE, path, FOUR)[0];
        for (int v = 0; v < 4; v++) {
          assertThat(read[v]).isEqualTo((float) expected[v]);
        }
        nifti.scaled(0.5, -3);
        path = NiftiBytes.save(dir, "b.nii.gz", NiftiBytes.gzip(nifti.with(data.array())));
        read = NiftiFrames.read(TestFiles.STORAGE, path, FOUR)[0];
        for (int v = 0; v < 4; v++) {
          assertThat(read[v]).isEqualTo((float) (0.5 * expected[v] - 3));
        }
      }
    }
  }

  private static double[] put(NiftiType type, ByteBuffer data) {
    for (int v = 0; v < 4; v++) {
      int at = v * type.bytes();
      switch (type) {
        case UINT8, INT8 -> data.put(at, (byte) (v == 0 ? 0x80 : v));
        case INT16, UINT16 -> data.putShort(at, (short) (v == 0 ? 0x8001 : 300 * v));
        case INT32, UINT32 -> data.putInt(at, v == 0 ? 0x80000001 : 70000 * v);
        case INT64, UINT64 -> data.putLong(at, v == 0 ? 0x8000000000000800L : 5_000_000_000L * v);
        case FLOAT32 -> data.putFloat(at, 0.1f * v);
        case FLOAT64 -> data.putDouble(at, 0.1 * v);
      }
    }
    return switch (type) {
      case UINT8 -> new double[] {128, 1, 2, 3};
      case INT8 -> new double[] {-128, 1, 2, 3};
      case INT16 -> new double[] {-32767, 300, 600, 900};
      case UINT16 -> new double[] {32769, 300, 600, 900};
      case INT32 -> new double[] {-2147483647, 70000, 140000, 210000};
      case UINT32 -> new double[] {2147483649.0, 70000, 140000, 210000};
      case INT64 -> new double[] {-0x1p63 + 2048, 5e9, 1e10, 1.5e10};
      case UINT64 -> new double[] {0x1p63 + 2048, 5e9, 1e10, 1.5e10};
      case FLOAT32 -> new double[] {0, 0.1f, 0.2f, 0.3f};
      case FLOAT64 -> new double[] {0, 0.1, 0.2, 0.1 * 3};
    };
  }

  // More voxels than one buffer holds, three frames, voxels kept on both sides of its edge.
  @Test
  void keepsTheRightVoxelsOfEveryFrameAcrossBuffers() throws IOException, ScanException {
    int voxels = 40 * 40 * 40;
    ByteBuffer data = ByteBuffer.allocate(3 * voxels * 4).order(ByteOrder.BIG_ENDIAN);
    for (int i = 0; i < 3 * voxels; i++) {
      data.putFloat(4 * i, i);
    }
    byte[] all = NiftiBytes.first(ByteOrder.BIG_ENDIAN, 16, 32, 40, 40, 40, 3).with(data.array());
    String path = NiftiBytes.save(dir, "c.nii.gz", NiftiBytes.gzip(all));
    int[] kept = {0, 16383, 16384, 32768, voxels - 1};
    float[][] read = NiftiFrames.read(TestFiles.STORAGE, path, kept);
    assertThat(read).hasDimensions(3, 5);
    for (int f = 0; f < 3; f++) {
      for (int k = 0; k < 5; k++) {
        assertThat(read[f][k]).isEqualTo(f * voxels + kept[k]);
      }
    }
  }

  // bgzip and parallel compressors write many members; a reader that stops after one loses frames.
  @Test
  void readsGzipOfSeveralMembers() throws IOException, ScanException {
    byte[] all =
        NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 2, 2, 1).with(new byte[] {1, 2, 3, 4});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(NiftiBytes.gzip(Arrays.copyOf(all, 353)));
    out.write(NiftiBytes.gzip(Arrays.copyOfRange(all, 353, all.length)));
    String path = NiftiBytes.save(dir, "d.nii.gz", out.toByteArray());
    assertThat(NiftiFrames.read(TestFiles.STORAGE, path, FOUR)[0]).containsExactly(1, 2, 3, 4);
  }

  @Test
  void slopesThatAreNoneDoNotScale() throws IOException, ScanException {
    for (double slope : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      NiftiBytes nifti = NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 2, 2, 1).scaled(slope, 9);
      String path = NiftiBytes.save(dir, "e.nii", nifti.with(new byte[] {1, 2, 3, 4}));
      assertThat(NiftiFrames.read(TestFiles.STORAGE, path, FOUR)[0]).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void valuesThatAreNoNumberPass() throws IOException, ScanException {
    byte[] data =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.NaN).array();
    byte[] all = NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 16, 32, 2, 2, 1).with(data);
    String path = NiftiBytes.save(dir, "n.nii", all);
    assertThat(NiftiFrames.read(TestFiles.STORAGE, path, FOUR)[0])
        .containsExactly(Float.NaN, 0, 0, 0);
    assertThatThrownBy(() -> LabelImage.read(TestFiles.STORAGE, path))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("NaN in voxel 0 (must be whole numbers");
  }

  // A quarter turn about z by quaternion (0, 0, sin 45), third axis mirrored: i runs along +y, j
  // along -x, k along -z.
  @Test
  void qformIsARotationWithItsMirror() throws ScanException {
    ByteBuffer h = NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 2, 2, 1).header;
    h.putShort(252, (short) 1).putFloat(76, -1);
    h.putFloat(264, (float) Math.sqrt(0.5)).putFloat(268, 10).putFloat(272, 20).putFloat(276, 30);
    double[] expected = {0, -2, 0, 10, 2, 0, 0, 20, 0, 0, -2, 30};
    double[] affine = NiftiHeader.parse("q", h.array()).grid().affine();
    // Quaternions are floats: 6e-8 of 2 mm.
    assertThat(affine).containsExactly(expected, within(1e-6));
    h.putShort(254, (short) 1);
    for (int i = 0; i < 12; i++) {
      h.putFloat(280 + 4 * i, i % 5 == 0 ? 3 : 0);
    }
    assertThat(NiftiHeader.parse("s", h.array()).grid().spacing(0)).isEqualTo(3);
    h.put(123, (byte) 1);
    assertThat(NiftiHeader.parse("m", h.array()).grid().spacing(0)).isEqualTo(3000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0   | 99    | header size 99
          344 | 0     | magic
          40  | 9     | 9 axes (must have 3 or 4 axes
          42  | 0     | size 0 of axis 1
          42  | -5    | size -5 of axis 1
          70  | 32    | data type 32
          72  | 16    | 16 bits per voxel (must be 8 for UINT8
          """)
  void brokenHeadersAreRefusedByName(int offset, short value, String message) throws IOException {
    NiftiBytes nifti = NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 2, 2, 1);
    nifti.header.putShort(offset, value);
    String path = NiftiBytes.save(dir, "h.nii", nifti.with(new byte[4]));
    assertThatThrownBy(() -> NiftiHeader.read(TestFiles.STORAGE, path))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining(path)
        .hasMessageContaining(message);
  }

  @Test
  void impossibleSizesAreRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] all =
        NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 32767, 32767, 32767).with(FOUR_BYTES);
    String over = NiftiBytes.save(dir, "over.nii", all);
    assertThatThrownBy(() -> LabelImage.read(TestFiles.STORAGE, over))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("32767 x 32767 x 32767 (must be positive and hold fewer than 2^31");
    all = NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 32767, 32767, 1).with(FOUR_BYTES);
    String claimed = NiftiBytes.save(dir, "claimed.nii.gz", NiftiBytes.gzip(all));
    assertThatThrownBy(() -> LabelImage.read(TestFiles.STORAGE, claimed))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("its header claims 32767 x 32767 x 1 voxels");
  }

  private static final byte[] FOUR_BYTES = new byte[4];

  @Test
  void truncatedAndForeignFilesAreRefusedWithTheirCause() throws IOException {
    byte[] data = new byte[3 * 8000];
    new java.util.Random(1).nextBytes(data);
    byte[] all = NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 20, 20, 20, 3).with(data);
    byte[] gzip = NiftiBytes.gzip(all);
    reads("cut.nii.gz", Arrays.copyOf(gzip, gzip.length / 2), "it ends within frame 1 of 3: trunc");
    reads("end.nii.gz", Arrays.copyOf(gzip, gzip.length - 4), "it ends within its end: truncated");
    reads("plain.nii.gz", all, "not gzip, although its name ends in .gz");
    reads("cut.nii", Arrays.copyOf(all, all.length - 1), "truncated or corrupt");
    reads("short.nii", new byte[100], "100 bytes (must hold a header of 348 bytes");
    reads("empty.nii.gz", new byte[0], "it ends within its header: truncated");
    gzip[gzip.length - 6] ^= 1;
    reads("crc.nii.gz", gzip, "corrupt gzip data in its end");
    assertThatThrownBy(
            () -> NiftiFrames.read(TestFiles.STORAGE, dir.resolve("absent.nii").toString(), FOUR))
        .hasMessageContaining("absent.nii: no such file");
  }

  private void reads(String name, byte[] bytes, String message) throws IOException {
    String path = NiftiBytes.save(dir, name, bytes);
    assertThatThrownBy(() -> NiftiFrames.read(TestFiles.STORAGE, path, FOUR))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining(path)
        .hasMessageContaining(message);
  }

  @Test
  void labelsOnAnotherGridAreRefusedWithTheDifference() throws IOException, ScanException {
    ImageGrid grid = ImageGrid.cubes(4, 4, 4, 2);
    String path = dir.resolve("labels.nii.gz").toString();
    NiftiWriter.writeLabels(TestFiles.STORAGE, path, grid, new int[64]);
    LabelImage labels = LabelImage.read(TestFiles.STORAGE, path);
    labels.requireGrid("pet.nii", grid);
    assertThatThrownBy(() -> labels.requireGrid("pet.nii", ImageGrid.cubes(4, 4, 5, 2)))
        .isInstanceOf(ScanException.class)
        .hasMessage(
            "Cannot use labels "
                + path
                + " with image pet.nii: they have sizes 4 x 4 x 4 and 4 x 4 x 5 (resample the"
                + " labels to the image)");
    assertThatThrownBy(() -> labels.requireGrid("pet.nii", ImageGrid.cubes(4, 4, 4, 2.1)))
        .hasMessageContaining("affines that put a corner 0.520 mm apart");
  }

  @Test
  void anotherNumberOfFramesThanTheSidecarsIsRefused() throws ScanException {
    byte[] h = NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 2, 2, 1, 38).header.array();
    NiftiHeader header = NiftiHeader.parse("pet.nii", h);
    header.requireFrames("pet.nii", 38);
    assertThatThrownBy(() -> header.requireFrames("pet.nii", 33))
        .hasMessage("Invalid image pet.nii: 38 frames (must be 33 as in the sidecar)");
  }
}
