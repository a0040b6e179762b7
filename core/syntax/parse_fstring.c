/* f-strings, as CPython 3.11 reads them: the token is one string; each expression is found by its brackets and quotes,
 * then parsed in place, in the middle of the source, so that its nodes have their true places. */
#include <stdlib.h>

#include "core/syntax/parser_internal.h"

enum { MAX_FSTRING_NESTING = 2 };

typedef struct Fstring {
  Parser *parser;
  const Token *whole;
  const char *at;
  const char *end;
  bool raw;
  int nesting; /* 0 in the string, 1 in a format specification */
} Fstring;

static bool parse_pieces(Fstring *fstring, Text *literal);

static bool fail(Fstring *fstring, const char *message) {
  raise_in_string(fstring->parser, fstring->parser->fstring_depth ? "%s" : "f-string: %s", message);
  return false;
}

/* Move over literal text; *end is where it ends. 1: go on with more literal text, 0: an expression or the end follows,
 * -1: error. */
static int scan_literal(Fstring *fstring, const char **end) {
  const char *s = fstring->at;
  while (s < fstring->end) {
    char c = *s++;
    if (!fstring->raw && c == '\\' && s < fstring->end) {
      c = *s++;
      if (c == 'N') { /* the braces of \N{...} are no expression */
        if (s < fstring->end && *s++ == '{') {
          while (s < fstring->end && *s++ != '}') continue;
        }
        continue;
      }
    }
    if (c != '{' && c != '}') continue;
    if (s - fstring->at >= 2 && s[-2] == '\\' && !fstring->raw && c == '{') warn_of_escape(fstring->parser, s - 2);
    if (fstring->nesting == 0) {
      if (s < fstring->end && *s == c) {
        *end = s;
        fstring->at = s + 1;
        return 1;
      }
      if (c == '}') {
        fail(fstring, "single '}' is not allowed");
        return -1;
      }
    }
    s--;
    break;
  }
  *end = fstring->at = s;
  return 0;
}

static bool closes(char open, char close) {
  return (open == '(' && close == ')') || (open == '[' && close == ']') || (open == '{' && close == '}');
}

static bool fail_at_bracket(Fstring *fstring, char close, char open) {
  const char *prefix = fstring->parser->fstring_depth ? "" : "f-string: ";
  if (open && close)
    raise_in_string(fstring->parser, "%sclosing parenthesis '%c' does not match opening parenthesis '%c'", prefix,
                    close, open);
  else
    raise_in_string(fstring->parser, "%sunmatched '%c'", prefix, close ? close : open);
  return false;
}

/* Step over a quote and, when it opens a string, over the whole string. */
static bool skip_string(Fstring *fstring) {
  const char *s = fstring->at, *end = fstring->end;
  char quote = *s;
  bool triple = end - s > 2 && s[1] == quote && s[2] == quote;
  for (s += triple ? 3 : 1; s < end; s++) {
    if (*s == '\\') {
      raise_in_string(fstring->parser, "f-string expression part cannot include a backslash");
      return false;
    }
    if (*s == quote && (!triple || (end - s > 2 && s[1] == quote && s[2] == quote))) {
      fstring->at = s + (triple ? 3 : 1);
      return true;
    }
  }
  return fail(fstring, "unterminated string");
}

/* Does the expression end at this character, outside of brackets? Steps over the first of `!=`, `==`, `<=`, `>=`. */
static bool ends_expression(Fstring *fstring, char c) {
  if (!strchr("!:}=<>", c)) return false;
  bool doubled = c != ':' && c != '}' && fstring->at + 1 < fstring->end && fstring->at[1] == '=';
  if (doubled) fstring->at++;
  return !doubled && c != '<' && c != '>';
}

/* Find the end of the expression that starts here; leaves `at` there. */
static bool scan_expression(Fstring *fstring) {
  char open[MAX_BRACKET_DEPTH];
  int depth = 0;
  while (fstring->at < fstring->end) {
    char c = *fstring->at;
    if (c == '\\') {
      raise_in_string(fstring->parser, "f-string expression part cannot include a backslash");
      return false;
    }
    if (c == '\'' || c == '"') {
      if (!skip_string(fstring)) return false;
      continue;
    }
    if (c == '#') {
      raise_in_string(fstring->parser, "f-string expression part cannot include '#'");
      return false;
    }
    if (c == '(' || c == '[' || c == '{') {
      if (depth == MAX_BRACKET_DEPTH) return fail(fstring, "too many nested parenthesis");
      open[depth++] = c;
    } else if (depth == 0 && ends_expression(fstring, c)) {
      return true;
    } else if (c == ')' || c == ']' || c == '}') {
      if (depth == 0) return fail_at_bracket(fstring, c, 0);
      if (!closes(open[--depth], c)) return fail_at_bracket(fstring, c, open[depth]);
    }
    fstring->at++;
  }
  return depth == 0 ? fail(fstring, "expecting '}'") : fail_at_bracket(fstring, 0, open[depth - 1]);
}

static bool is_blank(const char *s, const char *end) {
  for (; s < end; s++) {
    if (*s != ' ' && *s != '\t' && *s != '\n' && *s != '\f' && *s != '\r') return false;
  }
  return true;
}

