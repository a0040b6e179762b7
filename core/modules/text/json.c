// The module _json.
#include "core/modules/text/json_internal.h"

#include "core/heap/heap.h"
#include "core/object/module.h"

static const NativeDef functions[] = {
    {.name = "scanstring",
     .signature = "string, end, strict=True, /",
     .fn = json_scanstring,
     .effects = EFFECT_ANY,
     .doc =
         "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the "
         "index of the\ncharacter in s after the quote that started the JSON string.\nReturns a tuple of the decoded "
         "string and the index of the character in s\nafter the end quote."},
    {.name = "encode_basestring",
     .signature = "string, /",
     .fn = json_encode_basestring,
     .effects = EFFECT_PURE,
     .doc = DOC("encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string")},
    {.name = "encode_basestring_ascii",
     .signature = "string, /",
     .fn = json_encode_basestring_ascii,
     .effects = EFFECT_PURE,
     .doc = DOC(
         "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string")},
    {0},
};

static void visit_types(void) {
  heap_visit(from_object(json_scanner_type));
  heap_visit(from_object(json_encoder_type));
}

static bool init(Value module) {
  if (!json_scanner_init() || !json_encoder_init()) return false;
  heap_add_root(visit_types);
  return module_add(module, "make_scanner", from_object(json_scanner_type)) &&
         module_add(module, "make_encoder", from_object(json_encoder_type));
}

const NativeModule module__json = {"_json", functions, init, DOC("json speedups\n")};
