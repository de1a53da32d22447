package org.tacflow.jobs;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.tacflow.bids.Storage;

/** A file system in memory, {@code memory:///}, so that a fuzzer need not wait for a disk. */
public final class MemoryFiles extends FileSystem {
  private static final byte SEPARATOR = 0x1e;
  // Hadoop makes file systems by their class: what they hold has to lie outside.
  private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

  /** A storage whose paths begin with {@code memory:///}. */
  static Storage storage() {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.memory.impl", MemoryFiles.class.getName());
    return Storage.of(configuration);
  }

  /** Puts a file there and returns its path. */
  static String put(String name, byte[] bytes) {
    FILES.put("/" + name, bytes);
    return "memory:///" + name;
  }

  /** Puts a table there, and the JSON beside it where the byte 0x1e stands between the two. */
  static void putPair(String name, byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != SEPARATOR) {
      end++;
    }
    put(name + ".tsv", Arrays.copyOf(bytes, end));
    if (end < bytes.length) {
      put(name + ".json", Arrays.copyOfRange(bytes, end + 1, bytes.length));
    }
  }

  /** Whether there is a file. */
  static boolean has(String name) {
    return FILES.containsKey("/" + name);
  }

  /** Empties it. */
  static void clear() {
    FILES.clear();
  }

  @Override
  public URI getUri() {
    return URI.create("memory:///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return new FSDataInputStream(new Bytes(content(path)));
  }

  private static byte[] content(Path path) throws IOException {
    byte[] bytes = FILES.get(path.toUri().getPath());
    if (bytes == null) {
      throw new FileNotFoundException(path.toString());
    }
    return bytes;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    String name = path.toUri().getPath();
    boolean folder = !FILES.containsKey(name);
    if (folder && FILES.keySet().stream().noneMatch(file -> isBelow(file, name))) {
      throw new FileNotFoundException(path.toString());
    }
    return new FileStatus(folder ? 0 : content(path).length, folder, 1, 1 << 20, 0, path);
  }

  private static boolean isBelow(String file, String folder) {
    return file.startsWith(folder.equals("/") ? "/" : folder + "/");
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    String folder = path.toUri().getPath();
    Map<String, FileStatus> entries = new TreeMap<>();
    for (String file : FILES.keySet()) {
      if (isBelow(file, folder)) {
        int begin = folder.equals("/") ? 1 : folder.length() + 1;
        int end = file.indexOf('/', begin);
        String name = end < 0 ? file : file.substring(0, end);
        entries.put(name, getFileStatus(new Path("memory", "", name)));
      }
    }
    if (entries.isEmpty()) {
      throw new FileNotFoundException(path.toString());
    }
    return entries.values().toArray(new FileStatus[0]);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw new UnsupportedOperationException("readers do not write");
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("readers do not write");
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException("readers do not write");
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException("readers do not write");
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw new UnsupportedOperationException("readers do not write");
  }

  @Override
  public void setWorkingDirectory(Path path) {
    throw new UnsupportedOperationException("readers know full paths only");
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path("memory:///");
  }

  /** Bytes that can be read from any place, as Hadoop asks. */
  private static final class Bytes extends FSInputStream {
    private final byte[] bytes;
    private ByteArrayInputStream in;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
      this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return in.read(target, offset, length);
    }

    @Override
    public void seek(long position) {
      in = new ByteArrayInputStream(bytes, (int) position, bytes.length - (int) position);
    }

    @Override
    public long getPos() {
      return bytes.length - in.available();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }
  }
}
