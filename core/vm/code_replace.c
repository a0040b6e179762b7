// code.replace(): copies of code with other names, flags, line, constants or variables.
//
// Instructions are Martlet's own, so what depends on them can only be given as it is; constants and names can be
// replaced one by one, by such of the same kind that no instruction may take for anything else.
#include "core/object/int.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/code_object.h"
#include "core/vm/vm.h"

// The tables in memory of the copy's own: compiled code is found by the address of instructions, and has the constants
// of the original in it.
static bool copy_tables(Code *copy) {
  size_t words = copy->instruction_count * sizeof(uint32_t), handlers = copy->handler_count * sizeof(HandlerRange);
  size_t variables = copy->free_count * sizeof(FreeVariable);
  ByteArray *memory = byte_array_new(words + handlers + variables + copy->line_bytes);
  if (memory == NULL) return false;
  uint8_t *at = memory->data;
  memcpy(at, copy->instructions, words);
  copy->instructions = (const uint32_t *)(void *)at;
  at += words;
  if (handlers > 0) memcpy(at, copy->handlers, handlers);
  copy->handlers = (const HandlerRange *)(void *)at;
  at += handlers;
  if (variables > 0) memcpy(at, copy->free_variables, variables);
  copy->free_variables = (const FreeVariable *)(void *)at;
  at += variables;
  memcpy(at, copy->lines, copy->line_bytes);
  copy->lines = at;
  copy->memory = memory;
  return true;
}

// A copy with caches, constants and names of its own.
static Code *code_copy(Code *code) {
  if (!code_prepare(code)) return NULL;
  Code *copy = heap_new(SHAPE_CODE, HEAP_CODE, sizeof(Code));
  ByteArray *caches = byte_array_new(code->cache_count * sizeof(InlineCache));
  ValueArray *constants = value_array_new(code->constants->capacity);
  if (copy == NULL || caches == NULL || constants == NULL) return NULL;
  memcpy((char *)copy + sizeof(Object), (const char *)code + sizeof(Object), sizeof(Code) - sizeof(Object));
  values_copy(constants->items, code->constants->items, code->constants->capacity);
  copy->caches = caches;
  copy->constants = constants;
  copy->trace_info = NULL;
  copy->local_names = tuple_from(to_tuple(code->local_names)->items, to_tuple(code->local_names)->length);
  copy->free_names = tuple_from(to_tuple(code->free_names)->items, to_tuple(code->free_names)->length);
  return copy->local_names != EMPTY && copy->free_names != EMPTY && copy_tables(copy) ? copy : NULL;
}

static bool replace_str(Value *place, const char *name, Value value) {
  if (value == EMPTY) return true;
  if (!type_flag(value, TYPE_IS_STR)) {
    return raise(TypeError, "replace() argument '%s' must be str, not %T", name, value), false;
  }
  *place = value;
  return true;
}

static bool replace_flags(Code *code, Value value) {
  if (value == EMPTY) return true;
  int64_t flags;
  if (!int_index_i64(value, &flags, "Python int too large to convert to C int")) return false;
  uint32_t changed = (uint32_t)flags ^ code_public_flags(code);
  if (changed & PUBLIC_ITERABLE_COROUTINE) code->flags ^= CODE_ITERABLE_COROUTINE;
  // the others follow from the instructions, or are marks of __future__ that mean nothing here
  uint32_t fixed = PUBLIC_OPTIMIZED | PUBLIC_VARARGS | PUBLIC_VARKEYWORDS | PUBLIC_GENERATOR | PUBLIC_COROUTINE |
                   PUBLIC_ASYNC_GENERATOR;
  if (changed & fixed) return raise(ValueError, "code: these co_flags do not fit the bytecode"), false;
  return true;
}

// --- constants and names

// What instructions take a constant for.
enum Role { ROLE_VALUE = 1, ROLE_NAME = 2, ROLE_OTHER = 4 };

