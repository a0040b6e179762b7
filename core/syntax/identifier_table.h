/* Which characters beyond ASCII an identifier may hold (XID_Start, XID_Continue of Unicode 14, as CPython 3.11).
 *
 * The table is 4 KB and searched linearly: such characters are rare in programs.
 */
#ifndef MARTLET_CORE_SYNTAX_IDENTIFIER_TABLE_H
#define MARTLET_CORE_SYNTAX_IDENTIFIER_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* May `code` (>= 0x80) be the first character of an identifier? */
bool identifier_starts_with(uint32_t code);

/* May `code` (>= 0x80) be a later character of an identifier? */
bool identifier_continues_with(uint32_t code);

#endif
