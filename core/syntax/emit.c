/* Emission: instruction words, labels, registers, constants, source positions, protected ranges. */
#include <stdlib.h>
#include <string.h>

#include "core/object/str.h"
#include "core/syntax/compiler_internal.h"

enum { UNBOUND = -1 };

/* Make room for one more element in a malloc'ed array. */
static bool grow(Compiler *compiler, void **array, uint32_t count, uint32_t *capacity, size_t size) {
  if (count < *capacity) return true;
  uint32_t more = *capacity ? *capacity * 2 : 64;
  void *bigger = realloc(*array, more * size);
  if (!bigger) {
    fail_memory(compiler);
    return false;
  }
  *array = bigger;
  *capacity = more;
  return true;
}

/* Bits. */

bool bit_get(const Bits *bits, unsigned reg) { return reg < 256 && (bits->words[reg / 64] >> reg % 64 & 1); }

void bit_set(Bits *bits, unsigned reg) {
  if (reg < 256) bits->words[reg / 64] |= (uint64_t)1 << reg % 64;
}

void bit_clear(Bits *bits, unsigned reg) {
  if (reg < 256) bits->words[reg / 64] &= ~((uint64_t)1 << reg % 64);
}

static void intersect(Bits *bits, const Bits *other) {
  for (int i = 0; i < 4; i++) bits->words[i] &= other->words[i];
}

/* Words and positions. */

void at(Compiler *compiler, const Node *node) {
  Unit *unit = compiler->unit;
  unit->line = node->line;
  unit->column = node->column;
  unit->end_line = node->end_line;
  unit->end_column = node->end_column;
}

void at_no_line(Compiler *compiler) {
  Unit *unit = compiler->unit;
  unit->line = unit->end_line = 0;
  unit->column = unit->end_column = 0xFFFF;
}

static uint16_t short_column(uint32_t column) { return column < 0xFFFF ? (uint16_t)column : 0xFFFF; }

static void note_position(Compiler *compiler) {
  Unit *unit = compiler->unit;
  LineEntry entry = {unit->word_count, unit->line, short_column(unit->column), short_column(unit->end_column),
                     unit->end_line};
  if (unit->line_count > 0) {
    LineEntry *last = &unit->lines[unit->line_count - 1];
    if (last->index == entry.index && last->line == entry.line) { /* only marked so far */
      *last = entry;
      return;
    }
    if (last->line == entry.line && last->column == entry.column && last->end_column == entry.end_column &&
        last->end_line == entry.end_line)
      return;
  }
  if (grow(compiler, (void **)&unit->lines, unit->line_count, &unit->line_capacity, sizeof entry))
    unit->lines[unit->line_count++] = entry;
}

static void push_word(Compiler *compiler, uint32_t word) {
  Unit *unit = compiler->unit;
  if (grow(compiler, (void **)&unit->words, unit->word_count, &unit->word_capacity, sizeof word))
    unit->words[unit->word_count++] = word;
}

void mark_line(Compiler *compiler) {
  if (compiler->unit->reachable && !compiler->failed) note_position(compiler);
}

void settle_marks(Compiler *compiler) {
  Unit *unit = compiler->unit;
  if (unit->reachable && unit->line_count > 0 && unit->lines[unit->line_count - 1].index == unit->word_count)
    push_word(compiler, make_abc(OP_NOP, 0, 0, 0));
}

void emit_word(Compiler *compiler, uint32_t word) {
  if (!compiler->unit->reachable || compiler->failed) return;
  note_position(compiler);
  push_word(compiler, word);
}

void emit_abc(Compiler *compiler, Opcode op, unsigned a, unsigned b, unsigned c) {
  emit_word(compiler, make_abc(op, a, b, c));
}

void emit_abx(Compiler *compiler, Opcode op, unsigned a, unsigned bx) { emit_word(compiler, make_abx(op, a, bx)); }

