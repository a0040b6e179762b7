// Code objects as Python sees them: attributes under CPython's names, co_lines(), co_positions().
//
// What CPython derives from its bytecode is derived here from Martlet's: names, cells and constants are collected by
// walking the instructions.
#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/code_object.h"
#include "core/vm/vm.h"

// --- plain fields

static Value get_name(Value self) { return to_code(self)->name; }
static Value get_qualified_name(Value self) { return to_code(self)->qualified_name; }
static Value get_filename(Value self) { return to_code(self)->filename; }
static Value get_first_line(Value self) { return from_small_int(to_code(self)->first_line); }
static Value get_argument_count(Value self) { return from_small_int(to_code(self)->argument_count); }
static Value get_positional_only_count(Value self) { return from_small_int(to_code(self)->positional_only_count); }
static Value get_keyword_only_count(Value self) { return from_small_int(to_code(self)->keyword_only_count); }
static Value get_stack_size(Value self) { return from_small_int(to_code(self)->register_count); }
static Value get_free_names(Value self) { return code_prepare(to_code(self)) ? to_code(self)->free_names : EMPTY; }

uint32_t code_public_flags(const Code *code) {
  static const struct {
    uint32_t own, shown;
  } table[] = {
      {CODE_OPTIMIZED, PUBLIC_OPTIMIZED | PUBLIC_NEWLOCALS},
      {CODE_VARARGS, PUBLIC_VARARGS},
      {CODE_VARKEYWORDS, PUBLIC_VARKEYWORDS},
      {CODE_NESTED, PUBLIC_NESTED},
      {CODE_FUTURE_ANNOTATIONS, PUBLIC_FUTURE_ANNOTATIONS},
      {CODE_COROUTINE, PUBLIC_COROUTINE},
      {CODE_ITERABLE_COROUTINE, PUBLIC_ITERABLE_COROUTINE},
      {CODE_ASYNC_GENERATOR, PUBLIC_ASYNC_GENERATOR},
  };
  uint32_t shown = 0;
  for (size_t n = 0; n < sizeof table / sizeof *table; n++) {
    if (code->flags & table[n].own) shown |= table[n].shown;
  }
  bool plain_generator = code->flags & CODE_GENERATOR && !(code->flags & (CODE_COROUTINE | CODE_ASYNC_GENERATOR));
  return plain_generator ? shown | PUBLIC_GENERATOR : shown;
}

static Value get_flags(Value self) { return from_small_int(code_public_flags(to_code(self))); }

// --- variables

// Whether the variable is a cell from the start: the code begins by making them, in registers and in far slots.
static bool is_cell(const Code *code, unsigned variable) {
  unsigned far = code->far_register;
  for (uint32_t n = far == 0 ? 0 : 2; n < code->instruction_count;) {
    const uint32_t *words = code->instructions + n;
    Opcode op = instruction_op(*words);
    bool made = n > 0 && instruction_op(words[-1]) == OP_MAKE_CELL;
    if (op != OP_MAKE_CELL && op != OP_LOAD_FAR && !(op == OP_STORE_FAR && made)) return false;
    if (op == OP_MAKE_CELL && instruction_a(*words) == variable && (far == 0 || variable + 1 < far)) return true;
    if (op == OP_STORE_FAR && words[1] + far == variable + 1) return true;
    n += opcode_info[op].words;
  }
  return false;
}

// The names of registers that are cells, or of those that are variables in CPython's sense; names that no program can
// write are left out.
static Value local_names(Value self, bool cells) {
  Code *code = to_code(self);
  Value list = code_prepare(code) ? list_new(0) : EMPTY;
  if (list == EMPTY) return EMPTY;
  const Tuple *names = to_tuple(code->local_names);
  for (unsigned reg = 0; reg < names->length && code->flags & CODE_OPTIMIZED; reg++) {
    bool cell = is_cell(code, reg), wanted = cells ? cell : !cell || reg < code->parameter_registers;
    if (names->items[reg] == EMPTY || !wanted ||
        (to_str(names->items[reg])->text[0] == '.' && reg >= code->parameter_registers))
      continue;
    if (!list_append(list, names->items[reg])) return EMPTY;
  }
  if (cells && !list_sort(list, EMPTY, false)) return EMPTY;
  return tuple_from_iterable(list);
}

