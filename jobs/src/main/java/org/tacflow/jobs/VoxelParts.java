package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.tables.VoxelFile;
import org.tacflow.tables.columnar.ColumnarPart;

/**
 * How files of voxels are divided among tasks.
 *
 * <p>A task never reads two files: what it writes from a file of one scan is a file of one scan.
 */
final class VoxelParts {
  // The last tasks of a stage leave cores idle for half a task's time: a 24th of the stage.
  private static final int TASKS_PER_CORE = 12;
  // Two row groups of curves; with less, files would be small and tasks short.
  private static final long SMALLEST = 8L << 20;
  private static final long LARGEST = 128L << 20;

  private VoxelParts() {}

  /** Parts that give every core several tasks, as long as the work lasts. */
  static List<ColumnarPart> of(List<VoxelFile> files, int cores) {
    long bytes = files.stream().mapToLong(VoxelFile::bytes).sum();
    long wanted = bytes / ((long) TASKS_PER_CORE * cores);
    long size = Math.max(SMALLEST, Math.min(LARGEST, wanted));
    List<ColumnarPart> parts = new ArrayList<>();
    for (VoxelFile file : files) {
      // To the nearest: rounded down, some tasks would be twice as long as others.
      long pieces = Math.max(1, Math.round((double) file.bytes() / size));
      for (long p = 0; p < pieces; p++) {
        long begin = p * file.bytes() / pieces;
        parts.add(new ColumnarPart(file.path(), begin, (p + 1) * file.bytes() / pieces));
      }
    }
    return parts;
  }
}
