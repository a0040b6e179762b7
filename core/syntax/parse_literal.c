/* Numbers and plain strings: from the text of the token to the constant. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/object/unicode_names.h"
#include "core/syntax/parser_internal.h"
#include "core/syntax/syntax_warning.h"

int64_t parser_max_digits = 4300;

Node *node_at_token(Parser *parser, NodeKind kind, const Token *token) {
  Node *node = node_new(parser, kind, (Place){token->line, token->column});
  if (node) {
    node->end_line = token->end_line;
    node->end_column = token->end_column;
  }
  return node;
}

static bool text_append(Parser *parser, Text *text, const char *bytes, size_t length) {
  if (text->capacity - text->length < length) {
    size_t capacity = text->capacity ? text->capacity : 64;
    while (capacity < text->length + length) capacity *= 2;
    char *data = realloc(text->data, capacity);
    if (!data) {
      raise_memory(parser);
      return false;
    }
    text->data = data;
    text->capacity = (uint32_t)capacity;
  }
  if (length) memcpy(text->data + text->length, bytes, length);
  text->length += (uint32_t)length;
  return true;
}

Node *raise_in_string(Parser *parser, const char *format, ...) {
  char message[160];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  Token last = parser->token;
  for (; parser_at(parser, TOKEN_STRING); parser_advance(parser)) last = parser->token;
  bool open_end = parser->open_end && parser->token.start >= parser->lexer.length;
  if (!parser_at(parser, TOKEN_NEWLINE) || last.kind != TOKEN_STRING || open_end)
    return raise_at_token(parser, "%s", message);
  /* As CPython's NEWLINE token: no wider than a comment that it follows. */
  uint32_t blanks = (uint32_t)strspn(parser->lexer.source + last.end, " \t\f");
  return raise_at_place(parser, (Place){last.end_line, last.end_column + blanks},
                        (Place){parser->token.line, parser->token.column}, "%s", message);
}

/* Numbers. */

/* Value of the digits if it fits 63 bits. */
static bool small_integer(const char *digits, int base, int64_t *value) {
  errno = 0;
  unsigned long long number = strtoull(digits, NULL, base);
  *value = (int64_t)number;
  return errno == 0 && number <= INT64_MAX;
}

static bool set_integer(Parser *parser, Constant *constant, const char *digits, size_t length) {
  int letter = length > 1 ? digits[1] | 0x20 : 0;
  int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
  if (small_integer(base == 10 ? digits : digits + 2, base, &constant->integer)) {
    constant->kind = CONSTANT_INT;
    return true;
  }
  if (base == 10 && parser_max_digits > 0 && length > (uint64_t)parser_max_digits) {
    raise_at_token(
        parser,
        "Exceeds the limit (%lld digits) for integer string conversion: value has %zu digits; use "
        "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals "
        "to avoid decimal conversion limits.",
        (long long)parser_max_digits, length);
    parser->error->column = parser->error->end_column = 0; /* CPython tells none */
    return false;
  }
  constant->kind = CONSTANT_BIG_INT;
  constant->length = (uint32_t)length;
  constant->text = tree_arena_copy(parser->arena, digits, length);
  if (!constant->text) raise_memory(parser);
  return constant->text != NULL;
}

Node *parse_number(Parser *parser) {
  const Token *token = &parser->token;
  Node *node = node_at_token(parser, AST_Constant, token);
  size_t length = 0, size = token->end - token->start;
  if (!node) return raise_memory(parser);
  char short_digits[64], *digits = size < sizeof short_digits ? short_digits : malloc(size + 1);
  if (!digits) return raise_memory(parser);
  for (uint32_t i = token->start; i < token->end; i++) {
    if (parser->lexer.source[i] != '_') digits[length++] = parser->lexer.source[i];
  }
  digits[length] = 0;
  Constant *constant = &node->Constant.value;
  bool based = length > 1 && digits[0] == '0' && strchr("xXoObB", digits[1]);
  bool ok = true;
  // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): a number has digits
  if (!based && (digits[length - 1] | 0x20) == 'j') {
    digits[length - 1] = 0;
    constant->kind = CONSTANT_IMAGINARY;
    constant->number = strtod(digits, NULL);
  } else if (!based && strpbrk(digits, ".eE")) {
    constant->kind = CONSTANT_FLOAT;
    constant->number = strtod(digits, NULL);
  } else {
    ok = set_integer(parser, constant, digits, length);
  }
  if (digits != short_digits) free(digits);
  if (!ok) return NULL;
  parser_advance(parser);
  return node;
}

/* Strings. */

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Offset that CPython's decoder would name: it sees each character beyond ASCII as ten. */
static unsigned decoder_offset(const char *start, const char *at) {
  unsigned offset = 0;
  for (; start < at; start++) offset += (*start & 0x80) == 0 ? 1 : (*start & 0xC0) == 0xC0 ? 10 : 0;
  return offset;
}

