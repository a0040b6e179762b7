// Recording names, cells, attributes, items, displays and unpacking.
//
// Attributes use the interpreter's own analysis (attribute_describe_*): a shape guard, the assumption that the class
// stays as it is, and then a plain load or store. Globals are constants under an assumption, unless they were seen to
// change.
#include "core/trace/recorder.h"

#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/attribute_cache.h"
#include "core/vm/interpreter.h"

// --- globals

static bool assume_layout(Dict *dict) {
  if (assume(ASSUME_ENTRY_CONSTANT, dict, ASSUME_LAYOUT_ONLY)) return true;
  builder_abort(ABORT_TRACE_LIMIT);
  return false;
}

// The globals of the current frame are those seen while recording.
static void guard_globals(void) {
  Ref function = function_ref();
  if (is_constant(function)) return;
  Ref globals = ir_emit(IR_LOAD_FIELD, IR_TYPE_V, function, TRACE_FIELD_FUNCTION_GLOBALS, 0);
  guard_constant(globals, recorder.function->globals);
}

// The value of entry number `entry`: a constant, or a load when it is known to change.
static Ref load_entry(Dict *dict, int64_t entry) {
  DictEntry *place = &dict_entries(dict)[entry];
  if (!(place->flags & ENTRY_MUTABLE)) {
    if (!assume(ASSUME_ENTRY_CONSTANT, dict, (uint64_t)entry)) builder_abort(ABORT_TRACE_LIMIT);
    return ir_value(place->value);
  }
  if (!assume_layout(dict) || entry > INT16_MAX) {
    builder_abort(ABORT_OPERANDS);
    return NO_REF;
  }
  return ir_emit(IR_LOAD_ENTRY, IR_TYPE_V, ir_object(dict), (uint16_t)entry, 0);
}

static Value name_of(const uint32_t *pc) { return constant_value(pc[1] >> 16); }

void record_load_global(uint32_t i) {
  Value name = name_of(recorder.pc);
  // Namespaces of their own are not guarded.
  if (recorder.function->builtins != vm.builtins || !is_dict(recorder.function->globals)) {
    builder_abort(ABORT_OPERANDS);
    return;
  }
  Dict *globals = to_dict(recorder.function->globals), *builtins = to_dict(recorder.function->builtins);
  guard_globals();
  int64_t entry = dict_find_str(recorder.function->globals, name);
  if (entry >= 0) {
    set_register(instruction_a(i), load_entry(globals, entry));
    return;
  }
  entry = dict_find_str(recorder.function->builtins, name);
  if (entry < 0)
    builder_abort(ABORT_EXCEPTION);
  else if (assume_layout(globals))
    set_register(instruction_a(i), load_entry(builtins, entry));
}

void record_store_global(uint32_t i) {
  Dict *globals = to_dict(recorder.function->globals);
  int64_t entry = dict_find_str(recorder.function->globals, name_of(recorder.pc));
  if (entry < 0 || entry > INT16_MAX) {
    builder_abort(ABORT_OPERANDS);
    return;
  }
  guard_globals();
  DictEntry *place = &dict_entries(globals)[entry];
  if (place->flags & ENTRY_WATCHED) vm_dict_changed(globals, entry);
  place->flags |= ENTRY_MUTABLE;
  if (!assume_layout(globals)) return;
  Ref value = boxed(get_register(instruction_a(i)), concrete(instruction_a(i)));
  ir_emit(IR_STORE_ENTRY, IR_TYPE_N, ir_object(globals), (uint16_t)entry, value);
  recorder.side_effect = true;
}

// --- cells

Ref record_closure_cell(unsigned index) {
  Ref closure = ir_emit(IR_LOAD_FIELD, IR_TYPE_V, function_ref(), TRACE_FIELD_FUNCTION_CLOSURE, 0);
  Ref tuple = ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, closure, 0, 0);
  Ref cell = ir_emit(IR_LOAD_TUPLE, IR_TYPE_V, tuple, ir_int(index), 0);
  return ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, cell, 0, 0);
}

static Ref register_cell(unsigned reg) {
  Ref ref = get_register(reg);
  return type_of_ref(ref) == IR_TYPE_P ? ref : ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, ref, 0, 0);
}

