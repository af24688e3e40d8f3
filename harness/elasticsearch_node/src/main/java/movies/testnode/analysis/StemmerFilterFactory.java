package movies.testnode.analysis;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.RussianStemmer;

/** {@code stemmer}, for English and Russian. */
final class StemmerFilterFactory extends AbstractTokenFilterFactory {
  /** Elasticsearch's "english" is the first Porter stemmer; Snowball's English one is "porter2". */
  private static final Map<String, UnaryOperator<TokenStream>> STEMMERS = Map.of(
      "english", PorterStemFilter::new,
      "porter", PorterStemFilter::new,
      "porter2", tokens -> new SnowballFilter(tokens, new EnglishStemmer()),
      "possessive_english", EnglishPossessiveFilter::new,
      "russian", tokens -> new SnowballFilter(tokens, new RussianStemmer()));

  private final UnaryOperator<TokenStream> stemmer;

  StemmerFilterFactory(String name, Settings settings) {
    super(name, settings);
    var parameters = new ComponentParameters("stemmer", name, settings, Set.of("language"));
    String language = parameters.text("language", "porter");
    stemmer = STEMMERS.get(language);
    if (stemmer == null) {
      throw parameters.refusal("language", language, "one of " + new TreeSet<>(STEMMERS.keySet()));
    }
  }

  @Override
  public TokenStream create(TokenStream tokens) {
    return stemmer.apply(tokens);
  }
}
