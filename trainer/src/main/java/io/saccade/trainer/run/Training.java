package io.saccade.trainer.run;

import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.trainer.data.DataRefusedException;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.export.Export;
import io.saccade.trainer.export.ExportOrder;
import io.saccade.trainer.export.Exported;
import io.saccade.trainer.export.Origin;
import io.saccade.trainer.export.PartScores;
import io.saccade.trainer.export.Storage;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.quantize.QuantizationRefusedException;
import io.saccade.trainer.recipe.Quantization;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeRefusedException;
import io.saccade.trainer.recipe.ResultPlan;
import io.saccade.trainer.report.TrainingReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One training: images are looked at and split, the network is put together and rehearsed, a head
 * is learned and then the rest, the best on validation is exported, proved, measured and described.
 * What was done before an interruption is not done again.
 */
public final class Training {

  private final Recipe recipe;
  private final TrainingFolder folder;
  private final Narration narration;

  /**
   * A training to be run once.
   *
   * @param folder that was {@linkplain TrainingFolder#begin begun} with the recipe; bundle and
   *     report are written into it
   * @param progress told of everything, but not of the end
   */
  public Training(Recipe recipe, TrainingFolder folder, Progress progress) {
    this.recipe = recipe;
    this.folder = folder;
    this.narration = new Narration(progress);
  }

  /**
   * Trains. Two runs of one recipe on the same machine give the same bytes, where it names the
   * precision; the recipe in the bundle's card does.
   *
   * @return where bundle, report and predictions lie, all in the training's folder
   * @throws DataRefusedException where there is nothing to be learned from the images
   * @throws GraphRefusedException where the network cannot be trained
   * @throws RecipeRefusedException where the recipe does not go with the mode that it leads to
   * @throws TrainingFailedException where anything else stands in the way
   */
  public TrainingEvent.Finished run()
      throws DataRefusedException,
          GraphRefusedException,
          IOException,
          InterruptedException,
          RecipeRefusedException,
          TrainingFailedException {
    Ground ground = new Preparation(recipe, narration).ground();
    Learning learning = new Learning(ground, folder, narration);
    Learning.Start start = learning.start();
    // A name or graph that is refused in the end is refused now, before hours were spent on it.
    new Export(order(ground, Storage.FLOAT), narration).rehearse(start.head());
    Trained trained = learning.of(start);
    Ground settled = ground.settled(trained.found());
    Exported exported = export(settled, trained);
    BundleWriter.write(exported.bundle(), folder.bundle(), IfPresent.REPLACE);
    narration.stage("Write the report", 0, "");
    TrainingReport.write(
        new ReportMaking(settled, narration).of(trained, exported), folder.report());
    PredictionTable.write(exported.measured(), ground.images().classes(), folder.predictions());
    return new TrainingEvent.Finished(
        folder.bundle(),
        folder.report(),
        folder.predictions(),
        accuracy(exported.measured().validation()),
        accuracy(exported.measured().test()));
  }

  private Exported export(Ground ground, Trained trained)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    ResultPlan result = ground.recipe().result();
    Storage storage =
        result.quantization() == Quantization.INT8
            ? Storage.INT8
            : result.halfStorage() ? Storage.HALF : Storage.FLOAT;
    try {
      return exported(ground, trained, storage);
    } catch (QuantizationRefusedException e) {
      narration.notice(e.getMessage() + " The bundle is written with 32-bit floats.");
    }
    try {
      return exported(ground, trained, Storage.FLOAT);
    } catch (QuantizationRefusedException e) {
      throw new IllegalStateException("nothing was to be made integers", e);
    }
  }

  private Exported exported(Ground ground, Trained trained, Storage storage)
      throws GraphRefusedException,
          IOException,
          InterruptedException,
          QuantizationRefusedException,
          TrainingFailedException {
    return new Export(order(ground, storage), narration)
        .of(trained.head(), trained.weights(), trained.reference());
  }

  private static ExportOrder order(Ground ground, Storage storage) {
    ResultPlan result = ground.recipe().result();
    return new ExportOrder(
        result.name(),
        result.version(),
        ground.images().classes(),
        ground.split(),
        ground.network().preprocessing(),
        Decoding.defaults(),
        storage,
        origin(ground),
        ground.recipe().learning().threads());
  }

  private static Origin origin(Ground ground) {
    Map<String, String> settings = new LinkedHashMap<>();
    ground.recipe().written().forEach((flag, value) -> settings.put(flag.word(), value));
    return new Origin(
        ground.network().name(),
        ground.network().sha256(),
        ground.images().hash(),
        settings,
        Versions.all());
  }

  private static double accuracy(Optional<PartScores> part) {
    return part.map(scores -> scores.evaluation().accuracy()).orElse(Double.NaN);
  }
}
