// What registers hold, along all ways through code from bytecode files.
//
// Instructions take much for granted: FOR_ITER that its three registers are an iteration state, LIST_APPEND that there
// is a list, LOAD_CELL that there is a cell, most that a register holds a value at all (what earlier calls left on the
// value stack may be return addresses and dead objects). This is what the type-inferring verifier of the first Java
// virtual machines did for those: an abstract interpretation whose values are sets of kinds. States are joined (by
// union) where ways meet; walks over the code are repeated until no loop changes the state at its head.
//
// Control goes backwards through LOOP and FOR_ITER only, and handlers lie behind what they protect (code_check.c sees
// to both), so one walk from front to back visits every state once, and code without loops needs a single one.
#include <limits.h>
#include <stdlib.h>

#include "core/vm/code_check.h"

typedef uint16_t Kinds;

enum {
  EMPTY_WORD = 1,   // EMPTY
  NOTHING = 2,      // None
  ANYTHING = 4,     // any value, and so maybe one of the kinds below
  EXCEPTION = 8,    // an exception
  LIST_OBJECT = 16, // exactly a list; likewise the next three
  SET_OBJECT = 32,
  DICT_OBJECT = 64,
  TUPLE_OBJECT = 128,
  CELL_OBJECT = 256,
  METHOD = 512,    // what LOAD_METHOD left, when the word FRAME_HEADER further is
  RECEIVER = 1024, // its self or EMPTY
  STATE_0 = 2048,  // the words of an iteration state; the first is an object
  STATE_1 = 4096,
  STATE_2 = 8192,
  FAR_SLOTS = 16384, // the array of far slots, in its register
  JUNK = 32768,      // whatever was there before
  // What instructions expect.
  VALUE = NOTHING | ANYTHING | EXCEPTION | LIST_OBJECT | SET_OBJECT | DICT_OBJECT | TUPLE_OBJECT | CELL_OBJECT |
          METHOD | STATE_0,
  VALUE_OR_EMPTY = VALUE | EMPTY_WORD | RECEIVER | STATE_1 | STATE_2,
  // Kinds that mean something only in the register where they were made.
  BOUND_VALUE = METHOD | STATE_0,
  BOUND_WORD = RECEIVER | STATE_1 | STATE_2,
};

// The last word of a state says whether the frame is a generator's.
enum { NOT_STARTED = 1, STARTED = 2 };

// Walks until loops are settled. Each nesting of loops may need one more.
#define WALKS_MAX 1000

typedef struct Flow {
  const CodeCheck *check;
  unsigned registers, slots; // a state has a word for each register, then for each far slot, then the generator's
  unsigned far;              // the register of the far slots; UINT_MAX: there is none
  uint32_t *places;          // for each word 1 + the number of the state joined there; 0: no jump leads there
  Kinds *joined;             // the states; all 0: no way there is known yet
  Kinds *state;              // at the present instruction
  Kinds *handler;            // the state joined at the handler in force; NULL: none is
  unsigned handler_register;
  uint32_t boundary; // up to here the same handler is in force
  bool sound, live, again;
} Flow;

// What instructions expect in the registers that they read and leave in the one that they write, unless it is VALUE and
// ANYTHING.
typedef struct Rule {
  Kinds a, b, c, gives;
} Rule;

static const Rule rules[OP_COUNT] = {
    [OP_MAKE_CELL] = {.a = VALUE_OR_EMPTY, .gives = CELL_OBJECT},
    [OP_LOAD_CELL] = {.b = CELL_OBJECT, .gives = ANYTHING | EMPTY_WORD},
    [OP_STORE_CELL] = {.a = CELL_OBJECT, .b = VALUE_OR_EMPTY},
    [OP_LOAD_FREE] = {.gives = ANYTHING | EMPTY_WORD},
    [OP_STORE_FREE] = {.a = VALUE_OR_EMPTY},
    [OP_LOAD_CLOSURE] = {.gives = CELL_OBJECT},
    [OP_BUILD_LIST] = {.gives = LIST_OBJECT},
    [OP_BUILD_TUPLE] = {.gives = TUPLE_OBJECT},
    [OP_BUILD_SET] = {.gives = SET_OBJECT},
    [OP_BUILD_DICT] = {.gives = DICT_OBJECT},
    [OP_LIST_APPEND] = {.a = LIST_OBJECT},
    [OP_LIST_EXTEND] = {.a = LIST_OBJECT},
    [OP_LIST_TO_TUPLE] = {.b = LIST_OBJECT, .gives = TUPLE_OBJECT},
    [OP_SET_ADD] = {.a = SET_OBJECT},
    [OP_SET_UPDATE] = {.a = SET_OBJECT},
    [OP_DICT_UPDATE] = {.a = DICT_OBJECT},
    [OP_DICT_MERGE] = {.a = DICT_OBJECT},
    [OP_END_ASYNC_FOR] = {.a = EXCEPTION},
    [OP_RERAISE] = {.a = EXCEPTION},
    [OP_ENTER_HANDLER] = {.a = EXCEPTION, .gives = EXCEPTION | EMPTY_WORD},
    [OP_LEAVE_HANDLER] = {.a = EXCEPTION | EMPTY_WORD},
    [OP_MATCH_GROUP] = {.b = EXCEPTION | NOTHING, .gives = EXCEPTION | NOTHING},
    [OP_RERAISE_GROUP] = {.b = EXCEPTION, .c = LIST_OBJECT, .gives = EXCEPTION | NOTHING},
    [OP_MATCH_KEYS] = {.c = TUPLE_OBJECT},
    [OP_UNPACK_TUPLE] = {.gives = TUPLE_OBJECT},
};

