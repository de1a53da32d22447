package org.tacflow.bids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local files, with permissions set by the JDK.
 *
 * <p>Without its native library, which no installation of Spark brings, Hadoop starts the program
 * {@code chmod} for every file, checksum file and folder that it makes: 4 ms each, and half of the
 * time of writing a small table.
 */
public final class LocalFiles extends LocalFileSystem {
  private static final String IMPLEMENTATION = "fs.file.impl";
  // The cache knows a scheme, not its class: whoever came first would decide for all.
  private static final String UNCACHED = "fs.file.impl.disable.cache";

  /** For Hadoop, which makes it by its name. */
  public LocalFiles() {
    super(new Raw());
  }

  private static final class Raw extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      java.nio.file.Path disk = pathToFile(path).toPath();
      boolean posix = disk.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (!posix || permission.getStickyBit()) {
        super.setPermission(path, permission);
        return;
      }
      String text =
          permission.getUserAction().SYMBOL
              + permission.getGroupAction().SYMBOL
              + permission.getOtherAction().SYMBOL;
      Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString(text));
    }
  }

  /** Settings by which Hadoop makes local files so; none where another class is set. */
  public static Map<String, String> settings(Configuration configuration) {
    String own = LocalFiles.class.getName();
    return configuration.get(IMPLEMENTATION, own).equals(own)
        ? Map.of(IMPLEMENTATION, own, UNCACHED, "true")
        : Map.of();
  }

  /** Has Hadoop make local files so, in a configuration of the caller's own. */
  public static void use(Configuration configuration) {
    settings(configuration).forEach(configuration::set);
  }
}
