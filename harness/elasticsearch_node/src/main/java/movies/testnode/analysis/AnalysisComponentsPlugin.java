package movies.testnode.analysis;

import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.PreConfiguredTokenizer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * The analysis components that the project's mappings name, under Elasticsearch's names and parameters.
 *
 * <p>Elasticsearch's own factories for them are not published; the Lucene classes that those wrap are. Anything else
 * in a component's settings is refused, never ignored.
 */
public final class AnalysisComponentsPlugin extends Plugin implements AnalysisPlugin {
  @Override
  public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
    return Map.of(
        "mapping",
        AnalysisPlugin.requiresAnalysisSettings(
            (index, environment, name, settings) -> new MappingCharFilterFactory(name, settings)));
  }

  @Override
  public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
    return Map.of(
        "pattern", (index, environment, name, settings) -> new PatternTokenizerFactory(index, name, settings));
  }

  @Override
  public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    return Map.of(
        "asciifolding", (index, environment, name, settings) -> new AsciiFoldingFilterFactory(name, settings),
        "edge_ngram", (index, environment, name, settings) -> new EdgeNgramFilterFactory(name, settings),
        "lowercase", (index, environment, name, settings) -> new LowercaseFilterFactory(name, settings),
        "stemmer", (index, environment, name, settings) -> new StemmerFilterFactory(name, settings),
        "synonym",
        AnalysisPlugin.requiresAnalysisSettings(
            (index, environment, name, settings) -> new SynonymFilterFactory(name, settings)));
  }

  @Override
  public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
    return List.of(PreConfiguredTokenFilter.singleton("asciifolding", true, ASCIIFoldingFilter::new));
  }

  @Override
  public List<PreConfiguredTokenizer> getPreConfiguredTokenizers() {
    return List.of(PreConfiguredTokenizer.singleton("keyword", KeywordTokenizer::new));
  }
}
