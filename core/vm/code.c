// Code objects: allocation, the collector's view of them, source positions. What Python sees is in code_object.c.
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

unsigned code_variable_registers(const Code *code) {
  return code->far_register != 0 ? code->far_register : (unsigned)to_tuple(code->local_names)->length;
}

LineEntry code_position(const Code *code, size_t index) {
  LineReader reader = line_reader(code->lines, code->line_bytes, code->first_line);
  LineEntry found = reader.entry;
  while (line_reader_next(&reader) && reader.entry.index <= index) {
    if (reader.entry.line != 0) found = reader.entry;
  }
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

void code_init(void) {
  heap_set_visitor(HEAP_CODE, visit_code);
  code_object_init();
}
