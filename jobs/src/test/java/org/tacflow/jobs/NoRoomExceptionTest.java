package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.hdfs.protocol.DSQuotaExceededException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

/** What counts as a full disk, by the messages of the systems that say so. */
class NoRoomExceptionTest {
  @Test
  void aFullDiskIsFoundBehindWhatSparkMakesOfIt() {
    // Seen on a tmpfs of 1.5 MB: SparkException, FSError, IOException.
    Throwable full = new SparkException("Job aborted", new IOException("No space left on device"));
    assertThat(NoRoomException.isBehind(full)).isTrue();
    assertThat(NoRoomException.isBehind(new DSQuotaExceededException(1, 2))).isTrue();
    assertThat(NoRoomException.isBehind(new SparkException("Job aborted", new IOException("x"))))
        .isFalse();
    assertThat(NoRoomException.of("file:/out", full))
        .hasMessageStartingWith("Cannot write to file:/out: the disk is full (make room")
        .hasCause(full);
  }
}
