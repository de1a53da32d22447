package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.ImageMemory;
import org.tacflow.bids.NiftiFrames;
import org.tacflow.bids.NiftiHeader;
import org.tacflow.bids.ScanException;
import org.tacflow.config.InputException;
import org.tacflow.config.Voxelwise;
import org.tacflow.study.SubgroupLabels;
import org.tacflow.tables.Tables;

/**
 * Maps that a table names, with what it says of their people.
 *
 * <p>Columns {@code participant_id} and {@code map} must be there; {@code session_id}, {@code
 * tracer}, {@code model}, {@code outcome}, {@code disease}, {@code subgroup}, {@code site}, {@code
 * age}, {@code sex}, {@code genotype} and scale ids say what the cohort's tables do not; a column
 * that the table has wins. Paths are relative to the table.
 */
final class ImportedMaps implements MapSource {
  private final RunContext run;
  private final DelimitedTable table;
  private final ScanScores scores;
  private final List<Row> cohort;
  private final Map<String, Integer> rows = new HashMap<>();

  private ImportedMaps(RunContext run, DelimitedTable table) {
    this.run = run;
    this.table = table;
    this.scores = ScanScores.of(run);
    this.cohort =
        run.tables().read(Tables.COHORT).orderBy("participant_id", "scan").collectAsList();
  }

  static ImportedMaps of(RunContext run) throws IOException {
    String path = run.config().voxelwise().maps();
    if (!run.storage().exists(path)) {
      throw new InputException(
          "Cannot read maps " + path + ": there is no such file (check voxelwise.maps)");
    }
    DelimitedTable table = DelimitedTable.read(run.storage(), path);
    for (String column : List.of("participant_id", "map")) {
      if (!table.has(column)) {
        throw new InputException(
            "Cannot read maps " + path + ": no column " + column + " (add it)");
      }
    }
    return new ImportedMaps(run, table);
  }

  @Override
  public MapKind kind(Voxelwise.Test test) {
    return new MapKind(
        tracer(test), only(test, "model", test.model()), only(test, "outcome", test.outcome()));
  }

  /** The tracer decides on the genotype: where nothing names it, the scans of the people do. */
  private String tracer(Voxelwise.Test test) {
    if (table.has("tracer") || !test.tracer().isEmpty()) {
      return only(test, "tracer", test.tracer());
    }
    Set<String> people = new HashSet<>();
    wanted(test).forEach(row -> people.add(participant(row)));
    TreeSet<String> tracers = new TreeSet<>();
    for (Row row : cohort) {
      if (people.contains(row.<String>getAs("participant_id")) && row.getAs("tracer") != null) {
        tracers.add(row.getAs("tracer"));
      }
    }
    if (tracers.size() != 1) {
      throw new InputException(
          "Cannot make voxelwise test "
              + test.name()
              + ": the tracer of its maps is not known"
              + (tracers.isEmpty() ? "" : ", their people have " + String.join(", ", tracers))
              + " (name it as the test's tracer)");
    }
    return tracers.first();
  }

  private String participant(int row) {
    return prefixed("sub-", table.cell(row, "participant_id"));
  }

  private String only(Voxelwise.Test test, String column, String named) {
    TreeSet<String> values = new TreeSet<>();
    if (named.isEmpty() && table.has(column)) {
      wanted(test).forEach(row -> values.add(String.valueOf(table.cell(row, column))));
    }
    if (values.size() > 1) {
      throw new InputException(
          "Cannot make voxelwise test "
              + test.name()
              + ": the maps have the "
              + column
              + "s "
              + String.join(", ", values)
              + " (name one)");
    }
    return values.isEmpty() ? named : values.first();
  }

  private List<Integer> wanted(Voxelwise.Test test) {
    return IntStream.range(0, table.size())
        .filter(row -> matches(row, "tracer", test.tracer()))
        .filter(row -> matches(row, "model", test.model()))
        .filter(row -> matches(row, "outcome", test.outcome()))
        .boxed()
        .toList();
  }

