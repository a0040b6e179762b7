// One row for each trace-IR operation: the classes of its operands and the function that translates it.
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "core/codegen/codegen.h"
#include "core/trace/context.h"
#include "core/trace/helpers.h"
#include "core/value/value.h"

typedef LLVMValueRef (*Emitter)(Translation *t, const IrInstruction *i, int how);

typedef struct Operation {
  Emitter emit;        // returns the result, or NULL
  int how;             // for the emitter: an LLVM opcode or predicate, or which variant
  const char *classes; // of the operands that are references: w word, f double, x any
} Operation;

static const char *const field_tags[TRACE_FIELD_COUNT] = {
#define FIELD(name, structure, member, type, alias) [TRACE_FIELD_##name] = #name,
#include "core/trace/fields.def"
#undef FIELD
};
static const uint8_t field_types[TRACE_FIELD_COUNT] = {
#define FIELD(name, structure, member, type, alias) [TRACE_FIELD_##name] = FIELD_##type,
#include "core/trace/fields.def"
#undef FIELD
};
enum {
  NEVER_CHANGES_CONST = 1,
  NEVER_CHANGES_SHAPE = 0,
  NEVER_CHANGES_LIST = 0,
  NEVER_CHANGES_CELL = 0,
  NEVER_CHANGES_FUNCTION = 0,
  NEVER_CHANGES_DICT = 0,
  NEVER_CHANGES_GENERATOR = 0,
  NEVER_CHANGES_ITERATOR = 0,
  NEVER_CHANGES_HANDLED = 0
};
static const bool field_constant[TRACE_FIELD_COUNT] = {
#define FIELD(name, structure, member, type, alias) [TRACE_FIELD_##name] = NEVER_CHANGES_##alias,
#include "core/trace/fields.def"
#undef FIELD
};

static LLVMValueRef compare_words(Translation *t, LLVMIntPredicate predicate, LLVMValueRef a, LLVMValueRef b) {
  return LLVMBuildICmp(t->builder, predicate, a, b, "");
}

// --- structure

static LLVMValueRef emit_nothing(Translation *t, const IrInstruction *i, int how) {
  (void)t, (void)i, (void)how;
  return NULL;
}

static LLVMValueRef emit_parameter(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  return next_parameter(t, (IrType)i->type);
}

static LLVMValueRef emit_leave(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  leave(t, i->c);
  return NULL;
}

// --- the value stack

static LLVMValueRef emit_slot(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  return load_tagged(t, t->i64, address_at(t, t->base, (int16_t)i->a * 8), "FRAME");
}

static LLVMValueRef emit_store_slot(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  store_tagged(t, value_of(t, i->b), address_at(t, t->base, (int16_t)i->a * 8), "FRAME");
  return NULL;
}

static LLVMValueRef emit_frames(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  keep_frames(t, i->c, i->b);
  return NULL;
}

// --- guards

static LLVMValueRef emit_guard_is_int(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  guard(t, compare_words(t, LLVMIntUGE, value_of(t, i->a), integer(t, (int64_t)INT_TAG)), i->c);
  return NULL;
}

static LLVMValueRef emit_guard_is_float(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef shifted = LLVMBuildSub(t->builder, value_of(t, i->a), integer(t, (int64_t)DOUBLE_OFFSET), "");
  guard(t, compare_words(t, LLVMIntULT, shifted, integer(t, (int64_t)(INT_TAG - DOUBLE_OFFSET))), i->c);
  return NULL;
}

static LLVMValueRef emit_guard_is_object(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef v = value_of(t, i->a);
  LLVMValueRef tag = LLVMBuildAnd(t->builder, v, integer(t, (int64_t)NOT_POINTER_MASK), "");
  LLVMValueRef pointer = compare_words(t, LLVMIntEQ, tag, integer(t, 0));
  LLVMValueRef present = compare_words(t, LLVMIntNE, v, integer(t, 0));
  guard(t, LLVMBuildAnd(t->builder, pointer, present, ""), i->c);
  return NULL;
}

