package org.elasticsearch.plugins;

import java.util.List;
import org.elasticsearch.Build;
import org.elasticsearch.env.Environment;

/**
 * The plugins of a node, given as classes.
 *
 * <p>It stands in this package because loading a single class is open to the server's own package only.
 */
public final class ClasspathPluginsService extends PluginsService {
  private final List<LoadedPlugin> plugins;

  public ClasspathPluginsService(
      Environment environment, PluginsLoader loader, List<Class<? extends Plugin>> pluginClasses) {
    super(environment.settings(), environment.configDir(), loader);
    plugins = pluginClasses.stream().map(pluginClass -> load(pluginClass, environment)).toList();
    loadExtensions(plugins);
  }

  @Override
  protected List<LoadedPlugin> plugins() {
    return plugins;
  }

  private static LoadedPlugin load(Class<? extends Plugin> pluginClass, Environment environment) {
    Plugin plugin = loadPlugin(pluginClass, environment.settings(), environment.configDir());
    return new LoadedPlugin(describe(pluginClass), plugin, pluginClass.getClassLoader());
  }

  private static PluginDescriptor describe(Class<? extends Plugin> pluginClass) {
    String name = pluginClass.getName();
    String javaVersion = Integer.toString(Runtime.version().feature());
    boolean hasNativeController = false;
    boolean isLicensed = false;
    boolean isModular = false;
    boolean isStable = false;
    return new PluginDescriptor(
        name,
        "from the class path",
        "1.0",
        Build.current().version(),
        javaVersion,
        name,
        null,
        List.of(),
        hasNativeController,
        isLicensed,
        isModular,
        isStable);
  }
}
