// What the two files of the module _weakref share.
#ifndef MARTLET_MODULES_WEAKREF_H
#define MARTLET_MODULES_WEAKREF_H

#include "core/object/weakref.h"

// The types ref, ProxyType and CallableProxyType; made when the module is first imported.
typedef struct WeakTypes {
  Type *ref, *proxy, *callable_proxy;
} WeakTypes;
extern WeakTypes weak_types;

static inline bool is_weak_proxy(Value v) {
  Type *type = type_of(v);
  return type == weak_types.proxy || type == weak_types.callable_proxy;
}

// A new reference of `type`; callback EMPTY: none. The one that there is when CPython would share it. EMPTY: raised.
Value weakref_new(Type *type, Value target, Value callback);
// Makes the proxy types. False: raised.
bool weak_proxy_init(void);

#endif
