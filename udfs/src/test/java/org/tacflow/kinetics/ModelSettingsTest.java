package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.kinetics.ModelSettings.Window;
import org.tacflow.numerics.ExponentialConvolution.Sampling;

/** Settings refuse what no model can mean, and each change leaves the rest as it was. */
class ModelSettingsTest {

  @Test
  void everyChangeIsKeptWhenTheOthersFollow() {
    ModelSettings settings =
        ModelSettings.defaults()
            .withSampling(Sampling.MID_FRAME)
            .withBloodVolume(BloodVolume.fixed(0.04))
            .withTStar(TStar.fromMinutes(25))
            .withTissueIntegral(TissueIntegral.MID_TIME_TRAPEZOID)
            .withWindow(new Window(40, 60))
            .withK2prime(0.07)
            .withBounds("k3", new Bounds(0, 0.3))
            .withStarts(3)
            .withLineWeights(LineWeights.TRANSFORMED)
            .withBounds("k4", new Bounds(0, 0.2));
    assertThat(settings.sampling()).isEqualTo(Sampling.MID_FRAME);
    assertThat(settings.bloodVolume()).isEqualTo(new BloodVolume(0.04, 0.04));
    assertThat(settings.tStar().fromMinutes()).isEqualTo(25);
    assertThat(settings.tissueIntegral()).isEqualTo(TissueIntegral.MID_TIME_TRAPEZOID);
    assertThat(settings.windowMinutes()).isEqualTo(new Window(40, 60));
    assertThat(settings.k2prime()).isEqualTo(0.07);
    assertThat(settings.bounds()).containsOnlyKeys("k3", "k4");
    assertThat(settings.starts()).isEqualTo(3);
    assertThat(settings.lineWeights()).isEqualTo(LineWeights.TRANSFORMED);
  }

  @Test
  void meaninglessSettingsAreRefused() {
    assertThatThrownBy(() -> TStar.lastFrames(0)).hasMessage("Invalid t*: 0 frames (must be >= 1)");
    assertThatThrownBy(() -> TStar.fromMinutes(Double.NaN))
        .hasMessage("Invalid t*: NaN min (must be >= 0)");
    assertThatThrownBy(() -> new Bounds(1, 0))
        .hasMessage("Invalid bounds: 1.0 to 0.0 (must be in order)");
    assertThatThrownBy(() -> new Window(60, 60))
        .hasMessage("Invalid window: 60.0 to 60.0 min (must be >= 0 and in order)");
    assertThatThrownBy(() -> BloodVolume.fixed(1))
        .hasMessage("Invalid blood volume: 1.0 to 1.0 (must be in [0, 1), in order)");
    assertThatThrownBy(() -> ModelSettings.defaults().withStarts(0))
        .hasMessage("Invalid starts: 0 (must be >= 1)");
  }
}
