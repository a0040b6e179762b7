// Loads: answered by an earlier load or store of the same place when nothing between may have changed it.
//
//   0010 - STORE_AT  0004 +16 0009
//   0011 V LOAD_AT   0007 +24          another offset: does not disturb
//   0012 V LOAD_AT   0004 +16          is 0009
//
// The alias classes of fields.def keep stores to one kind of memory from disturbing loads of another. Within a class,
// two places are different when their offsets are, or when both objects are known to be different; otherwise a store
// ends the search. Calls end it unless the helper's row says otherwise. At the start of a side trace the fields that
// the parent knew answer last. In the body of a loop the search goes back through the peeled iteration, which contains
// every store of the body: so what is found there is invariant or carried from the iteration before. Limits: no
// type-based disambiguation of two instances; LOAD_ITEM with an index that is not the same reference.
#include "core/trace/builder.h"
#include "core/trace/helpers.h"

static const uint8_t field_alias[TRACE_FIELD_COUNT] = {
#define FIELD(name, structure, member, type, alias) [TRACE_FIELD_##name] = ALIAS_##alias,
#include "core/trace/fields.def"
#undef FIELD
};

static AliasClass alias_of(const IrInstruction *i) {
  switch (i->op) {
  case IR_LOAD_FIELD:
  case IR_STORE_FIELD: return (AliasClass)field_alias[i->b];
  case IR_LOAD_AT:
  case IR_STORE_AT: return ALIAS_AT;
  case IR_LOAD_ENTRY:
  case IR_STORE_ENTRY: return ALIAS_ENTRY;
  default: return ALIAS_ITEM;
  }
}

uint32_t memory_reads(const IrInstruction *load) { return 1u << alias_of(load); }

uint32_t memory_clobbers(Ref ref) {
  const IrInstruction *i = instruction_of(ref);
  switch (ir_op_info[i->op].ir_class) {
  case IR_CLASS_STORE: return 1u << alias_of(i);
  case IR_CLASS_CALL: return helper_clobbers(i->a);
  default: return 0;
  }
}

static IrOp load_of_store(IrOp store) {
  switch (store) {
  case IR_STORE_FIELD: return IR_LOAD_FIELD;
  case IR_STORE_AT: return IR_LOAD_AT;
  case IR_STORE_ENTRY: return IR_LOAD_ENTRY;
  default: return IR_LOAD_ITEM;
  }
}

static const void *generator_code(Ref object) {
  for (uint32_t i = 0; i < builder.known_generator_count; i++)
    if (builder.known_generators[i].object == object) return builder.known_generators[i].code;
  return NULL;
}

static bool is_variant(Ref ref) { return !is_constant(ref) && builder.known[ref].variant; }

// Whether a guard has shown that they are two; not of what varies with the iteration.
static bool shown_different(Ref x, Ref y) {
  if (builder.loop && (is_variant(x) || is_variant(y))) return false;
  for (Ref at = builder.chain[IR_GUARD_NOT_SAME]; at; at = builder.previous[at]) {
    const IrInstruction *guard = instruction_of(at);
    if ((guard->a == x && guard->b == y) || (guard->a == y && guard->b == x)) return true;
  }
  return false;
}

// Objects that were just allocated are not any that was there before; two constants are different objects.
static bool different_objects(Ref x, Ref y) {
  if (is_constant(x) && is_constant(y)) return constant_of(x)->bits != constant_of(y)->bits;
  uint32_t shape_x = known_of(x).shape, shape_y = known_of(y).shape;
  if (shape_x && shape_y && shape_x != shape_y) return true;
  const void *code_x = generator_code(x), *code_y = generator_code(y);
  return (code_x && code_y && code_x != code_y) || shown_different(x, y);
}

static bool may_alias(const IrInstruction *load, const IrInstruction *store) {
  if (alias_of(load) != alias_of(store)) return false;
  if (load->op != IR_LOAD_ITEM) {
    if (load->b != store->b) return false;
  } else if (is_constant(load->b) && is_constant(store->b) && load->b != store->b) {
    return false;
  }
  return load->a == store->a || !different_objects(load->a, store->a);
}

static Ref find_known_field(const IrInstruction *load) {
  for (uint32_t i = 0; i < builder.known_field_count; i++) {
    const KnownField *known = &builder.known_fields[i];
    if (known->op != load->op || known->object != load->a || known->field != load->b) continue;
    if (known->value) return known->value;
    Ref length = ir_append((IrOp)load->op, (IrType)load->type, load->a, load->b, load->c);
    known_narrow(length, known->at_least, INT64_MAX);
    builder.known[length].from_facts |= FACT_BIT_RANGE;
    return length;
  }
  return FOLD_NEXT;
}

Ref memory_forward(const IrInstruction *load) {
  if (load->op == IR_LOAD_FIELD && load->b == TRACE_FIELD_TUPLE_LENGTH && tuple_made_length(load->a))
    return ir_int(tuple_made_length(load->a));
  AliasClass alias = alias_of(load);
  for (Ref at = builder.memory_chain; at; at = builder.memory_previous[at]) {
    const IrInstruction *i = &builder.instructions[at];
    if (i->op == load->op && i->a == load->a && i->b == load->b) return at;
    if (alias == ALIAS_CONST) continue;
    uint32_t class = ir_op_info[i->op].ir_class;
    if (class == IR_CLASS_STORE) {
      if (load_of_store((IrOp)i->op) == load->op && i->a == load->a && i->b == load->b) return i->c;
      if (may_alias(load, i)) return FOLD_NEXT;
    } else if (class == IR_CLASS_CALL && (memory_clobbers(at) & 1u << alias)) {
      return FOLD_NEXT;
    }
  }
  return find_known_field(load);
}

bool memory_may_change(const IrInstruction *load) {
  AliasClass alias = alias_of(load);
  if (alias == ALIAS_CONST) return false;
  for (Ref at = builder.memory_chain; at; at = builder.memory_previous[at]) {
    const IrInstruction *i = &builder.instructions[at];
    uint32_t class = ir_op_info[i->op].ir_class;
    if (class == IR_CLASS_STORE && may_alias(load, i)) return true;
    if (class == IR_CLASS_CALL && (memory_clobbers(at) & 1u << alias)) return true;
  }
  return false;
}
