// From trace IR to LLVM IR: functions, blocks, arguments and exits. What single operations become is in operations.c.
//
// Every function is `i64 (ptr context, i64 × words, double × doubles)`, preserve_none, and ends in musttail calls of
// the same type, so values stay in registers from trace to trace. All of Python's words (ints, boxed values, pointers)
// are i64 here and become pointers where memory is accessed: arguments then need no casts, and aliasing is told by tags
// (TBAA), not by pointer types.
//
// A looping trace is two functions: `entry` runs the peeled iteration and jumps to `body`. In `body`, `start` takes the
// arguments and loads what is loaded once; `header` has the PHIs. Blocks that leave are made at the first guard of
// their exit and filled at the end of the function, cold, so that they stand behind the loop.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "core/codegen/codegen.h"
#include "core/trace/context.h"

static unsigned kind_id(LLVMContextRef context, const char *name) {
  return LLVMGetMDKindIDInContext(context, name, (unsigned)strlen(name));
}
static unsigned attribute_id(const char *name) { return LLVMGetEnumAttributeKindForName(name, strlen(name)); }

// --- small things

LLVMValueRef integer(Translation *t, int64_t i) { return LLVMConstInt(t->i64, (uint64_t)i, true); }

LLVMValueRef address_at(Translation *t, LLVMValueRef word, int64_t offset) {
  LLVMValueRef pointer = LLVMBuildIntToPtr(t->builder, word, t->pointer, "");
  LLVMValueRef bytes = integer(t, offset);
  return offset == 0 ? pointer : LLVMBuildGEP2(t->builder, t->i8, pointer, &bytes, 1, "");
}

LLVMValueRef context_field(Translation *t, size_t offset) {
  LLVMValueRef bytes = integer(t, (int64_t)offset);
  return LLVMBuildInBoundsGEP2(t->builder, t->i8, t->argument_context, &bytes, 1, "");
}

// --- memory and what is known of it

static LLVMMetadataRef text_metadata(Translation *t, const char *text) {
  return LLVMMDStringInContext2(t->context, text, strlen(text));
}

static LLVMMetadataRef number_metadata(Translation *t, int64_t i) { return LLVMValueAsMetadata(integer(t, i)); }

static void tag_access(Translation *t, LLVMValueRef access, const char *tag) {
  LLVMMetadataRef type_parts[] = {text_metadata(t, tag), t->tbaa_root, number_metadata(t, 0)};
  LLVMMetadataRef type = LLVMMDNodeInContext2(t->context, type_parts, 3);
  LLVMMetadataRef parts[] = {type, type, number_metadata(t, 0)};
  LLVMMetadataRef node = LLVMMDNodeInContext2(t->context, parts, 3);
  LLVMSetMetadata(access, t->tbaa_kind, LLVMMetadataAsValue(t->context, node));
}

LLVMValueRef load_tagged(Translation *t, LLVMTypeRef type, LLVMValueRef pointer, const char *tag) {
  LLVMValueRef load = LLVMBuildLoad2(t->builder, type, pointer, "");
  tag_access(t, load, tag);
  return load;
}

void store_tagged(Translation *t, LLVMValueRef value, LLVMValueRef pointer, const char *tag) {
  tag_access(t, LLVMBuildStore(t->builder, value, pointer), tag);
}

void mark_invariant(Translation *t, LLVMValueRef load) { LLVMSetMetadata(load, t->invariant_kind, t->invariant); }

// --- values

LLVMValueRef opaque_word(LLVMContextRef context, LLVMBuilderRef builder, uint64_t bits) {
  LLVMTypeRef i64 = LLVMInt64TypeInContext(context), type = LLVMFunctionType(i64, &i64, 1, false);
  LLVMValueRef nothing = LLVMGetInlineAsm(type, "", 0, "=r,0", 4, false, false, LLVMInlineAsmDialectATT, false);
  LLVMValueRef word = LLVMConstInt(i64, bits, false);
  LLVMValueRef call = LLVMBuildCall2(builder, type, nothing, &word, 1, "");
  LLVMAttributeRef attributes[] = {LLVMCreateEnumAttribute(context, attribute_id("nounwind"), 0),
                                   LLVMCreateEnumAttribute(context, attribute_id("memory"), 0)};
  for (unsigned k = 0; k < 2; k++) LLVMAddCallSiteAttribute(call, LLVMAttributeFunctionIndex, attributes[k]);
  return call;
}

