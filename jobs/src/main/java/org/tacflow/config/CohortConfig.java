package org.tacflow.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.kinetics.ModelSettings;

/**
 * Everything that a user asks of one cohort, checked.
 *
 * <p>Components marked {@link NotHashed} say what a thing is called or where it lies; the settings
 * hash leaves them out.
 *
 * @param name name of the cohort, for titles
 * @param bidsDir raw PET-BIDS data set
 * @param derivativesDirs trees with derivatives (segmentations, curves, input functions), searched
 *     in order
 * @param outputDir where tables go
 * @param participants labels without {@code sub-}; empty means all
 * @param curves where curves come from
 * @param blood how the arterial input is made
 * @param models what to fit, in order
 * @param regionGroups group name to member region names; volume-weighted
 * @param clinical how participants and scores are read
 * @param correlations what to correlate
 * @param occupancy which scans are with a drug
 * @param measures regional measures beside those of models
 * @param analyses statistical models to make
 * @param evidence what words of published findings mean here
 * @param sime whether VND is estimated over the regions of a scan
 * @param voxelwise which tests are made voxel by voxel
 * @param keepRuns published runs to keep, the current one among them
 */
public record CohortConfig(
    @NotHashed String name,
    @NotHashed String bidsDir,
    @NotHashed List<String> derivativesDirs,
    @NotHashed String outputDir,
    List<String> participants,
    Curves curves,
    Blood blood,
    List<Model> models,
    Map<String, List<String>> regionGroups,
    Clinical clinical,
    Correlations correlations,
    Occupancy occupancy,
    Measures measures,
    List<Analysis> analyses,
    PublishedNames evidence,
    Sime sime,
    Voxelwise voxelwise,
    @NotHashed int keepRuns)
    implements Serializable {

  /** Published runs that are kept unless the configuration says otherwise. */
  public static final int USUAL_RUNS = 5;

  /** Copies the list. */
  public CohortConfig {
    analyses = List.copyOf(analyses);
  }

  /** Without further measures, analyses and names; with the usual number of runs kept. */
  public CohortConfig(
      String name,
      String bidsDir,
      List<String> derivativesDirs,
      String outputDir,
      List<String> participants,
      Curves curves,
      Blood blood,
      List<Model> models,
      Map<String, List<String>> regionGroups,
      Clinical clinical,
      Correlations correlations,
      Occupancy occupancy) {
    this(
        name,
        bidsDir,
        derivativesDirs,
        outputDir,
        participants,
        curves,
        blood,
        models,
        regionGroups,
        clinical,
        correlations,
        occupancy,
        Measures.none(),
        List.of(),
        PublishedNames.none(),
        Sime.none(),
        Voxelwise.none(),
        USUAL_RUNS);
  }

  /** Images give voxels and regional means; regional curves give regions only. */
  public enum CurveSource {
    /** Images where a scan has one with a label image, else regional curves. */
    AUTO,
    /** Images only. */
    IMAGES,
    /** Regional curves only. */
    REGIONAL
  }

  /** Scheme of the frame weights. */
  public enum WeightScheme {
    /** Inverse variance of decay-corrected frame means of the largest region or group. */
    INVERSE_VARIANCE,
    /** Frame durations. */
    DURATION,
    /** Duration over the curve without decay correction. */
    DURATION_OVER_UNCORRECTED,
    /** Root of duration times the curve without decay correction: root of the counts. */
    ROOT_COUNTS,
    /** The third scheme of the field as documented: duration over the curve. */
    DURATION_OVER_CURVE_DOCUMENTED,
    /** The sixth: duration over the curve. */
    DURATION_OVER_CURVE,
    /** Root of the duration. */
    ROOT_DURATION,
    /** Duration times the decay at mid-frame. */
    DECAYED_DURATION,
    /** Squared duration over the curve without decay correction. */
    SQUARED_DURATION_OVER_UNCORRECTED,
    /** All alike. */
    UNIFORM,
    /** From {@code _weights.tsv} beside the curves. */
    FILE
  }

  /** Where the arterial input comes from. */
  public enum InputSource {
    /** An input function file where there is one, else raw blood. */
    AUTO,
    /** {@code _inputfunction.tsv} or {@code _bloodproc.tsv}. */
    INPUT_FUNCTION,
    /** {@code _blood.tsv}, manual and autosampler. */
    BLOOD,
    /** No arterial input. */
    NONE
  }

  /** How the delay between blood and brain is set. */
  public enum DelayMode {
    /** No delay. */
    NONE,
    /** Fitted per scan: 2TCM on the largest region, unit weights, −0.5 to 1 min. */
    FIT,
    /** Given per scan in a table; fitted, with a flag, where the table has no row. */
    TABLE,
    /** One value for all scans. */
    GIVEN
  }

  /**
   * Where curves come from.
   *
   * @param source images or regional curves
   * @param segmentation the {@code seg} or {@code desc} label to use where there are several; empty
   *     means the only one
   * @param excludedRegions region names never fitted (ventricles, unknown)
   * @param weights scheme of the frame weights
   * @param endTimeMinutes frames beginning at or after this are left out; infinite means none
   * @param halfLives half-lives in s by radionuclide, instead of the evaluated ones
   */
  public record Curves(
      CurveSource source,
      String segmentation,
      List<String> excludedRegions,
      WeightScheme weights,
      double endTimeMinutes,
      Map<String, Double> halfLives)
      implements Serializable {}

  /**
   * How the arterial input is made.
   *
   * @param source where it comes from
   * @param delayMode none, fitted, or a table
   * @param delayTable path of a TSV or CSV with participant_id, session and a delay column in min;
   *     empty without
   * @param delayColumn name of that column
   * @param delayMinutes the delay of all scans with {@code delay: given}, min
   * @param delayRegions regions whose fitted delays' median is the scan's; empty means one fit of
   *     the whole brain
   * @param units scan key to the unit of its blood, where the files name a wrong one
   * @param unitPlaces scan key of {@code units} to where it stands in the configuration
   * @param populationTable path of a TSV or CSV with a population's input; empty without
   * @param populationFromMinutes samples from here on scale that input, min; NaN without a table
   * @param models how raw blood samples become an input
   */
  public record Blood(
      InputSource source,
      DelayMode delayMode,
      @NotHashed String delayTable,
      String delayColumn,
      double delayMinutes,
      List<String> delayRegions,
      Map<String, String> units,
      @NotHashed Map<String, String> unitPlaces,
      @NotHashed String populationTable,
      double populationFromMinutes,
      BloodSettings models)
      implements Serializable {

    /** With interpolated blood. */
    public Blood(InputSource source, DelayMode delayMode, String delayTable, String delayColumn) {
      this(
          source,
          delayMode,
          delayTable,
          delayColumn,
          0,
          List.of(),
          Map.of(),
          Map.of(),
          "",
          Double.NaN,
          BloodSettings.defaults());
    }
  }

  /**
   * One model to fit.
   *
   * @param name BEP023 label
   * @param id label of this entry, unique; the model's name unless given (two Logan entries may
   *     differ in t*)
   * @param referenceRegion region or group for reference models and SUVR; empty without
   * @param voxels whether voxels are fitted, not only regional means
   * @param settings the model's settings
   * @param tracers registry ids of the tracers it is fitted for; empty means all
   * @param perScan what is found once per scan in place of the settings
   * @param tissueRates what turns rates into blood flow and glucose metabolism
   */
  public record Model(
      String name,
      @NotHashed String id,
      String referenceRegion,
      boolean voxels,
      ModelSettings settings,
      List<String> tracers,
      PerScan perScan,
      TissueRates tissueRates)
      implements Serializable {

    /** Copies the list. */
    public Model {
      tracers = List.copyOf(tracers);
    }

    /** With nothing to be found per scan. */
    public Model(
        String name,
        String id,
        String referenceRegion,
        boolean voxels,
        ModelSettings settings,
        List<String> tracers) {
      this(
          name,
          id,
          referenceRegion,
          voxels,
          settings,
          tracers,
          PerScan.nothing(),
          TissueRates.none());
    }

    /** For every tracer. */
    public Model(
        String name, String id, String referenceRegion, boolean voxels, ModelSettings settings) {
      this(name, id, referenceRegion, voxels, settings, List.of());
    }
  }

  /**
   * What to correlate.
   *
   * @param outcomes outcomes to correlate (VT, SUVR, BPND …); empty means the first of each model
   * @param regions regions or groups; empty means all groups if there are groups, else all regions
   * @param scales scale ids; empty means all that were read
   * @param confidenceLevel level of the intervals, in (0, 1)
   * @param minimumN no test below this number
   * @param logTransformVt whether VT is analysed as its logarithm in partial correlations
   * @param excludeLab whether LAB is left out for sensitive tracers
   * @param primaryEstimate {@code voxels} or {@code mean_tac}
   * @param tests which tests are made
   */
  public record Correlations(
      List<String> outcomes,
      List<String> regions,
      List<String> scales,
      double confidenceLevel,
      int minimumN,
      boolean logTransformVt,
      boolean excludeLab,
      String primaryEstimate,
      CohortTests tests)
      implements Serializable {

    /** With the usual tests. */
    public Correlations(
        List<String> outcomes,
        List<String> regions,
        List<String> scales,
        double confidenceLevel,
        int minimumN,
        boolean logTransformVt,
        boolean excludeLab,
        String primaryEstimate) {
      this(
          outcomes,
          regions,
          scales,
          confidenceLevel,
          minimumN,
          logTransformVt,
          excludeLab,
          primaryEstimate,
          CohortTests.usual());
    }
  }
}