Ref record_closure_value(unsigned index) {
  return ir_emit(IR_LOAD_FIELD, IR_TYPE_V, record_closure_cell(index), TRACE_FIELD_CELL_VALUE, 0);
}

static void load_cell(unsigned target, Ref cell) {
  set_register(target, ir_emit(IR_LOAD_FIELD, IR_TYPE_V, cell, TRACE_FIELD_CELL_VALUE, 0));
}

static void store_cell(Ref cell, unsigned source) {
  Ref value = boxed(get_register(source), concrete(source));
  ir_emit(IR_STORE_FIELD, IR_TYPE_N, cell, TRACE_FIELD_CELL_VALUE, value);
  recorder.side_effect = true;
}

// Registers that hold cells always do, which the compiler decides per register, so no guard is needed; but for items of
// a tuple of cells.
void record_cell(uint32_t i) {
  unsigned a = instruction_a(i), b = instruction_b(i), bx = instruction_bx(i);
  switch (instruction_op(i)) {
  case OP_MAKE_CELL: {
    Ref value = boxed(get_register(a), concrete(a));
    Ref cell = call_helper(HELPER_CELL_NEW, 1, &value);
    guard_result(cell);
    set_register(a, cell);
    break;
  }
  case OP_LOAD_CELL: load_cell(a, register_cell(b)); break;
  case OP_STORE_CELL: store_cell(register_cell(a), b); break;
  case OP_LOAD_FREE: load_cell(a, record_closure_cell(bx)); break;
  case OP_STORE_FREE: store_cell(record_closure_cell(bx), a); break;
  default: set_register(a, record_closure_cell(bx)); break;
  }
}

// --- attributes

// The receiver has the shape seen, and its class is as it was.
static Ref guard_receiver(Ref ref, Value receiver, const InlineCache *cache) {
  Ref object = as_object(ref, to_object(receiver)->shape);
  assume_type(cache->type);
  return object;
}

static Ref overflow_array(Ref object, Value receiver) {
  return ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, ir_emit(IR_LOAD_AT, IR_TYPE_V, object, type_of(receiver)->slots_offset, 0),
                 0, 0);
}

static Ref module_attribute(Ref ref, Value receiver, const InlineCache *cache) {
  guard_constant(ref, receiver);
  return load_entry((Dict *)(void *)cache->type, (int64_t)cache_number(cache));
}

// Members of __slots__ may be unset.
static Ref load_from_slot(Ref value) {
  ir_guard(IR_GUARD_NOT_EMPTY, value, 0);
  return value;
}

// The attribute's reference; NO_REF: not this way.
static Ref described_attribute(Ref ref, Value receiver, const InlineCache *cache) {
  if (!cache->shape) return NO_REF;
  switch (cache_kind(cache)) {
  case CACHE_SLOT:
    return ir_emit(IR_LOAD_AT, IR_TYPE_V, guard_receiver(ref, receiver, cache), (uint16_t)cache_number(cache), 0);
  case CACHE_MEMBER:
    return load_from_slot(
        ir_emit(IR_LOAD_AT, IR_TYPE_V, guard_receiver(ref, receiver, cache), (uint16_t)cache_number(cache), 0));
  case CACHE_OVERFLOW: {
    Ref array = overflow_array(guard_receiver(ref, receiver, cache), receiver);
    return ir_emit(IR_LOAD_ITEM, IR_TYPE_V, array, ir_int((int64_t)cache_number(cache)), 0);
  }
  case CACHE_VALUE: guard_receiver(ref, receiver, cache); return ir_value(cache->value);
  case CACHE_MODULE: return module_attribute(ref, receiver, cache);
  case CACHE_TYPE:
    guard_constant(ref, receiver);
    assume_type(cache->type);
    return ir_value(cache->value);
  default: return NO_REF;
  }
}

static Ref generic_attribute(Ref ref, Value receiver, Value name) {
  Ref args[] = {boxed(ref, receiver), ir_value(name)};
  Ref value = call_helper(HELPER_GET_ATTRIBUTE, 2, args);
  guard_result(value);
  return value;
}