LLVMValueRef opaque_double(LLVMContextRef context, LLVMBuilderRef builder, uint64_t bits) {
  return LLVMBuildBitCast(builder, opaque_word(context, builder, bits), LLVMDoubleTypeInContext(context), "");
}

static LLVMValueRef make_constant(Translation *t, const IrConstant *constant) {
  bool is_double = constant->type == IR_TYPE_F;
  if (!constant->in_pool) {
    if (!is_double) return LLVMConstInt(t->i64, constant->bits, false);
    return opaque_double(t->context, t->builder, constant->bits);
  }
  LLVMValueRef index = LLVMConstInt(t->i64, constant->pool_index, false);
  LLVMTypeRef type = is_double ? t->f64 : t->i64;
  LLVMValueRef place = LLVMBuildInBoundsGEP2(t->builder, t->i64, t->pool, &index, 1, "");
  LLVMValueRef load = load_tagged(t, type, place, "POOL");
  mark_invariant(t, load);
  return load;
}

// Constants are loaded once: in a loop before it, else where they are needed first.
static LLVMValueRef constant_value(Translation *t, uint32_t number) {
  if (t->constants[number]) return t->constants[number];
  LLVMBasicBlockRef here = LLVMGetInsertBlock(t->builder);
  if (t->in_body) LLVMPositionBuilderBefore(t->builder, LLVMGetBasicBlockTerminator(t->start));
  t->constants[number] = make_constant(t, trace_constants(t->request) + number);
  LLVMPositionBuilderAtEnd(t->builder, here);
  return t->constants[number];
}

LLVMValueRef value_of(Translation *t, Ref ref) {
  return is_constant_ref(ref) ? constant_value(t, ref - CONSTANT_REF) : t->values[ref];
}

// --- arguments

static LLVMValueRef spill_place(Translation *t, unsigned index) {
  return context_field(t, offsetof(TraceContext, spill) + index * sizeof(uint64_t));
}

LLVMValueRef next_parameter(Translation *t, IrType type) {
  unsigned words = t->request->words;
  ArgumentPlace place = trace_argument_place(&t->parameters, type, words, t->request->doubles);
  if (place.kind == PLACE_WORD) return LLVMGetParam(t->function, 1 + place.index);
  if (place.kind == PLACE_DOUBLE) return LLVMGetParam(t->function, 1 + words + place.index);
  return load_tagged(t, type == IR_TYPE_F ? t->f64 : t->i64, spill_place(t, place.index), "SPILL");
}

// Ends the block: hands `count` values over to another trace function.
static void jump_with_arguments(Translation *t, LLVMValueRef target, uint32_t first, uint32_t count) {
  unsigned words = t->request->words, doubles = t->request->doubles;
  LLVMValueRef passed[1 + 2 * 64] = {t->argument_context};
  for (unsigned k = 0; k < words; k++) passed[1 + k] = LLVMGetPoison(t->i64);
  for (unsigned k = 0; k < doubles; k++) passed[1 + words + k] = LLVMGetPoison(t->f64);
  const Ref *arguments = trace_arguments(t->request) + first;
  ArgumentCounters counters = {0};
  for (uint32_t k = 0; k < count; k++) {
    IrType type = trace_ref_type(t->request, arguments[k]);
    ArgumentPlace place = trace_argument_place(&counters, type, words, doubles);
    LLVMValueRef value = value_of(t, arguments[k]);
    if (place.kind == PLACE_SPILL)
      store_tagged(t, value, spill_place(t, place.index), "SPILL");
    else
      passed[1 + (place.kind == PLACE_DOUBLE ? words : 0) + place.index] = value;
  }
  LLVMValueRef call = LLVMBuildCall2(t->builder, t->trace_type, target, passed, 1 + words + doubles, "");
  LLVMSetInstructionCallConv(call, TRACE_CALLING_CONVENTION);
  LLVMSetTailCallKind(call, LLVMTailCallKindMustTail);
  LLVMBuildRet(t->builder, call);
}

