package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run knows of the contents of files. */
class FileHashesTest {
  private static final Storage STORAGE = Storage.local();

  @TempDir private Path folder;

  @Test
  void theHashIsThatOfTheContentWheneverItWasWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "abc");
    // SHA-256 of "abc" by FIPS 180-2, appendix B.1.
    assertThat(FileHashes.read(STORAGE, file.toString()).sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aFileIsReadAgainWhenItsSizeOrTimeHasChangedOrItWasTooYoung() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "abc");
    assertThat(FileHashes.read(STORAGE, file.toString()).stamp()).as("just written").isEmpty();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    FileHashes hashes = FileHashes.none();
    List<String> files = List.of(file.toString());
    assertThat(hashes.unknown(STORAGE, files)).isEqualTo(files);
    hashes.put(file.toString(), FileHashes.read(STORAGE, file.toString()));
    assertThat(hashes.unknown(STORAGE, files)).isEmpty();
    assertThat(FileHashes.ofJson(hashes.toJson()).unknown(STORAGE, files)).isEmpty();
    Files.writeString(file, "abd");
    // Set back, as copying tools do: size and time are as before, the inode knows.
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertThat(hashes.unknown(STORAGE, files)).isEqualTo(files);
  }

  @Test
  @Timeout(20)
  void aFileThatCannotBeReadOrNeverEndsHasAReasonAndIsTriedAgain() throws IOException {
    Path gone = Files.createSymbolicLink(folder.resolve("gone"), folder.resolve("nowhere"));
    Path endless = Files.createSymbolicLink(folder.resolve("endless"), Path.of("/dev/zero"));
    FileHashes hashes = FileHashes.none();
    for (Path file : List.of(gone, endless)) {
      FileHashes.Entry entry = FileHashes.read(STORAGE, file.toString());
      assertThat(entry.sha256()).startsWith("unreadable: ");
      hashes.put(file.toString(), entry);
      assertThat(hashes.unknown(STORAGE, List.of(file.toString()))).hasSize(1);
    }
    assertThatThrownBy(() -> STORAGE.readText(endless.toString(), 1000))
        .isInstanceOf(IOException.class)
        .hasMessage("Cannot read " + endless + ": it is no regular file (replace it by one)");
  }
}