void record_load_attribute(uint32_t i) {
  Value receiver = concrete(instruction_b(i)), name = name_of(recorder.pc);
  Ref ref = get_register(instruction_b(i));
  InlineCache cache = {0};
  attribute_describe_load(receiver, name, &cache);
  SpecialCall call;
  if (cache.shape && cache_kind(&cache) == CACHE_PROPERTY && special_getter(cache.value, receiver, &call)) {
    Ref object = guard_receiver(ref, receiver, &cache);
    record_special(&call, &object);
    return;
  }
  Ref value = described_attribute(ref, receiver, &cache);
  if (builder.abort) return;
  set_register(instruction_a(i), value == NO_REF ? generic_attribute(ref, receiver, name) : value);
}

// A method of the object that super() was just called with: what it finds depends on the object's class alone.
static bool load_super_method(unsigned a, Ref ref, Value receiver, Value name) {
  if (!has_shape(receiver, SHAPE_SUPER) || !is_op(ref, IR_CALL) || instruction_of(ref)->a != HELPER_SUPER_NEW)
    return false;
  Value method = super_find_method(receiver, name);
  if (method == EMPTY || !(has_shape(method, SHAPE_FUNCTION) || has_shape(method, SHAPE_NATIVE_METHOD))) return false;
  Value self = super_object(receiver);
  Ref object = as_object(instruction_of((Ref)(ref - 1))->a, to_object(self)->shape);
  assume_type(type_of(self));
  set_register(a, ir_value(method));
  set_register(a + FRAME_HEADER, ir_emit(IR_BOX_OBJECT, IR_TYPE_V, object, 0, 0));
  return true;
}

void record_load_method(uint32_t i) {
  unsigned a = instruction_a(i);
  Value receiver = concrete(instruction_b(i)), name = name_of(recorder.pc);
  Ref ref = get_register(instruction_b(i));
  InlineCache cache = {0};
  attribute_describe_load(receiver, name, &cache);
  if (cache.shape && cache_kind(&cache) == CACHE_METHOD) {
    Ref object = guard_receiver(ref, receiver, &cache);
    set_register(a, ir_value(cache.value));
    set_register(a + FRAME_HEADER, ir_emit(IR_BOX_OBJECT, IR_TYPE_V, object, 0, 0));
    return;
  }
  if (cache.shape && cache_kind(&cache) == CACHE_BOUND) {
    guard_receiver(ref, receiver, &cache);
    set_register(a, ir_value(cache.value));
    set_register(a + FRAME_HEADER, ir_value(from_object(cache.type)));
    return;
  }
  if (load_super_method(a, ref, receiver, name)) return;
  Ref value = described_attribute(ref, receiver, &cache);
  if (builder.abort) return;
  if (value == NO_REF) value = generic_attribute(ref, receiver, name);
  set_register(a, value);
  set_register(a + FRAME_HEADER, ir_value(EMPTY));
}

// The attribute is new: the shape changes. Other references of the old shape may be the same object.
static void add_attribute(Ref object, Value receiver, const InlineCache *cache, Ref value) {
  uint32_t old_shape = to_object(receiver)->shape, new_shape = (uint32_t)to_small_int(cache->value);
  ir_emit(IR_STORE_AT, IR_TYPE_N, object, (uint16_t)cache_number(cache), value);
  ir_emit(IR_STORE_FIELD, IR_TYPE_N, object, TRACE_FIELD_OBJECT_SHAPE, ir_int(new_shape));
  known_forget_shapes(old_shape);
  known_set_shape(object, new_shape);
}

void record_store_attribute(uint32_t i) {
  unsigned a = instruction_a(i), b = instruction_b(i);
  Value receiver = concrete(a), name = name_of(recorder.pc);
  Ref ref = get_register(a), value = boxed(get_register(b), concrete(b));
  SpecialCall call;
  if (special_setter(receiver, name, concrete(b), &call)) {
    Ref args[] = {as_object(ref, to_object(receiver)->shape), get_register(b)};
    assume_type(type_of(receiver));
    record_special(&call, args);
    return;
  }
  InlineCache cache = {0};
  attribute_describe_store(receiver, name, &code_caches(recorder.code)[recorder.pc[1] & 0xFFFF], &cache);
  CacheKind kind = cache_kind(&cache);
  if (!cache.shape || (kind != CACHE_SLOT && kind != CACHE_MEMBER && kind != CACHE_OVERFLOW && kind != CACHE_ADD)) {
    Ref args[] = {boxed(ref, receiver), ir_value(name), value};
    guard_status(call_helper(HELPER_SET_ATTRIBUTE, 3, args));
    return;
  }
  Ref object = guard_receiver(ref, receiver, &cache);
  if (kind == CACHE_SLOT || kind == CACHE_MEMBER)
    ir_emit(IR_STORE_AT, IR_TYPE_N, object, (uint16_t)cache_number(&cache), value);
  else if (kind == CACHE_ADD)
    add_attribute(object, receiver, &cache, value);
  else
    ir_emit(IR_STORE_ITEM, IR_TYPE_N, overflow_array(object, receiver), ir_int((int64_t)cache_number(&cache)), value);
  recorder.side_effect = true;
}

