package org.tacflow.kinetics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The models by name; a new model is one line here. */
public final class ModelCatalogue {
  private static final Map<String, Function<ModelSettings, KineticModel<?>>> MODELS =
      new LinkedHashMap<>();

  static {
    MODELS.put("1TCM", s -> new CompartmentModel("1TCM", Compartments.ONE_TISSUE, s));
    MODELS.put("2TCM", s -> new CompartmentModel("2TCM", Compartments.TWO_TISSUE, s));
    MODELS.put("2TCM3k", s -> new CompartmentModel("2TCM3k", Compartments.IRREVERSIBLE, s));
    MODELS.put("2TCM1k", s -> new CompartmentModel("2TCM1k", Compartments.VASCULAR, s));
    MODELS.put("Logan", LoganModel::new);
    MODELS.put("MA1", Ma1Model::new);
    MODELS.put("Patlak", PatlakModel::new);
    MODELS.put("SRTM", SrtmModel::new);
    MODELS.put("SRTM2", Srtm2Model::new);
    MODELS.put("SRTMV", SrtmvModel::new);
    MODELS.put("FRTM", FrtmModel::new);
    MODELS.put("LS2TCM", Ls2tcmModel::new);
    MODELS.put("MA2", Ma2Model::new);
    MODELS.put("MLLogan", MlLoganModel::new);
    MODELS.put("LEGA", LegaModel::new);
    MODELS.put("FUR", FurModel::new);
    MODELS.put("Spectral", SpectralModel::new);
    MODELS.put("MRTM1", Mrtm1Model::new);
    MODELS.put("MRTM2", Mrtm2Model::new);
    MODELS.put("LoganRef", LoganRefModel::new);
    MODELS.put("MLLoganRef", MlLoganRefModel::new);
    MODELS.put("PatlakRef", PatlakRefModel::new);
    MODELS.put("SUV", SuvModel::new);
    MODELS.put("SUVR", SuvrModel::new);
  }

  private ModelCatalogue() {}

  /** Names of all models, in the order of the catalogue. */
  public static List<String> names() {
    return List.copyOf(MODELS.keySet());
  }

  /**
   * A model to be asked for its input and parameters, which no setting changes; not to fit with.
   */
  public static KineticModel<?> describe(String name) {
    // Some reference models cannot be made without k2prime; its value does not matter here.
    return create(name, ModelSettings.defaults().withK2prime(0.1));
  }

  /**
   * Makes a model with its settings.
   *
   * @param name BEP023 label, exactly
   */
  public static KineticModel<?> create(String name, ModelSettings settings) {
    Function<ModelSettings, KineticModel<?>> maker = MODELS.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(
          "Invalid model: " + name + " (must be one of " + String.join(", ", names()) + ")");
    }
    return maker.apply(settings);
  }
}
