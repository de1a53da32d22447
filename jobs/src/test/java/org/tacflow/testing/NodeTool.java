package org.tacflow.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A script of {@code .ci} that runs on node with packages of its own.
 *
 * <p>A test that asks for it is skipped by name where the packages are not installed, and fails
 * without them when {@code CI=true}.
 */
public final class NodeTool {
  private NodeTool() {}

  /** Runs a script and gives what it printed; fails when its exit code is not 0. */
  public static String run(String folder, String script, String... arguments)
      throws IOException, InterruptedException {
    Path tools = Path.of("").toAbsolutePath().resolveSibling(".ci").resolve(folder).normalize();
    boolean there = Files.isDirectory(tools.resolve("node_modules"));
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("Cannot test: .ci/" + folder + " has no node_modules in CI");
    }
    assumeTrue(there, ".ci/" + folder + " is not installed (npm ci --prefix .ci/" + folder + ")");
    List<String> command = new ArrayList<>();
    if (script.endsWith(".mjs")) {
      command.add("node");
    }
    command.add(tools.resolve(script).toString());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("node", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new AssertionError("Cannot finish " + command + " in 120 s");
      }
      String text = Files.readString(out, StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new AssertionError(command + " ended with " + process.exitValue() + ": " + text);
      }
      return text;
    } finally {
      process.destroy();
      Files.delete(out);
    }
  }
}
