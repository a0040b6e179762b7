// Line tables: see line_table.h.
#include "core/vm/line_table.h"

enum { LINE_CHANGES = 1, SEVERAL_LINES = 2, NO_COLUMNS = 4, NO_LINE = SEVERAL_LINES | NO_COLUMNS, FLAG_BITS = 3 };
// Five varints of at most five bytes.
enum { ENTRY_BYTES_MAX = 25 };

size_t line_table_room(size_t count) { return count * ENTRY_BYTES_MAX; }

static uint32_t zigzag(int64_t number) { return ((uint32_t)number << 1) ^ (uint32_t)(number >> 63); }
static int64_t unzigzag(uint32_t number) { return (int64_t)(number >> 1) ^ -(int64_t)(number & 1); }

static uint8_t *put(uint8_t *out, uint32_t number) {
  for (; number >= 0x80; number >>= 7) *out++ = (uint8_t)(number | 0x80);
  *out++ = (uint8_t)number;
  return out;
}

static bool get(LineReader *reader, uint32_t *number) {
  *number = 0;
  for (unsigned shift = 0; shift < 35 && reader->at < reader->end; shift += 7) {
    uint8_t byte = *reader->at++;
    *number |= (uint32_t)(byte & 0x7F) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

size_t line_table_write(uint8_t *out, const LineEntry *entries, size_t count, uint32_t first_line) {
  uint8_t *start = out;
  uint32_t index = 0, line = first_line;
  for (const LineEntry *entry = entries; entry < entries + count; entry++) {
    bool columns = entry->column != COLUMN_UNKNOWN && entry->end_column != COLUMN_UNKNOWN;
    unsigned flags = (entry->line != line ? LINE_CHANGES : 0) | (columns ? 0 : NO_COLUMNS);
    if (columns && entry->end_line != entry->line) flags |= SEVERAL_LINES;
    if (entry->line == 0) flags = NO_LINE;
    out = put(out, (entry->index - index) << FLAG_BITS | flags);
    if (flags & LINE_CHANGES) out = put(out, zigzag((int64_t)entry->line - line));
    if (flags & SEVERAL_LINES && columns) out = put(out, zigzag((int64_t)entry->end_line - entry->line));
    if (!(flags & NO_COLUMNS)) {
      out = put(out, entry->column);
      out = put(out, zigzag((int64_t)entry->end_column - entry->column));
    }
    index = entry->index;
    if (entry->line != 0) line = entry->line;
  }
  return (size_t)(out - start);
}

LineReader line_reader(const uint8_t *table, size_t bytes, uint32_t first_line) {
  return (LineReader){table, table + bytes, first_line, {0, first_line, COLUMN_UNKNOWN, COLUMN_UNKNOWN, first_line}};
}

bool line_reader_next(LineReader *reader) {
  uint32_t head, line = 0, end = 0, column = COLUMN_UNKNOWN, width = 0;
  LineEntry *entry = &reader->entry;
  if (!get(reader, &head)) return false;
  if ((head & NO_LINE) == NO_LINE) {
    *entry = (LineEntry){entry->index + (head >> FLAG_BITS), 0, COLUMN_UNKNOWN, COLUMN_UNKNOWN, 0};
    return true;
  }
  if (((head & LINE_CHANGES) && !get(reader, &line)) || ((head & SEVERAL_LINES) && !get(reader, &end)) ||
      (!(head & NO_COLUMNS) && (!get(reader, &column) || !get(reader, &width))))
    return false;
  entry->index += head >> FLAG_BITS;
  entry->line = reader->line = (uint32_t)(reader->line + unzigzag(line));
  entry->end_line = (uint32_t)(entry->line + unzigzag(end));
  entry->column = (uint16_t)column;
  entry->end_column = head & NO_COLUMNS ? COLUMN_UNKNOWN : (uint16_t)(column + (uint32_t)unzigzag(width));
  return true;
}
