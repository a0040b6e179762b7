// binascii: quoted-printable.
#include "core/modules/data/binascii_internal.h"
#include "core/object/bytes.h"

#define LINE_MAX_LENGTH 76

static int hexadecimal(uint8_t c) {
  if (c - '0' < 10u) return c - '0';
  c |= 0x20;
  return c - 'a' < 6u ? c - 'a' + 10 : -1;
}

// What follows a '=' at `at - 1`; returns where to go on.
static size_t decode_escape(const uint8_t *data, size_t size, size_t at, StrBuilder *out) {
  if (at >= size) return at;
  if (data[at] == '\n' || data[at] == '\r') { // a soft line break
    while (at < size && data[at] != '\n') at++;
    return at < size ? at + 1 : at;
  }
  if (data[at] == '=') { // broken case from broken python qp
    str_builder_add(out, "=", 1);
    return at + 1;
  }
  int high = hexadecimal(data[at]), low = at + 1 < size ? hexadecimal(data[at + 1]) : -1;
  if (high >= 0 && low >= 0) {
    char c = (char)(high << 4 | low);
    str_builder_add(out, &c, 1);
    return at + 2;
  }
  str_builder_add(out, "=", 1);
  return at;
}

Value binascii_a2b_qp(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  int header = args[1] == EMPTY ? 0 : object_truth(args[1]);
  if (header < 0 || !binascii_view(args[0], &data, &size)) return EMPTY;
  StrBuilder out = STR_BUILDER_INIT;
  for (size_t at = 0; at < size;) {
    if (data[at] == '=') {
      at = decode_escape(data, size, at + 1, &out);
    } else {
      str_builder_add(&out, header && data[at] == '_' ? " " : (const char *)&data[at], 1);
      at++;
    }
  }
  return binascii_finish(&out);
}

typedef struct Encoder {
  const uint8_t *data;
  size_t size;
  bool quote_tabs, text, header, crlf;
  size_t line; // length of the line so far
  StrBuilder out;
} Encoder;

static bool must_quote(const Encoder *e, size_t at) {
  uint8_t c = e->data[at];
  bool last = at + 1 == e->size;
  if (c > 126 || c == '=' || (e->header && c == '_')) return true;
  if (c == '.' && e->line == 0 && (last || e->data[at + 1] == '\n' || e->data[at + 1] == '\r' || e->data[at + 1] == 0))
    return true;
  if (!e->text && (c == '\r' || c == '\n')) return true;
  if ((c == '\t' || c == ' ') && last) return true;
  if (c < 33 && c != '\r' && c != '\n' && c != '\t' && c != ' ') return true;
  return c < 33 && c != '\r' && c != '\n' && (e->quote_tabs || (!e->quote_tabs && ((c != '\t' && c != ' '))));
}

static void soft_break(Encoder *e) {
  str_builder_add_c(&e->out, e->crlf ? "=\r\n" : "=\n");
  e->line = 0;
}

static void put_quoted(Encoder *e, uint8_t c) {
  static const char digits[] = "0123456789ABCDEF";
  char text[3] = {'=', digits[c >> 4], digits[c & 15]};
  str_builder_add(&e->out, text, 3);
}

static bool is_line_end(const Encoder *e, size_t at) {
  return e->text && (e->data[at] == '\n' || (e->data[at] == '\r' && at + 1 < e->size && e->data[at + 1] == '\n'));
}

// The end of a line at `at`; returns where the next one begins.
static size_t put_line_end(Encoder *e, size_t at) {
  // Blanks in front of it would get lost.
  char last = e->out.size > 0 ? e->out.data[e->out.size - 1] : 0;
  if (last == ' ' || last == '\t') {
    e->out.size--;
    put_quoted(e, (uint8_t)last);
  }
  str_builder_add_c(&e->out, e->crlf ? "\r\n" : "\n");
  e->line = 0;
  return at + (e->data[at] == '\r' ? 2 : 1);
}

Value binascii_b2a_qp(Value *args, size_t count) {
  (void)count;
  Encoder e = {.out = STR_BUILDER_INIT};
  int flags[3] = {0, 1, 0};
  for (int i = 0; i < 3; i++)
    if (args[i + 1] != EMPTY && (flags[i] = object_truth(args[i + 1])) < 0) return EMPTY;
  if (!bytes_view(args[0], &e.data, &e.size)) return EMPTY;
  e.quote_tabs = flags[0];
  e.text = flags[1];
  e.header = flags[2];
  const uint8_t *newline = e.size ? memchr(e.data, '\n', e.size) : NULL;
  e.crlf = newline && newline > e.data && newline[-1] == '\r';
  for (size_t at = 0; at < e.size && !e.out.failed;) {
    if (must_quote(&e, at)) {
      if (e.line + 3 >= LINE_MAX_LENGTH) soft_break(&e);
      put_quoted(&e, e.data[at++]);
      e.line += 3;
      continue;
    }
    if (is_line_end(&e, at)) {
      at = put_line_end(&e, at);
      continue;
    }
    if (at + 1 != e.size && e.data[at + 1] != '\n' && e.line + 1 >= LINE_MAX_LENGTH) soft_break(&e);
    str_builder_add(&e.out, e.header && e.data[at] == ' ' ? "_" : (const char *)&e.data[at], 1);
    e.line++;
    at++;
  }
  return binascii_finish(&e.out);
}
