#include "core/object/number_text.h"

#include <stdlib.h>

#include "core/object/bytes_internal.h"
#include "core/object/exception.h"
#include "core/object/str.h"
#include "core/object/unicode.h"
#include "core/object/utf8.h"

static char plain_character(uint32_t code_point) {
  if (code_point < 128) return (char)code_point;
  int digit = unicode_decimal_value(code_point);
  if (digit >= 0) return (char)('0' + digit);
  return unicode_is(code_point, UNICODE_SPACE) ? ' ' : '?';
}

static NumberTextResult from_str(Str *str, NumberText *text) {
  *text = (NumberText){str->text, str->size, NULL};
  if (str->flags & STR_ASCII) return NUMBER_TEXT;
  text->owned = malloc(str->length);
  if (!text->owned) {
    raise_memory_error();
    return NUMBER_TEXT_FAILED;
  }
  const char *at = str->text;
  for (size_t i = 0; i < str->length; i++) text->owned[i] = plain_character(utf8_next(&at));
  text->text = text->owned;
  text->size = str->length;
  return NUMBER_TEXT;
}

NumberTextResult number_text_get(Value v, bool bytes_too, NumberText *text) {
  if (type_flag(v, TYPE_IS_STR)) return from_str(to_str(v), text);
  if (!bytes_too || !is_bytes_like(v)) return NUMBER_TEXT_NOT;
  const uint8_t *data;
  text->owned = NULL;
  if (!bytes_view(v, &data, &text->size)) return exception_clear(), NUMBER_TEXT_NOT;
  text->text = (const char *)data;
  return NUMBER_TEXT;
}

void number_text_drop(NumberText *text) { free(text->owned); }
