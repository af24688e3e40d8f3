package org.elasticsearch.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.ClasspathPluginsService;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsService;

/**
 * A node whose plugins are classes of the class path, not folders below its home.
 *
 * <p>It stands in this package because the server opens that choice to its own package only.
 */
public final class TestNode extends Node {
  public TestNode(Environment environment, List<Class<? extends Plugin>> plugins) {
    super(NodeConstruction.prepareConstruction(environment, noInstalledPlugins(), serviceProvider(plugins), false));
  }

  /** Does nothing: it would add the ids of node and cluster to a log format that this node does not use. */
  @Override
  protected void configureNodeAndClusterIdStateListener(ClusterService clusterService) {}

  private static PluginsLoader noInstalledPlugins() {
    return PluginsLoader.createPluginsLoader(Set.of(), Set.of(), Map.of(), false);
  }

  private static NodeServiceProvider serviceProvider(List<Class<? extends Plugin>> plugins) {
    return new NodeServiceProvider() {
      @Override
      PluginsService newPluginService(Environment environment, PluginsLoader loader) {
        return new ClasspathPluginsService(environment, loader, plugins);
      }
    };
  }
}