static bool fail_escape(Parser *parser, const char *start, const char *escape, const char *end, const char *reason) {
  raise_in_string(parser, "(unicode error) 'unicodeescape' codec can't decode bytes in position %u-%u: %s",
                  decoder_offset(start, escape), decoder_offset(start, end) - 1, reason);
  return false;
}

/* \x, \u, \U: `digits` hexadecimal digits after the letter. */
static const char *decode_hex_escape(Parser *parser, Text *text, const char *start, const char *escape, const char *end,
                                     int digits, bool bytes) {
  const char *s = escape + 2;
  uint32_t code = 0;
  int count = 0;
  for (; count < digits && s < end && hex_value(*s) >= 0; count++) code = code << 4 | (uint32_t)hex_value(*s++);
  if (count < digits) {
    if (bytes)
      raise_in_string(parser, "(value error) invalid \\x escape at position %u", decoder_offset(start, escape));
    else
      fail_escape(parser, start, escape, s,
                  digits == 2   ? "truncated \\xXX escape"
                  : digits == 4 ? "truncated \\uXXXX escape"
                                : "truncated \\UXXXXXXXX escape");
    return NULL;
  }
  if (code > 0x10FFFF) {
    fail_escape(parser, start, escape, s, "illegal Unicode character");
    return NULL;
  }
  char utf8[4] = {(char)code};
  int length = bytes ? 1 : utf8_encode(code, utf8);
  return text_append(parser, text, utf8, (size_t)length) ? s : NULL;
}

static const char *decode_octal_escape(Parser *parser, Text *text, const char *escape, const char *end, bool bytes) {
  const char *s = escape + 1;
  uint32_t code = 0;
  for (int i = 0; i < 3 && s < end && *s >= '0' && *s <= '7'; i++) code = code << 3 | (uint32_t)(*s++ - '0');
  char utf8[4] = {(char)code};
  int length = bytes ? 1 : utf8_encode(code, utf8);
  return text_append(parser, text, utf8, (size_t)length) ? s : NULL;
}

/* \N{name}, of one character. */
static const char *decode_named_escape(Parser *parser, Text *text, const char *start, const char *escape,
                                       const char *end) {
  const char *name = escape + 3;
  const char *close = escape + 2 < end && escape[2] == '{' ? memchr(escape, '}', (size_t)(end - escape)) : NULL;
  if (!close || close == name) {
    const char *stop = escape + 2;
    while (close == NULL && stop < end && escape[2] == '{') stop++;
    fail_escape(parser, start, escape, close ? close : stop, "malformed \\N character escape");
    return NULL;
  }
  uint32_t found[UNICODE_SEQUENCE_MAX];
  if (unicode_lookup(name, (size_t)(close - name), found) == 1) {
    char utf8[4];
    return text_append(parser, text, utf8, (size_t)utf8_encode(found[0], utf8)) ? close + 1 : NULL;
  }
  if (unicode_names_present())
    fail_escape(parser, start, escape, close + 1, "unknown Unicode character name");
  else
    raise_in_string(parser, "(unicode error) \\N escapes not supported (can't load unicodedata module)");
  return NULL;
}

void warn_of_escape(Parser *parser, const char *escape) {
  const Token *token = &parser->token;
  if (parser->warned_escape == token->start + 1) return;
  parser->warned_escape = token->start + 1;
  SourceRange range = {token->line, token->column, token->end_line, token->end_column};
  syntax_warning_add(parser->error, WARNING_ESCAPE, range, "invalid escape sequence '\\%c'", escape[1]);
}