static unsigned roles_of(const Code *code, size_t constant) {
  unsigned roles = 0;
  for (uint32_t n = 0; n < code->instruction_count;) {
    const uint32_t *words = code->instructions + n;
    uint32_t i = *words;
    const OpcodeInfo *info = &opcode_info[instruction_op(i)];
    Opcode op = instruction_op(i);
    bool operand = (info->b == OPERAND_KX && instruction_bx(i) == constant) ||
                   (info->b == OPERAND_K && instruction_b(i) == constant) ||
                   (info->c == OPERAND_K && instruction_c(i) == constant);
    if (operand) roles |= op == OP_CHECK_BOUND || op == OP_CHECK_BOUND_FREE ? ROLE_OTHER : ROLE_VALUE;
    if (code_name_operand(words) == (int64_t)constant) roles |= ROLE_NAME;
    if (op == OP_LOAD_CLASS_FREE && words[1] >> 16 == constant) roles |= ROLE_OTHER;
    if (op == OP_LOAD_CONST_WIDE && words[1] == constant) roles |= ROLE_VALUE;
    n += info->words;
  }
  return roles;
}

// Whether instructions that work with one constant work with the other.
static bool is_alike(Value old, Value new) {
  uint32_t shape = shape_of(old);
  if (shape != shape_of(new)) return false;
  if (shape != SHAPE_CODE)
    return shape == SHAPE_INT || shape == SHAPE_FLOAT || shape == SHAPE_COMPLEX || shape == SHAPE_STR ||
           shape == SHAPE_BYTES;
  const Code *a = to_code(old), *b = to_code(new);
  return a->free_count == b->free_count && (a->free_count == 0 || memcmp(a->free_variables, b->free_variables,
                                                                         a->free_count * sizeof(FreeVariable)) == 0);
}

static bool fits_instruction(Value v) { return is_int(v) && to_small_int(v) == (int16_t)to_small_int(v); }

// Small ints are in instructions.
static bool replace_immediate(const Code *from, Code *code, Value old, Value new) {
  if (!fits_instruction(old) || !fits_instruction(new)) return false;
  uint32_t *words = (uint32_t *)(uintptr_t)code->instructions;
  bool found = false;
  for (uint32_t n = 0; n < code->instruction_count; n += opcode_info[instruction_op(words[n])].words) {
    uint32_t i = from->instructions[n];
    if (instruction_op(i) != OP_LOAD_INT || instruction_sbx(i) != to_small_int(old)) continue;
    words[n] = make_abx(OP_LOAD_INT, instruction_a(i), (unsigned)to_small_int(new) & 0xFFFF);
    found = true;
  }
  return found;
}

static bool replace_constant(const Code *from, Code *code, Value old, Value new, unsigned role) {
  bool found = role == ROLE_VALUE && replace_immediate(from, code, old, new);
  for (size_t n = 0; n < code->constants->capacity; n++) {
    if (from->constants->items[n] != old) continue;
    unsigned roles = roles_of(from, n);
    if (!(roles & role)) continue;
    if (roles != role || !is_alike(old, new)) return false;
    code->constants->items[n] = new;
    found = true;
  }
  return found;
}

static bool rename_variable(Value from, Value names, Value old, Value new) {
  for (uint64_t n = 0; n < to_tuple(names)->length; n++) {
    if (to_tuple(from)->items[n] != old) continue;
    to_tuple(names)->items[n] = new;
    return true;
  }
  return false;
}

typedef enum Part { CONSTANTS, NAMES, VARIABLES, FREE_VARIABLES } Part;

