/* A text form of the syntax tree, for tests: every field and place of every node, one line for the whole tree. */
#ifndef MARTLET_CORE_SYNTAX_DUMP_H
#define MARTLET_CORE_SYNTAX_DUMP_H

#include <stdio.h>

#include "core/syntax/ast.h"

/* Write `node` to `out` as (Kind line:column-line:column field=value ...). Strings are written as hexadecimal bytes. */
void dump_node(FILE *out, const Node *node);

#endif
