package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.lookahead.CrashJournal.Image;
import io.saccade.processor.lookahead.CrashJournal.Suspect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashJournalTest {

  private static final Image BAD = image(5);

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("decoding.journal");
  }

  @Test
  void holdsNothingAgainstImagesThatCameBack() {
    CrashJournal journal = CrashJournal.open(file);
    CrashJournal.Entry entry = journal.entry();
    for (int i = 0; i < 1_000; i++) {
      entry.begin(image(i));
      entry.end();
    }

    CrashJournal next = CrashJournal.open(file);

    for (int i = 0; i < 1_000; i++) {
      assertThat(next.suspect(image(i))).isEmpty();
    }
  }

  @Test
  void suspectsWhatWasNotFinishedAndCondemnsItTheSecondTime() {
    CrashJournal.open(file).entry().begin(BAD);

    CrashJournal second = CrashJournal.open(file);
    assertThat(second.suspect(BAD)).map(Suspect::isCondemned).hasValue(false);
    second.entry().begin(BAD);

    CrashJournal third = CrashJournal.open(file);
    assertThat(third.suspect(BAD)).map(Suspect::isCondemned).hasValue(true);
    assertThat(CrashJournal.open(file).suspect(BAD))
        .as("for as long as the file is there")
        .map(Suspect::times)
        .hasValue(2);
  }

  @Test
  void countsNoCrashTwiceThatHappensBeforeTheImageIsTriedAgain() {
    CrashJournal.open(file).entry().begin(BAD);

    for (int i = 0; i < 5; i++) {
      assertThat(CrashJournal.open(file).suspect(BAD)).map(Suspect::times).hasValue(1);
    }
  }

  @Test
  void acquitsASuspectThatDidNoHarm() {
    CrashJournal.open(file).entry().begin(BAD);
    CrashJournal second = CrashJournal.open(file);

    second.acquit(second.suspect(BAD).orElseThrow());

    assertThat(second.suspect(BAD)).isEmpty();
    assertThat(CrashJournal.open(file).suspect(BAD)).isEmpty();
  }

  @Test
  void suspectsWhatEveryWorkerHadAndNothingElse() {
    CrashJournal first = CrashJournal.open(file);
    for (int worker = 0; worker < 8; worker++) {
      first.entry().begin(image(worker));
    }

    CrashJournal second = CrashJournal.open(file);

    for (int worker = 0; worker < 8; worker++) {
      assertThat(second.suspect(image(worker))).isPresent();
    }
    assertThat(second.suspect(new Image(1, 2, 0, 101))).as("of another length").isEmpty();
    assertThat(second.suspect(new Image(2, 2, 0, 100))).as("of another topic").isEmpty();
  }

  @Test
  void goesOnWithMoreWorkersThanItHasEntries() {
    CrashJournal journal = CrashJournal.open(file);
    for (int worker = 0; worker < 300; worker++) {
      journal.entry().begin(image(worker));
    }

    CrashJournal next = CrashJournal.open(file);

    assertThat(next.suspect(image(255))).isPresent();
    assertThat(next.suspect(image(299))).as("nobody reads its entry").isEmpty();
  }

  @Test
  void takesAFileThatIsDamagedForNone() throws Exception {
    Files.write(file, new byte[] {1, 2, 3});

    CrashJournal journal = CrashJournal.open(file);
    journal.entry().begin(BAD);

    assertThat(CrashJournal.open(file).suspect(BAD)).isPresent();
  }

  @Test
  void doesWithoutAFileWhereNoneCanBe() {
    CrashJournal journal = CrashJournal.open(folder.resolve("missing").resolve("decoding.journal"));

    journal.entry().begin(BAD);

    assertThat(journal.suspect(BAD)).isEmpty();
  }

  private static Image image(int offset) {
    return new Image(1, 2, offset, 100);
  }
}