/* Parse [start, end) as if it stood in parentheses; the parser's own position is kept. */
static Node *parse_embedded(Fstring *fstring, const char *start, const char *end) {
  Parser *parser = fstring->parser;
  if (is_blank(start, end)) {
    char message[] = "expression required before '?'";
    message[sizeof message - 3] = *end;
    fail(fstring, *end == '}' ? "empty expression not allowed" : message);
    return NULL;
  }
  ParserMark *mark = malloc(sizeof *mark);
  if (!mark) return raise_memory(parser);
  parser_mark(parser, mark);
  const char *source = parser->lexer.source;
  uint32_t line = parser->token.line;
  for (const char *s = source + parser->token.start; s < start; s++) line += *s == '\n' || (*s == '\r' && s[1] != '\n');
  lexer_init_embedded(&parser->lexer, source, (uint32_t)(end - source), (uint32_t)(start - source), line,
                      parser->error);
  parser->has_next = false;
  uint32_t outer_origin = parser->fstring_origin;
  parser->fstring_origin = (uint32_t)(start - source) - 1;
  parser->fstring_depth++;
  parser_advance(parser);
  Node *node = parse_group_content(parser, parser_place(parser), TOKEN_ENDMARKER);
  if (node) {
    parser->fstring_depth--;
    parser_return_to(parser, mark);
    parser->fstring_origin = outer_origin;
  }
  free(mark);
  return node;
}

/* `!r` and the like; -1 when absent, 0 after an error. */
static int parse_conversion(Fstring *fstring) {
  if (*fstring->at != '!') return -1;
  const char *letter = ++fstring->at;
  if (letter >= fstring->end) return fail(fstring, "expecting '}'");
  fstring->at++;
  if (*letter == 's' || *letter == 'r' || *letter == 'a') return *letter;
  return fail(fstring, "invalid conversion character: expected 's', 'r', or 'a'");
}

static Node *parse_format_specification(Fstring *fstring) {
  Parser *parser = fstring->parser;
  Node *node = node_at_token(parser, AST_JoinedStr, fstring->whole);
  if (!node) return NULL;
  uint32_t mark = parser->scratch_count;
  Text literal = {0};
  fstring->nesting++;
  bool ok = parse_pieces(fstring, &literal) && flush_literal(parser, fstring->whole, &literal) &&
            scratch_take(parser, mark, &node->JoinedStr.values);
  fstring->nesting--;
  free(literal.data);
  return ok ? node : NULL;
}

/* `{expression = !conversion :specification}`, at the brace. The text of a `=` goes to *literal before the value. */
static bool parse_replacement(Fstring *fstring, Text *literal) {
  Parser *parser = fstring->parser;
  if (fstring->nesting >= MAX_FSTRING_NESTING) return fail(fstring, "expressions nested too deeply");
  const char *start = ++fstring->at;
  if (!scan_expression(fstring)) return false;
  Node *value = parse_embedded(fstring, start, fstring->at);
  if (!value) return false;
  bool self_documenting = *fstring->at == '=';
  if (self_documenting) {
    fstring->at++;
    while (fstring->at < fstring->end && is_blank(fstring->at, fstring->at + 1)) fstring->at++;
    if (!decode_literal(parser, literal, start, fstring->at, true, false)) return false;
  }
  if (fstring->at >= fstring->end) return fail(fstring, "expecting '}'");
  int conversion = parse_conversion(fstring);
  if (conversion == 0) return false;
  Node *specification = NULL;
  if (*fstring->at == ':') {
    fstring->at++;
    if (fstring->at >= fstring->end) return fail(fstring, "expecting '}'");
    if (!flush_literal(parser, fstring->whole, literal) || !(specification = parse_format_specification(fstring)))
      return false;
  }
  if (fstring->at >= fstring->end || *fstring->at != '}') return fail(fstring, "expecting '}'");
  fstring->at++;
  Node *node = node_at_token(parser, AST_FormattedValue, fstring->whole);
  if (!node || !flush_literal(parser, fstring->whole, literal)) return false;
  node->FormattedValue.value = value;
  node->FormattedValue.conversion = self_documenting && !specification && conversion == -1 ? 'r' : conversion;
  node->FormattedValue.format_spec = specification;
  return scratch_push(parser, node);
}

static bool parse_pieces(Fstring *fstring, Text *literal) {
  while (fstring->at < fstring->end) {
    const char *start = fstring->at, *end;
    int more = scan_literal(fstring, &end);
    if (more < 0 || !decode_literal(fstring->parser, literal, start, end, fstring->raw, false)) return false;
    if (more) continue;
    if (fstring->at >= fstring->end || *fstring->at == '}')
      return true; /* the end, or the end of a format specification */
    if (!parse_replacement(fstring, literal)) return false;
  }
  return true;
}

bool parse_fstring(Parser *parser, const Token *whole, Text *literal, const char *start, const char *end, bool raw) {
  Fstring fstring = {.parser = parser, .whole = whole, .at = start, .end = end, .raw = raw};
  return parse_pieces(&fstring, literal);
}
