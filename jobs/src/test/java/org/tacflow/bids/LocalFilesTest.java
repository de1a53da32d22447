package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Truth: Hadoop's own local files, made beside them in the same way. */
class LocalFilesTest {
  @TempDir private java.nio.file.Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"022", "027", "077", "000"})
  void permissionsAreThoseOfHadoop(String mask) throws IOException {
    Configuration own = new Configuration();
    own.set("fs.permissions.umask-mode", mask);
    Configuration theirs = new Configuration(own);
    theirs.set("fs.file.impl.disable.cache", "true");
    LocalFiles.use(own);
    assertThat(system(own)).isInstanceOf(LocalFiles.class);
    assertThat(system(theirs)).isExactlyInstanceOf(LocalFileSystem.class);
    assertThat(made(own, "own")).isEqualTo(made(theirs, "theirs")).hasSize(4);
  }

  /** A file, its checksum and their folders, with their permissions. */
  private Set<String> made(Configuration configuration, String name) throws IOException {
    java.nio.file.Path root = folder.resolve(name);
    FileSystem system = system(configuration);
    system.create(new Path(root.toString(), "a/file"), true).close();
    Set<String> made = new TreeSet<>();
    try (var paths = Files.walk(root)) {
      for (java.nio.file.Path path : paths.toList()) {
        made.add(root.relativize(path) + " " + Files.getPosixFilePermissions(path));
      }
    }
    return made;
  }

  @Test
  void aStickyBitIsLeftToHadoop() throws IOException {
    Configuration own = new Configuration();
    LocalFiles.use(own);
    Path place = new Path(folder.toString(), "sticky");
    system(own).mkdirs(place);
    system(own).setPermission(place, new FsPermission((short) 01777));
    assertThat((int) Files.getAttribute(folder.resolve("sticky"), "unix:mode") & 07777)
        .isEqualTo(01777);
  }

  @Test
  void aClassThatTheUserHasSetStays() throws IOException {
    Configuration users = new Configuration();
    users.set("fs.file.impl", RawLocalFileSystem.class.getName());
    users.set("fs.file.impl.disable.cache", "true");
    LocalFiles.use(users);
    assertThat(system(users)).isExactlyInstanceOf(RawLocalFileSystem.class);
    assertThat(LocalFiles.settings(users)).isEmpty();
  }

  /** Settings are unpacked once for neighbours: those of another storage must not be taken. */
  @Test
  void everyStorageHasItsOwnSettings() {
    Configuration one = new Configuration();
    one.set("who", "one");
    Configuration two = new Configuration();
    two.set("who", "two");
    Storage first = Storage.of(one);
    Storage second = Storage.of(two);
    assertThat(first.configuration().get("who")).isEqualTo("one");
    assertThat(second.configuration().get("who")).isEqualTo("two");
    assertThat(Storage.of(one).configuration().get("who")).isEqualTo("one");
    assertThat(first.configuration().get("who")).isEqualTo("one");
  }

  private FileSystem system(Configuration configuration) throws IOException {
    return new Path(folder.toUri()).getFileSystem(configuration);
  }
}