/* An inline cache. When they run short, instructions that do the same with the same name share one. */
static unsigned take_cache(Compiler *compiler, Opcode op, unsigned name) {
  enum { CACHES = 0x10000, OWN = 50000, SHARING = 8, NAMES = 0x10000 };
  static const uint8_t sharing[SHARING] = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_LOAD_ATTR, OP_STORE_ATTR,
                                           OP_LOAD_METHOD};
  Unit *unit = compiler->unit;
  if (unit->cache_count < OWN) return unit->cache_count++;
  if (!unit->shared_caches) unit->shared_caches = calloc((size_t)SHARING * NAMES, sizeof *unit->shared_caches);
  if (!unit->shared_caches) {
    fail_memory(compiler);
    return 0;
  }
  for (unsigned n = 0; n < SHARING; n++) {
    if (sharing[n] != op || sharing[n] == 0) continue;
    uint32_t *shared = &unit->shared_caches[n * NAMES + name];
    if (*shared == 0) *shared = ++unit->cache_count;
    if (*shared <= CACHES) return *shared - 1;
  }
  fail_at(compiler, NULL, "too many attribute accesses in one function");
  return 0;
}

void emit_name(Compiler *compiler, Opcode op, unsigned a, unsigned b, unsigned c, Identifier *name) {
  Unit *unit = compiler->unit;
  if (!unit->reachable) return;
  unsigned index = name ? name_index(compiler, name) : 0;
  unsigned cache = opcode_has_cache(op) ? take_cache(compiler, op, index) : 0;
  emit_abc(compiler, op, a, b, c);
  push_word(compiler, index << 16 | cache);
}

void emit_move(Compiler *compiler, unsigned to, unsigned from) {
  if (to != from) emit_abc(compiler, OP_MOVE, to, from, 0);
}

void emit_far(Compiler *compiler, Opcode op, unsigned reg, unsigned slot) {
  emit_abc(compiler, op, reg, compiler->unit->far_register, 0);
  emit_word(compiler, slot);
}

void set_unreachable(Compiler *compiler) {
  compiler->unit->reachable = false;
  memset(&compiler->unit->assigned, 0xFF, sizeof(Bits));
}

/* Labels. A jump that waits for its label holds the index + 1 of the one before it where its offset will be. */

void label_init(Label *label) {
  label->position = UNBOUND;
  label->patches = 0;
  memset(&label->assigned, 0xFF, sizeof label->assigned);
}

static bool is_short_jump(uint32_t word) { return opcode_info[instruction_op(word)].jump == JUMP_SJ24; }

static void set_offset(Compiler *compiler, uint32_t index, int64_t offset) {
  uint32_t *word = &compiler->unit->words[index];
  if (!is_short_jump(*word)) {
    word[1] = (uint32_t)offset;
    return;
  }
  if (offset < -(1 << 23) || offset >= 1 << 23) fail_at(compiler, NULL, "code of one function is too long");
  *word = make_sj(instruction_op(*word), (int)offset);
}

static uint32_t take_patch(const Unit *unit, uint32_t index) {
  uint32_t word = unit->words[index];
  return is_short_jump(word) ? word >> 8 : unit->words[index + 1];
}

/* Emit a jump of one or two words to a label. */
static void emit_to_label(Compiler *compiler, uint32_t word, Label *label) {
  Unit *unit = compiler->unit;
  if (!unit->reachable || compiler->failed) return;
  uint32_t index = unit->word_count;
  emit_word(compiler, word);
  if (!is_short_jump(word)) push_word(compiler, 0);
  if (compiler->failed) return;
  if (label->position != UNBOUND) {
    set_offset(compiler, index, label->position - (int64_t)index);
    return;
  }
  intersect(&label->assigned, &unit->assigned);
  if (is_short_jump(word))
    unit->words[index] = make_sj(instruction_op(word), (int)label->patches);
  else
    unit->words[index + 1] = label->patches;
  label->patches = index + 1;
}

void emit_jump(Compiler *compiler, Label *label) {
  emit_to_label(compiler, make_sj(OP_JUMP, 0), label);
  set_unreachable(compiler);
}

void emit_loop(Compiler *compiler, Label *label) {
  emit_to_label(compiler, make_sj(OP_LOOP, 0), label);
  set_unreachable(compiler);
}

void emit_branch(Compiler *compiler, Opcode op, unsigned a, unsigned b, unsigned c, Label *label) {
  emit_to_label(compiler, make_abc(op, a, b, c), label);
}

