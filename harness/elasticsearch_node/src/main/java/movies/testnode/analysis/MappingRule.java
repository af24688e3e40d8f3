package movies.testnode.analysis;

/**
 * One rule of the {@code mapping} char filter, such as {@code "ё => е"}.
 *
 * @param match the text to replace, never empty
 * @param replacement what stands in its place, may be empty
 */
record MappingRule(String match, String replacement) {
  private static final String ARROW = "=>";
  private static final int HEX_DIGITS = 4;

  /**
   * Reads a rule as Elasticsearch does: the last arrow divides it, spaces around both sides do not count, and a
   * backslash escapes (backslash, n, t, r, b, f, u with four hex digits), so that a space is written as one of these.
   */
  static MappingRule parse(String rule) {
    int arrow = rule.lastIndexOf(ARROW);
    if (arrow < 0) {
      throw new IllegalArgumentException("mapping rule [" + rule + "] lacks [" + ARROW + "]");
    }
    String match = unescape(rule.substring(0, arrow).trim(), rule);
    if (match.isEmpty()) {
      throw new IllegalArgumentException("mapping rule [" + rule + "] matches nothing");
    }
    return new MappingRule(match, unescape(rule.substring(arrow + ARROW.length()).trim(), rule));
  }

  private static String unescape(String escaped, String rule) {
    StringBuilder plain = new StringBuilder(escaped.length());
    int position = 0;
    while (position < escaped.length()) {
      char character = escaped.charAt(position++);
      if (character != '\\') {
        plain.append(character);
        continue;
      }
      if (position == escaped.length()) {
        throw new IllegalArgumentException("mapping rule [" + rule + "] ends a side in a lone backslash");
      }
      char code = escaped.charAt(position++);
      if (code == 'u') {
        plain.append(codeUnit(escaped, position, rule));
        position += HEX_DIGITS;
      } else {
        plain.append(control(code));
      }
    }
    return plain.toString();
  }

  private static char control(char code) {
    return switch (code) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> code;
    };
  }

  private static char codeUnit(String escaped, int start, String rule) {
    int end = start + HEX_DIGITS;
    String digits = escaped.substring(start, Math.min(end, escaped.length()));
    if (!digits.matches("[0-9A-Fa-f]{4}")) {
      throw new IllegalArgumentException("mapping rule [" + rule + "] has no four hex digits after \\u");
    }
    return (char) Integer.parseInt(digits, 16);
  }
}
