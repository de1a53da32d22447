package org.tacflow.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.tacflow.config.InputException;

/**
 * The right to write to an output folder: one run has it, a second is refused by name.
 *
 * <pre>
 * output/_LOCK/000007            made by one run alone; says who it is; touched every 15 s
 * output/_LOCK/000007.released   that run has ended
 * </pre>
 *
 * The holder of the highest number has the lock. A run takes the next number when the highest is
 * released or its holder is dead: its process is gone from this machine, or it was not touched for
 * five minutes. Making a file that must not exist yet is one step on local disks and HDFS; an
 * object store needs conditional writes ({@code fs.s3a.create.conditional.enabled}). A holder that
 * was taken for dead finds a higher number and does not publish.
 */
public final class RunLock implements AutoCloseable {
  private static final String FOLDER = "_LOCK";
  private static final String RELEASED = ".released";
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunStore store;
  private final long number;
  private final ScheduledExecutorService heart;
  private boolean discarded;

  private RunLock(RunStore store, long number) {
    this.store = store;
    this.number = number;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "tacflow lock");
              thread.setDaemon(true);
              return thread;
            });
    heart.scheduleAtFixedRate(this::beat, BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Takes the lock, or refuses by name of the run that has it. */
  public static RunLock take(RunStore store, String run) throws IOException {
    return take(store, run, BEAT.multipliedBy(20));
  }

  /**
   * Takes the lock.
   *
   * @param patience how long a holder on another machine may be silent before it counts as dead
   */
  static RunLock take(RunStore store, String run, Duration patience) throws IOException {
    List<Long> numbers = numbers(store);
    long highest = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    Optional<LockHolder> holder = holder(store, patience);
    if (holder.isPresent()) {
      throw busy(store, holder.get(), highest);
    }
    if (!make(store, highest + 1, JSON.writeValueAsString(LockHolder.self(run)))) {
      Optional<LockHolder> faster = holder(store, patience);
      throw faster.isPresent()
          ? busy(store, faster.get(), highest + 1)
          : new InputException("Cannot run: another run has just been here (start again)");
    }
    for (long old : numbers) {
      store.files().delete(file(store, old), false);
      store.files().delete(released(store, old), false);
    }
    return new RunLock(store, highest + 1);
  }

  /** Who has the lock now; empty when nobody has or the holder is dead. */
  public static Optional<LockHolder> holder(RunStore store) throws IOException {
    return holder(store, BEAT.multipliedBy(20));
  }

  private static Optional<LockHolder> holder(RunStore store, Duration patience) throws IOException {
    List<Long> numbers = numbers(store);
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    long highest = numbers.get(numbers.size() - 1);
    Path file = file(store, highest);
    if (store.files().exists(released(store, highest)) || !store.files().exists(file)) {
      return Optional.empty();
    }
    LockHolder holder = read(store, highest);
    boolean dead =
        holder.isOfThisMachine()
            ? !holder.isAlive()
            : now(store) - store.files().getFileStatus(file).getModificationTime()
                > patience.toMillis();
    return dead ? Optional.empty() : Optional.of(holder);
  }

  private static LockHolder read(RunStore store, long number) throws IOException {
    // The maker writes right after it has made the file: what is half there is there soon.
    for (int attempt = 0; ; attempt++) {
      try {
        return JSON.readValue(
            store.text(FOLDER + "/" + file(store, number).getName()).orElse(""), LockHolder.class);
      } catch (JsonProcessingException e) {
        if (attempt == 20) {
          return LockHolder.unknown();
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static InputException busy(RunStore store, LockHolder holder, long number) {
    return new InputException(
        "Cannot run: run "
            + holder.run()
            + " (process "
            + holder.process()
            + " on "
            + holder.host()
            + ") has been writing to "
            + store.root()
            + " since "
            + holder.since()
            + " (wait for its end; if it is dead, its lock "
            + file(store, number)
            + " expires in five minutes)");
  }

  /** The clock of the file system, which all machines share. */
  private static long now(RunStore store) throws IOException {
    Path probe = store.path(FOLDER + "/clock." + ProcessHandle.current().pid());
    store.writeText(probe, "");
    long now = store.files().getFileStatus(probe).getModificationTime();
    store.files().delete(probe, false);
    return now;
  }

  /** Makes a file that must not exist, in one step; false when it does. */
  private static boolean make(RunStore store, long number, String text) throws IOException {
    Path file = file(store, number);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (store.isLocal()) {
        Files.createDirectories(RunStore.disk(file.getParent()));
        Files.write(RunStore.disk(file), bytes, StandardOpenOption.CREATE_NEW);
        return true;
      }
      try (OutputStream out = create(store, file)) {
        out.write(bytes);
      }
      return true;
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  private static OutputStream create(RunStore store, Path file) throws IOException {
    try {
      return store.files().create(file, false);
    } catch (IOException e) {
      if (store.files().exists(file)) {
        // While another writer has it open, HDFS says so by an error of its own.
        throw new FileAlreadyExistsException(file.toString());
      }
      throw e;
    }
  }

  private static List<Long> numbers(RunStore store) throws IOException {
    List<Long> numbers = new ArrayList<>();
    Path folder = store.path(FOLDER);
    if (store.files().exists(folder)) {
      for (FileStatus status : store.files().listStatus(folder)) {
        String name = status.getPath().getName();
        if (name.matches("[0-9]+")) {
          numbers.add(Long.parseLong(name));
        }
      }
    }
    numbers.sort(null);
    return numbers;
  }

  private static Path file(RunStore store, long number) {
    return store.path(FOLDER + "/" + String.format("%06d", number));
  }

  private static Path released(RunStore store, long number) {
    return file(store, number).suffix(RELEASED);
  }

  private void beat() {
    Path file = file(store, number);
    try {
      long now = now(store);
      if (store.isLocal()) {
        Files.setLastModifiedTime(RunStore.disk(file), FileTime.fromMillis(now));
      } else {
        store.files().setTimes(file, now, -1);
      }
    } catch (IOException e) {
      // A missed beat; twenty of them in a row, and another run may take over.
      return;
    }
  }

  /** Refuses to go on when another run has taken over, thinking that this one was dead. */
  public void check() throws IOException {
    List<Long> numbers = numbers(store);
    if (numbers.isEmpty() || numbers.get(numbers.size() - 1) != number) {
      throw new InputException(
          "Cannot publish: another run has taken over "
              + store.root()
              + ", since this one was silent for too long (start again)");
    }
  }

  /** Deletes the whole store together with the lock: for one that this run alone has made. */
  public void discardStore() throws IOException {
    heart.shutdownNow();
    discarded = true;
    store.delete();
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    heart.shutdownNow();
    if (!discarded) {
      store.writeText(released(store, number), "");
    }
  }
}