static bool replace_item(const Code *from, Code *code, Part part, uint64_t index, Value old, Value new) {
  if (old == new) return true;
  if (part == CONSTANTS) {
    bool lambda = is_str(code->name) && strcmp(to_str(code->name)->text, "<lambda>") == 0;
    if (index > 0 || !(code->flags & CODE_OPTIMIZED) || lambda)
      return replace_constant(from, code, old, new, ROLE_VALUE);
    if (new != NONE && !has_shape(new, SHAPE_STR)) return false;
    return code->doc = new, true;
  }
  if (!has_shape(new, SHAPE_STR) || (new = str_intern_value(new)) == EMPTY) return false;
  if (part == NAMES) return replace_constant(from, code, old, new, ROLE_NAME);
  if (part == FREE_VARIABLES) return rename_variable(from->free_names, code->free_names, old, new);
  return rename_variable(from->local_names, code->local_names, old, new);
}

// value: the tuple given in place of that of `from`, or EMPTY.
static bool replace_items(const Code *from, Code *code, Part part, const char *name, Value value) {
  if (value == EMPTY) return true;
  if (!type_flag(value, TYPE_IS_TUPLE))
    return raise(TypeError, "replace() argument '%s' must be tuple, not %s", name, type_name(value)), false;
  Value present = object_get_attribute(from_object(from), str_intern(name, strlen(name)));
  if (present == EMPTY) return false;
  bool fits = to_tuple(present)->length == to_tuple(value)->length;
  for (uint64_t n = 0; fits && n < to_tuple(present)->length; n++) {
    Value old = to_tuple(present)->items[n], new = to_tuple(value)->items[n];
    bool same = shape_of(old) == shape_of(new) && !has_shape(old, SHAPE_CODE) && object_equal(old, new) > 0;
    fits = vm_exception == EMPTY && (same || replace_item(from, code, part, n, old, new));
  }
  if (!fits && vm_exception == EMPTY) raise(ValueError, "code: this %s does not fit the bytecode", name);
  return fits;
}

// --- what is fixed

static const char *const fixed_parameters[] = {
    "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize",
    "co_code",     "co_linetable",       "co_exceptiontable",
};
enum { FIXED_PARAMETERS = sizeof fixed_parameters / sizeof *fixed_parameters };

static bool check_fixed(Value self, const char *name, Value value) {
  if (value == EMPTY) return true;
  Value present = object_get_attribute(self, str_intern(name, strlen(name)));
  int equal = present == EMPTY ? -1 : object_equal(present, value);
  if (equal == 0) raise(ValueError, "code: %s cannot be replaced in Martlet's bytecode", name);
  return equal > 0;
}

Value code_replace(Value *args, size_t count) {
  (void)count;
  enum { NAME = 1, QUALNAME, FILENAME, FIRST_LINE, FLAGS, CONSTS, GLOBALS, VARNAMES, FREEVARS, CELLVARS, FIXED };
  for (int n = 0; n < FIXED_PARAMETERS; n++) {
    if (!check_fixed(args[0], fixed_parameters[n], args[FIXED + n])) return EMPTY;
  }
  Code *from = to_code(args[0]), *copy = code_copy(from);
  if (copy == NULL || !replace_str(&copy->name, "co_name", args[NAME]) ||
      !replace_str(&copy->qualified_name, "co_qualname", args[QUALNAME]) ||
      !replace_str(&copy->filename, "co_filename", args[FILENAME]) || !replace_flags(copy, args[FLAGS]) ||
      !replace_items(from, copy, CONSTANTS, "co_consts", args[CONSTS]) ||
      !replace_items(from, copy, NAMES, "co_names", args[GLOBALS]) ||
      !replace_items(from, copy, VARIABLES, "co_varnames", args[VARNAMES]) ||
      !replace_items(from, copy, FREE_VARIABLES, "co_freevars", args[FREEVARS]) ||
      !replace_items(from, copy, VARIABLES, "co_cellvars", args[CELLVARS]))
    return EMPTY;
  int64_t line;
  if (args[FIRST_LINE] != EMPTY) {
    if (!int_index_i64(args[FIRST_LINE], &line, "Python int too large to convert to C int")) return EMPTY;
    if (line < 0 || line > INT32_MAX) return raise(ValueError, "code: co_firstlineno must not be negative");
    copy->first_line = (uint32_t)line;
  }
  return from_object(copy);
}
