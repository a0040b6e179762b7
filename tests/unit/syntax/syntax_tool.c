/* Test driver for the parser: `syntax-tool parse FILE...` checks files, `dump FILE` writes the tree, `quiet` only says yes or no,
 * `size` the memory, `fuzz` parses damaged copies of the file: they may be refused but must not crash. */
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
    tree_arena_init(&arena, 0);
    Node *root = parse_source(&arena, exact, length, PARSE_FILE, &error);
    if (root && strcmp(command, "dump") == 0)
        dump_node(stdout, root), putchar('\n');
    if (!root && strcmp(command, "quiet") != 0)
        printf("%s:%u:%u-%u:%u: %d %s\n", path, error.line, error.column, error.end_line, error.end_column, error.kind,
               error.message);
    if (root && strcmp(command, "size") == 0)
        printf("%s: %zu bytes of source, %zu of arena\n", path, length, arena.used);
    free(exact);
    tree_arena_free(&arena);
    return root ? 0 : 1;
}

static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* A damaged copy: a slice of the text, with some bytes replaced, removed or doubled. */
static size_t damage(char *copy, const char *text, size_t length, unsigned *state)
{
    static const char nasty[] = "()[]{}:=,'\"\\\n\t #@*.!fbrx0_";
    size_t start = next_random(state) % (length + 1), size = next_random(state) % 2000;
    if (size > length - start)
        size = length - start;
    memcpy(copy, text + start, size);
    for (unsigned i = next_random(state) % 8; i > 0 && size > 0; i--) {
        size_t at = next_random(state) % size;
        copy[at] = nasty[next_random(state) % (sizeof nasty - 1)];
    }
    return size;
}

static int fuzz(const char *path)
{
    size_t length;
    char *text = read_file(path, &length);
    if (!text)
        return 2;
    unsigned state = (unsigned)length;
    for (int round = 0; round < 300; round++) {
        char copy[2000];
        size_t size = damage(copy, text, length, &state);
        char *exact = malloc(size ? size : 1);
        memcpy(exact, copy, size);
        Arena arena;
        SyntaxErrorInfo error;
        tree_arena_init(&arena, 0);
        if (!parse_source(&arena, exact, size, PARSE_FILE, &error) && error.kind == SYNTAX_ERROR_NONE) {
            printf("%s: refused without a reason in round %d:\n%.*s\n", path, round, (int)size, exact);
            return 1;
        }
        tree_arena_free(&arena);
        free(exact);
    }
    free(text);
    return 0;
}

int main(int argc, char **argv)
{
    int status = 0;
    for (int i = 2; i < argc; i++)
        status |= strcmp(argv[1], "fuzz") == 0 ? fuzz(argv[i]) : run(argv[1], argv[i]);
    return status;
}
