// Line tables: which source position the instructions of a Code come from, a few bytes for each change of position.
//
// A sequence of records. Each starts with a varint (seven bits per byte, low ones first): instruction words since the
// last record << 3 | flags; then, as the flags say, the change of line (zigzag), how far the end line lies behind the
// line (zigzag), and unless the columns are unknown the column and the change from column to end column (zigzag). The
// flags for several lines without columns say that the instructions have no line of their own.
//
// Of several records for one instruction all but the last are lines that have no instruction (`pass`, `try:`), which
// are passed on the way to it: only what traces lines sees them.
#ifndef MARTLET_LINE_TABLE_H
#define MARTLET_LINE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COLUMN_UNKNOWN 0xFFFF

// Source position of the instructions from `index` up to the next entry's. Sorted by index.
typedef struct LineEntry {
  uint32_t index;
  uint32_t line;               // 0: none (clearing up behind an except block, the return at the end of a function)
  uint16_t column, end_column; // UTF-8 byte offsets in the line; COLUMN_UNKNOWN
  uint32_t end_line;
} LineEntry;

// Reads a table from its start: entry is the one last read.
typedef struct LineReader {
  const uint8_t *at, *end;
  uint32_t line; // the last one that was not 0
  LineEntry entry;
} LineReader;

LineReader line_reader(const uint8_t *table, size_t bytes, uint32_t first_line);
// The next entry into reader->entry; false: there is none, or the rest is no table.
bool line_reader_next(LineReader *reader);
// The most bytes that a table of `count` entries takes.
size_t line_table_room(size_t count);
// Writes a table; the bytes written.
size_t line_table_write(uint8_t *out, const LineEntry *entries, size_t count, uint32_t first_line);

#endif
