package org.tacflow.jobs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * One command line, run as the program runs it, with a session of its own.
 *
 * @param code exit code
 * @param out what it printed
 * @param err what it complained of
 */
record CommandRun(int code, String out, String err) {
  private static final Map<String, String> TWO_CORES =
      Map.of("spark.master", "local[2]", "spark.sql.shuffle.partitions", "4");

  /** Runs a command on two cores. */
  static CommandRun of(List<String> arguments) {
    return of(TWO_CORES, arguments);
  }

  /** Runs a command with settings of Spark, as spark-submit hands them on. */
  static CommandRun of(Map<String, String> spark, List<String> arguments) {
    // A command makes its session and stops it; one that lives already would be taken instead.
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    spark.forEach(System::setProperty);
    try (PrintStream newOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream newErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setOut(newOut);
      System.setErr(newErr);
      int code = Tacflow.execute(arguments.toArray(new String[0]));
      return new CommandRun(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
      spark.keySet().forEach(System::clearProperty);
    }
  }

  /** What was printed, for the message of a failing assertion. */
  String text() {
    return out + err;
  }
}