void label_bind(Compiler *compiler, Label *label) {
  Unit *unit = compiler->unit;
  if (compiler->failed) return;
  uint32_t patch = label->patches;
  if (patch != 0) settle_marks(compiler); /* what jumps here has not passed them */
  label->position = unit->word_count;
  if (patch == 0) return;
  if (unit->reachable)
    intersect(&unit->assigned, &label->assigned);
  else
    unit->assigned = label->assigned;
  unit->reachable = true;
  while (patch != 0) {
    uint32_t index = patch - 1;
    patch = take_patch(unit, index);
    set_offset(compiler, index, label->position - (int64_t)index);
  }
}

/* Registers. */

void reserve_registers(Compiler *compiler, unsigned end) {
  Unit *unit = compiler->unit;
  if (end <= MAX_REGISTERS) {
    if (end > unit->max_top) unit->max_top = end;
  } else if (unit->crowded) {
    fail_at(compiler, NULL, "expression is too complex: more than %d registers", MAX_REGISTERS);
  } else { /* what comes out is of no use, but all scopes of this kind shall be found */
    unit->scope->crowded = compiler->crowded = true;
  }
}

unsigned take_far_slots(Compiler *compiler, unsigned count) {
  enum { MAX_FAR = 0xFFFF };
  Unit *unit = compiler->unit;
  unsigned first = unit->far_top;
  unit->far_top += count;
  if (unit->far_top > unit->max_far) unit->max_far = unit->far_top;
  if (unit->far_top > MAX_FAR) fail_at(compiler, NULL, "too many variables in one function");
  return first;
}

unsigned take_temps(Compiler *compiler, unsigned count) {
  Unit *unit = compiler->unit;
  unsigned first = unit->top;
  reserve_registers(compiler, first + count);
  if (compiler->failed) return first < MAX_REGISTERS ? first : MAX_REGISTERS - 1;
  unit->top += count;
  for (unsigned reg = first; reg < first + count && unit->crowded; reg++) /* what is saved must be a value */
    if (reg >= SPILL_FROM) load_value(compiler, reg, NONE);
  return first < MAX_REGISTERS ? first : MAX_REGISTERS - 1;
}

/* Constants. */

static uint32_t hash_value(Value value) { return (uint32_t)((value ^ value >> 29) * 0x9E3779B97F4A7C15u >> 40); }

static uint32_t *constant_slot(const Unit *unit, Value value) {
  uint32_t i = hash_value(value) & (unit->constant_table_size - 1);
  while (unit->constant_table[i] && unit->constants->items[unit->constant_table[i] - 1] != value)
    i = (i + 1) & (unit->constant_table_size - 1);
  return &unit->constant_table[i];
}

/* Where the constants end that the unit has. */
static uint32_t constants_end(const Unit *unit) {
  return unit->wide_count ? WIDE_CONSTANT + unit->wide_count : unit->constant_count;
}

static bool grow_table(Compiler *compiler) {
  Unit *unit = compiler->unit;
  uint32_t size = unit->constant_table_size ? unit->constant_table_size * 2 : 32;
  uint32_t *table = calloc(size, sizeof *table);
  if (!table) {
    fail_memory(compiler);
    return false;
  }
  free(unit->constant_table);
  unit->constant_table = table;
  unit->constant_table_size = size;
  for (uint32_t i = 0; i < constants_end(unit); i++) {
    if (unit->constants->items[i] != EMPTY) *constant_slot(unit, unit->constants->items[i]) = i + 1;
  }
  return true;
}

static bool grow_constants(Compiler *compiler, uint32_t needed) {
  Unit *unit = compiler->unit;
  uint32_t capacity = unit->constants ? (uint32_t)unit->constants->capacity * 2 : 16;
  ValueArray *constants = value_array_new(capacity > needed ? capacity : needed);
  if (!constants) {
    fail_memory(compiler);
    return false;
  }
  if (unit->constants) memcpy(constants->items, unit->constants->items, constants_end(unit) * sizeof(Value));
  unit->constants = constants;
  return true;
}

