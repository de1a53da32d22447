package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.blood.AssembledInput;
import org.tacflow.curve.blood.BloodAssembly;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.curve.blood.ComponentFit;
import org.tacflow.curve.blood.FormulaFit;
import org.tacflow.curve.blood.ParentFractionChoice;
import org.tacflow.curve.blood.ParentFractionModel;
import org.tacflow.curve.blood.PlasmaModel;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.numerics.PiecewiseLinear;
import org.tacflow.testing.SharedData;

/** The models of blood on the real samples of two data sets. */
class RealBloodTest {
  /** One scan with raw blood. */
  private record Blood(ScanFiles files, ScanMetadata metadata, ArterialSamples samples) {
    double scanEnd() {
      return metadata.timing().scanEnd();
    }

    String key() {
      return files.id().key();
    }
  }

  private static List<Blood> scans(String dataset) throws ScanException {
    List<Blood> scans = new ArrayList<>();
    for (ScanFiles files : TestFiles.index(SharedData.path(dataset), "").scans()) {
      if (!files.blood().isEmpty()) {
        ScanMetadata metadata = Sidecar.read(TestFiles.STORAGE, files);
        scans.add(
            new Blood(
                files,
                metadata,
                BloodSamples.read(
                    TestFiles.STORAGE, files, metadata, null, Double.NaN, new ArrayList<>())));
      }
    }
    return scans;
  }

  private static List<Blood> all() throws ScanException {
    List<Blood> scans = new ArrayList<>(scans("data/pbr28"));
    scans.addAll(scans("data/ds004869"));
    assertThat(scans).hasSize(74);
    return scans;
  }

  // A parent fraction is measured to a few percent: a formula that has three parameters and is not
  // within 0.15 (rms) of its samples is wrong. 66 of 74 leaves room for scans with odd samples.
  @Test
  void everyParentFractionFormulaFitsRealSamplesOrSaysWhyNot() throws ScanException {
    Map<ParentFractionModel, Integer> fitted = new EnumMap<>(ParentFractionModel.class);
    for (Blood scan : all()) {
      PiecewiseLinear fraction = scan.samples().parentFraction();
      for (ParentFractionModel model : ParentFractionModel.formulas()) {
        BloodSettings settings = BloodSettings.defaults().withParentFraction(model);
        AssembledInput made =
            BloodAssembly.of(scan.samples(), settings, scan.scanEnd(), scan.key());
        FormulaFit fit = made.fit(ComponentFit.PARENT_FRACTION);
        if (fit.status().hasNumbers()) {
          fitted.merge(model, 1, Integer::sum);
          assertThat(Math.sqrt(fit.rss() / fraction.size()))
              .as(scan.key() + " " + model)
              .isLessThan(0.15);
          for (double t = 0; t < scan.scanEnd(); t++) {
            assertThat(fit.value(t)).as(scan.key() + " " + model).isBetween(0.0, 1.0);
          }
        } else {
          assertThat(fit.parameters()).isEmpty();
        }
      }
    }
    for (ParentFractionModel model : ParentFractionModel.formulas()) {
      assertThat(fitted.getOrDefault(model, 0)).as(model.name()).isGreaterThanOrEqualTo(66);
    }
  }

  // The choice over the cohort is the same without any fifth of the scans.
  @Test
  void theChoiceOverACohortIsStable() throws ScanException {
    List<Map<ParentFractionModel, Double>> aics = new ArrayList<>();
    for (Blood scan : scans("data/pbr28")) {
      aics.add(ParentFractionChoice.aics(scan.samples().parentFraction()));
    }
    ParentFractionModel chosen = ParentFractionChoice.best(aics);
    assertThat(chosen.formula()).isNotNull();
    for (int left = 0; left < 5; left++) {
      List<Map<ParentFractionModel, Double>> rest = new ArrayList<>();
      for (int s = 0; s < aics.size(); s++) {
        if (s % 5 != left) {
          rest.add(aics.get(s));
        }
      }
      assertThat(ParentFractionChoice.best(rest)).isEqualTo(chosen);
    }
  }

