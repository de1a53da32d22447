package org.tacflow.jobs;

import java.util.Arrays;
import java.util.Locale;

/** What Jazzer calls: one reader, or all of them by the first byte of the input. */
public final class FuzzTarget {
  private static FuzzReader reader;
  private static final long[] INPUTS = new long[FuzzReader.values().length];

  private FuzzTarget() {}

  /** Chooses the reader by its name; all of them without one. */
  public static void fuzzerInitialize(String[] arguments) {
    reader =
        arguments.length == 0
            ? null
            : FuzzReader.valueOf(arguments[0].toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Reads one input. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    if (reader != null) {
      reader.accept(input);
    } else if (input.length > 0) {
      FuzzReader chosen = FuzzReader.values()[(input[0] & 0xff) % FuzzReader.values().length];
      INPUTS[chosen.ordinal()]++;
      chosen.accept(Arrays.copyOfRange(input, 1, input.length));
    }
  }

  /** Says how many inputs each reader had. */
  public static void fuzzerTearDown() {
    for (FuzzReader each : FuzzReader.values()) {
      if (reader == null) {
        System.err.println("inputs of " + each + ": " + INPUTS[each.ordinal()]);
      }
    }
  }
}