// --- reading and writing registers

static void need(Flow *flow, unsigned reg, Kinds allowed) {
  if (flow->state[reg] & ~allowed) flow->sound = false;
}

static void need_range(Flow *flow, unsigned reg, unsigned count, Kinds allowed) {
  for (unsigned n = 0; n < count; n++) need(flow, reg + n, allowed);
}

// An instruction that raises may have written its registers or not: the handler sees both.
static void set(Flow *flow, unsigned reg, Kinds kinds) {
  if (reg == flow->far && kinds != FAR_SLOTS) flow->sound = false;
  flow->state[reg] = kinds;
  if (flow->handler != NULL && reg != flow->handler_register) flow->handler[reg] |= kinds;
}

// What a copy of a register holds.
static Kinds copied(Kinds kinds) {
  Kinds more = (kinds & BOUND_VALUE ? ANYTHING : 0) | (kinds & BOUND_WORD ? ANYTHING | EMPTY_WORD : 0);
  return (Kinds)((kinds & ~(BOUND_VALUE | BOUND_WORD)) | more);
}

// --- joining states

static size_t state_words(const Flow *flow) { return (size_t)flow->registers + flow->slots + 1; }

static Kinds *generator_word(const Flow *flow, Kinds *state) { return &state[flow->registers + flow->slots]; }

static Kinds *state_at(const Flow *flow, uint32_t index) {
  return flow->joined + (flow->places[index] - 1) * state_words(flow);
}

static bool is_reached(const Flow *flow, Kinds *state) { return *generator_word(flow, state) != 0; }

// Adds the present state to another one. Whether that changed it.
static bool join(const Flow *flow, Kinds *other) {
  Kinds change = 0;
  for (size_t reg = 0; reg < state_words(flow); reg++) {
    Kinds both = other[reg] | flow->state[reg];
    change |= both ^ other[reg];
    other[reg] = both;
  }
  return change != 0;
}

static void jump(Flow *flow, uint32_t from, int64_t target) {
  if (join(flow, state_at(flow, (uint32_t)target)) && target <= from) flow->again = true;
}

// Finds the handler that is in force from an instruction on, and up to where.
static void find_handler(Flow *flow, uint32_t index) {
  const CodeRecord *record = flow->check->record;
  const HandlerRange *ranges = record_handlers(record), *found = NULL;
  flow->boundary = record->instruction_count;
  for (uint32_t n = 0; n < record->handler_count; n++) {
    const HandlerRange *range = &ranges[n];
    uint32_t next = range->start > index ? range->start : range->end > index ? range->end : flow->boundary;
    if (next < flow->boundary) flow->boundary = next;
    if (found == NULL && range->start <= index && index < range->end) found = range;
  }
  flow->handler = found == NULL ? NULL : state_at(flow, found->target);
  flow->handler_register = found == NULL ? 0 : found->reg;
  if (found != NULL && found->reg == flow->far) flow->sound = false;
}

// The handler in force may be entered from the present instruction.
static void join_handler(const Flow *flow) {
  if (flow->handler == NULL) return;
  Kinds covered = flow->state[flow->handler_register];
  flow->state[flow->handler_register] = EXCEPTION;
  join(flow, flow->handler);
  flow->state[flow->handler_register] = covered;
}

// --- instructions

static Kinds constant_kind(const Flow *flow, unsigned index) {
  return image_kind(flow->check->constants[index]) == IMAGE_TUPLE ? TUPLE_OBJECT : ANYTHING;
}

static Kinds special_kind(Value special) {
  return special == EMPTY ? EMPTY_WORD : special == NONE ? NOTHING : ANYTHING;
}

