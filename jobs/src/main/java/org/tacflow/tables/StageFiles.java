package org.tacflow.tables;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.tacflow.tables.columnar.FileFacts;
import org.tacflow.tables.columnar.Moves;
import org.tacflow.tables.columnar.WrittenFile;
import scala.Tuple2;

/** Parquet files of a stage: which units they hold, whether they are whole, links to them. */
final class StageFiles {
  private final RunStore store;
  private final Map<String, FileFacts> facts = new HashMap<>();

  StageFiles(RunStore store) {
    this.store = store;
  }

  /**
   * Files that stand in the folder of a table and are not known yet.
   *
   * @param known paths relative to the folder
   */
  List<StageRecord.UnitFile> added(Table table, String folder, Set<String> known)
      throws IOException {
    List<StageRecord.UnitFile> added = new ArrayList<>();
    String root = store.path(folder).toString() + "/";
    for (FileStatus status : parquet(folder)) {
      String path = status.getPath().toString().substring(root.length());
      if (!known.contains(path)) {
        added.add(describe(table, folder, path, status));
      }
    }
    return added;
  }

  private List<FileStatus> parquet(String folder) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    collect(store.path(folder), found);
    return found;
  }

  private void collect(Path folder, List<FileStatus> found) throws IOException {
    FileSystem system = store.files();
    if (!system.exists(folder)) {
      return;
    }
    for (FileStatus status : system.listStatus(folder)) {
      String name = status.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (status.isDirectory()) {
        collect(status.getPath(), found);
      } else if (name.endsWith(".parquet")) {
        found.add(status);
      }
    }
  }

  /** Notes what is known of files that were just written: their footers need not be read. */
  void note(String folder, List<WrittenFile> written) {
    written.forEach(file -> facts.put(folder + "/" + file.name(), file.facts()));
  }

  private StageRecord.UnitFile describe(Table table, String folder, String path, FileStatus status)
      throws IOException {
    FileFacts noted = facts.get(folder + "/" + path);
    FileFacts own = noted == null ? read(status) : noted;
    String unit = table.isByVoxel() && own.rows() > 0 ? unit(own, path) : "";
    return new StageRecord.UnitFile(
        path, unit, own.rows(), status.getLen(), status.getModificationTime());
  }

  private FileFacts read(FileStatus status) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(status, store.configuration()))) {
      return FileFacts.of(reader.getFooter());
    }
  }

  /** The only scan of a file, and the partition it lies in. */
  private static String unit(FileFacts facts, String path) throws IOException {
    String scan = facts.constants().get("scan");
    if (scan == null) {
      throw new IOException(
          "Cannot keep " + path + ": it holds several scans (must hold one, to be reused)");
    }
    int slash = path.indexOf('/');
    return slash < 0 ? scan : scan + "/" + path.substring(path.indexOf('=') + 1, slash);
  }

  /** Makes one file of many. */
  void compact(Table table, String folder) throws IOException {
    Path old = store.path(folder);
    Path fresh = store.path(folder + ".one");
    store
        .spark()
        .read()
        .schema(table.schema())
        .parquet(old.toString())
        .coalesce(1)
        .write()
        .options(ParquetOptions.of(table.schema(), store.configuration()))
        .mode("overwrite")
        .parquet(fresh.toString());
    store.files().delete(old, true);
    Moves.move(store.files(), fresh, old);
  }

  /**
   * Whether all files of a table of a record are there, of the size and from the time noted.
   *
   * <p>A file that was cut or written over is found; what rots on the disk without a new time is
   * for the checksums of the file system.
   */
  boolean areWhole(String folder, List<StageRecord.UnitFile> files) throws IOException {
    String root = store.path(folder).toString() + "/";
    Set<String> there = new HashSet<>();
    for (FileStatus status : parquet(folder)) {
      String path = status.getPath().toString().substring(root.length());
      there.add(status.getLen() + " " + status.getModificationTime() + " " + path);
    }
    return files.stream()
        .allMatch(f -> there.contains(f.bytes() + " " + f.modified() + " " + f.path()));
  }

  /**
   * Gives files a second place: hard links on a local disk, copies elsewhere.
   *
   * <p>With a link, deleting the old run frees nothing that the new one needs. Copies are made by
   * the executors, where the bandwidth is.
   *
   * @return the same files with the times of their new places
   */
  List<StageRecord.UnitFile> link(List<StageRecord.UnitFile> files, String from, String to)
      throws IOException {
    List<Tuple2<String, String>> places = new ArrayList<>();
    for (StageRecord.UnitFile file : files) {
      Path source = store.path(from + "/" + file.path());
      Path target = store.path(to + "/" + file.path());
      if (!store.isLocal() || !linked(RunStore.disk(source), RunStore.disk(target))) {
        places.add(new Tuple2<>(source.toString(), target.toString()));
      }
    }
    if (!places.isEmpty()) {
      copy(places);
    }
    List<StageRecord.UnitFile> linked = new ArrayList<>();
    for (StageRecord.UnitFile file : files) {
      Path target = store.path(to + "/" + file.path());
      linked.add(file.modifiedAt(store.files().getFileStatus(target).getModificationTime()));
    }
    return linked;
  }

  /** False on a disk without links, where a copy costs space and nothing else. */
  private static boolean linked(java.nio.file.Path source, java.nio.file.Path target)
      throws IOException {
    Files.createDirectories(target.getParent());
    try {
      Files.createLink(target, source);
      // Hadoop keeps checksums beside local files and verifies them at every read.
      java.nio.file.Path sums = source.resolveSibling("." + source.getFileName() + ".crc");
      if (Files.exists(sums)) {
        Files.createLink(target.resolveSibling(sums.getFileName()), sums);
      }
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.deleteIfExists(target);
      return false;
    }
  }

  private void copy(List<Tuple2<String, String>> places) {
    SerializableConfiguration shared = new SerializableConfiguration(store.configuration());
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(store.spark().sparkContext());
    int tasks = Math.min(places.size(), 4 * spark.defaultParallelism());
    spark
        .parallelize(places, tasks)
        .foreach(place -> copy(new Path(place._1()), new Path(place._2()), shared.value()));
  }

  /** A copy that a task may make twice. */
  private static void copy(Path source, Path target, Configuration configuration)
      throws IOException {
    FileSystem system = source.getFileSystem(configuration);
    if (!FileUtil.copy(system, source, system, target, false, true, configuration)) {
      throw new IOException("Cannot copy " + source + " to " + target + ": it is refused");
    }
  }
}
