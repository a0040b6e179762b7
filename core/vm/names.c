// Globals, builtins and namespaces: loads and stores by name.
#include "core/object/dict.h"
#include "core/object/str.h"
#include "core/vm/import.h"
#include "core/vm/interpreter.h"

static Value undefined_name(Value name) {
  if (vm_exception != EMPTY) return EMPTY;
  raise(NameError, "name '%V' is not defined", name);
  if (vm_exception != EMPTY && exception_matches(EXCEPTION_NameError)) {
    ((Exception *)to_object(vm_exception))->extra[0] = name;
  }
  return EMPTY;
}

// In dicts of classes that may have look-ups of their own.
static Value load_by_items(Value globals, Value builtins, Value name) {
  Value value = namespace_find(globals, name);
  if (value == EMPTY && vm_exception == EMPTY) value = namespace_find(builtins, name);
  return value != EMPTY ? value : undefined_name(name);
}

Value global_load(Function *function, Value name, InlineCache *cache) {
  if (!is_dict(function->globals) || !is_dict(function->builtins))
    return load_by_items(function->globals, function->builtins, name);
  Dict *globals = to_dict(function->globals), *builtins = to_dict(function->builtins);
  int64_t entry = dict_find_str(function->globals, name);
  Dict *found = globals;
  if (entry < 0) {
    entry = dict_find_str(function->builtins, name);
    found = builtins;
    if (entry < 0 && import_complete(name)) {
      entry = dict_find_str(function->globals, name);
      found = globals;
    }
    if (entry < 0) return undefined_name(name);
  }
  cache->type = (Type *)(void *)globals;
  cache->shape = globals->version;
  cache->version = found == builtins && builtins != globals ? builtins->version : 0;
  cache->slot = (uint64_t)(uintptr_t)&dict_entries(found)[entry];
  return dict_entries(found)[entry].value;
}

bool global_store(Function *function, Value name, Value value, InlineCache *cache) {
  Dict *globals = to_dict(function->globals);
  if ((Dict *)(void *)cache->type == globals && cache->shape == globals->version) {
    dict_set_entry(function->globals, (uint32_t)cache->slot, value);
    return true;
  }
  int64_t entry = dict_find_str(function->globals, name);
  if (entry < 0) return dict_set(function->globals, name, value);
  dict_set_entry(function->globals, (uint32_t)entry, value);
  cache->type = (Type *)(void *)globals;
  cache->shape = globals->version;
  cache->slot = (uint64_t)entry;
  return true;
}

bool global_delete(Function *function, Value name) {
  int deleted = dict_delete(function->globals, name);
  if (deleted == 0) undefined_name(name);
  return deleted > 0;
}

Value namespace_find(Value namespace, Value name) {
  if (is_dict(namespace)) return dict_get(namespace, name);
  Value value = object_get_item(namespace, name);
  if (value == EMPTY && exception_matches(EXCEPTION_KeyError)) exception_clear();
  return value;
}

Value namespace_of(const Value *base) { return base[-1] == EMPTY ? frame_function(base)->globals : base[-1]; }

Value name_load(Value *base, Value name) {
  const Function *function = frame_function(base);
  Value value = base[-1] == EMPTY ? EMPTY : namespace_find(base[-1], name);
  if (value == EMPTY && vm_exception == EMPTY) value = dict_get_str(function->globals, name);
  if (value == EMPTY && vm_exception == EMPTY) value = namespace_find(function->builtins, name);
  if (value == EMPTY && vm_exception == EMPTY && import_complete(name)) value = dict_get_str(function->globals, name);
  if (value == EMPTY && vm_exception == EMPTY) undefined_name(name);
  return value;
}

bool name_store(Value *base, Value name, Value value) {
  Value namespace = namespace_of(base);
  if (is_dict(namespace)) return dict_set(namespace, name, value);
  return object_set_item(namespace, name, value);
}

bool name_delete(Value *base, Value name) {
  Value namespace = namespace_of(base);
  if (is_dict(namespace)) {
    int deleted = dict_delete(namespace, name);
    if (deleted == 0) undefined_name(name);
    return deleted > 0;
  }
  if (object_set_item(namespace, name, EMPTY)) return true;
  if (exception_matches(EXCEPTION_KeyError)) {
    exception_clear();
    undefined_name(name);
  }
  return false;
}
