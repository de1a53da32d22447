package org.tacflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * One scan of {@code ../shared/data/pbr28}: frames, data weights, regional curves, processed input.
 *
 * @param bloodTimes sample times of the processed input, min
 * @param plasma metabolite-corrected plasma at those times, kBq/mL
 * @param wholeBlood whole blood at those times, kBq/mL
 * @param delay the delay of the input on the whole brain that the golden tables use, min
 */
public record Pbr28Scan(
    String id,
    FrameTiming timing,
    FrameWeights weights,
    Map<String, double[]> regions,
    double[] bloodTimes,
    double[] plasma,
    double[] wholeBlood,
    double delay) {
  private static final Map<String, Pbr28Scan> READ = new ConcurrentHashMap<>();

  /** The scan of a golden row. */
  public static Pbr28Scan of(CSVRecord row) {
    return of(row.get("participant_id"), row.get("session"));
  }

  /** The scan of a participant and session. */
  public static Pbr28Scan of(String participant, String session) {
    return READ.computeIfAbsent(participant + "_" + session, id -> read(participant, session, id));
  }

  private static Pbr28Scan read(String participant, String session, String id) {
    String folder = "/" + participant + "/" + session + "/pet/" + id;
    String derivatives = "data/pbr28/derivatives/";
    List<CSVRecord> tacs = GoldenTable.tsv(derivatives + "tacs" + folder + "_trc-PBR28_tacs.tsv");
    List<CSVRecord> weights =
        GoldenTable.tsv(derivatives + "tacs" + folder + "_trc-PBR28_weights.tsv");
    List<CSVRecord> blood =
        GoldenTable.tsv(
            derivatives + "inputfunction" + folder + "_trc-PBR28_desc-processed_inputfunction.tsv");
    Map<String, double[]> regions = new HashMap<>();
    for (String region : List.of("FC", "TC", "STR", "THA", "WB", "CBL")) {
      regions.put(region, GoldenTable.column(tacs, region));
    }
    double[] times = GoldenTable.column(blood, "time");
    for (int i = 0; i < times.length; i++) {
      times[i] /= 60;
    }
    double[] begins = GoldenTable.column(tacs, "frame_start");
    double[] ends = GoldenTable.column(tacs, "frame_end");
    double delay = Double.NaN;
    for (CSVRecord row : GoldenTable.csv("golden/pbr28/wb_delay.csv")) {
      if (id.equals(row.get("participant_id") + "_" + row.get("session"))) {
        delay = GoldenTable.number(row, "inpshift_used");
      }
    }
    return new Pbr28Scan(
        id,
        FrameTiming.ofSeconds(begins, ends),
        FrameWeights.of(GoldenTable.column(weights, "weight")),
        regions,
        times,
        GoldenTable.column(blood, "AIF"),
        GoldenTable.column(blood, "whole_blood_radioactivity"),
        delay);
  }

  /** Injected radioactivity of a scan from its curve sidecar, MBq. */
  public static double injectedMegabecquerel(String participant, String session) {
    String id = participant + "_" + session;
    Path sidecar =
        SharedData.path(
            "data/pbr28/derivatives/tacs/"
                + participant
                + "/"
                + session
                + "/pet/"
                + id
                + "_trc-PBR28_tacs.json");
    try {
      Matcher value =
          Pattern.compile("\"InjectedRadioactivity\":\\s*([0-9.]+)")
              .matcher(Files.readString(sidecar));
      value.find();
      return Double.parseDouble(value.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + sidecar, e);
    }
  }

  /** Body weight from the participants' table, kg. */
  public static double bodyWeight(String participant) {
    for (CSVRecord person : GoldenTable.tsv("data/pbr28/participants.tsv")) {
      if (person.get("participant_id").equals(participant)) {
        return GoldenTable.number(person, "weight");
      }
    }
    throw new IllegalArgumentException("Invalid participant: " + participant);
  }

  /** The same scan cut after so many frames. */
  public Pbr28Scan first(int frames) {
    Map<String, double[]> cut = new HashMap<>();
    regions.forEach((name, curve) -> cut.put(name, Arrays.copyOf(curve, frames)));
    return new Pbr28Scan(
        id,
        timing.first(frames),
        FrameWeights.of(Arrays.copyOf(weights.toArray(), frames)),
        cut,
        bloodTimes,
        plasma,
        wholeBlood,
        delay);
  }

  /** The processed input as it is, without delay. */
  public ArterialInput input() {
    return new ArterialInput(
        PiecewiseLinear.of(bloodTimes, plasma), PiecewiseLinear.of(bloodTimes, wholeBlood));
  }
}
