package movies.testnode.analysis;

import java.io.Reader;
import java.util.Set;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractCharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;

/** {@code mapping}: replaces texts before the tokenizer sees them; the longest match wins, replacements are not matched again. */
final class MappingCharFilterFactory extends AbstractCharFilterFactory implements NormalizingCharFilterFactory {
  private final NormalizeCharMap replacements;

  MappingCharFilterFactory(String name, Settings settings) {
    super(name);
    var parameters = new ComponentParameters("mapping", name, settings, Set.of("mappings"));
    var builder = new NormalizeCharMap.Builder();
    for (String text : parameters.texts("mappings")) {
      MappingRule rule = MappingRule.parse(text);
      builder.add(rule.match(), rule.replacement());
    }
    replacements = builder.build();
  }

  @Override
  public Reader create(Reader text) {
    return new MappingCharFilter(replacements, text);
  }
}