static LLVMValueRef emit_guard_shape(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  uint32_t offset = t->request->field_offset[TRACE_FIELD_OBJECT_SHAPE];
  LLVMValueRef shape =
      load_tagged(t, t->i32, address_at(t, value_of(t, i->a), offset), field_tags[TRACE_FIELD_OBJECT_SHAPE]);
  uint64_t expected = trace_constant(t->request, i->b)->bits;
  guard(t, LLVMBuildICmp(t->builder, LLVMIntEQ, shape, LLVMConstInt(t->i32, expected, false), ""), i->c);
  return NULL;
}

static LLVMValueRef emit_guard_compare(Translation *t, const IrInstruction *i, int predicate) {
  guard(t, compare_words(t, (LLVMIntPredicate)predicate, value_of(t, i->a), value_of(t, i->b)), i->c);
  return NULL;
}

static LLVMValueRef emit_guard_compare_double(Translation *t, const IrInstruction *i, int predicate) {
  LLVMValueRef a = value_of(t, i->a), b = value_of(t, i->b);
  guard(t, LLVMBuildFCmp(t->builder, (LLVMRealPredicate)predicate, a, b, ""), i->c);
  return NULL;
}

static LLVMValueRef emit_guard_not_empty(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  guard(t, compare_words(t, LLVMIntNE, value_of(t, i->a), integer(t, 0)), i->c);
  return NULL;
}

static LLVMValueRef emit_guard_small(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef shifted = LLVMBuildSub(t->builder, value_of(t, i->a), integer(t, SMALL_INT_MIN), "");
  guard(t, compare_words(t, LLVMIntULE, shifted, integer(t, SMALL_INT_MAX - SMALL_INT_MIN)), i->c);
  return NULL;
}

// Set from signal handlers and other threads: every iteration must look again.
static LLVMValueRef emit_guard_poll(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef poll = load_tagged(t, t->i32, context_field(t, offsetof(TraceContext, poll)), "CONTEXT");
  LLVMSetVolatile(poll, true);
  guard(t, LLVMBuildICmp(t->builder, LLVMIntEQ, poll, LLVMConstInt(t->i32, 0, false), ""), i->c);
  return NULL;
}

// --- boxing

static LLVMValueRef emit_unbox_int(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef width = integer(t, 64 - SMALL_INT_BITS);
  return LLVMBuildAShr(t->builder, LLVMBuildShl(t->builder, value_of(t, i->a), width, ""), width, "");
}

static LLVMValueRef emit_unbox_float(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef bits = LLVMBuildSub(t->builder, value_of(t, i->a), integer(t, (int64_t)DOUBLE_OFFSET), "");
  return LLVMBuildBitCast(t->builder, bits, t->f64, "");
}

static LLVMValueRef emit_box_int(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  return LLVMBuildOr(t->builder, value_of(t, i->a), integer(t, (int64_t)INT_TAG), "");
}

static LLVMValueRef emit_box_float(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef d = value_of(t, i->a);
  LLVMValueRef bits = LLVMBuildBitCast(t->builder, d, t->i64, "");
  LLVMValueRef boxed = LLVMBuildAdd(t->builder, bits, integer(t, (int64_t)DOUBLE_OFFSET), "");
  LLVMValueRef nan = LLVMBuildFCmp(t->builder, LLVMRealUNO, d, d, "");
  return LLVMBuildSelect(t->builder, nan, integer(t, (int64_t)(0x7FF8000000000000u + DOUBLE_OFFSET)), boxed, "");
}

static LLVMValueRef emit_same_bits(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  return value_of(t, i->a);
}

// --- arithmetic

static LLVMValueRef emit_binary(Translation *t, const IrInstruction *i, int opcode) {
  return LLVMBuildBinOp(t->builder, (LLVMOpcode)opcode, value_of(t, i->a), value_of(t, i->b), "");
}