  // Areas decide VT: 12 % from the interpolated input, which is not the truth either (a formula
  // smooths peaks that one sample makes).
  @Test
  void everyPlasmaFormulaFitsRealSamplesOrSaysWhyNot() throws ScanException {
    List<Blood> every = all();
    for (PlasmaModel model :
        List.of(PlasmaModel.TRIEXPONENTIAL, PlasmaModel.FENG, PlasmaModel.FENG_INFUSION)) {
      int fitted = 0;
      int close = 0;
      int tried = 0;
      for (int s = 0; s < every.size(); s += 4) {
        Blood scan = every.get(s);
        tried++;
        AssembledInput made =
            BloodAssembly.of(
                scan.samples(),
                BloodSettings.defaults().withPlasma(model),
                scan.scanEnd(),
                scan.key());
        double end = scan.samples().plasma().end();
        double ratio =
            made.input().plasma().area(end) / scan.samples().assemble().plasma().area(end);
        if (made.fit(ComponentFit.PLASMA).status().hasNumbers()) {
          fitted++;
          close += Math.abs(ratio - 1) < 0.12 ? 1 : 0;
        } else {
          assertThat(ratio).as(scan.key()).isCloseTo(1, within(1e-12));
        }
      }
      assertThat(fitted).as(model.name()).isGreaterThanOrEqualTo(tried - 5);
      assertThat(close).as(model.name()).isGreaterThanOrEqualTo(fitted - 2);
    }
  }

  // Signs as published for ds005619: whole blood instead of plasma -44 %, no parent fraction
  // -36 %, blood not corrected for decay +27 %. The sizes are other here: PBR28 in plasma has
  // lower parent fractions; carbon-11 halves every 20 min.
  @Test
  void theWrongInputChangesVtInTheKnownDirection() throws ScanException {
    for (Blood scan : scans("data/pbr28").subList(0, 4)) {
      ArterialInput right = scan.samples().assemble();
      double vt = vt(scan, right);
      assertThat(vt).isBetween(0.5, 15.0);
      ArterialInput whole = new ArterialInput(right.wholeBlood(), right.wholeBlood());
      assertThat(vt(scan, whole) / vt - 1).as("whole blood").isBetween(-0.95, -0.2);
      ArterialSamples s = scan.samples();
      ArterialInput noFraction =
          new ArterialSamples(s.autosampler(), s.wholeBlood(), s.plasma(), null).assemble();
      assertThat(vt(scan, noFraction) / vt - 1).as("no fraction").isBetween(-0.95, -0.2);
      ArterialInput decayed =
          new ArterialInput(decayed(scan, right.plasma()), decayed(scan, right.wholeBlood()));
      assertThat(vt(scan, decayed) / vt - 1).as("decay").isGreaterThan(0.2);
    }
  }

  private static PiecewiseLinear decayed(Blood scan, PiecewiseLinear curve) {
    double[] values = curve.values();
    for (int i = 0; i < values.length; i++) {
      values[i] *= Math.pow(0.5, curve.time(i) / scan.metadata().halfLifeMinutes());
    }
    return PiecewiseLinear.of(curve.times(), values);
  }

  private static double vt(Blood scan, ArterialInput input) throws ScanException {
    RegionalCurves curves = RegionalCurves.read(TestFiles.STORAGE, scan.files(), scan.metadata());
    double[] tac = curves.curve("WB");
    @SuppressWarnings("unchecked")
    KineticModel<ArterialInput> model =
        (KineticModel<ArterialInput>) ModelCatalogue.create("Logan", ModelSettings.defaults());
    Fit fit = Fit.of(model);
    model.bind(curves.timing(), FrameWeights.uniform(tac.length), input).fit(tac, fit);
    return fit.estimates()[0];
  }
}