  private boolean matches(int row, String column, String named) {
    return named.isEmpty() || !table.has(column) || named.equals(table.cell(row, column));
  }

  @Override
  public List<CaseScan> scans(Voxelwise.Test test) throws IOException {
    String tracer = kind(test).tracer();
    List<CaseScan> scans = new ArrayList<>();
    rows.clear();
    for (int row : wanted(test)) {
      CaseScan scan = person(row, tracer);
      if (rows.put(scan.scan(), row) != null) {
        throw new InputException(
            "Invalid maps "
                + table.source()
                + ": two maps of "
                + scan.scan()
                + " (must be one for each test; give session_id, tracer, model or outcome)");
      }
      scans.add(scan);
    }
    scans.sort(Comparator.comparing(CaseScan::scan));
    return scans;
  }

  private CaseScan person(int row, String tracer) throws IOException {
    String participant = participant(row);
    String session =
        table.has("session_id") ? prefixed("ses-", table.cell(row, "session_id")) : null;
    Row known =
        cohort.stream()
            .filter(r -> participant.equals(r.<String>getAs("participant_id")))
            .filter(r -> session == null || session.equals(r.<String>getAs("session_id")))
            .filter(r -> tracer.isEmpty() || tracer.equals(r.<String>getAs("tracer")))
            .findFirst()
            .orElse(
                cohort.stream()
                    .filter(r -> participant.equals(r.<String>getAs("participant_id")))
                    .findFirst()
                    .orElse(null));
    String scan = known == null ? null : known.<String>getAs("scan");
    return new CaseScan(
        scan == null ? participant + (session == null ? "" : "_" + session) : scan,
        participant,
        session,
        text(row, "disease", known),
        SubgroupLabels.split(text(row, "subgroup", known)),
        text(row, "site", known),
        table.has("age") ? Rows.orNull(table.number(row, "age")) : age(known),
        text(row, "sex", known),
        text(row, "genotype", known),
        null,
        1.0,
        false);
  }

  private String text(int row, String column, Row known) {
    if (table.has(column)) {
      return table.cell(row, column);
    }
    return known == null ? null : known.getAs(column);
  }

  private static Double age(Row known) {
    return known == null ? null : known.getAs("age");
  }

  private static String prefixed(String prefix, String label) {
    return label == null || label.startsWith(prefix) ? label : prefix + label;
  }

  @Override
  public Double score(CaseScan scan, String scale) {
    if (!table.has(scale)) {
      return scores.score(scan, scale);
    }
    try {
      return Rows.orNull(table.number(rows.get(scan.scan()), scale));
    } catch (IOException e) {
      throw new InputException("Cannot read maps " + table.source() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public ImageGrid grid(CaseScan scan, Voxelwise.Test test) throws ScanException {
    return NiftiHeader.read(run.storage(), file(scan)).grid();
  }

  @Override
  public float[] read(CaseScan scan, Voxelwise.Test test) throws ScanException, IOException {
    return whole(run, file(scan));
  }

  /** A 3-D image, voxel by voxel. */
  static float[] whole(RunContext run, String path) throws ScanException, IOException {
    try (NiftiFrames image = NiftiFrames.open(run.storage(), path)) {
      image.header().requireFrames(path, 1);
      ImageMemory.require(path, 12L * image.header().grid().voxels());
      int[] all = IntStream.range(0, image.header().grid().voxels()).toArray();
      float[] map = new float[all.length];
      image.next(all, map);
      // Only the end of a compressed file has the checksum of what was read.
      image.next(all, new float[all.length]);
      for (int v = 0; v < map.length; v++) {
        map[v] = Float.isFinite(map[v]) ? map[v] : Float.NaN;
      }
      return map;
    }
  }

  private String file(CaseScan scan) {
    String written = table.cell(rows.get(scan.scan()), "map");
    return new Path(new Path(table.source()).getParent(), written).toString();
  }
}