static Value get_variable_names(Value self) { return local_names(self, false); }
static Value get_cell_names(Value self) { return local_names(self, true); }

static Value get_local_count(Value self) {
  Value names = get_variable_names(self);
  return names == EMPTY ? EMPTY : from_small_int((int64_t)to_tuple(names)->length);
}

// --- names and constants

// The constant that an instruction names (global, attribute, module); -1: none.
int64_t code_name_operand(const uint32_t *words) {
  switch (instruction_op(*words)) {
  case OP_LOAD_GLOBAL:
  case OP_STORE_GLOBAL:
  case OP_DELETE_GLOBAL:
  case OP_LOAD_NAME:
  case OP_STORE_NAME:
  case OP_DELETE_NAME:
  case OP_LOAD_ATTR:
  case OP_STORE_ATTR:
  case OP_DELETE_ATTR:
  case OP_LOAD_METHOD:
  case OP_IMPORT_NAME:
  case OP_IMPORT_FROM: return words[1] >> 16;
  default: return -1;
  }
}

static bool list_has(Value list, Value item) {
  const List *items = to_list(list);
  for (uint64_t n = 0; n < items->length; n++) {
    if (items->storage->items[n] == item) return true;
  }
  return false;
}

static bool add_once(Value list, Value item) { return list_has(list, item) || list_append(list, item); }

static Value get_names(Value self) {
  Code *code = to_code(self);
  Value list = code_prepare(code) ? list_new(0) : EMPTY;
  for (uint32_t n = 0; list != EMPTY && n < code->instruction_count;) {
    const uint32_t *words = code->instructions + n;
    int64_t index = code_name_operand(words);
    if (index >= 0 && !add_once(list, code->constants->items[index])) return EMPTY;
    n += opcode_info[instruction_op(*words)].words;
  }
  return list == EMPTY ? EMPTY : tuple_from_iterable(list);
}

// The constant that an instruction loads or operates on; EMPTY: none.
static Value constant_operand(const Code *code, uint32_t i) {
  const OpcodeInfo *info = &opcode_info[instruction_op(i)];
  switch (instruction_op(i)) {
  case OP_CHECK_BOUND:
  case OP_CHECK_BOUND_FREE: return EMPTY; // the name of a variable
  case OP_LOAD_INT: return from_small_int(instruction_sbx(i));
  case OP_LOAD_SPECIAL: return instruction_bx(i);
  case OP_RETURN_NONE: return NONE;
  default: break;
  }
  if (info->b == OPERAND_KX) return code->constants->items[instruction_bx(i)];
  if (info->b == OPERAND_K) return code->constants->items[instruction_b(i)];
  return info->c == OPERAND_K ? code->constants->items[instruction_c(i)] : EMPTY;
}

static Value get_constants(Value self) {
  Code *code = to_code(self);
  Value list = code_prepare(code) ? list_new(0) : EMPTY;
  bool lambda = is_str(code->name) && strcmp(to_str(code->name)->text, "<lambda>") == 0;
  if (list != EMPTY && code->flags & CODE_OPTIMIZED && !lambda && !list_append(list, code->doc)) return EMPTY;
  for (uint32_t n = 0; list != EMPTY && n < code->instruction_count;) {
    uint32_t i = code->instructions[n];
    Value constant = constant_operand(code, i);
    if (constant != EMPTY && !add_once(list, constant)) return EMPTY;
    n += opcode_info[instruction_op(i)].words;
  }
  return list == EMPTY ? EMPTY : tuple_from_iterable(list);
}

// --- bytes: Martlet's own, but for co_lnotab

static Value get_code_bytes(Value self) {
  const Code *code = to_code(self);
  return bytes_new(code->instructions, code->instruction_count * sizeof(uint32_t));
}

