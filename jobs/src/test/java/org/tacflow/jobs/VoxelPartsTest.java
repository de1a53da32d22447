package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.tables.VoxelFile;
import org.tacflow.tables.columnar.ColumnarPart;

/** How files of voxels are divided: for every number of cores, each byte of a file once. */
class VoxelPartsTest {
  private static final long MB = 1L << 20;

  /** Twelve tasks a core from the work there is, of 8 to 128 MiB, and no file shared. */
  @ParameterizedTest
  @CsvSource({
    "1, 30, 2, 4",
    "24, 30, 2, 24",
    "24, 30, 2000, 96",
    "1, 1000, 2, 24",
    "1, 5, 2, 1",
    "3, 3000, 1, 69"
  })
  void everyCoreGetsSome(int files, long megabytes, int cores, int tasks) {
    assertThat(VoxelParts.of(files(files, megabytes * MB), cores)).hasSize(tasks);
  }

  /** Files of many sizes, of which the smallest part is wanted: rounding costs half of it. */
  @Test
  void noPartIsTwiceAsLongAsOthers() {
    for (long megabytes = 8; megabytes < 100; megabytes++) {
      for (ColumnarPart part : VoxelParts.of(files(1, megabytes * MB), 2000)) {
        assertThat(part.end() - part.begin()).isBetween(16 * MB / 3, 12 * MB);
      }
    }
  }

  @Test
  void everyByteIsInOnePart() {
    List<ColumnarPart> parts = VoxelParts.of(files(1, 100 * MB + 7), 3);
    assertThat(parts).hasSizeGreaterThan(5);
    long end = 0;
    for (ColumnarPart part : parts) {
      assertThat(part.begin()).isEqualTo(end);
      end = part.end();
    }
    assertThat(end).isEqualTo(100 * MB + 7);
  }

  @Test
  void nothingIsNoTask() {
    assertThat(VoxelParts.of(List.of(), 8)).isEmpty();
  }

  private static List<VoxelFile> files(int count, long bytes) {
    return IntStream.range(0, count)
        .mapToObj(f -> new VoxelFile("file-" + f, "sub-" + f, "", 1000, bytes))
        .toList();
  }
}