// --- items

// index, counted from the end when negative, is within length.
static Ref checked_index(Ref index, int64_t value, Ref length) {
  if (value < 0) {
    ir_guard(IR_GUARD_LT, index, ir_int(0));
    index = ir_emit(IR_ADD_OVERFLOW, IR_TYPE_I, index, length, 0);
  }
  ir_guard(IR_GUARD_BELOW, index, length);
  return index;
}

static bool index_in_range(int64_t index, uint64_t length) {
  return (uint64_t)(index < 0 ? index + (int64_t)length : index) < length;
}

static Ref list_storage(Ref list) { return ir_emit(IR_LOAD_FIELD, IR_TYPE_P, list, TRACE_FIELD_LIST_STORAGE, 0); }
static Ref list_length(Ref list) { return ir_emit(IR_LOAD_FIELD, IR_TYPE_I, list, TRACE_FIELD_LIST_LENGTH, 0); }

static Ref get_list_item(Ref ref, Value container, Ref key_ref, int64_t key) {
  (void)container;
  Ref list = as_object(ref, SHAPE_LIST);
  Ref index = checked_index(as_int(key_ref), key, list_length(list));
  return ir_emit(IR_LOAD_ITEM, IR_TYPE_V, list_storage(list), index, 0);
}

static Ref get_tuple_item(Ref ref, Value container, Ref key_ref, int64_t key) {
  (void)container;
  Ref tuple = as_object(ref, SHAPE_TUPLE);
  Ref length = ir_emit(IR_LOAD_FIELD, IR_TYPE_I, tuple, TRACE_FIELD_TUPLE_LENGTH, 0);
  return ir_emit(IR_LOAD_TUPLE, IR_TYPE_V, tuple, checked_index(as_int(key_ref), key, length), 0);
}

static Ref get_str_item(Ref ref, Value container, Ref key_ref, int64_t key) {
  Ref str = as_object(ref, SHAPE_STR);
  Ref length = ir_emit(IR_LOAD_FIELD, IR_TYPE_I, str, TRACE_FIELD_STR_LENGTH, 0);
  Ref args[] = {boxed(str, container), checked_index(as_int(key_ref), key, length)};
  Ref result = call_helper(HELPER_STR_AT, 2, args);
  guard_result(result);
  builder.known[result].shape = SHAPE_STR;
  return result;
}

static Ref get_bytes_item(Ref ref, Value container, Ref key_ref, int64_t key) {
  (void)container;
  Ref bytes = as_object(ref, SHAPE_BYTES);
  Ref length = ir_emit(IR_LOAD_FIELD, IR_TYPE_I, bytes, TRACE_FIELD_BYTES_SIZE, 0);
  return ir_emit(IR_LOAD_BYTE, IR_TYPE_I, bytes, checked_index(as_int(key_ref), key, length), 1);
}

// Hashing and comparing such keys runs no Python code (those already in the dict may be anything, but a comparison
// happens only when hashes are equal, and str against str first).
static bool is_plain_key(Value key) { return is_int(key) || is_str(key); }

static Ref get_dict_item(Ref ref, Value container, Ref key_ref, Value key) {
  Ref dict = as_object(ref, SHAPE_DICT);
  Ref key_boxed = is_str(key) ? boxed(as_object(key_ref, SHAPE_STR), key) : boxed(as_int(key_ref), key);
  Ref args[] = {boxed(dict, container), key_boxed};
  Ref value = call_helper(HELPER_DICT_GET, 2, args);
  ir_guard(IR_GUARD_NOT_EMPTY, value, 0); // absent: the interpreter looks again, and raises
  return value;
}