static Value get_line_table(Value self) { return bytes_new(to_code(self)->lines, to_code(self)->line_bytes); }

static Value get_exception_table(Value self) {
  const Code *code = to_code(self);
  return bytes_new(code->handlers, code->handler_count * sizeof(HandlerRange));
}

// Pairs (bytes of code, lines) as CPython had them until 3.9: larger steps are split.
static Value get_line_numbers(Value self) {
  const Code *code = to_code(self);
  ByteArray *out = byte_array_new((size_t)code->line_bytes * 16 + 16);
  if (out == NULL) return EMPTY;
  size_t size = 0, last_index = 0;
  int64_t last_line = code->first_line;
  LineReader reader = line_reader(code->lines, code->line_bytes, code->first_line);
  do {
    size_t bytes = (reader.entry.index - last_index) * CODE_WORD_BYTES;
    int64_t lines = (int64_t)reader.entry.line - last_line;
    if (lines == 0 || reader.entry.line == 0) continue;
    last_index = reader.entry.index;
    last_line = reader.entry.line;
    do {
      size_t step = bytes > 254 ? 254 : bytes;
      int64_t line_step = bytes > step ? 0 : lines > 127 ? 127 : lines < -128 ? -128 : lines;
      if (size + 2 > out->capacity) return bytes_new(out->data, size);
      out->data[size++] = (uint8_t)step;
      out->data[size++] = (uint8_t)line_step;
      bytes -= step;
      lines -= line_step;
    } while (bytes > 0 || lines != 0);
  } while (line_reader_next(&reader));
  return bytes_new(out->data, size);
}

// --- co_lines() and co_positions(): iterators over a list made at once

static Value iterator_of(Value list) { return list == EMPTY ? EMPTY : object_iter(list); }

static bool add_line(Value list, size_t start, size_t end, int64_t line) {
  Value items[] = {from_small_int(code_offset(start)), from_small_int(code_offset(end)),
                   line == 0 ? NONE : from_small_int(line)};
  Value entry = start == end ? NONE : tuple_from(items, 3);
  return entry != EMPTY && (entry == NONE || list_append(list, entry));
}

static Value method_lines(Value *args, size_t count) {
  (void)count;
  const Code *code = to_code(args[0]);
  Value list = list_new(0);
  LineReader reader = line_reader(code->lines, code->line_bytes, code->first_line);
  size_t start = 0;
  int64_t line = reader.entry.line;
  while (list != EMPTY && line_reader_next(&reader)) {
    if (reader.entry.line == line) continue;
    if (!add_line(list, start, reader.entry.index, line)) return EMPTY;
    start = reader.entry.index;
    line = reader.entry.line;
  }
  if (list == EMPTY || !add_line(list, start, code->instruction_count, line)) return EMPTY;
  return iterator_of(list);
}

static Value position_tuple(LineEntry entry) {
  bool known = entry.column != COLUMN_UNKNOWN && entry.end_column != COLUMN_UNKNOWN;
  bool line = entry.line != 0;
  Value items[] = {line ? from_small_int(entry.line) : NONE, line ? from_small_int(entry.end_line) : NONE,
                   known ? from_small_int(entry.column) : NONE, known ? from_small_int(entry.end_column) : NONE};
  return tuple_from(items, 4);
}

static Value method_positions(Value *args, size_t count) {
  (void)count;
  const Code *code = to_code(args[0]);
  Value list = list_new(0);
  LineReader reader = line_reader(code->lines, code->line_bytes, code->first_line);
  LineEntry entry = reader.entry;
  Value tuple = list == EMPTY ? EMPTY : position_tuple(entry);
  bool more = line_reader_next(&reader);
  for (uint32_t n = 0; tuple != EMPTY && n < code->instruction_count; n++) {
    while (more && reader.entry.index <= n) {
      entry = reader.entry;
      more = line_reader_next(&reader);
      if (!more || reader.entry.index > n) tuple = position_tuple(entry);
    }
    for (unsigned unit = 0; unit < CODE_WORD_UNITS; unit++) {
      if (tuple == EMPTY || !list_append(list, tuple)) return EMPTY;
    }
  }
  return tuple == EMPTY ? EMPTY : iterator_of(list);
}

