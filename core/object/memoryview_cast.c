// memoryview.cast and tolist: other formats and shapes.
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/memoryview.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static bool is_byte_code(char code) { return code == 'b' || code == 'B' || code == 'c'; }

// The letter of a format: one, perhaps with '@' in front. 0: it is not a native one.
static char format_letter(const Str *format) {
  size_t at = format->size == 2 && format->text[0] == '@';
  char letter = format->size == at + 1 ? format->text[at] : 0;
  return letter && letter != 'u' && native_item(letter) ? letter : 0;
}

static bool has_zero(const MemoryView *view) {
  for (size_t i = 0; i < view_dimensions(view); i++)
    if (view_items(view, i) == 0 || view_stride(view, i) == 0) return true;
  return false;
}

// The numbers of a shape argument; their product must be `items`, of `size` bytes each. False: raised.
static bool shape_argument(Value shape, int64_t items, int64_t size, int64_t *lengths, size_t *count) {
  bool is_list = type_flag(shape, TYPE_IS_LIST);
  *count = is_list ? to_list(shape)->length : to_tuple(shape)->length;
  int64_t product = 1;
  for (size_t i = 0; i < *count; i++) {
    Value number = is_list ? to_list(shape)->storage->items[i] : to_tuple(shape)->items[i];
    if (!type_flag(number, TYPE_IS_INT))
      return raise(TypeError, "memoryview.cast(): elements of shape must be integers"), false;
    if (!int_to_i64(number, &lengths[i]))
      return raise(OverflowError, "Python int too large to convert to C ssize_t"), false;
    if (lengths[i] <= 0) return raise(ValueError, "memoryview.cast(): elements of shape must be integers > 0"), false;
    if (__builtin_mul_overflow(product, lengths[i], &product) || product > INT64_MAX / size)
      return raise(ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX"), false;
  }
  if (product != items) return raise(TypeError, "memoryview: product(shape) * itemsize != buffer size"), false;
  return true;
}

// Whether a shape has a number of dimensions that the view can be cast to. False: raised.
static bool check_shape(const MemoryView *view, Value shape) {
  bool is_list = type_flag(shape, TYPE_IS_LIST);
  if (!is_list && !type_flag(shape, TYPE_IS_TUPLE)) return raise(TypeError, "shape must be a list or a tuple"), false;
  size_t count = is_list ? to_list(shape)->length : to_tuple(shape)->length;
  if (count > VIEW_DIMENSIONS_MAX)
    return raise(ValueError, "memoryview: number of dimensions must not exceed %d", VIEW_DIMENSIONS_MAX), false;
  if (view_dimensions(view) != 1 && count != 1)
    return raise(TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D"), false;
  return true;
}

// The letter of the new format. 0: raised.
static char new_letter(const MemoryView *view, Value format) {
  char from = (char)to_small_int(view->code), to = format_letter(to_str(format));
  if (to == 0) {
    raise(ValueError, "memoryview: destination format must be a native single character format prefixed with an "
                      "optional '@'");
    return 0;
  }
  if (!is_byte_code(from) && !is_byte_code(to))
    return raise(TypeError, "memoryview: cannot cast between two non-byte formats"), 0;
  if (view_bytes(view) % native_item(to)->size != 0)
    return raise(TypeError, "memoryview: length is not a multiple of itemsize"), 0;
  return to;
}

Value view_method_cast(Value *args, size_t count) {
  (void)count;
  Value format = args[1], shape = args[2];
  if (format == NONE) return raise(TypeError, "cast() argument 'format' must be str, not None");
  if (!type_flag(format, TYPE_IS_STR)) return raise(TypeError, "cast() argument 'format' must be str, not %T", format);
  if (!view_check(args[0])) return EMPTY;
  const MemoryView *view = to_view(args[0]);
  if (!view_is_contiguous(view, false))
    return raise(TypeError, "memoryview: casts are restricted to C-contiguous views");
  if ((shape != EMPTY || view_dimensions(view) != 1) && has_zero(view))
    return raise(TypeError, "memoryview: cannot cast view with zeros in shape or strides");
  if (shape != EMPTY && !check_shape(view, shape)) return EMPTY;
  char letter = new_letter(view, format);
  if (letter == 0) return EMPTY;
  int64_t size = native_item(letter)->size, lengths[VIEW_DIMENSIONS_MAX] = {(int64_t)view_bytes(view) / size};
  size_t dimensions = 1;
  if (shape != EMPTY && !shape_argument(shape, lengths[0], size, lengths, &dimensions)) return EMPTY;
  MemoryView *result = view_copy(view, dimensions);
  if (result == NULL) return EMPTY;
  result->code = from_small_int(letter);
  result->prefixed = from_bool(to_str(format)->size == 2);
  int64_t stride = size;
  for (size_t i = dimensions; i-- > 0; stride *= lengths[i])
    result->extents[i] = (Extent){from_small_int(lengths[i]), from_small_int(stride)};
  return from_object(result);
}

static Value nested_list(const MemoryView *view, size_t dimension, const uint8_t *at) {
  if (dimension == view_dimensions(view)) return view_load(view, at);
  size_t items = (size_t)view_items(view, dimension);
  Value list = list_new(items);
  for (size_t i = 0; list != EMPTY && i < items; i++) {
    Value item = nested_list(view, dimension + 1, at + (int64_t)i * view_stride(view, dimension));
    if (item == EMPTY) return EMPTY;
    to_list(list)->storage->items[i] = item;
  }
  return list;
}

Value view_method_tolist(Value *args, size_t count) {
  (void)count;
  return view_check(args[0]) ? nested_list(to_view(args[0]), 0, view_at(to_view(args[0]))) : EMPTY;
}
