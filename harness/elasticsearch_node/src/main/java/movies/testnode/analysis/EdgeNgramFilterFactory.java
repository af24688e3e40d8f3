package movies.testnode.analysis;

import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;

/** {@code edge_ngram}: the beginnings of a token, {@code min_gram} to {@code max_gram} characters long. */
final class EdgeNgramFilterFactory extends AbstractTokenFilterFactory {
  private final int minGram;
  private final int maxGram;
  private final boolean preserveOriginal;

  EdgeNgramFilterFactory(String name, Settings settings) {
    super(name, settings);
    var parameters =
        new ComponentParameters("edge_ngram", name, settings, Set.of("min_gram", "max_gram", "preserve_original"));
    minGram = parameters.wholeNumber("min_gram", 1);
    if (minGram < 1) {
      throw parameters.refusal("min_gram", minGram, "at least 1");
    }
    maxGram = parameters.wholeNumber("max_gram", 2);
    if (maxGram < minGram) {
      throw parameters.refusal("max_gram", maxGram, "at least [min_gram], which is " + minGram);
    }
    preserveOriginal = parameters.flag("preserve_original", false);
  }

  @Override
  public TokenStream create(TokenStream tokens) {
    return new EdgeNGramTokenFilter(tokens, minGram, maxGram, preserveOriginal);
  }

  @Override
  public TokenFilterFactory getSynonymFilter() {
    throw new IllegalArgumentException("Token filter [" + name() + "] cannot be used to parse synonyms");
  }

  /** Several tokens share one position and its offsets, which the fast vector highlighter cannot follow. */
  @Override
  public boolean breaksFastVectorHighlighter() {
    return true;
  }
}