static Value slot_repr(Value self) {
  const Code *code = to_code(self);
  return str_format_c("<code object %V at 0x%llx, file \"%V\", line %u>", code->name,
                      (unsigned long long)heap_identity(self), code->filename, code->first_line);
}

// Equal code has equal instructions, constants and names.
static Value slot_compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || !has_shape(other, SHAPE_CODE)) return NOT_IMPLEMENTED;
  Code *a = to_code(self), *b = to_code(other);
  if (!code_prepare(a) || !code_prepare(b)) return EMPTY;
  int equal = a == b ||
              (a->instruction_count == b->instruction_count && a->flags == b->flags && a->first_line == b->first_line &&
               a->argument_count == b->argument_count && a->constants->capacity == b->constants->capacity &&
               memcmp(a->instructions, b->instructions, a->instruction_count * sizeof(uint32_t)) == 0);
  if (equal && a != b) equal = vm_check_c_stack() ? object_equal(a->name, b->name) : -1;
  for (size_t n = 0; a != b && equal > 0 && n < a->constants->capacity; n++) {
    Value left = a->constants->items[n], right = b->constants->items[n];
    equal = shape_of(left) == shape_of(right) ? object_equal(left, right) : 0; // 1 is not 1.0 here
  }
  return equal < 0 ? EMPTY : from_bool(equal == (op == COMPARE_EQ));
}

static bool slot_hash(Value self, int64_t *hash) {
  const Code *code = to_code(self);
  uint64_t mix = code->instruction_count * 31u + code->first_line;
  for (uint32_t n = 0; n < code->instruction_count; n++) mix = mix * 1000003u ^ code->instructions[n];
  *hash = (int64_t)(mix >> 3);
  return true;
}

void code_object_init(void) {
  static const TypeSlots slots = {.repr = slot_repr, .compare = slot_compare, .hash = slot_hash};
  static const NativeDef methods[] = {
      {.name = "co_lines", .signature = "self, /", .fn = method_lines},
      {.name = "co_positions", .signature = "self, /", .fn = method_positions},
      {.name = "replace",
       .signature =
           "self, /, *, co_name=, co_qualname=, co_filename=, co_firstlineno=, co_flags=, co_consts=, co_names=, "
           "co_varnames=, co_freevars=, co_cellvars=, co_argcount=, co_posonlyargcount=, co_kwonlyargcount=, "
           "co_nlocals=, co_stacksize=, co_code=, co_linetable=, co_exceptiontable=",
       .fn = code_replace},
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {.name = "co_name", .get = get_name},
      {.name = "co_qualname", .get = get_qualified_name},
      {.name = "co_filename", .get = get_filename},
      {.name = "co_firstlineno", .get = get_first_line},
      {.name = "co_varnames", .get = get_variable_names},
      {.name = "co_cellvars", .get = get_cell_names},
      {.name = "co_freevars", .get = get_free_names},
      {.name = "co_argcount", .get = get_argument_count},
      {.name = "co_posonlyargcount", .get = get_positional_only_count},
      {.name = "co_kwonlyargcount", .get = get_keyword_only_count},
      {.name = "co_nlocals", .get = get_local_count},
      {.name = "co_stacksize", .get = get_stack_size},
      {.name = "co_consts", .get = get_constants},
      {.name = "co_names", .get = get_names},
      {.name = "co_flags", .get = get_flags},
      {.name = "co_code", .get = get_code_bytes},
      {.name = "co_linetable", .get = get_line_table},
      {.name = "co_exceptiontable", .get = get_exception_table},
      {.name = "co_lnotab", .get = get_line_numbers},
      {.name = NULL},
  };
  type_setup(SHAPE_CODE, &slots, methods, getset, HEAP_CODE, sizeof(Code), NULL);
}
