package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiWriterTest {
  private static final ImageGrid GRID =
      ImageGrid.of(3, 4, 5, new double[] {-2, 0, 0, 90, 0, 2, 0.5, -126, 0, 0, -3, 72});

  @TempDir Path dir;

  // Offsets of the NIfTI-1 standard, read back by hand and not by our reader.
  @Test
  void writesTheHeaderOfTheStandard() throws IOException {
    Path path = dir.resolve("map.nii");
    NiftiWriter.writeMap(TestFiles.STORAGE, path.toString(), GRID, new float[60]);
    ByteBuffer h = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(h.capacity()).isEqualTo(352 + 4 * 60);
    assertThat(h.getInt(0)).isEqualTo(348);
    short[] dim = new short[8];
    h.position(40);
    h.asShortBuffer().get(dim);
    assertThat(dim).containsExactly(3, 3, 4, 5, 1, 1, 1, 1);
    assertThat(h.getShort(70)).isEqualTo((short) 16);
    assertThat(h.getShort(72)).isEqualTo((short) 32);
    assertThat(h.getFloat(108)).isEqualTo(352);
    assertThat(h.getShort(252)).isZero();
    assertThat(h.getShort(254)).isEqualTo((short) 1);
    assertThat(h.getFloat(280)).isEqualTo(-2);
    assertThat(h.getFloat(292)).isEqualTo(90);
    assertThat(h.getFloat(304)).isEqualTo(0.5f);
    assertThat(h.getFloat(324)).isEqualTo(72);
    assertThat(h.getFloat(80)).isEqualTo(2);
    assertThat(h.getInt(344)).isEqualTo('n' | '+' << 8 | '1' << 16);
  }

  @Test
  void whatIsWrittenIsReadBackToTheBit() throws IOException, ScanException {
    Random random = new Random(7);
    float[][] frames = new float[3][60];
    int[] all = new int[60];
    for (int v = 0; v < 60; v++) {
      all[v] = v;
      for (float[] frame : frames) {
        frame[v] = (float) random.nextGaussian();
      }
    }
    String path = dir.resolve("deep/er/pet.nii.gz").toString();
    try (NiftiWriter writer =
        NiftiWriter.create(TestFiles.STORAGE, path, GRID, 3, NiftiType.FLOAT32)) {
      for (float[] frame : frames) {
        writer.frame(frame);
      }
    }
    assertThat(NiftiFrames.read(TestFiles.STORAGE, path, all)).isDeepEqualTo(frames);
    assertThat(NiftiHeader.read(TestFiles.STORAGE, path).grid().difference(GRID)).isNull();
  }

  @Test
  void theSameContentGivesTheSameBytesAndNoOtherFile() throws IOException {
    int[] labels = new int[60];
    labels[59] = 2035;
    labels[0] = -32768;
    for (String name : new String[] {"a.nii.gz", "b.nii.gz"}) {
      NiftiWriter.writeLabels(TestFiles.STORAGE, dir.resolve(name).toString(), GRID, labels);
    }
    assertThat(dir.resolve("a.nii.gz")).hasSameBinaryContentAs(dir.resolve("b.nii.gz"));
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.count()).as("files, Hadoop's hidden .crc among them").isEqualTo(2);
    }
  }

  @Test
  void labelsSurviveTheRoundTrip() throws IOException, ScanException {
    int[] labels = new int[60];
    labels[17] = 2035;
    String path = dir.resolve("labels.nii.gz").toString();
    NiftiWriter.writeLabels(TestFiles.STORAGE, path, GRID, labels);
    LabelImage read = LabelImage.read(TestFiles.STORAGE, path);
    assertThat(read.label(17)).isEqualTo(2035);
    assertThat(read.voxels(label -> label == 2035)).containsExactly(17);
  }

  @Test
  void wrongUseIsRefused() throws IOException {
    String path = dir.resolve("x.nii").toString();
    assertThatThrownBy(() -> NiftiWriter.writeLabels(TestFiles.STORAGE, path, GRID, new int[59]))
        .hasMessage("Invalid frame: 59 values (must be 60)");
    int[] large = new int[60];
    large[3] = 40000;
    assertThatThrownBy(() -> NiftiWriter.writeLabels(TestFiles.STORAGE, path, GRID, large))
        .hasMessageContaining("Invalid value of voxel 3: 40000.0");
    assertThatThrownBy(() -> NiftiWriter.writeMap(TestFiles.STORAGE, "x.img", GRID, new float[60]))
        .hasMessage("Invalid image name: x.img (must end in .nii or .nii.gz)");
    NiftiWriter writer = NiftiWriter.create(TestFiles.STORAGE, path, GRID, 2, NiftiType.FLOAT32);
    writer.frame(new float[60]);
    assertThatThrownBy(writer::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 of 2");
  }
}