/* The index of a constant for an operand of 16 bits, or of a word: the last of the former are kept for names. */
static unsigned find_constant(Compiler *compiler, Value value, bool wide) {
  enum { FOR_VALUES = 0x8000 };
  Unit *unit = compiler->unit;
  if (compiler->failed || value == EMPTY) return 0;
  if ((unit->constant_count + unit->wide_count) * 2 >= unit->constant_table_size && !grow_table(compiler)) return 0;
  uint32_t *slot = constant_slot(unit, value);
  if (*slot != 0 && (wide || *slot <= WIDE_CONSTANT)) return *slot - 1;
  uint32_t index = unit->constant_count;
  if (wide && index >= FOR_VALUES) index = WIDE_CONSTANT + unit->wide_count;
  if (!wide && index >= WIDE_CONSTANT) {
    fail_at(compiler, NULL, "too many constants in one function");
    return 0;
  }
  if ((!unit->constants || index >= unit->constants->capacity) && !grow_constants(compiler, index + 1)) return 0;
  unit->constants->items[index] = value;
  if (index >= WIDE_CONSTANT)
    unit->wide_count++;
  else
    unit->constant_count++;
  *slot = index + 1;
  return index;
}

unsigned constant_index(Compiler *compiler, Value value) { return find_constant(compiler, value, false); }

Value identifier_value(Compiler *compiler, const Identifier *name) {
  Value value = str_intern(name->text, name->length);
  if (value == EMPTY) fail_memory(compiler);
  return value;
}

unsigned name_index(Compiler *compiler, const Identifier *name) {
  return constant_index(compiler, identifier_value(compiler, name));
}

static void load_constant(Compiler *compiler, unsigned dest, unsigned index) {
  if (index < WIDE_CONSTANT) {
    emit_abx(compiler, OP_LOAD_CONST, dest, index);
  } else {
    emit_abc(compiler, OP_LOAD_CONST_WIDE, dest, 0, 0);
    emit_word(compiler, index);
  }
}

void load_value(Compiler *compiler, unsigned dest, Value value) {
  if (!compiler->unit->reachable) return;
  if (value < 0x100)
    emit_abx(compiler, OP_LOAD_SPECIAL, dest, (unsigned)value);
  else if (is_int(value) && to_small_int(value) >= INT16_MIN && to_small_int(value) <= INT16_MAX)
    emit_abx(compiler, OP_LOAD_INT, dest, (unsigned)to_small_int(value) & 0xFFFF);
  else
    load_constant(compiler, dest, find_constant(compiler, value, true));
}

/* Protected ranges. */

void push_range_block(Compiler *compiler, Block *block, BlockKind kind, unsigned exception_reg) {
  Unit *unit = compiler->unit;
  *block = (Block){.kind = kind, .outer = unit->block, .has_range = true, .range_start = unit->word_count};
  block->assigned = unit->assigned;
  block->handler = unit->handler_count;
  block->pinned = unit->pinned;
  pin(compiler);
  reserve_registers(compiler, exception_reg + 1);
  if (grow(compiler, (void **)&unit->handlers, unit->handler_count, &unit->handler_capacity, sizeof(Handler)))
    unit->handlers[unit->handler_count++] = (Handler){0, exception_reg};
  unit->block = block;
}

void close_range(Compiler *compiler, Block *block) {
  Unit *unit = compiler->unit;
  if (!block->has_range || block->range_start >= unit->word_count || compiler->failed) return;
  if (!grow(compiler, (void **)&unit->ranges, unit->range_count, &unit->range_capacity, sizeof(HandlerRange))) return;
  unit->ranges[unit->range_count++] = (HandlerRange){block->range_start, unit->word_count, block->handler, 0};
  block->range_start = unit->word_count;
}

void pop_block(Compiler *compiler, Block *block) {
  close_range(compiler, block);
  compiler->unit->pinned = block->pinned;
  compiler->unit->block = block->outer;
}

bool bind_handler(Compiler *compiler, const Block *block) {
  Unit *unit = compiler->unit;
  if (compiler->failed) return false;
  bool used = false;
  for (uint32_t i = 0; i < unit->range_count; i++) used |= unit->ranges[i].target == block->handler;
  if (!used) return false;
  unit->handlers[block->handler].target = unit->word_count;
  at_no_line(compiler);
  unit->assigned = block->assigned;
  unit->reachable = true;
  return true;
}