static LLVMValueRef call_intrinsic(Translation *t, const char *name, LLVMTypeRef type, LLVMValueRef *arguments,
                                   unsigned count) {
  unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
  LLVMValueRef function = LLVMGetIntrinsicDeclaration(t->module, id, &type, 1);
  LLVMTypeRef function_type = LLVMIntrinsicGetType(t->context, id, &type, 1);
  return LLVMBuildCall2(t->builder, function_type, function, arguments, count, "");
}

static const char *const overflow_intrinsics[] = {"llvm.sadd.with.overflow", "llvm.ssub.with.overflow",
                                                  "llvm.smul.with.overflow"};

static LLVMValueRef emit_overflow(Translation *t, const IrInstruction *i, int which) {
  LLVMValueRef arguments[] = {value_of(t, i->a), value_of(t, i->b)};
  LLVMValueRef pair = call_intrinsic(t, overflow_intrinsics[which], t->i64, arguments, 2);
  LLVMValueRef result = LLVMBuildExtractValue(t->builder, pair, 0, "");
  LLVMValueRef overflow = LLVMBuildExtractValue(t->builder, pair, 1, "");
  guard(t, LLVMBuildNot(t->builder, overflow, ""), i->c);
  return result;
}

static const char *const word_intrinsics[] = {"llvm.smin", "llvm.smax"};

static LLVMValueRef emit_min_max(Translation *t, const IrInstruction *i, int which) {
  LLVMValueRef arguments[] = {value_of(t, i->a), value_of(t, i->b)};
  return call_intrinsic(t, word_intrinsics[which], t->i64, arguments, 2);
}

enum { FLOOR_DIVIDE, FLOOR_MODULO };

// Division by a positive constant: by two's powers a shift or mask; else the truncating result, corrected without a
// branch.
static LLVMValueRef divide_by_constant(Translation *t, LLVMValueRef a, int64_t divisor, int which) {
  LLVMBuilderRef b = t->builder;
  if ((divisor & (divisor - 1)) == 0)
    return which == FLOOR_MODULO ? LLVMBuildAnd(b, a, integer(t, divisor - 1), "")
                                 : LLVMBuildAShr(b, a, integer(t, __builtin_ctzll((uint64_t)divisor)), "");
  LLVMValueRef d = integer(t, divisor);
  LLVMValueRef remainder = LLVMBuildSRem(b, a, d, "");
  LLVMValueRef negative = LLVMBuildAShr(b, remainder, integer(t, 63), "");
  if (which == FLOOR_MODULO) return LLVMBuildAdd(b, remainder, LLVMBuildAnd(b, negative, d, ""), "");
  return LLVMBuildAdd(b, LLVMBuildSDiv(b, a, d, ""), negative, "");
}

static LLVMValueRef emit_floor_divide(Translation *t, const IrInstruction *i, int which) {
  LLVMBuilderRef b = t->builder;
  LLVMValueRef x = value_of(t, i->a), y = value_of(t, i->b);
  if (LLVMIsAConstantInt(y) && LLVMConstIntGetSExtValue(y) > 0)
    return divide_by_constant(t, x, LLVMConstIntGetSExtValue(y), which);
  LLVMValueRef quotient = LLVMBuildSDiv(b, x, y, "");
  LLVMValueRef remainder = LLVMBuildSub(b, x, LLVMBuildMul(b, quotient, y, ""), "");
  LLVMValueRef inexact = compare_words(t, LLVMIntNE, remainder, integer(t, 0));
  LLVMValueRef signs_differ = compare_words(t, LLVMIntSLT, LLVMBuildXor(b, remainder, y, ""), integer(t, 0));
  LLVMValueRef adjust = LLVMBuildAnd(b, inexact, signs_differ, "");
  if (which == FLOOR_MODULO) return LLVMBuildAdd(b, remainder, LLVMBuildSelect(b, adjust, y, integer(t, 0), ""), "");
  return LLVMBuildSub(b, quotient, LLVMBuildZExt(b, adjust, t->i64, ""), "");
}

enum { SIGN_FLIP, SIGN_CLEAR };

