// The representation of strings: making, indexing, slicing, joining, comparing. Methods are in str_*.c.
#include "core/object/str.h"

#include <stdlib.h>

#include "core/heap/allocate.h"
#include "core/object/exception.h"
#include "core/object/str_internal.h"
#include "core/object/memory.h"
#include "core/object/utf8.h"

enum { INDEX_STRIDE = 64 };

static Value empty_str;
static Value ascii_chars[128];

static uint32_t *sparse_index(const Str *str) {
  return (uint32_t *)(uintptr_t)(str->text + (((size_t)str->size + 4) & ~(size_t)3));
}

static size_t object_bytes(size_t bytes, size_t length) {
  if (bytes == length) return sizeof(Str) + bytes + 1;
  return sizeof(Str) + ((bytes + 4) & ~(size_t)3) + (length + INDEX_STRIDE - 1) / INDEX_STRIDE * sizeof(uint32_t);
}

Str *str_allocate(size_t bytes, size_t length) {
  if (bytes > UINT32_MAX - 64) {
    raise_memory_error();
    return NULL;
  }
  Str *str = heap_allocate(SHAPE_STR, HEAP_LEAF, object_bytes(bytes, length));
  if (!str) return NULL;
  str->size = (uint32_t)bytes;
  str->length = (uint32_t)length;
  str->flags = bytes == length ? STR_ASCII : 0;
  return str;
}

void str_index_text(Str *str) {
  uint32_t *index = sparse_index(str);
  size_t point = 0;
  for (size_t at = 0; at < str->size; at += utf8_width(str->text[at])) {
    if (point % INDEX_STRIDE == 0) index[point / INDEX_STRIDE] = (uint32_t)at;
    point++;
  }
}

Value str_new_counted(const char *text, size_t bytes, size_t length) {
  if (bytes <= 1) {
    if (bytes == 0) return empty_str;
    if ((uint8_t)text[0] < 128) return ascii_chars[(uint8_t)text[0]];
  }
  Str *str = str_allocate(bytes, length);
  if (!str) return EMPTY;
  memory_copy(str->text, text, bytes);
  if (bytes != length) str_index_text(str);
  return from_object(str);
}

Value str_new(const char *text, size_t bytes) {
  return str_new_counted(text, bytes, utf8_is_ascii(text, bytes) ? bytes : utf8_count(text, bytes));
}

Value str_from_c(const char *text) { return str_new(text, strlen(text)); }

Value str_from_code_point(uint32_t code_point) {
  char text[4];
  if (code_point < 128) return ascii_chars[code_point];
  return str_new_counted(text, utf8_put(code_point, text), 1);
}

// The place last looked up in a str that is not ASCII: loops over the characters ask for the next one.
static struct {
  const Str *str;
  size_t index, offset;
} cursor;

static void forget_cursor(void) { cursor.str = NULL; }

size_t str_offset(const Str *str, size_t index) {
  if (str_is_ascii(str)) return index;
  if (index >= str->length) return str->size;
  size_t from = index - index % INDEX_STRIDE;
  const char *at;
  if (cursor.str == str && index - cursor.index < INDEX_STRIDE && cursor.index >= from) {
    at = str->text + cursor.offset;
    from = cursor.index;
  } else {
    at = str->text + sparse_index(str)[index / INDEX_STRIDE];
  }
  for (size_t i = index - from; i > 0; i--) at += utf8_width(*at);
  cursor.str = str;
  cursor.index = index;
  cursor.offset = (size_t)(at - str->text);
  return cursor.offset;
}