// --- exits

static LLVMBasicBlockRef new_block(Translation *t) {
  return LLVMAppendBasicBlockInContext(t->context, t->function, "");
}

static LLVMBasicBlockRef exit_block(Translation *t, unsigned exit) {
  if (!t->exits[exit]) t->exits[exit] = new_block(t);
  return t->exits[exit];
}

// -X guard-stress: counts down the guards that are executed; the one that finds zero fails.
static LLVMValueRef fail_now_and_then(Translation *t, LLVMValueRef passes) {
  LLVMValueRef place = context_field(t, offsetof(TraceContext, guard_countdown));
  LLVMValueRef count = load_tagged(t, t->i32, place, "CONTEXT"), zero = LLVMConstInt(t->i32, 0, false);
  LLVMValueRef now = LLVMBuildICmp(t->builder, LLVMIntEQ, count, zero, "");
  LLVMValueRef less = LLVMBuildSub(t->builder, count, LLVMConstInt(t->i32, 1, false), "");
  LLVMValueRef start = LLVMConstInt(t->i32, t->request->guard_stress, false);
  store_tagged(t, LLVMBuildSelect(t->builder, now, start, less, ""), place, "CONTEXT");
  return LLVMBuildAnd(t->builder, passes, LLVMBuildNot(t->builder, now, ""), "");
}

void guard(Translation *t, LLVMValueRef passes, unsigned exit) {
  if (t->request->guard_stress && trace_exits(t->request)[exit].restarts) passes = fail_now_and_then(t, passes);
  LLVMBasicBlockRef leaving = exit_block(t, exit), next = new_block(t);
  LLVMValueRef branch = LLVMBuildCondBr(t->builder, passes, next, leaving);
  LLVMSetMetadata(branch, t->weights_kind, t->weights);
  LLVMPositionBuilderAtEnd(t->builder, next);
}

void leave(Translation *t, unsigned exit) { LLVMBuildBr(t->builder, exit_block(t, exit)); }

static void fill_exit(Translation *t, unsigned number) {
  const IrExit *exit = trace_exits(t->request) + number;
  LLVMPositionBuilderAtEnd(t->builder, t->exits[number]);
  LLVMValueRef exit_number = LLVMConstInt(t->i32, exit->exit_number, false);
  store_tagged(t, exit_number, context_field(t, offsetof(TraceContext, exit_number)), "CONTEXT");
  LLVMValueRef slots = load_tagged(t, t->pointer, context_field(t, offsetof(TraceContext, exit_slots)), "CONTEXT");
  LLVMValueRef index = LLVMConstInt(t->i64, exit->exit_number, false);
  LLVMValueRef place = LLVMBuildInBoundsGEP2(t->builder, t->pointer, slots, &index, 1, "");
  LLVMValueRef target = load_tagged(t, t->pointer, place, "EXIT_SLOT");
  jump_with_arguments(t, target, exit->first_argument, exit->argument_count);
}

// The state that exit `number` describes, for C code that is called next.
void keep_frames(Translation *t, unsigned number, uint32_t count) {
  const IrExit *exit = trace_exits(t->request) + number;
  const Ref *arguments = trace_arguments(t->request) + exit->first_argument;
  for (uint32_t k = 0; k < count; k++) store_tagged(t, value_of(t, arguments[k]), spill_place(t, k), "SPILL");
  LLVMValueRef mark = LLVMConstInt(t->i32, exit->exit_number + 1u, false);
  store_tagged(t, mark, context_field(t, offsetof(TraceContext, frames_exit)), "CONTEXT");
}

// --- functions

static void add_attribute(Translation *t, LLVMAttributeIndex index, const char *name, uint64_t value) {
  LLVMAddAttributeAtIndex(t->function, index, LLVMCreateEnumAttribute(t->context, attribute_id(name), value));
}

