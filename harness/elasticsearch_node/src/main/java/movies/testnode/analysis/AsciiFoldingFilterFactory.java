package movies.testnode.analysis;

import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;

/** {@code asciifolding}: "Amélie" becomes "Amelie", and stays besides where {@code preserve_original} is true. */
final class AsciiFoldingFilterFactory extends AbstractTokenFilterFactory implements NormalizingTokenFilterFactory {
  private final boolean preserveOriginal;

  AsciiFoldingFilterFactory(String name, Settings settings) {
    super(name, settings);
    var parameters = new ComponentParameters("asciifolding", name, settings, Set.of("preserve_original"));
    preserveOriginal = parameters.flag("preserve_original", false);
  }

  @Override
  public TokenStream create(TokenStream tokens) {
    return new ASCIIFoldingFilter(tokens, preserveOriginal);
  }

  /** A keyword has one normal form, so the original is not kept beside it. */
  @Override
  public TokenStream normalize(TokenStream tokens) {
    return new ASCIIFoldingFilter(tokens, false);
  }
}
