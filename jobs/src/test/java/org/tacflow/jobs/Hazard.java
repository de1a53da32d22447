package org.tacflow.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * What real data do to readers: each with a scan that has it and the name that the tables give it.
 *
 * @param words beginning of its row in {@code hazards.md}, or what it is where that page is silent
 * @param table where its name must stand
 * @param name flag, status or part of the reason
 * @param plant makes a sound scan into one that has it
 */
record Hazard(String words, Where table, String name, Plant plant) {
  private static final String DOSE = "`InjectedRadioactivity` 1000× off";
  private static final String NUCLIDE = "`TracerRadionuclide` \"11C\"";
  private static final String BLOOD = "Blood: negative values (sub-02)";
  private static final String UNITS = "Blood `Units` Bq/mL in one set";
  private static final String WRONG_INPUT = "Wrong input choice changes VT a lot";
  private static final String NO_WHOLE_BLOOD = "No whole blood, parent fraction `n/a`";
  private static final String LINE_ENDS = "Windows line ends";

  /** Where a name stands. */
  enum Where {
    /** Flags of the scan. */
    SCAN_FLAG,
    /** Flags of the input. */
    INPUT_FLAG,
    /** Flags of the person. */
    PERSON_FLAG,
    /** Reason of the refusal. */
    REASON,
    /** Status of a region's curve. */
    REGION_STATUS,
    /** Status of the genotype. */
    GENOTYPE_STATUS,
    /** Nowhere: the scan is read as if it had not the hazard. */
    READ
  }

  /** Makes the files of one person into those of the hazard. */
  interface Plant {
    void in(SmallCohort cohort, String person) throws IOException;
  }