/* One escape, at its backslash; the place after it, or NULL after an error. */
static const char *decode_escape(Parser *parser, Text *text, const char *start, const char *escape, const char *end,
                                 bool bytes) {
  static const char letters[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
  char c = escape[1];
  if (c == '\n') return escape + 2;
  if (c == '\r') return escape + (escape + 2 < end && escape[2] == '\n' ? 3 : 2);
  const char *known = memchr(letters, c, sizeof letters - 1);
  if (known) return text_append(parser, text, &values[known - letters], 1) ? escape + 2 : NULL;
  if (c >= '0' && c <= '7') return decode_octal_escape(parser, text, escape, end, bytes);
  if (c == 'x') return decode_hex_escape(parser, text, start, escape, end, 2, bytes);
  if (!bytes && (c == 'u' || c == 'U'))
    return decode_hex_escape(parser, text, start, escape, end, c == 'u' ? 4 : 8, false);
  if (!bytes && c == 'N') return decode_named_escape(parser, text, start, escape, end);
  warn_of_escape(parser, escape);
  return text_append(parser, text, escape, 1) ? escape + 1 : NULL; /* not an escape: the backslash stays */
}

bool decode_literal(Parser *parser, Text *text, const char *start, const char *end, bool raw, bool bytes) {
  const char *s = start;
  while (s < end) {
    const char *plain = s;
    while (s < end && *s != '\r' && (raw || *s != '\\')) s++;
    if (!text_append(parser, text, plain, (size_t)(s - plain))) return false;
    if (s == end) break;
    if (*s == '\r') {
      s += s + 1 < end && s[1] == '\n' ? 2 : 1;
      if (!text_append(parser, text, "\n", 1)) return false;
    } else if (s + 1 == end) {
      return text_append(parser, text, s, 1);
    } else if (!(s = decode_escape(parser, text, start, s, end, bytes))) {
      return false;
    }
  }
  return true;
}

typedef struct StringPrefix {
  bool raw, bytes, format, unicode;
  const char *start; /* of the body */
  const char *end;
} StringPrefix;

static StringPrefix split_string(const Parser *parser) {
  StringPrefix prefix = {0};
  const char *s = parser->lexer.source + parser->token.start;
  for (; *s != '"' && *s != '\''; s++) {
    int letter = *s | 0x20;
    prefix.raw |= letter == 'r';
    prefix.bytes |= letter == 'b';
    prefix.format |= letter == 'f';
    prefix.unicode |= letter == 'u';
  }
  const char *end = parser->lexer.source + parser->token.end;
  int quotes = end - s >= 6 && s[1] == s[0] && s[2] == s[0] ? 3 : 1;
  prefix.start = s + quotes;
  prefix.end = end - quotes;
  return prefix;
}

static bool all_ascii(const char *s, const char *end) {
  for (; s < end; s++) {
    if (*s & 0x80) return false;
  }
  return true;
}

static Node *constant_of_text(Parser *parser, const Token *whole, ConstantKind kind, const Text *text) {
  Node *node = node_at_token(parser, AST_Constant, whole);
  if (!node) return NULL;
  Constant *constant = &node->Constant.value;
  constant->kind = (uint8_t)kind;
  constant->length = text->length;
  constant->text = tree_arena_copy(parser->arena, text->data, text->length);
  return constant->text ? node : raise_memory(parser);
}

bool flush_literal(Parser *parser, const Token *whole, Text *literal) {
  if (literal->length == 0) return true;
  Node *node = constant_of_text(parser, whole, CONSTANT_STRING, literal);
  literal->length = 0;
  return node && scratch_push(parser, node);
}

/* The token span of a run of adjacent string literals, and whether they are of bytes; false when mixed. */
static bool measure_run(Parser *parser, Token *whole, bool *bytes) {
  *whole = parser->token;
  *bytes = split_string(parser).bytes;
  if (parser_peek(parser)->kind != TOKEN_STRING) return true;
  ParserMark mark;
  parser_mark(parser, &mark);
  bool mixed = false;
  while (parser_at(parser, TOKEN_STRING)) {
    mixed |= split_string(parser).bytes != *bytes;
    whole->end_line = parser->token.end_line;
    whole->end_column = parser->token.end_column;
    parser_advance(parser);
  }
  parser_return_to(parser, &mark);
  if (mixed) raise_in_string(parser, "cannot mix bytes and nonbytes literals");
  return !mixed;
}

static bool parse_one_string(Parser *parser, const Token *whole, Text *literal, bool *format) {
  StringPrefix prefix = split_string(parser);
  if (prefix.bytes && !all_ascii(prefix.start, prefix.end)) {
    raise_in_string(parser, "bytes can only contain ASCII literal characters");
    return false;
  }
  if (prefix.format) {
    *format = true;
    return parse_fstring(parser, whole, literal, prefix.start, prefix.end, prefix.raw);
  }
  return decode_literal(parser, literal, prefix.start, prefix.end, prefix.raw, prefix.bytes);
}

Node *parse_strings(Parser *parser) {
  Token whole;
  bool bytes, format = false;
  if (!measure_run(parser, &whole, &bytes)) return NULL;
  bool unicode_prefix = split_string(parser).unicode;
  uint32_t mark = parser->scratch_count;
  Text literal = {0};
  bool ok = true;
  while (ok && parser_at(parser, TOKEN_STRING)) {
    ok = parse_one_string(parser, &whole, &literal, &format);
    if (ok) parser_advance(parser);
  }
  Node *node = NULL;
  if (ok && format) {
    node = flush_literal(parser, &whole, &literal) ? node_at_token(parser, AST_JoinedStr, &whole) : NULL;
    if (node && !scratch_take(parser, mark, &node->JoinedStr.values)) node = NULL;
  } else if (ok) {
    node = constant_of_text(parser, &whole, bytes ? CONSTANT_BYTES : CONSTANT_STRING, &literal);
    if (node) node->Constant.value.unicode_prefix = unicode_prefix;
  }
  free(literal.data);
  return node;
}
