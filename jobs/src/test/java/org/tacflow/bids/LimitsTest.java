package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a reader may take of memory and time is bounded before it is taken. */
class LimitsTest {
  @TempDir Path dir;

  private Path file(String name, String text) throws IOException {
    return TestFiles.write(dir, name, text);
  }

  private String table(String text) throws IOException {
    return file("table.tsv", text).toString();
  }

  private static void refused(String path, String... parts) {
    assertThatThrownBy(() -> DelimitedTable.read(TestFiles.STORAGE, path))
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains("Cannot read").contains(parts));
  }

  @Test
  void aTableHasBoundedLinesAndCells() throws IOException {
    refused(table("a\tb\n" + "x".repeat(20_001) + "\t1\n"), "line 2", "20001 characters");
    refused(table("\t".repeat(10_000) + "\n"), "line 1", "more than 10000 cells");
    refused(table("a\tb\n" + "1\t2\n".repeat(2_500_000)), "more than 5000000 cells");
    // At the limits it is read: they bound, and do not forbid.
    DelimitedTable read =
        DelimitedTable.read(TestFiles.STORAGE, table("a\tb\n" + "x".repeat(20_000) + "\t1\n"));
    assertThat(read.cell(0, "a")).hasSize(20_000);
  }

  // The rows behind an open quotation mark would otherwise vanish into one cell.
  @Test
  void anOpenQuotationMarkSwallowsNoRows() throws IOException {
    refused(table("id\tnote\n1\t\"open\n2\tb\n3\tclosed\"\n"), "row 1", "quotation mark");
    refused(table("id\tnote\n1\t\"open\n2\tb\n"), "table.tsv");
    refused(table("id\tno\"te\n1\t\"a\tb\"\n"), "row 1", "quotation mark");
    assertThat(
            DelimitedTable.read(TestFiles.STORAGE, table("id\tnote\n1\t\"a b\"\n")).cell(0, "note"))
        .isEqualTo("a b");
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeOrDeviceIsNoFile() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "no POSIX devices here");
    Path link = Files.createSymbolicLink(dir.resolve("zero.tsv"), Path.of("/dev/zero"));
    refused(link.toString(), "no regular file");
    Path pipe = dir.resolve("pipe.tsv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    refused(pipe.toString(), "no regular file");
    assertThatThrownBy(() -> NiftiFrames.open(TestFiles.STORAGE, pipe.toString()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("pipe");
  }

  @Test
  void aSidecarHasBoundedDepthAndLength() throws IOException {
    for (String text :
        List.of("{\"a\":".repeat(33) + "1" + "}".repeat(33), "[" + "[".repeat(100_000))) {
      String path = file("deep.json", text).toString();
      assertThatThrownBy(() -> Metadata.read(TestFiles.STORAGE, List.of(path)))
          .isInstanceOf(ScanException.class)
          .hasMessageContaining("no JSON");
    }
    String large = file("large.json", "{\"a\": \"" + "x".repeat(5 << 20) + "\"}").toString();
    assertThatThrownBy(() -> Metadata.read(TestFiles.STORAGE, List.of(large)))
        .hasMessageContaining("must be at most 4194304");
  }

  @Test
  void aReasonIsOneLineOfBoundedLength() throws IOException {
    String path =
        file("odd.json", "{\"Units\": \"\\u001b[2J" + "x\\n".repeat(5000) + "\"}").toString();
    assertThatThrownBy(
            () ->
                Units.checked(
                    Metadata.read(TestFiles.STORAGE, List.of(path)).text("Units"),
                    path,
                    new java.util.ArrayList<>()))
        .isInstanceOf(ScanException.class)
        .satisfies(
            e -> {
              assertThat(e.getMessage()).hasSizeLessThan(2100).contains("Invalid Units");
              assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
            });
  }

  // 30000 cubed voxels would be 27 TB; the file has 352 bytes.
  @Test
  void aHeaderThatClaimsMoreThanAnythingHoldsIsRefused() throws IOException {
    byte[] header =
        NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 16, 32, 30000, 30000, 30000).with(new byte[0]);
    String path = NiftiBytes.save(dir, "claims.nii", header);
    assertThatThrownBy(() -> LabelImage.read(TestFiles.STORAGE, path))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("fewer than 2^31 voxels");
  }

  // 1500 cubed bytes of zeros, 3.4 GB in 3.3 MB: the header does not lie, the memory is not there.
  @Test
  void anImageThatIsNoLieButLargerThanTheMemoryIsRefused() throws IOException {
    byte[] header =
        NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 1250, 1250, 1250).with(new byte[0]);
    Path path = dir.resolve("bomb.nii.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path), 1 << 16)) {
      out.write(header);
    }
    // Padding behind the stream makes the file as long as the claim needs.
    try (java.io.RandomAccessFile end = new java.io.RandomAccessFile(path.toFile(), "rw")) {
      end.setLength(4 << 20);
    }
    assertThatThrownBy(() -> LabelImage.read(TestFiles.STORAGE, path.toString()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("Cannot hold image")
        .hasMessageContaining("--executor-memory");
    assertThatCode(() -> ImageMemory.require("x", 350, 1000)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ImageMemory.require("x", 351, 1000)).isInstanceOf(ScanException.class);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void dataBehindTheLastFrameAreReadNoFurtherThanPadding() throws Exception {
    byte[] image = NiftiBytes.first(ByteOrder.LITTLE_ENDIAN, 2, 8, 2, 2, 2).with(new byte[8]);
    String padded = NiftiBytes.save(dir, "padded.nii.gz", gzip(image, 1 << 20));
    assertThat(LabelImage.read(TestFiles.STORAGE, padded).grid().voxels()).isEqualTo(8);
    String bomb = NiftiBytes.save(dir, "bomb.nii.gz", gzip(image, (1 << 20) + 1));
    assertThatThrownBy(() -> LabelImage.read(TestFiles.STORAGE, bomb))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("behind the 1 frames of its header");
  }

  private static byte[] gzip(byte[] image, int zeros) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(image);
      gzip.write(new byte[zeros]);
    }
    return out.toByteArray();
  }
}