  /** All of them. */
  static List<Hazard> all() {
    List<Hazard> all = new ArrayList<>();
    all.add(
        new Hazard(
            DOSE,
            Where.SCAN_FLAG,
            "dose_implausible",
            Plants.sidecar(t -> t.replace("\"MBq\"", "\"kBq\""))));
    all.add(
        new Hazard(
            NUCLIDE,
            Where.READ,
            "C11",
            Plants.sidecar(
                t -> t.replace("Radionuclide\" : \"C11\"", "Radionuclide\" : \"[11C]\""))));
    all.add(
        new Hazard(
            NUCLIDE,
            Where.SCAN_FLAG,
            "radionuclide_unknown",
            Plants.sidecar(
                t -> t.replace("Radionuclide\" : \"C11\"", "Radionuclide\" : \"Xx9\""))));
    all.add(new Hazard("33 versus 27 frames", Where.READ, "36 frames", Plants::twoFramesLess));
    all.add(
        new Hazard(
            "TAC tables with 109, 110 or 111 columns",
            Where.REGION_STATUS,
            "no_member",
            Plants.table("tacs.tsv", Plants::withoutThalamus)));
    all.add(
        new Hazard(
            "One negative TAC value",
            Where.SCAN_FLAG,
            "negative_values",
            Plants.table("tacs.tsv", rows -> Plants.set(rows, 5, 4, "-0.5"))));
    all.add(
        new Hazard(
            BLOOD,
            Where.INPUT_FLAG,
            "blood_negative",
            Plants.manual(rows -> Plants.set(rows, 1, 2, "-0.4"))));
    all.add(
        new Hazard(
            BLOOD,
            Where.INPUT_FLAG,
            "blood_times_unordered",
            Plants.manual(rows -> Plants.swapped(rows, 4, 5))));
    all.add(
        new Hazard(
            BLOOD,
            Where.INPUT_FLAG,
            "blood_ends_early",
            Plants.manual(rows -> rows.subList(0, rows.size() - 1))));
    all.add(
        new Hazard(
            BLOOD,
            Where.REASON,
            "covers",
            Plants.manual(rows -> new ArrayList<>(rows.subList(0, 6)))));
    all.add(
        new Hazard(
            "Three trailing rows of zeros",
            Where.INPUT_FLAG,
            "blood_padding_rows",
            Plants.manual(Plants::padded)));
    all.add(
        new Hazard(
            "Three trailing rows of zeros",
            Where.INPUT_FLAG,
            "blood_times_duplicate",
            Plants.manual(rows -> Plants.doubled(rows, 4))));
    all.add(
        new Hazard(
            "`age` \"38y\"", Where.PERSON_FLAG, "age_unit", Plants.person(1, cell -> cell + "y")));
    all.add(
        new Hazard(
            "`age` \"38y\"",
            Where.PERSON_FLAG,
            "weight_unit",
            Plants.person(3, cell -> cell + "kg")));
    all.add(
        new Hazard(
            UNITS,
            Where.REASON,
            "look wrong",
            (cohort, who) -> {
              for (String part : List.of("manual", "autosampler")) {
                SmallCohort.edit(
                    cohort.file(who, "recording-" + part + "_blood.json"),
                    t -> t.replace("\"kBq/mL\"", "\"Bq/mL\""));
              }
            }));
    all.add(
        new Hazard(
            "First blood values equal",
            Where.INPUT_FLAG,
            "blood_first_samples_equal",
            Plants.manual(rows -> Plants.set(rows, 1, 1, rows.get(1)[2]))));
    all.add(
        new Hazard(
            "`FrameDuration` holds frame **end** times",
            Where.REASON,
            "durations_look_like_ends",
            Plants.sidecar(Plants::durationsAsEnds)));
    all.add(
        new Hazard(
            NO_WHOLE_BLOOD,
            Where.REASON,
            "no metabolite_parent_fraction",
            Plants.manual(rows -> Plants.column(rows, 3, "n/a"))));
    all.add(
        new Hazard(
            NO_WHOLE_BLOOD,
            Where.REASON,
            "no whole_blood_radioactivity",
            (cohort, who) -> {
              Files.delete(cohort.file(who, "recording-autosampler_blood.tsv"));
              Plants.manual(rows -> Plants.column(rows, 2, "n/a")).in(cohort, who);
            }));
    all.add(
        new Hazard(
            "One frame with start in the wrong unit",
            Where.REASON,
            "looks_like_milliseconds",
            Plants.sidecar(t -> t.replaceFirst("5230\\.0 ]", "98000.0 ]"))));
    all.add(
        new Hazard(
            "Genotype only in README text",
            Where.GENOTYPE_STATUS,
            "not_genotyped",
            Plants.person(7, cell -> "n/a")));
    all.add(
        new Hazard(
            "`_morph.tsv` column order differs",
            Where.READ,
            "volume",
            Plants.table("morph.tsv", Plants::turnedRound)));
    all.add(
        new Hazard(
            WRONG_INPUT,
            Where.REASON,
            "no plasma_radioactivity",
            Plants.manual(rows -> Plants.column(rows, 1, "n/a"))));
    all.add(
        new Hazard(
            WRONG_INPUT,
            Where.INPUT_FLAG,
            "parent_fraction_all_one",
            Plants.manual(rows -> Plants.column(rows, 3, "1"))));
    all.add(
        new Hazard(
            WRONG_INPUT,
            Where.INPUT_FLAG,
            "blood_decay_corrected_here",
            (cohort, who) ->
                SmallCohort.edit(
                    cohort.file(who, "recording-manual_blood.json"),
                    t -> t.replaceFirst("\\{", "{\"DecayCorrected\": false,"))));
    all.add(
        new Hazard(
            LINE_ENDS,
            Where.READ,
            "blood",
            (cohort, who) ->
                SmallCohort.edit(
                    cohort.file(who, "recording-manual_blood.tsv"),
                    t -> t.strip().replace("\n", "\r\n"))));
    all.add(
        new Hazard(
            "Also [W]: dcm2niix #521 and PETPrep #223",
            Where.REASON,
            "must be as many of each",
            Plants.sidecar(t -> t.replaceFirst("5230\\.0 ]", "5230.0, 5590.0 ]"))));
    all.add(
        new Hazard(
            "a blood file without end",
            Where.REASON,
            "bytes (must be at most",
            (cohort, who) -> Plants.endless(cohort.file(who, "recording-manual_blood.tsv"))));
    all.add(
        new Hazard(
            "a table of one endless line",
            Where.REASON,
            "(must be at most 20000",
            (cohort, who) ->
                Files.writeString(
                    cohort.file(who, "tacs.tsv"), "frame_start" + "x".repeat(30000))));
    all.add(
        new Hazard(
            "brackets without end",
            Where.REASON,
            "no JSON",
            (cohort, who) ->
                Files.writeString(cohort.file(who, "pet.json"), "{\"a\":".repeat(100_000))));
    return List.copyOf(all);
  }
}