// Registers from A on that calls read; afterwards the callee's frame has been there.
static void step_call(Flow *flow, uint32_t i, bool method) {
  unsigned a = instruction_a(i), self = a + FRAME_HEADER;
  if (method) {
    bool pair = !(flow->state[a] & ~METHOD) && !(flow->state[self] & ~RECEIVER);
    if (!pair) need(flow, self, EMPTY_WORD);
  }
  need(flow, a, VALUE);
  need_range(flow, self + method, instruction_b(i), VALUE);
}

// The keyword names of a call are loaded right in front of it.
static void step_keywords(Flow *flow, uint32_t i, uint32_t index) {
  const CodeCheck *check = flow->check;
  uint32_t before = index == 0 ? 0 : check->words[index - 1];
  if (index == 0 || !check->starts[index - 1] || flow->places[index] != 0 || instruction_op(before) != OP_LOAD_CONST ||
      instruction_a(before) != instruction_a(i) + 1 ||
      !code_check_names(check, instruction_bx(before), instruction_b(i)))
    flow->sound = false;
}

static void step_function(Flow *flow, uint32_t i) {
  const CodeCheck *check = flow->check;
  unsigned a = instruction_a(i);
  need(flow, a + 1, TUPLE_OBJECT | EMPTY_WORD);
  need_range(flow, a + 2, 2, DICT_OBJECT | EMPTY_WORD);
  const CodeRecord *inner = image_at(check->image, image_offset(check->constants[instruction_bx(i)]));
  const FreeVariable *variables = record_free_variables(inner);
  for (unsigned n = 0; n < inner->free_count; n++) {
    if (variables[n].origin == FREE_FROM_REGISTER) need(flow, variables[n].index, CELL_OBJECT);
    if (variables[n].origin == FREE_FROM_FAR_SLOT) need(flow, flow->registers + variables[n].index, CELL_OBJECT);
  }
}

// What instructions read beyond their operands.
static void step_group_reads(Flow *flow, uint32_t i, uint32_t index) {
  unsigned a = instruction_a(i), b = instruction_b(i), c = instruction_c(i);
  switch ((RegisterGroup)opcode_info[instruction_op(i)].group) {
  case GROUP_SLICE: need_range(flow, b + 1, 2, VALUE); break;
  case GROUP_RANGE_B_C: need_range(flow, b, c, VALUE); break;
  case GROUP_RANGE_B_2C: need_range(flow, b, 2 * c, VALUE); break;
  case GROUP_FORMAT: need_range(flow, b + 1, c & 4 ? 1 : 0, VALUE); break;
  case GROUP_CALL_KW: step_keywords(flow, i, index); [[fallthrough]];
  case GROUP_CALL: step_call(flow, i, false); break;
  case GROUP_CALL_METHOD_KW: step_keywords(flow, i, index); [[fallthrough]];
  case GROUP_CALL_METHOD: step_call(flow, i, true); break;
  case GROUP_CALL_EX:
    need(flow, a, VALUE);
    need(flow, a + FRAME_HEADER, VALUE);
    need(flow, a + FRAME_HEADER + 1, DICT_OBJECT | EMPTY_WORD);
    break;
  case GROUP_FUNCTION: step_function(flow, i); break;
  default: break;
  }
}

// What instructions write beyond their operands.
static void step_group_writes(Flow *flow, uint32_t i, uint32_t second) {
  unsigned a = instruction_a(i), c = instruction_c(i);
  RegisterGroup group = (RegisterGroup)opcode_info[instruction_op(i)].group;
  switch (group) {
  case GROUP_ITERATOR_INIT:
    set(flow, a, STATE_0);
    set(flow, a + 1, STATE_1);
    set(flow, a + 2, STATE_2);
    break;
  case GROUP_METHOD: {
    bool special = instruction_op(i) == OP_LOAD_SPECIAL_METHOD;
    set(flow, a, special ? ANYTHING : METHOD);
    set(flow, a + FRAME_HEADER, special ? EMPTY_WORD : RECEIVER);
    break;
  }
  case GROUP_UNPACK:
  case GROUP_UNPACK_STAR: {
    unsigned count = group == GROUP_UNPACK ? c : c + 1 + second;
    for (unsigned n = 0; n < count; n++) set(flow, a + n, ANYTHING);
    break;
  }
  case GROUP_CALL:
  case GROUP_CALL_KW:
  case GROUP_CALL_METHOD:
  case GROUP_CALL_METHOD_KW:
  case GROUP_CALL_EX:
    for (unsigned reg = a; reg < flow->registers; reg++) set(flow, reg, JUNK);
    set(flow, c, ANYTHING);
    break;
  default: break;
  }
}

