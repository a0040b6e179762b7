// Inline flags: (?i), (?i:…), (?i-s:…).
#include "core/modules/text/re_parser.h"
#include "core/object/exception.h"
#include "core/object/unicode.h"

uint32_t re_flag_of(int32_t letter) {
  static const struct {
    char letter;
    uint16_t flag;
  } letters[] = {{'i', RE_IGNORECASE}, {'L', RE_LOCALE}, {'m', RE_MULTILINE}, {'s', RE_DOTALL},
                 {'x', RE_VERBOSE},    {'a', RE_ASCII},  {'t', RE_TEMPLATE},  {'u', RE_UNICODE}};
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
    if (letter == letters[i].letter) return letters[i].flag;
  return 0;
}

uint32_t re_effective_flags(const ReParser *p) {
  return p->is_text && !(p->flags & RE_ASCII) ? p->flags | RE_UNICODE : p->flags;
}

static uint32_t flag_at(const ReParser *p) { return p->escaped ? 0 : re_flag_of(p->next); }

// The next token is no flag, nor one of what is expected.
static bool bad_flag(ReParser *p, const char *expected) {
  size_t at = re_tell(p);
  bool letter = !p->escaped && p->next >= 0 && unicode_is((uint32_t)p->next, UNICODE_ALPHA);
  // Reported when the token has been taken, which may find a bad end of the pattern first.
  if (p->next >= 0 && !re_advance(p)) return false;
  return re_error(p, at, "%s", letter ? "unknown flag" : expected);
}

// The flags in front of a '-', ')' or ':'.
static bool parse_added(ReParser *p, uint32_t *added) {
  while (!re_is(p, ')') && !re_is(p, '-') && !re_is(p, ':')) {
    uint32_t flag = flag_at(p);
    if (!flag) return bad_flag(p, "missing -, : or )");
    bool locale = p->next == 'L', unicode = p->next == 'u';
    if (!re_advance(p)) return false;
    if (p->is_text && locale)
      return re_error(p, re_tell(p), "bad inline flags: cannot use 'L' flag with a str pattern");
    if (!p->is_text && unicode)
      return re_error(p, re_tell(p), "bad inline flags: cannot use 'u' flag with a bytes pattern");
    *added |= flag;
    if ((flag & RE_TYPE_FLAGS) && (*added & RE_TYPE_FLAGS) != flag)
      return re_error(p, re_tell(p), "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
  }
  return true;
}

// The flags behind a '-', up to and with the ':'.
static bool parse_removed(ReParser *p, uint32_t *removed) {
  for (bool first = true; first || !re_is(p, ':'); first = false) {
    uint32_t flag = flag_at(p);
    if (!flag) return bad_flag(p, first ? "missing flag" : "missing :");
    if (!re_advance(p)) return false;
    if (flag & RE_TYPE_FLAGS)
      return re_error(p, re_tell(p), "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
    *removed |= flag;
  }
  return re_advance(p);
}

bool re_parse_flags(ReParser *p, uint32_t *added, uint32_t *removed, bool *global) {
  if (!parse_added(p, added)) return false;
  *global = re_is(p, ')');
  bool remove = re_is(p, '-');
  if (!re_advance(p)) return false;
  if (*global) {
    p->flags |= *added;
    return true;
  }
  if (*added & RE_GLOBAL_FLAGS) return re_error(p, re_tell(p) - 1, "bad inline flags: cannot turn on global flag");
  if (remove && !parse_removed(p, removed)) return false;
  if (*removed & RE_GLOBAL_FLAGS) return re_error(p, re_tell(p) - 1, "bad inline flags: cannot turn off global flag");
  if (*added & *removed) return re_error(p, re_tell(p) - 1, "bad inline flags: flag turned on and off");
  return true;
}
