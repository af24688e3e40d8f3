package movies.testnode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.node.Node;

/** Ends the process, its node closed in good order, when standard input ends or a signal asks for it. */
final class NodeLifetime {
  private static final long CLOSE_LIMIT_S = 20;

  private NodeLifetime() {}

  static void endWithStandardInput(Node node) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close-node"));
    // Not a daemon, as all threads of the server are: this one keeps the process alive.
    new Thread(NodeLifetime::exitAtEndOfInput, "watch-standard-input").start();
  }

  private static void exitAtEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // A broken pipe says the same as its end: nobody holds the other side.
    }
    System.exit(0);
  }

  private static void close(Node node) {
    Thread limit = new Thread(NodeLifetime::haltAfterLimit, "halt-when-stuck");
    limit.setDaemon(true);
    limit.start();
    try {
      node.prepareForClose();
      node.close();
      node.awaitClose(CLOSE_LIMIT_S, TimeUnit.SECONDS);
    } catch (IOException failure) {
      failure.printStackTrace();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void haltAfterLimit() {
    try {
      TimeUnit.SECONDS.sleep(CLOSE_LIMIT_S);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