static LLVMValueRef emit_sign(Translation *t, const IrInstruction *i, int which) {
  LLVMBuilderRef b = t->builder;
  LLVMValueRef d = value_of(t, i->a);
  if (!t->opaque_float_signs)
    return which == SIGN_FLIP ? LLVMBuildFNeg(b, d, "") : call_intrinsic(t, "llvm.fabs", t->f64, &d, 1);
  LLVMValueRef bits = LLVMBuildBitCast(b, d, t->i64, "");
  bits = which == SIGN_FLIP ? LLVMBuildXor(b, bits, opaque_word(t->context, b, 1ull << 63), "")
                            : LLVMBuildAnd(b, bits, opaque_word(t->context, b, ~(1ull << 63)), "");
  return LLVMBuildBitCast(b, bits, t->f64, "");
}

static const char *const double_intrinsics[] = {"llvm.sqrt", "llvm.floor"};

static LLVMValueRef emit_double_intrinsic(Translation *t, const IrInstruction *i, int which) {
  LLVMValueRef d = value_of(t, i->a);
  return call_intrinsic(t, double_intrinsics[which], t->f64, &d, 1);
}

static LLVMValueRef emit_convert(Translation *t, const IrInstruction *i, int opcode) {
  LLVMTypeRef type = opcode == LLVMSIToFP ? t->f64 : t->i64;
  return LLVMBuildCast(t->builder, (LLVMOpcode)opcode, value_of(t, i->a), type, "");
}

// --- memory

static LLVMValueRef emit_load_field(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef place = address_at(t, value_of(t, i->a), t->request->field_offset[i->b]);
  bool half = field_types[i->b] == FIELD_U32;
  LLVMValueRef load = load_tagged(t, half ? t->i32 : t->i64, place, field_tags[i->b]);
  if (field_constant[i->b]) mark_invariant(t, load);
  return half ? LLVMBuildZExt(t->builder, load, t->i64, "") : load;
}

static LLVMValueRef emit_store_field(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef place = address_at(t, value_of(t, i->a), t->request->field_offset[i->b]);
  LLVMValueRef value = value_of(t, i->c);
  if (field_types[i->b] == FIELD_U32) value = LLVMBuildTrunc(t->builder, value, t->i32, "");
  store_tagged(t, value, place, field_tags[i->b]);
  return NULL;
}

// Words of objects at different offsets are different words: objects do not overlap.
static const char *offset_tag(char *text, size_t bytes, const char *kind, unsigned offset) {
  snprintf(text, bytes, "%s+%u", kind, offset);
  return text;
}

static LLVMValueRef emit_load_at(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  char tag[32];
  return load_tagged(t, t->i64, address_at(t, value_of(t, i->a), i->b), offset_tag(tag, sizeof tag, "AT", i->b));
}

static LLVMValueRef emit_store_at(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  char tag[32];
  store_tagged(t, value_of(t, i->c), address_at(t, value_of(t, i->a), i->b), offset_tag(tag, sizeof tag, "AT", i->b));
  return NULL;
}

// The address of element `index`, of `type`, of the items that start at `offset` of an object.
static LLVMValueRef item_address(Translation *t, Ref object, Ref index, uint32_t offset, LLVMTypeRef type) {
  LLVMValueRef items = address_at(t, value_of(t, object), offset), number = value_of(t, index);
  return LLVMBuildGEP2(t->builder, type, items, &number, 1, "");
}

static LLVMValueRef emit_load_item(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  return load_tagged(t, t->i64, item_address(t, i->a, i->b, t->request->array_items_offset, t->i64), "ITEM");
}

static LLVMValueRef emit_store_item(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  store_tagged(t, value_of(t, i->c), item_address(t, i->a, i->b, t->request->array_items_offset, t->i64), "ITEM");
  return NULL;
}

static LLVMValueRef emit_load_tuple(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef place = item_address(t, i->a, i->b, t->request->tuple_items_offset, t->i64);
  LLVMValueRef load = load_tagged(t, t->i64, place, "TUPLE");
  mark_invariant(t, load);
  return load;
}

