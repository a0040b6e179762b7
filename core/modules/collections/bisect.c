// The module _bisect: binary search in sorted sequences.
#include "core/modules/collections/declare.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/vm/vm.h"

// a, x, lo, hi, key: the slots of every function here.
enum { SEQUENCE, ITEM, LOW, HIGH, KEY };

static bool bounds(const Value *args, int64_t *low, int64_t *high) {
  *low = 0;
  *high = -1;
  static const char overflow[] = "cannot fit 'int' into an index-sized integer";
  if (args[LOW] != EMPTY && !int_index_i64(args[LOW], low, overflow)) return false;
  if (args[HIGH] != EMPTY && args[HIGH] != NONE && !int_index_i64(args[HIGH], high, overflow)) return false;
  if (*low < 0) return raise(ValueError, "lo must be non-negative"), false;
  if (*high == -1 && (*high = object_length(args[SEQUENCE])) < 0) return false;
  return true;
}

// The item at `index`. EMPTY: raised.
static inline Value item_at(Value sequence, int64_t index) {
  if (is_list(sequence) && (uint64_t)index < to_list(sequence)->length) return to_list(sequence)->storage->items[index];
  return object_get_item(sequence, int_from_i64(index));
}

// Where the item goes: behind its equals (right) or in front of them. -1: raised.
static int64_t search(const Value *args, Value item, bool right) {
  int64_t low, high;
  if (!bounds(args, &low, &high)) return -1;
  Value sequence = args[SEQUENCE], key = args[KEY] == EMPTY ? NONE : args[KEY];
  while (low < high) {
    int64_t middle = (int64_t)(((uint64_t)low + (uint64_t)high) / 2);
    Value found = item_at(sequence, middle);
    if (found != EMPTY && key != NONE) found = object_call_1(key, found);
    if (found == EMPTY) return -1;
    Value answer = right ? items_compare(item, found, COMPARE_LT) : items_compare(found, item, COMPARE_LT);
    int less = answer == EMPTY ? -1 : object_truth(answer);
    if (less < 0) return -1;
    if ((less != 0) == right)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

static Value find(const Value *args, bool right) {
  int64_t index = search(args, args[ITEM], right);
  return index < 0 ? EMPTY : int_from_i64(index);
}

static Value insert(const Value *args, bool right) {
  Value item = args[ITEM];
  if (args[KEY] != EMPTY && args[KEY] != NONE && (item = object_call_1(args[KEY], item)) == EMPTY) return EMPTY;
  int64_t index = search(args, item, right);
  if (index < 0) return EMPTY;
  Value parameters[] = {int_from_i64(index), args[ITEM]};
  return object_call_method(args[SEQUENCE], "insert", parameters, 2) == EMPTY ? EMPTY : NONE;
}

static Value bisect_right(Value *args, size_t count) { return (void)count, find(args, true); }
static Value bisect_left(Value *args, size_t count) { return (void)count, find(args, false); }
static Value insort_right(Value *args, size_t count) { return (void)count, insert(args, true); }
static Value insort_left(Value *args, size_t count) { return (void)count, insert(args, false); }

#define SIGNATURE "a, x, lo=0, hi=None, *, key=None"
static const char right_doc[] = "Return the index where to insert item x in list a, assuming a is sorted.\n\n"
                                "The return value i is such that all e in a[:i] have e <= x, and all e in\n"
                                "a[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will\n"
                                "insert just after the rightmost x already there.\n\n"
                                "Optional args lo (default 0) and hi (default len(a)) bound the\n"
                                "slice of a to be searched.";
static const char left_doc[] = "Return the index where to insert item x in list a, assuming a is sorted.\n\n"
                               "The return value i is such that all e in a[:i] have e < x, and all e in\n"
                               "a[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will\n"
                               "insert just before the leftmost x already there.\n\n"
                               "Optional args lo (default 0) and hi (default len(a)) bound the\n"
                               "slice of a to be searched.";
static const NativeDef functions[] = {
    DEF("bisect_right", SIGNATURE, bisect_right, right_doc),
    DEF("bisect_left", SIGNATURE, bisect_left, left_doc),
    DEF("insort_right", SIGNATURE, insort_right, "Insert item x in list a, and keep it sorted assuming a is sorted."),
    DEF("insort_left", SIGNATURE, insort_left, "Insert item x in list a, and keep it sorted assuming a is sorted."),
    END_OF_DEFS,
};

const NativeModule module__bisect = {"_bisect", functions, NULL, DOC("Bisection algorithms.")};
