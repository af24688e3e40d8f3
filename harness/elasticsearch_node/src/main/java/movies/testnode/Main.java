package movies.testnode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import movies.testnode.analysis.AnalysisComponentsPlugin;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.TestNode;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/**
 * Starts one node: {@code Main HOME [setting=value]...}.
 *
 * <p>The node runs until standard input ends, so that it never outlives the process that started it.
 */
public final class Main {
  private static final List<String> HOME_FOLDERS = List.of("config", "data", "lib", "logs", "modules", "plugins");

  private Main() {}

  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      System.err.println("usage: Main HOME [setting=value]...");
      System.exit(2);
    }
    try {
      start(arguments);
    } catch (Throwable failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static void start(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Settings settings = settingsOf(home, arguments);
    String nodeName = settings.get("node.name");

    LogConfigurator.configureESLogging();
    LogConfigurator.setNodeName(nodeName);
    createFolders(home);
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> nodeName);

    Node node = new TestNode(environment, List.of(Netty4Plugin.class, RootPlugin.class, AnalysisComponentsPlugin.class));
    NodeLifetime.endWithStandardInput(node);
    node.start();
  }

  private static Settings settingsOf(Path home, String[] arguments) {
    Settings.Builder settings = Settings.builder()
        .put("path.home", home.toString())
        .put("node.name", "test-node")
        .put("network.host", "127.0.0.1")
        // Files in logs/ that name the bound addresses, for whoever asked for port 0.
        .put("node.portsfile", true)
        // A nearly full disk would make every index read-only.
        .put("cluster.routing.allocation.disk.threshold_enabled", false);
    for (int i = 1; i < arguments.length; i++) {
      String[] setting = arguments[i].split("=", 2);
      if (setting.length != 2) {
        throw new IllegalArgumentException("expected setting=value, got [" + arguments[i] + "]");
      }
      settings.put(setting[0], setting[1]);
    }
    return settings.build();
  }

  private static void createFolders(Path home) throws IOException {
    for (String folder : HOME_FOLDERS) {
      Files.createDirectories(home.resolve(folder));
    }
  }
}