static Ref get_item_generic(Ref ref, Value container, Ref key_ref, Value key) {
  Ref args[] = {boxed(ref, container), boxed(key_ref, key)};
  Ref value = call_helper(HELPER_GET_ITEM, 2, args);
  guard_result(value);
  return value;
}

void record_get_item(uint32_t i) {
  bool constant = instruction_op(i) == OP_GET_ITEM_K;
  Value container = concrete(instruction_b(i));
  Value key = constant ? constant_value(instruction_c(i)) : concrete(instruction_c(i));
  Ref ref = get_register(instruction_b(i));
  Ref key_ref = constant ? ir_value(key) : get_register(instruction_c(i));
  SpecialCall call;
  if (special_call(recorder.pc, recorder.base, &call)) {
    Ref args[] = {as_object(ref, to_object(container)->shape), key_ref};
    assume_type(type_of(container));
    record_special(&call, args);
    return;
  }
  Ref value;
  int64_t index = is_int(key) ? to_small_int(key) : 0;
  if (is_int(key) && is_list(container) && index_in_range(index, to_list(container)->length))
    value = get_list_item(ref, container, key_ref, index);
  else if (is_int(key) && is_tuple(container) && index_in_range(index, to_tuple(container)->length))
    value = get_tuple_item(ref, container, key_ref, index);
  else if (is_int(key) && is_str(container) && index_in_range(index, to_str(container)->length))
    value = get_str_item(ref, container, key_ref, index);
  else if (is_int(key) && has_shape(container, SHAPE_BYTES) &&
           index_in_range(index, ((Bytes *)(void *)to_object(container))->size))
    value = get_bytes_item(ref, container, key_ref, index);
  else if (is_dict(container) && is_plain_key(key))
    value = get_dict_item(ref, container, key_ref, key);
  else
    value = get_item_generic(ref, container, key_ref, key);
  set_register(instruction_a(i), value);
}

void record_set_item(uint32_t i) {
  unsigned a = instruction_a(i), b = instruction_b(i), c = instruction_c(i);
  Value container = concrete(a), key = concrete(b);
  Ref ref = get_register(a), key_ref = get_register(b);
  if (is_list(container) && is_int(key) && index_in_range(to_small_int(key), to_list(container)->length)) {
    int64_t index = to_small_int(key);
    Ref list = as_object(ref, SHAPE_LIST);
    Ref at = checked_index(as_int(key_ref), index, list_length(list));
    Ref value = boxed(get_register(c), concrete(c));
    ir_emit(IR_STORE_ITEM, IR_TYPE_N, list_storage(list), at, value);
    recorder.side_effect = true;
    return;
  }
  SpecialCall call;
  if (special_call(recorder.pc, recorder.base, &call)) {
    Ref args[] = {as_object(ref, to_object(container)->shape), key_ref, get_register(c)};
    assume_type(type_of(container));
    record_special(&call, args);
    return;
  }
  Ref value = boxed(get_register(c), concrete(c));
  if (is_dict(container) && is_plain_key(key)) {
    Ref dict = as_object(ref, SHAPE_DICT);
    Ref args[] = {boxed(dict, container),
                  is_str(key) ? boxed(as_object(key_ref, SHAPE_STR), key) : boxed(as_int(key_ref), key), value};
    guard_status(call_helper(HELPER_DICT_SET, 3, args));
    return;
  }
  Ref args[] = {boxed(ref, container), boxed(key_ref, key), value};
  guard_status(call_helper(HELPER_SET_ITEM, 3, args));
}

void record_delete_item(uint32_t i) {
  unsigned a = instruction_a(i), b = instruction_b(i);
  Ref args[] = {boxed(get_register(a), concrete(a)), boxed(get_register(b), concrete(b))};
  guard_status(call_helper(HELPER_DELETE_ITEM, 2, args));
}

void record_delete_attribute(uint32_t i) {
  unsigned a = instruction_a(i);
  Ref args[] = {boxed(get_register(a), concrete(a)), ir_value(name_of(recorder.pc))};
  guard_status(call_helper(HELPER_DELETE_ATTRIBUTE, 2, args));
}
