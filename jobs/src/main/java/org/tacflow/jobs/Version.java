package org.tacflow.jobs;

/** Version of the program, from the manifest of its jar. */
final class Version {
  private Version() {}

  /** The version, or {@code development} outside a jar. */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
