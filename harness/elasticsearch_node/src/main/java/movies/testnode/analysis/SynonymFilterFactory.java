package movies.testnode.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;

/**
 * {@code synonym}: replaces words by rules such as {@code "twenty => 20"}.
 *
 * <p>The words of the rules are analysed by whatever stands before this filter in its analyzer, as Elasticsearch does.
 */
final class SynonymFilterFactory extends AbstractTokenFilterFactory {
  private final List<String> rules;

  SynonymFilterFactory(String name, Settings settings) {
    super(name, settings);
    rules = new ComponentParameters("synonym", name, settings, Set.of("synonyms")).texts("synonyms");
  }

  @Override
  public TokenStream create(TokenStream tokens) {
    throw new IllegalStateException("synonyms depend on the filters before them: ask getChainAwareTokenFilterFactory");
  }

  @Override
  public TokenFilterFactory getChainAwareTokenFilterFactory(
      IndexCreationContext context,
      TokenizerFactory tokenizer,
      List<CharFilterFactory> charFilters,
      List<TokenFilterFactory> filtersBefore,
      Function<String, TokenFilterFactory> allFilters) {
    var forRules = filtersBefore.stream().map(TokenFilterFactory::getSynonymFilter).toArray(TokenFilterFactory[]::new);
    var synonyms = read(new CustomAnalyzer(tokenizer, charFilters.toArray(CharFilterFactory[]::new), forRules));
    return new TokenFilterFactory() {
      @Override
      public String name() {
        return SynonymFilterFactory.this.name();
      }

      @Override
      public TokenStream create(TokenStream tokens) {
        return synonyms.fst == null ? tokens : new SynonymFilter(tokens, synonyms, false);
      }
    };
  }

  private SynonymMap read(Analyzer forRules) {
    var parser = new SolrSynonymParser(true, true, forRules);
    try {
      parser.parse(new StringReader(String.join("\n", rules)));
      return parser.build();
    } catch (IOException | ParseException unreadable) {
      throw new IllegalArgumentException("synonym [" + name() + "]: the rules cannot be read", unreadable);
    }
  }
}
