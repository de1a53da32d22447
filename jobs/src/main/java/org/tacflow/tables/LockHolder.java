package org.tacflow.tables;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;

/**
 * Who holds the lock of an output folder.
 *
 * @param run run id
 * @param host machine
 * @param process process id there
 * @param started when that process started, ms since 1970: process ids come again
 * @param since when the lock was taken, ISO
 */
public record LockHolder(String run, String host, long process, long started, String since) {

  /** This process. */
  static LockHolder self(String run) throws IOException {
    ProcessHandle process = ProcessHandle.current();
    return new LockHolder(
        run, thisMachine(), process.pid(), started(process), Instant.now().toString());
  }

  /** One whose file says nothing that can be read. */
  static LockHolder unknown() {
    return new LockHolder("unknown", "unknown", 0, 0, "unknown");
  }

  boolean isOfThisMachine() throws IOException {
    return host.equals(thisMachine());
  }

  /** Whether the process is there; of a holder on this machine. */
  boolean isAlive() {
    return ProcessHandle.of(process).map(found -> started(found) == started).orElse(false);
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String thisMachine() throws IOException {
    return InetAddress.getLocalHost().getHostName();
  }
}
