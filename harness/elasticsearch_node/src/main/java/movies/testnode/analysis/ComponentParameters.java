package movies.testnode.analysis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.common.settings.Settings;

/** The parameters of one analysis component; an unknown one, or a value of the wrong kind, is an {@link IllegalArgumentException}. */
final class ComponentParameters {
  private final String component;
  private final Settings settings;

  /**
   * @param type the component's type, as a mapping names it
   * @param name the name that the mapping gives to the component
   * @param known every parameter that the type has, without {@code type} itself
   */
  ComponentParameters(String type, String name, Settings settings, Set<String> known) {
    this.component = type + " [" + name + "]";
    this.settings = settings;
    for (String given : new TreeSet<>(settings.keySet())) {
      if (!known.contains(given) && !isAddedByTheServer(given)) {
        throw new IllegalArgumentException(
            component + " has no parameter [" + given + "]; it takes " + new TreeSet<>(known));
      }
    }
  }

  String text(String parameter, String whenAbsent) {
    return settings.get(parameter, whenAbsent);
  }

  List<String> texts(String parameter) {
    if (!settings.hasValue(parameter)) {
      throw new IllegalArgumentException(component + " needs the parameter [" + parameter + "]");
    }
    return settings.getAsList(parameter);
  }

  int wholeNumber(String parameter, int whenAbsent) {
    String value = settings.get(parameter);
    if (value == null) {
      return whenAbsent;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException notANumber) {
      throw refusal(parameter, value, "a whole number");
    }
  }

  boolean flag(String parameter, boolean whenAbsent) {
    String value = settings.get(parameter);
    if (value == null) {
      return whenAbsent;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refusal(parameter, value, "true or false");
    };
  }

  IllegalArgumentException refusal(String parameter, Object value, String expected) {
    return new IllegalArgumentException(
        component + ": [" + parameter + "] is [" + value + "] but must be " + expected);
  }

  /** The server puts the type in, and the index version where it makes a component that no mapping configures. */
  private static boolean isAddedByTheServer(String key) {
    return key.equals("type") || key.startsWith("index.");
  }
}
