package org.tacflow.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a configuration file, and says everything that is wrong with it at once.
 *
 * <p>Only the declared keys are read (see {@link ConfigReference}); an unknown key is refused with
 * the nearest known one. Values of the command line replace those of the file. Relative paths of
 * the file are relative to its folder, those of the command line stay as typed. No value is made
 * into a Java object by YAML.
 */
public final class ConfigReader {
  private final KnownNames known;

  /** With the names that a configuration may use. */
  public ConfigReader(KnownNames known) {
    this.known = known;
  }

  /** With the models of the catalogue. */
  public ConfigReader() {
    this(KnownNames.ofCatalogue());
  }

  /**
   * Reads a local file.
   *
   * @param overrides dotted key ({@code bids-dir}, {@code clinical.window-days}, {@code
   *     models[1].starts}) to text; lists separated by commas
   * @throws InputException with the problems, one a line, each with file, line and column
   */
  public CohortConfig read(Path file, Map<String, String> overrides) {
    String text;
    try {
      text = text(file);
    } catch (IOException e) {
      throw new InputException(
          "Cannot read " + file + ": " + reason(e) + " (name a readable YAML file in UTF-8)", e);
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    return parse(file.toString(), text, folder == null ? "" : folder.toString(), overrides);
  }

  // A pipe may be meant (bash writes <(...)); a text without end is read no further than the limit.
  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(YamlText.LONGEST + 1);
      if (bytes.length > YamlText.LONGEST) {
        throw new IOException("more than " + YamlText.LONGEST + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  private static String reason(IOException e) {
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "there is no such file";
    }
    return e.getClass() == IOException.class ? e.getMessage() : e.toString();
  }

  /**
   * Reads a text.
   *
   * @param source what messages call it
   * @param folder what its relative paths are relative to; empty leaves them as written
   * @param overrides as for {@link #read}
   */
  public CohortConfig parse(
      String source, String text, String folder, Map<String, String> overrides) {
    Node root = compose(source, text);
    KnownNames names =
        known.withOutcomes(ImportedOutcomes.of(root)).withOwnScales(ScaleKeys.ids(root));
    Reading in = Reading.of(source, folder, names, overrides);
    CohortConfig config = ConfigKeys.keys().read(in, "", root);
    noteUnusedOverrides(in);
    if (in.problems().noted() > 0) {
      throw new InputException(in.problems().message(source));
    }
    return config;
  }

  private static Node compose(String source, String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      return YamlText.compose(body);
    } catch (MarkedYAMLException e) {
      String place =
          e.getProblemMark() == null
              ? source
              : source
                  + ":"
                  + (e.getProblemMark().getLine() + 1)
                  + ":"
                  + (e.getProblemMark().getColumn() + 1);
      throw new InputException("Cannot read " + place + ": " + shortened(e.getProblem()), e);
    } catch (YAMLException e) {
      throw new InputException("Cannot read " + source + ": " + shortened(e.getMessage()), e);
    }
  }

  private static String shortened(String problem) {
    return Printable.line(problem, Printable.LONGEST_REASON);
  }

  private static void noteUnusedOverrides(Reading in) {
    List<String> paths = new ArrayList<>();
    ConfigReference.entries().forEach(entry -> paths.add(entry.path()));
    for (String unused : in.unusedOverrides()) {
      in.atOption(unused).unknown(null, "key", unused, paths, null);
    }
  }
}
