// StrBuilder, and formatting for C code.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/object/exception.h"
#include "core/object/str.h"
#include "core/object/str_internal.h"
#include "core/object/memory.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

// Buffers of builders that are done, for the next ones: formatting then costs no malloc.
enum { SPARE_COUNT = 4, SPARE_BYTES = 256 };
static char *spare[SPARE_COUNT];
static unsigned spares;

static bool grow(StrBuilder *builder, size_t bytes) {
  size_t capacity = builder->size + bytes;
  if (!builder->data && spares > 0 && bytes <= SPARE_BYTES) {
    builder->data = spare[--spares];
    builder->capacity = SPARE_BYTES;
    return true;
  }
  // What cannot become a string need not be built.
  if (capacity < bytes || capacity > UINT32_MAX || capacity > heap_stats().limit) return false;
  capacity = capacity <= SPARE_BYTES ? SPARE_BYTES : capacity + capacity / 2;
  char *data = realloc(builder->data, capacity);
  if (!data) return false;
  builder->data = data;
  builder->capacity = capacity;
  return true;
}

// Room for `bytes` more; NULL once anything failed.
static inline char *reserve(StrBuilder *builder, size_t bytes) {
  if (builder->failed) return NULL;
  bool enough = builder->data && builder->capacity - builder->size >= bytes;
  if (!enough && !grow(builder, bytes)) {
    builder->failed = true;
    return NULL;
  }
  return builder->data + builder->size;
}

void str_builder_add(StrBuilder *builder, const char *text, size_t bytes) {
  char *out = reserve(builder, bytes);
  if (!out) return;
  memory_copy(out, text, bytes);
  builder->size += bytes;
}

void str_builder_add_c(StrBuilder *builder, const char *text) { str_builder_add(builder, text, strlen(text)); }

void str_builder_add_str(StrBuilder *builder, Value str) {
  if (str == EMPTY)
    builder->failed = true;
  else
    str_builder_add(builder, to_str(str)->text, to_str(str)->size);
}

void str_builder_add_code_point(StrBuilder *builder, uint32_t code_point) {
  char *out = reserve(builder, 4);
  if (out) builder->size += utf8_put(code_point, out);
}

void str_builder_add_bytes(StrBuilder *builder, char byte, size_t count) {
  char *out = reserve(builder, count);
  if (!out) return;
  memset(out, byte, count);
  builder->size += count;
}

void str_builder_add_repeated(StrBuilder *builder, uint32_t code_point, size_t count) {
  char unit[4];
  size_t width = utf8_put(code_point, unit);
  if (count > UINT32_MAX) {
    builder->failed = true;
    return;
  }
  char *out = reserve(builder, width * count);
  if (!out) return;
  if (width == 1) {
    memset(out, unit[0], count);
  } else {
    for (size_t i = 0; i < count; i++) memory_copy(out + i * width, unit, width);
  }
  builder->size += width * count;
}

Value str_builder_finish(StrBuilder *builder) {
  Value result = EMPTY;
  if (!builder->failed)
    result = str_new(builder->data ? builder->data : "", builder->size);
  else if (vm_exception == EMPTY)
    raise_memory_error();
  str_builder_drop(builder);
  return result;
}

void str_builder_drop(StrBuilder *builder) {
  if (builder->capacity == SPARE_BYTES && spares < SPARE_COUNT)
    spare[spares++] = builder->data;
  else
    free(builder->data);
  *builder = (StrBuilder)STR_BUILDER_INIT;
}

// Appends one conversion of a C type. `conversion` is its whole text ("%5.2f", "%zu"); long_count counts l, z and j.
static void add_c_conversion(StrBuilder *builder, const char *conversion, char type, int long_count,
                             va_list *arguments) {
  char text[512];
  int size = 0;
  switch (type) {
  case 'd':
  case 'i':
    size = long_count ? snprintf(text, sizeof text, conversion, va_arg(*arguments, long))
                      : snprintf(text, sizeof text, conversion, va_arg(*arguments, int));
    break;
  case 'u':
  case 'x':
  case 'X':
  case 'o':
    size = long_count ? snprintf(text, sizeof text, conversion, va_arg(*arguments, unsigned long))
                      : snprintf(text, sizeof text, conversion, va_arg(*arguments, unsigned));
    break;
  case 'c': str_builder_add_code_point(builder, (uint32_t)va_arg(*arguments, int)); return;
  case 'p': size = snprintf(text, sizeof text, conversion, va_arg(*arguments, void *)); break;
  default: size = snprintf(text, sizeof text, conversion, va_arg(*arguments, double)); break;
  }
  str_builder_add(builder, text, (size_t)size < sizeof text ? (size_t)size : sizeof text - 1);
}

// %s and %.20s: a precision cuts at a character boundary.
static void add_c_text(StrBuilder *builder, const char *text, int precision) {
  size_t bytes = precision < 0 ? strlen(text) : strnlen(text, (size_t)precision);
  while (bytes > 0 && text[bytes] != 0 && !utf8_is_lead(text[bytes])) bytes--;
  str_builder_add(builder, text, bytes);
}

static void add_value(StrBuilder *builder, char type, Value v) {
  if (builder->failed) return;
  if (type == 'T' || type == 'N')
    str_builder_add_c(builder, type == 'N' && v == NONE ? "None" : type_name(v));
  else
    str_builder_add_str(builder, type == 'V' ? object_str(v) : object_repr(v));
}

Value str_format_v(const char *format, va_list original) {
  StrBuilder builder = STR_BUILDER_INIT;
  va_list arguments;
  va_copy(arguments, original);
  for (const char *at = format; *at != 0;) {
    const char *percent = strchr(at, '%');
    if (!percent) {
      str_builder_add_c(&builder, at);
      break;
    }
    str_builder_add(&builder, at, (size_t)(percent - at));
    char conversion[32];
    size_t size = 0;
    int long_count = 0, precision = -1;
    char type;
    at = percent;
    do {
      type = *at++;
      if (type == '*') {
        precision = va_arg(arguments, int);
        size += (size_t)snprintf(conversion + size, sizeof conversion - size, "%d", precision);
        continue;
      }
      if (type == 'l' || type == 'z' || type == 'j') long_count++;
      if (type == '.' && *at >= '0' && *at <= '9') precision = (int)strtol(at, NULL, 10);
      conversion[size++] = type;
    } while (size < sizeof conversion - 12 && strchr("%*-+ #.0123456789lzjh", type) && !(type == '%' && size == 2));
    conversion[size] = 0;
    if (type == '%')
      str_builder_add(&builder, "%", 1);
    else if (type == 's')
      add_c_text(&builder, va_arg(arguments, const char *), precision);
    else if (type == 'V' || type == 'R' || type == 'T' || type == 'N')
      add_value(&builder, type, va_arg(arguments, Value));
    else
      add_c_conversion(&builder, conversion, type, long_count, &arguments);
  }
  va_end(arguments);
  return str_builder_finish(&builder);
}

Value str_format_c(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Value result = str_format_v(format, arguments);
  va_end(arguments);
  return result;
}
