// Code objects: allocation, the collector's view of them, source positions, and the attributes Python sees.
#include "core/vm/code.h"

#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

Code *code_new(void) {
  Code *code = heap_new(SHAPE_CODE, HEAP_CODE, sizeof(Code));
  if (code == NULL) return NULL;
  code->doc = NONE;
  code->local_names = code->free_names = tuple_new(0);
  return code->local_names == EMPTY ? NULL : code;
}

LineEntry code_position(const Code *code, size_t index) {
  LineReader reader = line_reader(code->lines, code->line_bytes, code->first_line);
  LineEntry found = reader.entry;
  while (line_reader_next(&reader) && reader.entry.index <= index) found = reader.entry;
  return found;
}

// Caches keep what they refer to alive: then equal versions mean the same contents, and addresses are not reused.
static void visit_code(Object *object) {
  const Code *code = (const Code *)(const void *)object;
  heap_visit(from_object(code->constants));
  heap_visit(from_object(code->memory));
  heap_visit(from_object(code->caches));
  heap_visit(code->name);
  heap_visit(code->qualified_name);
  heap_visit(code->filename);
  heap_visit(code->doc);
  heap_visit(code->local_names);
  heap_visit(code->free_names);
  if (code->caches == NULL) return;
  const InlineCache *caches = (const InlineCache *)(const void *)code->caches->data;
  for (uint32_t n = 0; n < code->cache_count; n++) {
    heap_visit(from_object(caches[n].type));
    heap_visit(caches[n].value);
  }
}

static Value get_name(Value self) { return to_code(self)->name; }
static Value get_qualified_name(Value self) { return to_code(self)->qualified_name; }
static Value get_filename(Value self) { return to_code(self)->filename; }
static Value get_first_line(Value self) { return from_small_int(to_code(self)->first_line); }
static Value get_free_names(Value self) { return code_prepare(to_code(self)) ? to_code(self)->free_names : EMPTY; }
static Value get_argument_count(Value self) { return from_small_int(to_code(self)->argument_count); }
static Value get_positional_only_count(Value self) { return from_small_int(to_code(self)->positional_only_count); }
static Value get_keyword_only_count(Value self) { return from_small_int(to_code(self)->keyword_only_count); }
static Value get_local_count(Value self) {
  if (!code_prepare(to_code(self))) return EMPTY;
  return from_small_int((int64_t)to_tuple(to_code(self)->local_names)->length);
}
static Value get_stack_size(Value self) { return from_small_int(to_code(self)->register_count); }

static Value get_local_names(Value self) { return code_prepare(to_code(self)) ? to_code(self)->local_names : EMPTY; }

static Value get_constants(Value self) {
  if (!code_prepare(to_code(self))) return EMPTY;
  return tuple_from(to_code(self)->constants->items, to_code(self)->constants->capacity);
}

// CPython's numbers of the flags.
static Value get_flags(Value self) {
  uint32_t flags = to_code(self)->flags;
  return from_small_int((flags & CODE_OPTIMIZED ? 3 : 0) | (flags & CODE_VARARGS ? 4 : 0) |
                        (flags & CODE_VARKEYWORDS ? 8 : 0) | (flags & CODE_GENERATOR ? 0x20 : 0));
}

static Value slot_repr(Value self) {
  const Code *code = to_code(self);
  return str_format_c("<code object %V at 0x%llx, file \"%V\", line %u>", code->name,
                      (unsigned long long)heap_identity(self), code->filename, code->first_line);
}

void code_init(void) {
  static const TypeSlots slots = {.repr = slot_repr};
  static const NativeDef methods[] = {{.name = NULL}};
  static const GetSetDef getset[] = {
      {.name = "co_name", .get = get_name},
      {.name = "co_qualname", .get = get_qualified_name},
      {.name = "co_filename", .get = get_filename},
      {.name = "co_firstlineno", .get = get_first_line},
      {.name = "co_varnames", .get = get_local_names},
      {.name = "co_freevars", .get = get_free_names},
      {.name = "co_argcount", .get = get_argument_count},
      {.name = "co_posonlyargcount", .get = get_positional_only_count},
      {.name = "co_kwonlyargcount", .get = get_keyword_only_count},
      {.name = "co_nlocals", .get = get_local_count},
      {.name = "co_stacksize", .get = get_stack_size},
      {.name = "co_consts", .get = get_constants},
      {.name = "co_flags", .get = get_flags},
      {.name = NULL},
  };
  heap_set_visitor(HEAP_CODE, visit_code);
  type_setup(SHAPE_CODE, &slots, methods, getset, HEAP_CODE, sizeof(Code), NULL);
}