static LLVMValueRef declare_function(Translation *t, const char *name, LLVMLinkage linkage) {
  t->function = LLVMAddFunction(t->module, name, t->trace_type);
  LLVMSetFunctionCallConv(t->function, TRACE_CALLING_CONVENTION);
  LLVMSetLinkage(t->function, linkage);
  add_attribute(t, LLVMAttributeFunctionIndex, "nounwind", 0);
  // No vector constants made of merged stores: they would need memory.
  add_attribute(t, LLVMAttributeFunctionIndex, "noimplicitfloat", 0);
  add_attribute(t, 1, "nonnull", 0);
  add_attribute(t, 1, "align", 8);
  add_attribute(t, 1, "dereferenceable", sizeof(TraceContext));
  LLVMAddAttributeAtIndex(t->function, LLVMAttributeFunctionIndex,
                          LLVMCreateStringAttribute(t->context, "no-jump-tables", 14, "true", 4));
  return t->function;
}

static void start_function(Translation *t, LLVMValueRef function, bool in_body) {
  t->function = function;
  t->in_body = in_body;
  t->argument_context = LLVMGetParam(function, 0);
  t->parameters = (ArgumentCounters){0};
  memset(t->constants, 0, t->request->constant_count * sizeof(LLVMValueRef));
  memset(t->exits, 0, t->request->exit_count * sizeof(LLVMBasicBlockRef));
  t->start = new_block(t);
  LLVMPositionBuilderAtEnd(t->builder, t->start);
  t->pool = load_tagged(t, t->pointer, context_field(t, offsetof(TraceContext, pool)), "CONTEXT");
  mark_invariant(t, t->pool);
}

void load_base(Translation *t) {
  t->base = load_tagged(t, t->i64, context_field(t, offsetof(TraceContext, base)), "CONTEXT");
}

static void emit_range(Translation *t, uint32_t from, uint32_t to) {
  for (t->index = from; t->index < to; t->index++) operation_emit(t);
}

static void finish_function(Translation *t) {
  for (uint32_t number = 0; number < t->request->exit_count; number++)
    if (t->exits[number]) fill_exit(t, number);
}

static void build_entry(Translation *t, LLVMValueRef entry, LLVMValueRef body) {
  const TraceBuffer *r = t->request;
  start_function(t, entry, false);
  load_base(t);
  emit_range(t, 0, body ? r->loop : r->instruction_count);
  if (body) jump_with_arguments(t, body, r->body_first_argument, r->body_argument_count);
  finish_function(t);
}

static bool moves_base(const Translation *t, uint32_t from, uint32_t to) {
  for (uint32_t k = from; k < to; k++)
    if (operation_moves_base(&t->instructions[k])) return true;
  return false;
}

// The values of PHIs: made in `header`, with what they are at the start; what they become is added by close_loop.
static void open_phis(Translation *t) {
  for (uint32_t k = t->request->first_phi; k < t->request->instruction_count; k++) {
    const IrInstruction *i = &t->instructions[k];
    if (i->op != IR_PHI) continue;
    LLVMValueRef phi = LLVMBuildPhi(t->builder, LLVMTypeOf(t->values[i->a]), "");
    LLVMAddIncoming(phi, &t->values[i->a], &t->start, 1);
    t->values[k] = phi;
  }
  for (uint32_t k = t->request->first_phi; k < t->request->instruction_count; k++)
    if (t->instructions[k].op == IR_PHI) t->values[t->instructions[k].a] = t->values[k];
}

static void close_loop(Translation *t, LLVMBasicBlockRef header) {
  LLVMBasicBlockRef last = LLVMGetInsertBlock(t->builder);
  for (uint32_t k = t->request->first_phi; k < t->request->instruction_count; k++) {
    if (t->instructions[k].op != IR_PHI) continue;
    LLVMValueRef next = value_of(t, t->instructions[k].b);
    LLVMAddIncoming(t->values[k], &next, &last, 1);
  }
  LLVMBuildBr(t->builder, header);
}

