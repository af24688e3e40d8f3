package movies.testnode.analysis;

import java.util.Set;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;

/** {@code lowercase}, without the variants for single languages. */
final class LowercaseFilterFactory extends AbstractTokenFilterFactory implements NormalizingTokenFilterFactory {
  LowercaseFilterFactory(String name, Settings settings) {
    super(name, settings);
    new ComponentParameters("lowercase", name, settings, Set.of());
  }

  @Override
  public TokenStream create(TokenStream tokens) {
    return new LowerCaseFilter(tokens);
  }
}
