package movies.testnode.analysis;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.AbstractTokenizerFactory;

/** {@code pattern}: a token is a match of {@code group}, or with group -1 the text between two matches. */
final class PatternTokenizerFactory extends AbstractTokenizerFactory {
  private static final int BETWEEN_MATCHES = -1;

  private final Pattern pattern;
  private final int group;

  PatternTokenizerFactory(IndexSettings index, String name, Settings settings) {
    super(index, settings, name);
    var parameters = new ComponentParameters("pattern", name, settings, Set.of("pattern", "flags", "group"));
    pattern = Regex.compile(parameters.text("pattern", "\\W+"), parameters.text("flags", null));
    group = parameters.wholeNumber("group", BETWEEN_MATCHES);
    int groups = pattern.matcher("").groupCount();
    if (group < BETWEEN_MATCHES || group > groups) {
      throw parameters.refusal("group", group, "from -1 to " + groups + ", the groups of the pattern");
    }
  }

  @Override
  public Tokenizer create() {
    return new PatternTokenizer(pattern, group);
  }
}