static LLVMValueRef emit_load_byte(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  uint32_t offset = i->c == 0 ? t->request->str_text_offset : t->request->bytes_data_offset;
  LLVMValueRef load = load_tagged(t, t->i8, item_address(t, i->a, i->b, offset, t->i8), "BYTE");
  mark_invariant(t, load);
  return LLVMBuildZExt(t->builder, load, t->i64, "");
}

static LLVMValueRef entry_address(Translation *t, Ref dict, unsigned entry) {
  LLVMValueRef place = address_at(t, value_of(t, dict), t->request->field_offset[TRACE_FIELD_DICT_ENTRIES]);
  LLVMValueRef entries = load_tagged(t, t->i64, place, field_tags[TRACE_FIELD_DICT_ENTRIES]);
  int64_t offset = (int64_t)t->request->byte_array_data_offset + (int64_t)entry * t->request->dict_entry_bytes +
                   t->request->dict_entry_value_offset;
  return address_at(t, entries, offset);
}

static LLVMValueRef emit_load_entry(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  char tag[32];
  return load_tagged(t, t->i64, entry_address(t, i->a, i->b), offset_tag(tag, sizeof tag, "ENTRY", i->b));
}

static LLVMValueRef emit_store_entry(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  char tag[32];
  store_tagged(t, value_of(t, i->c), entry_address(t, i->a, i->b), offset_tag(tag, sizeof tag, "ENTRY", i->b));
  return NULL;
}

// --- calls

typedef struct HelperSignature {
  const char *result, *arguments;
  uint8_t effects;
} HelperSignature;
static const HelperSignature helper_signatures[HELPER_COUNT] = {
#define HELPER(name, function, result, arguments, effects) [HELPER_##name] = {#result, #arguments, HELPER_##effects},
#include "core/trace/helpers.def"
#undef HELPER
};

unsigned helper_argument_count(unsigned helper) {
  const char *arguments = helper_signatures[helper].arguments;
  return strcmp(arguments, "N") == 0 ? 0 : (unsigned)strlen(arguments);
}
static ValueClass class_of_letter(char letter) {
  return letter == 'N' ? CLASS_NONE : letter == 'F' ? CLASS_DOUBLE : CLASS_WORD;
}
ValueClass helper_argument_class(unsigned helper, unsigned argument) {
  return class_of_letter(helper_signatures[helper].arguments[argument]);
}
ValueClass helper_result_class(unsigned helper) { return class_of_letter(helper_signatures[helper].result[0]); }

// LLVM's encoding of what a call does to memory: two bits (1 reads, 2 writes) each for arguments, memory that this
// function cannot name, and all other memory. Helpers that are PURE to a trace may still allocate.
enum { MEMORY_ALLOCATES = 3 << 2, MEMORY_READS = 1 | 1 << 4 };
static const uint8_t memory_effects[] = {
    [HELPER_PURE] = MEMORY_ALLOCATES, [HELPER_READS] = MEMORY_ALLOCATES | MEMORY_READS};

bool operation_moves_base(const IrInstruction *i) {
  return i->op == IR_CALL && helper_signatures[i->a].effects > HELPER_READS;
}

static LLVMTypeRef type_of_class(Translation *t, ValueClass class) {
  return class == CLASS_DOUBLE ? t->f64 : class == CLASS_NONE ? LLVMVoidTypeInContext(t->context) : t->i64;
}

static void add_call_attribute(Translation *t, LLVMValueRef call, unsigned kind, uint64_t value) {
  LLVMAddCallSiteAttribute(call, LLVMAttributeFunctionIndex, LLVMCreateEnumAttribute(t->context, kind, value));
}

