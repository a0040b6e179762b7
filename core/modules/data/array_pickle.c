// Arrays in pickles: from protocol 3 on as bytes in a machine format, a number that says size, kind and byte order, so
// that a machine with other C types can read them.
#include "core/modules/data/array.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

// Formats come in pairs: little-endian, big-endian; single bytes are unsigned, signed.
enum { FORMAT_FLOAT = 14, FORMAT_UTF16 = 18, FORMAT_UTF32 = 20, FORMAT_END = 22 };

// The little-endian format of an item.
static int format_of(const NativeItem *item) {
  if (item->kind == ITEM_CHARACTER) return item->size == 4 ? FORMAT_UTF32 : FORMAT_UTF16;
  if (item->kind == ITEM_FLOAT) return item->size == 4 ? FORMAT_FLOAT : FORMAT_FLOAT + 2;
  bool is_signed = item->kind == ITEM_SIGNED;
  if (item->size == 1) return is_signed;
  return (item->size == 2 ? 2 : item->size == 4 ? 6 : 10) + 2 * is_signed;
}

Value array_reduce_ex(Value *args, size_t count) {
  (void)count;
  Value self = args[0], cls = from_object(type_of(self));
  int64_t protocol;
  if (!type_flag(args[1], TYPE_IS_INT)) return raise(TypeError, "__reduce_ex__ argument should be an integer");
  if (!int_index_i64(args[1], &protocol, "Python int too large to convert to C long")) return EMPTY;
  const NativeItem *item = to_array(self)->item;
  Value state = object_find_attribute(self, vm.names.__dict__), code = str_new(&item->code, 1);
  if (state == EMPTY && vm_exception != EMPTY) return EMPTY;
  if (state == EMPTY) state = NONE;
  Value function, arguments;
  if (protocol < 3) {
    Value list = list_from_iterable(self);
    function = cls;
    arguments = list == EMPTY ? EMPTY : tuple_pair(code, list);
  } else {
    Value module = vm_import(str_intern("array", 5), EMPTY, NONE, 0);
    function = module == EMPTY ? EMPTY : object_get_attribute(module, str_from_c("_array_reconstructor"));
    Value data = bytes_new(to_array(self)->bytes.storage->data, to_array(self)->bytes.size);
    Value items[] = {cls, code, from_small_int(format_of(item)), data};
    arguments = function == EMPTY || data == EMPTY ? EMPTY : tuple_from(items, 4);
  }
  Value result[] = {function, arguments, state};
  return arguments == EMPTY ? EMPTY : tuple_from(result, 3);
}

// A format without its byte order.
static int without_order(int format) { return format < 2 ? format : format / 2 * 2; }

// The size of a format's items; CPython takes UTF-16 in units of 4.
static int item_size(int format) {
  if (format >= FORMAT_FLOAT) return format / 2 * 2 == FORMAT_FLOAT + 2 ? 8 : 4;
  return format < 2 ? 1 : format < 6 ? 2 : format < 10 ? 4 : 8;
}

// The item of the array that holds data of a format: the array's own, or one of the format's size and sign.
static const NativeItem *integer_item(int format, const NativeItem *item) {
  if (format_of(item) == without_order(format)) return item;
  const char *codes = "BbHhIiLl";
  int kind = format < 2    ? format
             : format < 6  ? 2 + (format >= 4)
             : format < 10 ? 4 + (format >= 8)
                           : 6 + (format >= 12);
  return native_item(codes[kind]);
}

static void swap(uint8_t *data, size_t size, size_t item) {
  for (size_t at = 0; at + item <= size; at += item)
    for (size_t low = at, high = at + item - 1; low < high; low++, high--) {
      uint8_t byte = data[low];
      data[low] = data[high];
      data[high] = byte;
    }
}

static Value from_text(Type *type, const NativeItem *item, int format, Value data) {
  static const char *const names[] = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"};
  Value name = str_from_c(names[format - FORMAT_UTF16]), text = object_call_method(data, "decode", &name, 1);
  Value code = str_new(&item->code, 1);
  return text == EMPTY ? EMPTY : object_call_2(from_object(type), code, text);
}

Value array_reconstruct(Value *args, size_t count) {
  (void)count;
  if (!is_type(args[0])) return raise(TypeError, "first argument must be a type object, not %T", args[0]);
  Type *type = to_type(args[0]);
  if (!type_is_subtype(type, array_type))
    return raise(TypeError, "%V is not a subtype of array.array", type_shown_name(type));
  const char *text = type_flag(args[1], TYPE_IS_STR) && to_str(args[1])->size == 1 ? to_str(args[1])->text : "";
  const NativeItem *item = *text && strchr("bBuhHiIlLqQfd", *text) ? native_item(*text) : NULL;
  if (item == NULL) return raise(ValueError, "second argument must be a valid type code");
  int64_t format;
  if (!int_index_i64(args[2], &format, "Python int too large to convert to C int")) return EMPTY;
  if (format < 0 || format >= FORMAT_END)
    return raise(ValueError, "third argument must be a valid machine format code.");
  const uint8_t *data;
  size_t size;
  if (!type_flag(args[3], TYPE_IS_BYTES)) return raise(TypeError, "fourth argument should be bytes, not %T", args[3]);
  if (!bytes_view(args[3], &data, &size)) return EMPTY;
  bool own = format_of(item) == without_order((int)format);
  if (!own && size % (size_t)item_size((int)format) != 0)
    return raise(ValueError, "string length not a multiple of item size");
  if (format >= FORMAT_UTF16 && !own) return from_text(type, item, (int)format, args[3]);
  const NativeItem *stored = item;
  if (!own && format >= FORMAT_FLOAT)
    stored = native_item(format < FORMAT_FLOAT + 2 ? 'f' : 'd');
  else if (!own)
    stored = integer_item((int)format, item);
  bool converts = !own && format >= FORMAT_FLOAT && stored != item;
  Value array = array_new(converts ? array_type : type, stored, 0);
  if (array == EMPTY || !array_add_bytes(array, data, size)) return EMPTY;
  if (format >= 2 && format % 2 == 1) swap(to_array(array)->bytes.storage->data, size, stored->size);
  return converts ? object_call_2(from_object(type), args[1], array) : array;
}
