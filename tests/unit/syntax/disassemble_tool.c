/* Test driver for the compiler: writes the bytecode of a file. Linked with everything of martlet but its main program. */
#include <stdlib.h>

#include "core/object/str.h"
#include "core/syntax/compiler.h"
#include "core/vm/disassemble.h"
#include "core/vm/vm.h"

int main(int argc, char **argv)
{
    vm_init(&argc);
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (!file)
            return 2;
        static char text[1 << 22];
        size_t length = fread(text, 1, sizeof text, file);
        fclose(file);
        SyntaxErrorInfo error = {0};
        Value code = compile_source(text, length, str_from_c(argv[i]), COMPILE_MODULE, &error);
        if (code == EMPTY)
            printf("%s:%u: %s\n", argv[i], error.line, error.message);
        else
            disassemble(stdout, to_code(code));
    }
    return 0;
}