static void step_generator(Flow *flow, Opcode op) {
  Kinds *started = generator_word(flow, flow->state);
  if (op == OP_START_GENERATOR) {
    if (*started != NOT_STARTED) flow->sound = false;
    *started = STARTED;
    if (flow->handler != NULL) *generator_word(flow, flow->handler) |= STARTED;
  } else if ((op == OP_YIELD || op == OP_YIELD_FROM) && *started != STARTED) {
    flow->sound = false;
  }
}

// What the instruction leaves in the operand that it writes.
static Kinds given(const Flow *flow, uint32_t i, Kinds rule) {
  switch (instruction_op(i)) {
  case OP_MOVE: return copied(flow->state[instruction_b(i)]);
  case OP_LOAD_CONST: return constant_kind(flow, instruction_bx(i));
  case OP_LOAD_SPECIAL: return special_kind(instruction_bx(i));
  default: return rule != 0 ? rule : ANYTHING;
  }
}

static void step_operands(Flow *flow, uint32_t i) {
  const OpcodeInfo *info = &opcode_info[instruction_op(i)];
  const Rule *rule = &rules[instruction_op(i)];
  const uint8_t operands[] = {info->a, info->b, info->c};
  const uint8_t registers[] = {(uint8_t)instruction_a(i), (uint8_t)instruction_b(i), (uint8_t)instruction_c(i)};
  const Kinds expected[] = {rule->a, rule->b, rule->c};
  for (unsigned n = 0; n < 3; n++) {
    if (operands[n] == OPERAND_R || operands[n] == OPERAND_X)
      need(flow, registers[n], expected[n] != 0 ? expected[n] : VALUE);
  }
  Kinds gives = given(flow, i, rule->gives);
  for (unsigned n = 0; n < 3; n++) {
    if (operands[n] == OPERAND_W || operands[n] == OPERAND_X) set(flow, registers[n], gives);
  }
}

// Instructions that leave something else in a register on either of two ways.
static void step_branch(Flow *flow, uint32_t i, uint32_t index) {
  unsigned a = instruction_a(i), b = instruction_b(i);
  int64_t target = (int64_t)index + (int32_t)flow->check->words[index + 1];
  Kinds old;
  switch (instruction_op(i)) {
  case OP_FOR_ITER:
    need(flow, a, STATE_0);
    need(flow, a + 1, STATE_1);
    need(flow, a + 2, STATE_2);
    old = flow->state[b];
    set(flow, b, ANYTHING);
    jump(flow, index, target);
    flow->state[b] = old;
    break;
  case OP_JUMP_IF_NONE: {
    bool jumps_if_none = instruction_c(i);
    need(flow, a, VALUE);
    old = flow->state[a];
    Kinds other = (Kinds)(old & ~NOTHING);
    flow->state[a] = jumps_if_none ? NOTHING : other;
    jump(flow, index, target);
    flow->state[a] = jumps_if_none ? other : NOTHING;
    break;
  }
  default:
    step_operands(flow, i);
    jump(flow, index, target);
    break;
  }
}

// Far slots: made, read, written.
static void step_far(Flow *flow, uint32_t i, uint32_t second) {
  unsigned a = instruction_a(i), moved = second >> 16, slot = flow->registers + second;
  switch (instruction_op(i)) {
  case OP_MAKE_FAR:
    need_range(flow, a, moved, VALUE_OR_EMPTY);
    for (unsigned n = 0; n < flow->slots; n++)
      set(flow, flow->registers + n, n < moved ? copied(flow->state[a + n]) : EMPTY_WORD);
    set(flow, a, FAR_SLOTS);
    break;
  case OP_LOAD_FAR:
    need(flow, flow->far, FAR_SLOTS);
    set(flow, a, copied(flow->state[slot]));
    break;
  default:
    need(flow, flow->far, FAR_SLOTS);
    need(flow, a, VALUE_OR_EMPTY);
    set(flow, slot, copied(flow->state[a]));
    break;
  }
}

static void step_check_bound(Flow *flow, unsigned reg) {
  need(flow, reg, VALUE_OR_EMPTY);
  Kinds kinds = flow->state[reg];
  Kinds bound = (Kinds)((kinds & VALUE) | (kinds & BOUND_WORD ? ANYTHING : 0));
  set(flow, reg, bound != 0 ? bound : ANYTHING);
}