static LLVMValueRef emit_call(Translation *t, const IrInstruction *i, int how) {
  (void)how;
  LLVMValueRef arguments[HELPER_ARGUMENTS_MAX];
  LLVMTypeRef types[HELPER_ARGUMENTS_MAX];
  for (unsigned k = 0; k < i->b; k++) {
    arguments[k] = value_of(t, t->instructions[t->index - i->b + k].a);
    types[k] = LLVMTypeOf(arguments[k]);
  }
  LLVMValueRef helpers = load_tagged(t, t->pointer, context_field(t, offsetof(TraceContext, helpers)), "CONTEXT");
  mark_invariant(t, helpers);
  LLVMValueRef number = integer(t, i->a);
  LLVMValueRef place = LLVMBuildGEP2(t->builder, t->pointer, helpers, &number, 1, "");
  LLVMValueRef function = load_tagged(t, t->pointer, place, "CONTEXT");
  mark_invariant(t, function);
  ValueClass class = helper_result_class(i->a);
  LLVMTypeRef type = LLVMFunctionType(type_of_class(t, class), types, i->b, false);
  LLVMValueRef call = LLVMBuildCall2(t->builder, type, function, arguments, i->b, "");
  add_call_attribute(t, call, t->nounwind_attribute, 0);
  uint8_t effects = helper_signatures[i->a].effects;
  if (effects <= HELPER_READS)
    add_call_attribute(t, call, t->memory_attribute, memory_effects[effects]);
  else
    load_base(t);
  return class == CLASS_NONE ? NULL : call;
}

