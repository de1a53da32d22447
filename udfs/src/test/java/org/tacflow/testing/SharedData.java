package org.tacflow.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The reference data beside the checkout, {@code ../shared}: real scans, golden numbers, domain
 * facts.
 *
 * <p>A test that asks for it is skipped by name where it is absent, and fails without it when
 * {@code CI=true}.
 */
public final class SharedData {
  private SharedData() {}

  /** A file or folder below {@code ../shared}. */
  public static Path path(String relative) {
    Path module = Path.of("").toAbsolutePath();
    Path path = module.getParent().resolveSibling("shared").resolve(relative).normalize();
    boolean there = Files.exists(path);
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("Cannot test: ../shared/" + relative + " is missing in CI");
    }
    assumeTrue(there, "../shared/" + relative + " is not beside this checkout");
    return path;
  }
}