static void step(Flow *flow, uint32_t index) {
  uint32_t i = flow->check->words[index];
  Opcode op = instruction_op(i);
  const OpcodeInfo *info = &opcode_info[op];
  if (op == OP_CHECK_BOUND || op == OP_CHECK_BOUND_FREE) {
    step_check_bound(flow, instruction_a(i));
  } else if (op == OP_MAKE_FAR || op == OP_LOAD_FAR || op == OP_STORE_FAR) {
    step_far(flow, i, flow->check->words[index + 1]);
  } else if (op == OP_LOAD_CONST_WIDE) {
    set(flow, instruction_a(i), constant_kind(flow, flow->check->words[index + 1]));
  } else if (op == OP_MOVE) {
    need(flow, instruction_b(i), (Kinds)~JUNK);
    set(flow, instruction_a(i), copied(flow->state[instruction_b(i)]));
  } else if (info->jump == JUMP_W2) {
    step_branch(flow, i, index);
  } else if (info->jump == JUMP_SJ24) {
    jump(flow, index, (int64_t)index + instruction_sj(i));
  } else {
    step_group_reads(flow, i, index);
    step_operands(flow, i);
    step_group_writes(flow, i, info->words > 1 ? flow->check->words[index + 1] : 0);
    step_generator(flow, op);
  }
  flow->live = !code_check_ends(op);
}

// --- walking

// The state at entry: parameters are values, registers that may be read unbound are EMPTY, others hold anything.
static void enter(Flow *flow) {
  const CodeRecord *record = flow->check->record;
  for (unsigned reg = 0; reg < flow->registers; reg++)
    flow->state[reg] = reg < record->parameter_registers ? ANYTHING
                       : reg < record->cleared_registers ? EMPTY_WORD
                                                         : JUNK;
  for (unsigned n = 0; n < flow->slots; n++) flow->state[flow->registers + n] = EMPTY_WORD;
  *generator_word(flow, flow->state) = NOT_STARTED;
  flow->live = true;
  flow->boundary = 0;
}

static void walk(Flow *flow) {
  const CodeCheck *check = flow->check;
  enter(flow);
  size_t bytes = state_words(flow) * sizeof(Kinds);
  for (uint32_t index = 0; index < check->record->instruction_count && flow->sound;
       index += opcode_info[instruction_op(check->words[index])].words) {
    bool meeting = flow->places[index] != 0;
    if (meeting) {
      Kinds *joined = state_at(flow, index);
      if (flow->live) join(flow, joined);
      flow->live = is_reached(flow, joined);
      memcpy(flow->state, joined, bytes);
    }
    if (index >= flow->boundary) {
      find_handler(flow, index);
      meeting = true;
    }
    if (!flow->live) continue;
    if (meeting) join_handler(flow);
    step(flow, index);
  }
}

// Numbers the instructions that something jumps to; how many there are.
static size_t number_places(const CodeCheck *check, uint32_t *places) {
  const CodeRecord *record = check->record;
  for (uint32_t index = 0; index < record->instruction_count;) {
    uint32_t i = check->words[index];
    const OpcodeInfo *info = &opcode_info[instruction_op(i)];
    if (info->jump == JUMP_SJ24) places[index + (uint32_t)instruction_sj(i)] = 1;
    if (info->jump == JUMP_W2) places[index + check->words[index + 1]] = 1;
    index += info->words;
  }
  const HandlerRange *handlers = record_handlers(record);
  for (uint32_t n = 0; n < record->handler_count; n++) places[handlers[n].target] = 1;
  uint32_t count = 0;
  for (uint32_t index = 0; index < record->instruction_count; index++) {
    if (places[index] != 0) places[index] = ++count;
  }
  return count;
}

static const char *settle(Flow *flow) {
  for (unsigned walks = 0; walks < WALKS_MAX; walks++) {
    flow->again = false;
    walk(flow);
    if (!flow->sound) return "an instruction does not find what it needs";
    if (!flow->again) return NULL;
  }
  return "its loops are too complicated";
}

const char *code_check_kinds(const CodeCheck *check) {
  unsigned far = check->record->far_register;
  Flow flow = {.check = check, .sound = true};
  flow.registers = check->record->register_count;
  flow.slots = code_far_slots(check);
  flow.far = far == 0 ? UINT_MAX : far - 1;
  flow.places = calloc(check->record->instruction_count, sizeof *flow.places);
  size_t count = flow.places == NULL ? 0 : number_places(check, flow.places);
  // One more for the present state.
  flow.joined = calloc((count + 1) * state_words(&flow), sizeof *flow.joined);
  const char *problem = "there is no memory to check it";
  if (flow.places != NULL && flow.joined != NULL) {
    flow.state = flow.joined + count * state_words(&flow);
    problem = settle(&flow);
  }
  free(flow.places);
  free(flow.joined);
  return problem;
}