static const Operation operations[IR_OP_COUNT] = {
    [IR_NOP] = {emit_nothing, 0, ""},
    [IR_LOOP] = {emit_nothing, 0, ""},
    [IR_PHI] = {emit_nothing, 0, "xx"},
    [IR_BACK] = {emit_nothing, 0, ""},
    [IR_LEAVE] = {emit_leave, 0, ""},
    [IR_PARAM] = {emit_parameter, 0, ""},
    [IR_SLOT] = {emit_slot, 0, ""},
    [IR_STORE_SLOT] = {emit_store_slot, 0, " w"},
    [IR_FRAMES] = {emit_frames, 0, ""},
    [IR_GUARD_IS_INT] = {emit_guard_is_int, 0, "w"},
    [IR_GUARD_IS_FLOAT] = {emit_guard_is_float, 0, "w"},
    [IR_GUARD_IS_OBJECT] = {emit_guard_is_object, 0, "w"},
    [IR_GUARD_SHAPE] = {emit_guard_shape, 0, "w"},
    [IR_GUARD_SAME] = {emit_guard_compare, LLVMIntEQ, "ww"},
    [IR_GUARD_NOT_SAME] = {emit_guard_compare, LLVMIntNE, "ww"},
    [IR_GUARD_NOT_EMPTY] = {emit_guard_not_empty, 0, "w"},
    [IR_GUARD_SMALL] = {emit_guard_small, 0, "w"},
    [IR_GUARD_POLL] = {emit_guard_poll, 0, ""},
    [IR_GUARD_LT] = {emit_guard_compare, LLVMIntSLT, "ww"},
    [IR_GUARD_LE] = {emit_guard_compare, LLVMIntSLE, "ww"},
    [IR_GUARD_GT] = {emit_guard_compare, LLVMIntSGT, "ww"},
    [IR_GUARD_GE] = {emit_guard_compare, LLVMIntSGE, "ww"},
    [IR_GUARD_EQ] = {emit_guard_compare, LLVMIntEQ, "ww"},
    [IR_GUARD_NE] = {emit_guard_compare, LLVMIntNE, "ww"},
    [IR_GUARD_BELOW] = {emit_guard_compare, LLVMIntULT, "ww"},
    [IR_GUARD_LT_F] = {emit_guard_compare_double, LLVMRealOLT, "ff"},
    [IR_GUARD_LE_F] = {emit_guard_compare_double, LLVMRealOLE, "ff"},
    [IR_GUARD_EQ_F] = {emit_guard_compare_double, LLVMRealOEQ, "ff"},
    [IR_GUARD_NLT_F] = {emit_guard_compare_double, LLVMRealUGE, "ff"},
    [IR_GUARD_NLE_F] = {emit_guard_compare_double, LLVMRealUGT, "ff"},
    [IR_GUARD_NE_F] = {emit_guard_compare_double, LLVMRealUNE, "ff"},
    [IR_UNBOX_INT] = {emit_unbox_int, 0, "w"},
    [IR_UNBOX_FLOAT] = {emit_unbox_float, 0, "w"},
    [IR_UNBOX_OBJECT] = {emit_same_bits, 0, "w"},
    [IR_ASSUME_SMALL] = {emit_same_bits, 0, "w"},
    [IR_BOX_INT] = {emit_box_int, 0, "w"},
    [IR_BOX_FLOAT] = {emit_box_float, 0, "f"},
    [IR_BOX_OBJECT] = {emit_same_bits, 0, "w"},
    [IR_ADD] = {emit_binary, LLVMAdd, "ww"},
    [IR_SUB] = {emit_binary, LLVMSub, "ww"},
    [IR_MUL] = {emit_binary, LLVMMul, "ww"},
    [IR_ADD_OVERFLOW] = {emit_overflow, 0, "ww"},
    [IR_SUB_OVERFLOW] = {emit_overflow, 1, "ww"},
    [IR_MUL_OVERFLOW] = {emit_overflow, 2, "ww"},
    [IR_FLOORDIV] = {emit_floor_divide, FLOOR_DIVIDE, "ww"},
    [IR_MOD] = {emit_floor_divide, FLOOR_MODULO, "ww"},
    [IR_AND] = {emit_binary, LLVMAnd, "ww"},
    [IR_OR] = {emit_binary, LLVMOr, "ww"},
    [IR_XOR] = {emit_binary, LLVMXor, "ww"},
    [IR_SHL] = {emit_binary, LLVMShl, "ww"},
    [IR_SHR] = {emit_binary, LLVMAShr, "ww"},
    [IR_MIN] = {emit_min_max, 0, "ww"},
    [IR_MAX] = {emit_min_max, 1, "ww"},
    [IR_ADD_F] = {emit_binary, LLVMFAdd, "ff"},
    [IR_SUB_F] = {emit_binary, LLVMFSub, "ff"},
    [IR_MUL_F] = {emit_binary, LLVMFMul, "ff"},
    [IR_DIV_F] = {emit_binary, LLVMFDiv, "ff"},
    [IR_NEG_F] = {emit_sign, SIGN_FLIP, "f"},
    [IR_ABS_F] = {emit_sign, SIGN_CLEAR, "f"},
    [IR_SQRT_F] = {emit_double_intrinsic, 0, "f"},
    [IR_FLOOR_F] = {emit_double_intrinsic, 1, "f"},
    [IR_INT_TO_FLOAT] = {emit_convert, LLVMSIToFP, "w"},
    [IR_FLOAT_TO_INT] = {emit_convert, LLVMFPToSI, "f"},
    [IR_LOAD_FIELD] = {emit_load_field, 0, "w"},
    [IR_STORE_FIELD] = {emit_store_field, 0, "w w"},
    [IR_LOAD_AT] = {emit_load_at, 0, "w"},
    [IR_STORE_AT] = {emit_store_at, 0, "w w"},
    [IR_LOAD_ITEM] = {emit_load_item, 0, "ww"},
    [IR_STORE_ITEM] = {emit_store_item, 0, "www"},
    [IR_LOAD_TUPLE] = {emit_load_tuple, 0, "ww"},
    [IR_LOAD_BYTE] = {emit_load_byte, 0, "ww"},
    [IR_LOAD_ENTRY] = {emit_load_entry, 0, "w"},
    [IR_STORE_ENTRY] = {emit_store_entry, 0, "w w"},
    [IR_ARG] = {emit_nothing, 0, "x"},
    [IR_CALL] = {emit_call, 0, ""},
};

ValueClass operation_operand_class(IrOp op, unsigned operand) {
  const char *classes = operations[op].classes;
  if (operand >= strlen(classes)) return CLASS_NONE;
  return classes[operand] == 'w' ? CLASS_WORD : classes[operand] == 'f' ? CLASS_DOUBLE : CLASS_ANY;
}

void operation_emit(Translation *t) {
  const IrInstruction *i = &t->instructions[t->index];
  t->values[t->index] = operations[i->op].emit(t, i, operations[i->op].how);
}
