/* Test driver for the parser: `syntax-tool parse FILE...` checks files, `dump FILE` writes the tree, `error FILE` the error. */
#include <stdlib.h>
#include <string.h>

#include "core/syntax/dump.h"
#include "core/syntax/parser.h"

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*length + 1);
    if (text && fread(text, 1, *length, file) != *length)
        *length = 0;
    fclose(file);
    return text;
}

static int run(const char *command, const char *path)
{
    size_t length;
    char *text = read_file(path, &length);
    if (!text) {
        perror(path);
        return 2;
    }
    /* An exact copy, so that a sanitiser sees any read past the end. */
    char *exact = malloc(length ? length : 1);
    memcpy(exact, text, length);
    free(text);
    Arena arena;
    SyntaxErrorInfo error;
    arena_init(&arena, 0);
    Node *root = parse_source(&arena, exact, length, PARSE_FILE, &error);
    if (root && strcmp(command, "dump") == 0)
        dump_node(stdout, root), putchar('\n');
    if (!root && strcmp(command, "quiet") != 0)
        printf("%s:%u:%u-%u:%u: %d %s\n", path, error.line, error.column, error.end_line, error.end_column, error.kind,
               error.message);
    if (root && strcmp(command, "size") == 0)
        printf("%s: %zu bytes of source, %zu of arena\n", path, length, arena.used);
    free(exact);
    arena_free(&arena);
    return root ? 0 : 1;
}

int main(int argc, char **argv)
{
    int status = 0;
    for (int i = 2; i < argc; i++)
        status |= run(argv[1], argv[i]);
    return status;
}
