package io.saccade.trainer.run;

import io.saccade.trainer.data.DataRefusedException;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.ImageSource;
import io.saccade.trainer.data.Inspection;
import io.saccade.trainer.data.LabelledImages;
import io.saccade.trainer.data.LeftOut;
import io.saccade.trainer.data.Listing;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.data.Splitter;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.ClassMode;
import io.saccade.trainer.recipe.ImagesPlan;
import io.saccade.trainer.recipe.Mode;
import io.saccade.trainer.recipe.NetworkPlan;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Looks at images and base, and finds out whether and how they can be trained. */
final class Preparation {

  /** So many files that were left out are named to the user; the report names all. */
  private static final int NAMED = 5;

  private final Recipe recipe;
  private final Narration narration;

  Preparation(Recipe recipe, Narration narration) {
    this.recipe = recipe;
    this.narration = narration;
  }

  Ground ground()
      throws DataRefusedException,
          GraphRefusedException,
          IOException,
          InterruptedException,
          RecipeRefusedException,
          TrainingFailedException {
    ImagesPlan plan = recipe.images();
    Listing listing = ImageSource.at(plan.data()).list();
    Network network = network(listing);
    IntConsumer steps = narration.stage("Look at images", listing.samples().size(), "images");
    LabelledImages images =
        new Inspection(network.preprocessing(), Decoding.defaults()).inspect(listing, steps);
    tellLeftOut(images.leftOut());
    int classes = images.classes().size();
    requireTwo(plan.classMode(), images.classes());
    Split split =
        new Splitter(plan.validation(), plan.test(), recipe.learning().seed()).split(images);
    Mode mode = ModeChoice.of(recipe, network, split, classes, narration);
    return new Ground(recipe.settled(mode), network, images, split);
  }

  private Network network(Listing listing) throws IOException, TrainingFailedException {
    NetworkPlan plan = recipe.network();
    return plan.base().isPresent()
        ? BaseNetwork.read(plan.base().get(), plan)
        : ScratchNetwork.of(
            plan.architecture().orElseThrow(), plan, listing.samples(), recipe.learning().seed());
  }

  private static void requireTwo(ClassMode mode, List<String> classes)
      throws TrainingFailedException {
    if (mode == ClassMode.BINARY && classes.size() != 2) {
      throw new TrainingFailedException(
          "--class-mode binary needs exactly 2 classes, but there are %d: %s. Leave it out."
              .formatted(classes.size(), String.join(", ", classes)));
    }
  }

  private void tellLeftOut(List<LeftOut> leftOut) {
    if (!leftOut.isEmpty()) {
      String some =
          leftOut.stream().limit(NAMED).map(LeftOut::toString).collect(Collectors.joining("\n  "));
      String rest = leftOut.size() > NAMED ? "\n  and more; the report names all" : "";
      narration.notice(
          "Left out %s that cannot be trained on:%n  %s%s"
              .formatted(leftOut.size() == 1 ? "1 file" : leftOut.size() + " files", some, rest));
    }
  }
}
