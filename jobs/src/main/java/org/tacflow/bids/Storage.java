package org.tacflow.bids;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Files of any file system that Hadoop knows: local, {@code hdfs://}, object stores.
 *
 * <p>Serializable, so that an executor opens what the driver listed.
 */
public final class Storage implements Serializable {
  private static final long serialVersionUID = 1L;

  private static Map<String, String> lastSettings;
  private static Configuration last;

  private final Map<String, String> settings;
  private transient Configuration configuration;

  private Storage(Map<String, String> settings) {
    this.settings = settings;
  }

  /** With the settings of a Hadoop configuration, copied. */
  public static Storage of(Configuration configuration) {
    Map<String, String> settings = new TreeMap<>();
    configuration.forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
    return new Storage(settings);
  }

  /** With Hadoop's defaults, for local files. */
  public static Storage local() {
    return new Storage(Collections.emptyMap());
  }

  /** Opens a file for reading; the caller closes it. A pipe or a device is refused. */
  public InputStream open(String path) throws IOException {
    Path file = new Path(path);
    FileSystem system = system(file);
    requireFile(system, file);
    return system.open(file);
  }

  // A pipe would wait for a writer for ever, and /dev/zero never ends although its length is 0.
  private static void requireFile(FileSystem system, Path path) throws IOException {
    if (system instanceof RawLocalFileSystem local) {
      java.nio.file.Path disk = local.pathToFile(path).toPath();
      if (Files.exists(disk) && !Files.isRegularFile(disk)) {
        throw new IOException(
            "Cannot read " + path + ": it is no regular file (replace it by one)");
      }
    }
  }

  /** Makes a file for writing, with its folders, replacing one that is there; the caller closes. */
  public OutputStream create(String path) throws IOException {
    Path file = new Path(path);
    return system(file).create(file, true);
  }

  // Local files without Hadoop's hidden .crc files: a data set holds what its standard names, and a
  // file that its owner edits must not fail against a stale checksum.
  private FileSystem system(Path path) throws IOException {
    FileSystem system = path.getFileSystem(configuration());
    return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
  }

  /**
   * Reads a small text file as UTF-8.
   *
   * @param limitBytes larger files are refused before they are read
   */
  public String readText(String path, long limitBytes) throws IOException {
    Path file = new Path(path);
    FileSystem system = system(file);
    long size = system.getFileStatus(file).getLen();
    requireFile(system, file);
    requireShort(path, size, limitBytes);
    try (InputStream in = system.open(file)) {
      // A file that grows while it is read ends here all the same.
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limitBytes + 1));
      requireShort(path, bytes.length, limitBytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static void requireShort(String path, long bytes, long limitBytes) throws IOException {
    if (bytes > limitBytes) {
      throw new IOException(
          "Cannot read " + path + ": " + bytes + " bytes (must be at most " + limitBytes + ")");
    }
  }

  /** The path with the scheme and the root of its file system: {@code file:/data/cohort}. */
  public String qualified(String path) throws IOException {
    Path file = new Path(path);
    return system(file).makeQualified(file).toString();
  }

  /** Whether a file or folder is there. */
  public boolean exists(String path) throws IOException {
    Path file = new Path(path);
    return system(file).exists(file);
  }

  /** Size of a file, bytes. */
  public long size(String path) throws IOException {
    Path file = new Path(path);
    return system(file).getFileStatus(file).getLen();
  }

  /** Time of the last change of a file, ms since 1970. */
  public long modifiedMillis(String path) throws IOException {
    Path file = new Path(path);
    return system(file).getFileStatus(file).getModificationTime();
  }

  /**
   * Size and times of a file as text: equal as long as nobody writes to it.
   *
   * <p>On local POSIX disks with the time of the last change of its inode too, which copying tools
   * cannot set back.
   */
  public String stamp(String path) throws IOException {
    Path file = new Path(path);
    FileSystem system = system(file);
    FileStatus status = system.getFileStatus(file);
    String stamp = status.getLen() + " " + status.getModificationTime();
    if (system instanceof RawLocalFileSystem local) {
      java.nio.file.Path disk = local.pathToFile(file).toPath();
      if (disk.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        stamp += " " + Files.getAttribute(disk, "unix:ctime");
      }
    }
    return stamp;
  }

  /** Full paths of the entries of a folder, sorted by name; empty when there is no such folder. */
  public List<String> list(String folder) throws IOException {
    Path path = new Path(folder);
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus status : system(path).listStatus(path)) {
        names.add(status.getPath().toString());
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  /**
   * One entry of a folder.
   *
   * @param path full path
   * @param folder whether it is a folder
   */
  public record Entry(String path, boolean folder) {
    /** Last part of the path. */
    public String name() {
      return Storage.name(path);
    }
  }

  /**
   * Entries of a folder, sorted by path, in one call to the file system.
   *
   * @return empty when there is no such folder
   */
  public List<Entry> entries(String folder) throws IOException {
    Path path = new Path(folder);
    List<Entry> entries = new ArrayList<>();
    try {
      for (FileStatus status : system(path).listStatus(path)) {
        entries.add(new Entry(status.getPath().toString(), status.isDirectory()));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  /** Last part of a path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Whether a path, with every link followed, lies below a folder.
   *
   * <p>Links are known on local file systems only; elsewhere the answer is true.
   */
  public boolean isInside(String path, String folder) throws IOException {
    Path file = new Path(path);
    if (!(system(file) instanceof RawLocalFileSystem local)) {
      return true;
    }
    java.nio.file.Path root = local.pathToFile(new Path(folder)).toPath().toRealPath();
    return local.pathToFile(file).toPath().toRealPath().startsWith(root);
  }

  /**
   * Throws unless a file, with every link followed, lies in a folder; a missing one passes.
   *
   * <p>A data set of somebody else may hold a link to any file of the reader's disk.
   */
  public void requireInside(String path, String folder) throws IOException {
    if (exists(path) && !isInside(path, folder)) {
      throw new IOException(
          "Cannot use " + path + ": it leads out of " + folder + " (copy the file there)");
    }
  }

  /** Whether a path is a folder. */
  public boolean isFolder(String path) throws IOException {
    Path file = new Path(path);
    FileSystem system = system(file);
    return system.exists(file) && system.getFileStatus(file).isDirectory();
  }

  /** The Hadoop configuration behind it. */
  public Configuration configuration() {
    if (configuration == null) {
      configuration = shared(settings);
    }
    return configuration;
  }

  // A task is sent a storage of its own; a thousand settings take 5 ms to unpack.
  private static synchronized Configuration shared(Map<String, String> settings) {
    if (last == null || !lastSettings.equals(settings)) {
      last = new Configuration();
      settings.forEach(last::set);
      LocalFiles.use(last);
      lastSettings = settings;
    }
    return last;
  }
}