static void build_body(Translation *t, LLVMValueRef body) {
  const TraceBuffer *r = t->request;
  start_function(t, body, true);
  const Ref *arguments = trace_arguments(t->request) + r->body_first_argument;
  for (uint32_t k = 0; k < r->body_argument_count; k++)
    t->values[arguments[k]] = next_parameter(t, trace_ref_type(t->request, arguments[k]));
  bool base_moves = moves_base(t, r->loop, r->first_phi);
  if (!base_moves) load_base(t);
  LLVMBasicBlockRef header = new_block(t);
  LLVMBuildBr(t->builder, header);
  LLVMPositionBuilderAtEnd(t->builder, header);
  open_phis(t);
  if (base_moves) load_base(t);
  emit_range(t, r->loop + 1, r->first_phi);
  close_loop(t, header);
  finish_function(t);
}

// --- the module

static void make_types(Translation *t) {
  LLVMContextRef c = t->context;
  t->i8 = LLVMInt8TypeInContext(c);
  t->i32 = LLVMInt32TypeInContext(c);
  t->i64 = LLVMInt64TypeInContext(c);
  t->f64 = LLVMDoubleTypeInContext(c);
  t->pointer = LLVMPointerTypeInContext(c, 0);
  LLVMTypeRef parameters[1 + 2 * 64] = {t->pointer};
  unsigned count = 1;
  for (unsigned k = 0; k < t->request->words; k++) parameters[count++] = t->i64;
  for (unsigned k = 0; k < t->request->doubles; k++) parameters[count++] = t->f64;
  t->trace_type = LLVMFunctionType(t->i64, parameters, count, false);
}

static void make_metadata(Translation *t) {
  t->tbaa_kind = kind_id(t->context, "tbaa");
  t->invariant_kind = kind_id(t->context, "invariant.load");
  t->weights_kind = kind_id(t->context, "prof");
  t->nounwind_attribute = attribute_id("nounwind");
  t->memory_attribute = attribute_id("memory");
  LLVMMetadataRef name = text_metadata(t, "martlet");
  t->tbaa_root = LLVMMDNodeInContext2(t->context, &name, 1);
  t->invariant = LLVMMetadataAsValue(t->context, LLVMMDNodeInContext2(t->context, NULL, 0));
  LLVMMetadataRef weights[] = {text_metadata(t, "branch_weights"),
                               LLVMValueAsMetadata(LLVMConstInt(t->i32, 2000, false)),
                               LLVMValueAsMetadata(LLVMConstInt(t->i32, 1, false))};
  t->weights = LLVMMetadataAsValue(t->context, LLVMMDNodeInContext2(t->context, weights, 3));
}

static bool make_tables(Translation *t) {
  t->values = calloc(t->request->instruction_count, sizeof(LLVMValueRef));
  t->constants = calloc(t->request->constant_count + 1, sizeof(LLVMValueRef));
  t->exits = calloc(t->request->exit_count + 1, sizeof(LLVMBasicBlockRef));
  return t->values && t->constants && t->exits;
}

static void drop_tables(Translation *t) {
  free(t->values);
  free(t->constants);
  free(t->exits);
}

static void build_functions(Translation *t) {
  make_types(t);
  make_metadata(t);
  LLVMValueRef entry = declare_function(t, ENTRY_NAME, LLVMExternalLinkage);
  // Internal: the jump from entry to body then needs no relocation.
  LLVMValueRef body = t->request->loop ? declare_function(t, BODY_NAME, LLVMInternalLinkage) : NULL;
  build_entry(t, entry, body);
  if (body) build_body(t, body);
}

LLVMModuleRef translate(TraceBuffer *request, LLVMContextRef context, bool opaque_float_signs) {
  Translation t = {.request = request, .instructions = trace_instructions(request), .context = context};
  t.opaque_float_signs = opaque_float_signs;
  if (make_tables(&t)) {
    t.module = LLVMModuleCreateWithNameInContext("trace", context);
    t.builder = LLVMCreateBuilderInContext(context);
    build_functions(&t);
    LLVMDisposeBuilder(t.builder);
  }
  drop_tables(&t);
  return t.module;
}
