package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.Prediction;

/** The last act: the cameras stop, and everything that was sent is held against what came out. */
record CurtainAct(Stage stage) {

  Outcomes play() throws CommandFailedException, SchemaException, InterruptedException {
    stage.told().accept("checking that every event came out exactly once ...");
    stage.traffic().stop();
    Outcomes outcomes = new Outcomes(stage.clients(), stage.serdes().reader(Prediction.class));
    outcomes.read(stage.stop());
    new Stage.Patience(stage, "every event was looked for").require();
    return outcomes;
  }
}
