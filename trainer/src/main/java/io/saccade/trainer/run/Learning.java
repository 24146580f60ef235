package io.saccade.trainer.run;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.export.HeadLogits;
import io.saccade.trainer.export.InterpretedLogits;
import io.saccade.trainer.export.Reference;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.Node;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.graph.surgery.Head;
import io.saccade.trainer.graph.surgery.MapsCut;
import io.saccade.trainer.graph.surgery.NewHead;
import io.saccade.trainer.head.HeadRecipe;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.BaseTop;
import io.saccade.trainer.recipe.LearningPlan;
import io.saccade.trainer.recipe.Mode;
import io.saccade.trainer.recipe.NetworkPlan;
import io.saccade.trainer.report.Candidate;
import io.saccade.trainer.report.Phase;
import io.saccade.trainer.tune.FreezePlan;
import io.saccade.trainer.tune.TuneEpoch;
import io.saccade.trainer.tune.TuneFit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Learns what the mode says: candidates one after the other, each from the one before. */
final class Learning {

  private final Ground ground;
  private final TrainingFolder folder;
  private final Narration narration;
  private final Findings findings;
  private final LearningPlan plan;
  private final int threads;

  Learning(Ground ground, TrainingFolder folder, Narration narration) {
    this.ground = ground;
    this.folder = folder;
    this.narration = narration;
    this.findings = new Findings(folder, narration);
    this.plan = ground.recipe().learning();
    this.threads = plan.threads();
  }

  /** The network that will learn, with the head that it will have. */
  record Start(Graph base, GraftedHead head) {}

  /** Puts the network together, so that what cannot be done shows before anything is trained. */
  Start start()
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    Graph graph = ground.network().maker().graph(ground.classes());
    NetworkPlan network = ground.recipe().network();
    if (network.architecture().isPresent()) {
      return new Start(graph, whole(graph));
    }
    Graph base = network.top() == BaseTop.NONE ? withoutTop(graph) : graph;
    NewHead head =
        new NewHead(
            ground.classes(),
            network.hidden().stream().boxed().toList(),
            (float) network.dropout(),
            plan.seed());
    return new Start(base, head.on(base));
  }

  /** The head of a network that has the right one already. */
  private static GraftedHead whole(Graph graph) throws GraphRefusedException {
    Head head = Head.of(graph);
    Node last = graph.nodes().get(head.node());
    String features = head.features();
    for (Node node : graph.nodes()) {
      // Dropout is no part of what is given away, and so cannot be its second output.
      features =
          node.op().equals("Dropout") && node.outputs().contains(features)
              ? node.inputs().get(0)
              : features;
    }
    return new GraftedHead(graph, features, graph.outputs().get(0), last.inputs().subList(1, 3));
  }

  /** How many values an image's last maps have shows when one is run. */
  private Graph withoutTop(Graph graph)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    Graph flat = MapsCut.of(graph);
    List<Sample> one = ground.split().training().subList(0, 1);
    try (OrtNetwork network = OrtNetwork.of(flat.model(Map.of()), 1)) {
      int width = network.rows(one, ground.plain(), 0, done -> {})[0].length;
      return MapsCut.headed(flat, width);
    }
  }

  /** Learns. */
  Trained of(Start start)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    Mode mode = plan.mode().orElseThrow();
    boolean linear = ground.recipe().network().hidden().isEmpty();
    if (mode == Mode.SCRATCH) {
      FreezePlan all = FreezePlan.scratch(start.head().graph());
      return best(tuned("scratch", start.head(), all), List.of(), start.head());
    }
    Trained head =
        linear
            ? new LinearStage(ground, folder, narration)
                .of(start.base(), start.head(), headRecipe(mode))
            : hiddenHead(start);
    if (mode == Mode.HEAD) {
      return head;
    }
    GraftedHead begun = withWeights(head);
    FreezePlan freeze = freeze(begun);
    return best(tuned("finetune", begun, freeze), head.phases(), begun);
  }

  private HeadRecipe headRecipe(Mode mode) {
    boolean balanced = ground.recipe().images().balanced();
    if (mode == Mode.HEAD) {
      return plan.headRecipe(balanced);
    }
    HeadRecipe usual = HeadRecipe.usual(plan.seed());
    return new HeadRecipe(
        usual.epochs(),
        usual.batch(),
        usual.rate(),
        usual.decay(),
        usual.patience(),
        usual.smoothing(),
        balanced,
        plan.seed());
  }

  /** A head with a hidden layer, by gradients, on a base that stays as it is. */
  private Trained hiddenHead(Start start)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    GraftedHead head = start.head();
    TuneFit fit = tuned("head", head, FreezePlan.all(head));
    Reference reference = new HeadLogits(start.base(), head, threads);
    return trained(head, fit, reference, List.of(phase("Head on a frozen base", fit)));
  }

  private TuneFit tuned(String part, GraftedHead head, FreezePlan freeze)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    return new TuneStage(ground, folder, narration, findings).of(part, head, freeze, plan);
  }

  private FreezePlan freeze(GraftedHead head) throws GraphRefusedException {
    return switch (plan.frozenBlocks()) {
      case 0 -> FreezePlan.none(head);
      case LearningPlan.ALL_BLOCKS -> FreezePlan.all(head);
      default -> FreezePlan.first(head, plan.frozenBlocks());
    };
  }

  /** The same network, beginning with what was learned before. */
  private static GraftedHead withWeights(Trained trained) throws GraphRefusedException {
    GraftedHead head = trained.head();
    Graph graph = Graph.of(head.graph().model(trained.weights()));
    return new GraftedHead(graph, head.features(), head.logits(), head.parameters());
  }

  private Trained best(TuneFit fit, List<Phase> before, GraftedHead head) {
    List<Phase> phases = new ArrayList<>(before);
    phases.add(phase(before.isEmpty() ? "Network" : "Network, from the head on", fit));
    return trained(head, fit, new InterpretedLogits(head.graph()), phases);
  }

  private Trained trained(GraftedHead head, TuneFit fit, Reference reference, List<Phase> phases) {
    List<Candidate> candidates = new ArrayList<>();
    for (TuneEpoch epoch : fit.epochs()) {
      boolean chosen = epoch.number() == fit.best().number();
      if (chosen || epoch.number() == 0) {
        String name = epoch.number() == 0 ? LinearStage.NAME : "epoch " + epoch.number();
        candidates.add(
            new Candidate(name, epoch.validationAccuracy(), epoch.validationLoss(), chosen));
      }
    }
    return new Trained(head, fit.weights(), reference, phases, candidates, findings.settings());
  }

  private static Phase phase(String name, TuneFit fit) {
    return new Phase(
        name,
        fit.epochs().stream().filter(epoch -> epoch.number() > 0).map(Narration::point).toList(),
        fit.best().number() > 0 ? OptionalInt.of(fit.best().number()) : OptionalInt.empty());
  }
}
