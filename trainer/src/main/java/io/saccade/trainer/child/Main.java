package io.saccade.trainer.child;

import io.saccade.trainer.data.DataRefusedException;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.EventLine;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeFile;
import io.saccade.trainer.recipe.RecipeRefusedException;
import io.saccade.trainer.run.Training;
import io.saccade.trainer.run.TrainingFolder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The child process: trains by the recipe in the folder that is its argument, and tells its parent
 * by lines of JSON on the standard output, on which nothing else may be printed. It ends as soon as
 * its standard input does, which is to say, with its parent.
 */
public final class Main {

  private static final System.Logger LOG = System.getLogger(Main.class.getName());

  private static final int FAILED = 1;
  private static final int ORPHANED = 4;

  private Main() {}

  /** Trains; the only argument is the training's folder. */
  public static void main(String[] args) {
    PrintStream events =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    endWithParent();
    TrainingEvent end = run(new TrainingFolder(Path.of(args[0])), new Teller(events));
    events.println(EventLine.write(end));
    events.flush();
    // Native libraries have nothing to tidy up, and some of them crash over it.
    Runtime.getRuntime().halt(end instanceof TrainingEvent.Finished ? 0 : FAILED);
  }

  private static TrainingEvent run(TrainingFolder folder, Progress progress) {
    try (FileLock lock = folder.lock()) {
      Recipe recipe = Recipe.of(RecipeFile.read(folder.recipe()));
      TrainingEvent end = new Training(recipe, folder, progress).run();
      return lock.isValid()
          ? end
          : new TrainingEvent.Failed("The training's folder is gone.", false);
    } catch (DataRefusedException
        | GraphRefusedException
        | RecipeRefusedException
        | TrainingFailedException e) {
      return new TrainingEvent.Failed(String.valueOf(e.getMessage()), false);
    } catch (IOException e) {
      return LastWords.of(e).event();
    } catch (InterruptedException e) {
      return new TrainingEvent.Failed("The training was interrupted.", true);
    } catch (OutOfMemoryError e) {
      return LastWords.OUT_OF_HEAP.event();
    } catch (RuntimeException e) {
      // What it was stands in the log, for whoever is asked.
      LOG.log(System.Logger.Level.ERROR, "the training ended in a fault", e);
      return LastWords.of(e, folder.log()).event();
    }
  }

  /** The parent holds the other end open as long as it lives, and writes nothing. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Whatever it was, it was not the end.
                }
              } catch (IOException e) {
                // A broken pipe is an end as well.
              }
              Runtime.getRuntime().halt(ORPHANED);
            },
            "saccade-parent");
    watch.setDaemon(true);
    watch.start();
  }

  /** Tells events, and of steps only so many that the parent is not kept busy by them. */
  private static final class Teller implements Progress {

    private static final long NANOS_BETWEEN_STEPS = 100_000_000;

    private final PrintStream events;
    private long nextStep = System.nanoTime();

    Teller(PrintStream events) {
      this.events = events;
    }

    @Override
    public synchronized void tell(TrainingEvent event) {
      if (event instanceof TrainingEvent.Step) {
        long now = System.nanoTime();
        if (now - nextStep < 0) {
          return;
        }
        nextStep = now + NANOS_BETWEEN_STEPS;
      }
      events.println(EventLine.write(event));
    }
  }
}
