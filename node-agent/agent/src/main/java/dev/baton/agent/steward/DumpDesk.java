package dev.baton.agent.steward;

import dev.baton.agent.dump.Standings;
import dev.baton.agent.dump.StateFiles;
import dev.baton.agent.journal.Journal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the files that others read the state from. However often it is asked and however slow
 * their disk is, the journal thread only puts the text together, once for all who asked meanwhile.
 */
final class DumpDesk {
  private final JournalThread journalThread;
  private final Supplier<StateFiles.Scene> scene;
  private final Consumer<String> messages;
  private final StateFiles files;
  private final Set<StateFiles.Kind> asked = EnumSet.noneOf(StateFiles.Kind.class);
  private final Map<StateFiles.Kind, List<StateFiles.Text>> unwritten = new ConcurrentHashMap<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("dumps").factory());

  /** Follows the journal from now on; asks for the scene on the journal's thread. */
  DumpDesk(
      Journal journal,
      JournalThread journalThread,
      Supplier<StateFiles.Scene> scene,
      Consumer<String> messages) {
    this.journalThread = journalThread;
    this.scene = scene;
    this.messages = messages;
    var standings = new Standings();
    journal.replayEngine(standings::apply);
    journal.onAppend(standings::apply);
    this.files = new StateFiles(standings);
  }

  /** Has one written soon. */
  void write(StateFiles.Kind kind) {
    synchronized (asked) {
      if (!asked.add(kind)) {
        return;
      }
    }
    journalThread.execute(() -> {
      synchronized (asked) {
        asked.remove(kind);
      }
      if (unwritten.put(kind, files.texts(kind, scene.get())) == null) {
        writer.execute(() -> writeNow(kind));
      }
    });
  }

  private void writeNow(StateFiles.Kind kind) {
    var texts = unwritten.remove(kind);
    if (texts != null) {
      texts.forEach(text -> messages.accept(text.write()));
    }
  }
}