size_t str_index_of_offset(const Str *str, size_t offset) {
  if (str_is_ascii(str)) return offset;
  if (offset >= str->size) return str->length;
  const uint32_t *index = sparse_index(str);
  size_t low = 0, high = (str->length + INDEX_STRIDE - 1) / INDEX_STRIDE;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (index[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low * INDEX_STRIDE + utf8_count(str->text + index[low], offset - index[low]);
}

uint32_t str_at(Value v, size_t index) {
  Str *str = to_str(v);
  if (str_is_ascii(str)) return (uint8_t)str->text[index];
  const char *at = str->text + str_offset(str, index);
  return utf8_next(&at);
}

Value str_between(Value v, size_t start, size_t stop) {
  Str *str = to_str(v);
  if (start == 0 && stop == str->size && is_str(v)) return v;
  size_t bytes = stop - start;
  return str_new_counted(str->text + start, bytes, str_is_ascii(str) ? bytes : utf8_count(str->text + start, bytes));
}

Value str_slice(Value v, size_t start, size_t stop) {
  Str *str = to_str(v);
  if (start == 0 && stop == str->length && is_str(v)) return v;
  size_t low = str_offset(str, start), high = str_offset(str, stop);
  return str_new_counted(str->text + low, high - low, stop - start);
}

Value str_concat(Value a, Value b) {
  Str *left = to_str(a), *right = to_str(b);
  if (left->size == 0 && is_str(b)) return str_seen(b);
  if (right->size == 0 && is_str(a)) return a;
  size_t bytes = (size_t)left->size + right->size;
  Str *str = str_allocate(bytes, (size_t)left->length + right->length);
  if (!str) return EMPTY;
  memory_copy(str->text, left->text, left->size);
  memory_copy(str->text + left->size, right->text, right->size);
  if (!str_is_ascii(str)) str_index_text(str);
  return from_object(str);
}

Value str_seen(Value v) {
  if (is_str(v) && to_str(v)->flags & STR_SPARE) to_str(v)->flags &= ~(uint32_t)STR_SPARE;
  return v;
}

// A new ASCII string with room to grow.
static Value concat_with_room(const Str *left, const Str *right) {
  size_t bytes = (size_t)left->size + right->size, room = bytes / 4;
  if (bytes + room > UINT32_MAX - 64) return str_concat(from_object(left), from_object(right));
  Str *str = heap_allocate(SHAPE_STR, HEAP_LEAF, object_bytes(bytes + room, bytes + room));
  if (!str) return EMPTY;
  str->size = str->length = (uint32_t)bytes;
  str->flags = STR_ASCII | STR_SPARE;
  memcpy(str->text, left->text, left->size);
  memcpy(str->text + left->size, right->text, right->size);
  return from_object(str);
}

Value str_append(Value a, Value b) {
  Str *left = to_str(a);
  const Str *right = to_str(b);
  bool is_short = left->size < STR_APPEND_MIN;
  if (is_short || !str_is_ascii(left) || !str_is_ascii(right) || right->size == 0) return str_concat(a, b);
  if (!(left->flags & STR_SPARE)) return concat_with_room(left, right);
  size_t bytes = (size_t)left->size + right->size, wanted = object_bytes(bytes, bytes);
  bool fits = wanted <= heap_object_bytes(&left->header);
  if (!fits && bytes < UINT32_MAX - 64) fits = heap_extend(&left->header, wanted + bytes / 4);
  if (!fits) return concat_with_room(left, right);
  memcpy(left->text + left->size, right->text, right->size);
  left->text[bytes] = 0;
  left->size = left->length = (uint32_t)bytes;
  left->hash = 0;
  return a;
}

// The size of the joined text; false with TypeError for an item that is not a str.
static bool joined_size(Str *separator, const Value *items, size_t count, size_t *bytes, size_t *length) {
  size_t gaps = count - 1;
  *bytes = gaps * separator->size;
  *length = gaps * separator->length;
  for (size_t i = 0; i < count; i++) {
    if (!is_str(items[i]) && !type_flag(items[i], TYPE_IS_STR)) {
      raise(TypeError, "sequence item %zu: expected str instance, %T found", i, items[i]);
      return false;
    }
    *bytes += to_str(items[i])->size;
    *length += to_str(items[i])->length;
  }
  return true;
}

Value str_join(Value separator, const Value *items, size_t count) {
  if (count == 0) return empty_str;
  if (count == 1 && is_str(items[0])) return items[0];
  Str *between = to_str(separator);
  size_t bytes, length;
  if (!joined_size(between, items, count, &bytes, &length)) return EMPTY;
  if (bytes == 0) return empty_str;
  Str *str = str_allocate(bytes, length);
  if (!str) return EMPTY;
  char *out = str->text;
  for (size_t i = 0; i < count; i++) {
    if (i != 0) {
      memory_copy(out, between->text, between->size);
      out += between->size;
    }
    Str *item = to_str(items[i]);
    memory_copy(out, item->text, item->size);
    out += item->size;
  }
  if (!str_is_ascii(str)) str_index_text(str);
  return from_object(str);
}

bool str_equal(Value a, Value b) {
  if (a == b) return true;
  Str *left = to_str(a), *right = to_str(b);
  if (left->size != right->size || (left->flags & right->flags & STR_INTERNED)) return false;
  if (left->hash != 0 && right->hash != 0 && left->hash != right->hash) return false;
  return memory_equal(left->text, right->text, left->size);
}

int str_compare(Value a, Value b) {
  // The order of UTF-8 bytes is the order of code points.
  Str *left = to_str(a), *right = to_str(b);
  size_t common = left->size < right->size ? left->size : right->size;
  int order = memory_compare(left->text, right->text, common);
  if (order != 0) return order < 0 ? -1 : 1;
  return left->size < right->size ? -1 : left->size > right->size;
}

// Multiply and fold, eight bytes at a time.
uint32_t memory_hash(const char *text, size_t bytes) {
  const uint64_t factor = 0x9E3779B97F4A7C15u;
  uint64_t hash = bytes * factor, word;
  for (; bytes >= 8; bytes -= 8, text += 8) {
    memcpy(&word, text, 8);
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32;
  }
  word = 0;
  memcpy(&word, text, bytes);
  hash = (hash ^ word) * factor;
  hash ^= hash >> 32;
  hash *= factor;
  uint32_t result = (uint32_t)(hash >> 32);
  return result != 0 ? result : 1;
}

uint32_t str_hash(Value v) {
  Str *str = to_str(v);
  if (str->hash == 0) str->hash = memory_hash(str->text, str->size);
  return str->hash;
}

const char *str_text(Value v) {
  if (is_str(v) || type_flag(v, TYPE_IS_STR)) return to_str(v)->text;
  raise(TypeError, "expected str instance, %T found", v);
  return NULL;
}

// The intern table: open addressing over all interned strings, in C memory so that it keeps nothing alive.

static struct {
  Str **slots;
  size_t capacity; // a power of two
  size_t count;
} interned;

static Str **intern_slot(Str **slots, size_t capacity, uint32_t hash, const char *text, size_t bytes) {
  size_t i = hash & (capacity - 1);
  while (slots[i] && !(slots[i]->hash == hash && slots[i]->size == bytes && memory_equal(slots[i]->text, text, bytes)))
    i = (i + 1) & (capacity - 1);
  return &slots[i];
}

static bool intern_grow(void) {
  size_t capacity = interned.capacity * 2;
  Str **slots = calloc(capacity, sizeof *slots);
  if (!slots) return false;
  for (size_t i = 0; i < interned.capacity; i++) {
    Str *str = interned.slots[i];
    if (str) *intern_slot(slots, capacity, str->hash, str->text, str->size) = str;
  }
  free(interned.slots);
  interned.slots = slots;
  interned.capacity = capacity;
  return true;
}

// Removes slot i, moving later entries of its cluster back.
static void intern_remove(size_t i) {
  size_t mask = interned.capacity - 1, hole = i;
  for (size_t next = (i + 1) & mask; interned.slots[next]; next = (next + 1) & mask) {
    size_t home = interned.slots[next]->hash & mask;
    if (((next - home) & mask) >= ((next - hole) & mask)) {
      interned.slots[hole] = interned.slots[next];
      hole = next;
    }
  }
  interned.slots[hole] = NULL;
  interned.count--;
}

// Goes downwards from an empty slot, so that what intern_remove moves has been seen already.
static void intern_drop_dead(void) {
  size_t mask = interned.capacity - 1, empty = 0;
  while (interned.slots[empty]) empty++;
  for (size_t i = (empty - 1) & mask; i != empty; i = (i - 1) & mask)
    while (interned.slots[i] && !heap_is_marked(from_object(interned.slots[i]))) intern_remove(i);
}

static Value intern_insert(Str *str) {
  if ((interned.count + 1) * 3 > interned.capacity * 2 && !intern_grow()) return raise_memory_error();
  if (!(str->flags & STR_INTERNED)) str->flags |= STR_INTERNED;
  *intern_slot(interned.slots, interned.capacity, str->hash, str->text, str->size) = str;
  interned.count++;
  return from_object(str);
}

Value str_intern(const char *text, size_t bytes) {
  uint32_t hash = memory_hash(text, bytes);
  Str *known = *intern_slot(interned.slots, interned.capacity, hash, text, bytes);
  if (known) return from_object(known);
  Value str = str_new(text, bytes);
  if (str == EMPTY) return EMPTY;
  to_str(str)->hash = hash;
  return intern_insert(to_str(str));
}

Value str_intern_value(Value v) {
  Str *str = to_str(v);
  if (str->flags & STR_INTERNED) return v;
  Str *known = *intern_slot(interned.slots, interned.capacity, str_hash(v), str->text, str->size);
  if (known) return from_object(known);
  // An instance of a subclass is not a plain str: a copy is interned.
  if (!is_str(v) || (str->flags & STR_STATIC)) return str_intern(str->text, str->size);
  return intern_insert(str);
}

Value str_intern_static(const Str *str) {
  Str *known = *intern_slot(interned.slots, interned.capacity, str->hash, str->text, str->size);
  return known ? from_object(known) : intern_insert((Str *)(uintptr_t)str);
}

size_t str_bytes(size_t size, size_t length) { return object_bytes(size, length); }

static void visit_shared(void) {
  heap_visit(empty_str);
  for (int i = 0; i < 128; i++) heap_visit(ascii_chars[i]);
}

void str_init_shared(void) {
  interned.capacity = 1024;
  interned.slots = calloc(interned.capacity, sizeof *interned.slots);
  if (!interned.slots) abort();
  heap_add_root(visit_shared);
  heap_add_weak(intern_drop_dead);
  heap_add_weak(forget_cursor);
  for (int i = -1; i < 128; i++) {
    Str *str = str_allocate(i < 0 ? 0 : 1, i < 0 ? 0 : 1);
    if (!str) abort();
    str->text[0] = (char)(i < 0 ? 0 : i);
    *(i < 0 ? &empty_str : &ascii_chars[i]) = from_object(str);
    str_hash(from_object(str));
    intern_insert(str);
  }
}
