// The module _string: format strings taken apart, for string.Formatter.
#include "core/modules/collections/declare.h"
#include "core/object/exception.h"
#include "core/object/format.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

typedef struct Scanner { // HEAP_VALUES
  Object header;
  Value text;     // a format string, or a field name
  Value position; // small int: bytes
} Scanner;

static Type *format_type, *name_type;

static Scanner *to_scanner(Value v) { return (Scanner *)(void *)to_object(v); }

static Value scanner_new(Type *type, Value text, uint32_t position) {
  Scanner *scanner = instance_allocate(type);
  if (scanner == NULL) return EMPTY;
  scanner->text = text;
  scanner->position = from_small_int(position);
  return from_object(scanner);
}

static Value format_next(Value self) {
  Scanner *scanner = to_scanner(self);
  uint32_t position = (uint32_t)to_small_int(scanner->position);
  Value parts[4];
  if (!str_format_scan(scanner->text, &position, parts)) return EMPTY;
  scanner->position = from_small_int(position);
  return tuple_from(parts, 4);
}

static Value name_next(Value self) {
  Scanner *scanner = to_scanner(self);
  uint32_t position = (uint32_t)to_small_int(scanner->position);
  bool attribute;
  Value part;
  if (!str_format_scan_name(scanner->text, &position, &attribute, &part)) return EMPTY;
  scanner->position = from_small_int(position);
  return tuple_pair(from_bool(attribute), part);
}

static Value formatter_parser(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[0], TYPE_IS_STR)) return raise(TypeError, "expected str, got %T", args[0]);
  return scanner_new(format_type, args[0], 0);
}

static Value formatter_field_name_split(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[0], TYPE_IS_STR)) return raise(TypeError, "expected str, got %T", args[0]);
  uint32_t position;
  Value first = str_format_first_name(args[0], &position);
  Value rest = first == EMPTY ? EMPTY : scanner_new(name_type, args[0], position);
  return rest == EMPTY ? EMPTY : tuple_pair(first, rest);
}

static bool init(Value module) {
  (void)module;
  TypeSlots slots = {.iter = iterator_self, .next = format_next};
  format_type =
      type_new_native("builtins", "formatteriterator", NULL, 0, &slots, NULL, NULL, HEAP_VALUES, sizeof(Scanner));
  slots.next = name_next;
  name_type =
      type_new_native("builtins", "fieldnameiterator", NULL, 0, &slots, NULL, NULL, HEAP_VALUES, sizeof(Scanner));
  return format_type && name_type;
}

static const NativeDef functions[] = {
    DEF("formatter_parser", "format, /", formatter_parser, "parse the argument as a format string"),
    DEF("formatter_field_name_split", "name, /", formatter_field_name_split, "split the argument as a field name"),
    END_OF_DEFS,
};

const NativeModule module__string = {"_string", functions, init, DOC("string helper module")};
