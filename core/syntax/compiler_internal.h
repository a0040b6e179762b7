/* Shared by the compiler's files: the state of a compilation and of the unit (function, class body, module) being
 * compiled, and emission.
 *
 * Errors are sticky: after the first one `failed` is set, everything goes on harmlessly, and no code comes out.
 * A function that needs more registers than there are is *crowded*: that shows while it is compiled, so all is compiled
 * again. Then most of its variables are far (bytecode.h), and where an expression nests deeply, the temporaries of what
 * is around it are saved in far slots meanwhile (expression_to). `pinned` are those which must stay: of statements,
 * whose handlers need them, and iteration states. After a return, raise or jump nothing is reachable until a label that
 * something jumps to: emission then does nothing.
 */
#ifndef MARTLET_CORE_SYNTAX_COMPILER_INTERNAL_H
#define MARTLET_CORE_SYNTAX_COMPILER_INTERNAL_H

#include "core/object/array.h"
#include "core/syntax/compiler.h"
#include "core/syntax/symbols.h"
#include "core/vm/bytecode.h"
#include "core/vm/code.h"

enum {
  MAX_LOCALS = 180,    /* registers for variables of one function; the rest of them is far */
  CROWDED_LOCALS = 12, /* the same for a crowded one, which needs them as temporaries */
  MAX_REGISTERS = 250, /* with temporaries */
  SPILL_FROM = 64,     /* in crowded code: temporaries from here on can be saved in far slots */
  SPILL_AT = 170,      /* and are when so many are in use */
  MAX_COMPILE_DEPTH = 1500,
  MAX_BLOCKS = 20,         /* nested loops, try and with statements: CPython's limit */
  MAX_UNPACK = 64,         /* targets filled at once; more are taken from a tuple */
  MAX_DISPLAY = 24,        /* items built at once; longer displays grow a list */
  MAX_CALL_ARGUMENTS = 40, /* more are passed as a tuple */
  MAX_K = 255,             /* constants that fit an operand byte */
  WIDE_CONSTANT = 0x10000, /* indices from here on need a word */
  WINDOW_WORDS = 4,        /* between a call window's start and its first argument */
};

/* Registers that certainly hold a value. */
typedef struct Bits {
  uint64_t words[4];
} Bits;

typedef struct Label {
  int64_t position; /* word index, -1 before it is bound */
  uint32_t patches; /* index + 1 of the last jump that waits for it */
  Bits assigned;    /* on every way that leads here */
} Label;

typedef enum BlockKind {
  BLOCK_LOOP,
  BLOCK_TRY,
  BLOCK_FINALLY,
  BLOCK_WITH,
  BLOCK_HANDLER,
  BLOCK_NAME,
  BLOCK_STAR
} BlockKind;

/* What surrounds a statement and matters when control leaves it. Lives on the C stack of the function that compiles it.
 */
typedef struct Block {
  BlockKind kind;
  struct Block *outer;
  Label *break_label, *continue_label; /* BLOCK_LOOP */
  bool continue_is_loop;
  bool is_async;           /* BLOCK_WITH */
  const NodeList *finally; /* BLOCK_FINALLY */
  unsigned reg;            /* BLOCK_WITH: __exit__ and its self; BLOCK_HANDLER: exception handled before */
  const Node *node;        /* BLOCK_WITH */
  Identifier *name;        /* BLOCK_NAME: `except ... as name`, unbound on the way out; BLOCK_STAR: the same or NULL */
  bool has_range;
  uint32_t range_start;
  uint32_t handler; /* number of the handler */
  Bits assigned;    /* at its start */
  unsigned pinned;  /* of the unit, before */
} Block;

typedef struct Handler {
  uint32_t target; /* word index */
  uint32_t reg;
} Handler;

typedef struct Unit {
  struct Unit *parent;
  Scope *scope; /* a host */
  Block *block;
  uint32_t *words;
  uint32_t word_count, word_capacity;
  ValueArray *constants; /* grows; on the heap, found by the collector through this structure on the C stack */
  uint32_t constant_count, wide_count; /* those whose index is a word are numbered from WIDE_CONSTANT on */
  uint32_t *constant_table;            /* open addressing: index + 1 */
  uint32_t constant_table_size;
  LineEntry *lines;
  uint32_t line_count, line_capacity;
  HandlerRange *ranges; /* target: number of the handler, until the end */
  uint32_t range_count, range_capacity;
  Handler *handlers;
  uint32_t handler_count, handler_capacity;
  uint32_t cache_count;
  uint32_t *shared_caches; /* for names: index of the last cache + 1, when caches are short */
  uint32_t flags;
  unsigned local_count; /* registers of variables; temporaries from here on */
  unsigned cell_count;  /* registers up to here hold parameters or cells */
  unsigned parameter_count;
  unsigned variable_count;   /* parameters, cells, other locals; those without a register are in far slots */
  unsigned far_register;     /* holds the far slots, if there are any: local_count is one more then */
  unsigned far_top, max_far; /* far slots in use */
  unsigned pinned;
  bool crowded; /* its scope was, when it was compiled before */
  unsigned top, max_top;
  unsigned cleared; /* registers that must be EMPTY at entry end here */
  Bits assigned;
  bool reachable;
  uint32_t line, column, end_line, end_column; /* of what is being compiled */
  uint32_t first_line;
  Value qualified_name;
} Unit;

typedef struct Compiler {
  Arena *arena;
  SyntaxErrorInfo *error;
  const char *source;
  size_t length;
  Value filename;
  CompileMode mode;
  SymbolTable symbols;
  Unit *unit;
  Scope *scope; /* innermost: the unit's scope or a comprehension in it */
  unsigned depth;
  CompileOptions options;
  bool failed;
  bool crowded; /* a scope turned out to be: to be compiled again */
} Compiler;

/* Errors: compile_error.c. */
void fail_at(Compiler *compiler, const Node *node, const char *format, ...) __attribute__((format(printf, 3, 4)));
void fail_memory(Compiler *compiler);
bool enter(Compiler *compiler, const Node *node);
static inline void leave(Compiler *compiler) { compiler->depth--; }

/* Emission: emit.c. */
void at(Compiler *compiler, const Node *node); /* following instructions belong to this node's place */
void at_no_line(Compiler *compiler);           /* or to no place: what clears up */
/* The line of the current place is passed here, even if none of its instructions is: what traces lines sees it. */
void mark_line(Compiler *compiler);
/* A loop that starts here does not come back to the lines marked so far. */
void settle_marks(Compiler *compiler);
void emit_word(Compiler *compiler, uint32_t word);
void emit_abc(Compiler *compiler, Opcode op, unsigned a, unsigned b, unsigned c);
void emit_abx(Compiler *compiler, Opcode op, unsigned a, unsigned bx);
void emit_name(Compiler *compiler, Opcode op, unsigned a, unsigned b, unsigned c, Identifier *name);
void emit_move(Compiler *compiler, unsigned to, unsigned from);
void emit_far(Compiler *compiler, Opcode op, unsigned reg, unsigned slot); /* LOAD_FAR, STORE_FAR */
void emit_jump(Compiler *compiler, Label *label);
void emit_loop(Compiler *compiler, Label *label);
/* A two-word jump: op a b c with the offset in the second word. */
void emit_branch(Compiler *compiler, Opcode op, unsigned a, unsigned b, unsigned c, Label *label);
void label_init(Label *label);
void label_bind(Compiler *compiler, Label *label);
void set_unreachable(Compiler *compiler);

unsigned take_temps(Compiler *compiler, unsigned count);
/* Far slots of the unit, which is crowded; they are given back by setting far_top. */
unsigned take_far_slots(Compiler *compiler, unsigned count);
void reserve_registers(Compiler *compiler, unsigned end); /* the frame has room for registers below `end` */
/* How many values may be held in temporaries at once: less than `usual` where registers are short. */
static inline unsigned at_once(const Compiler *compiler, unsigned usual) {
  enum { CROWDED = 6 };
  return compiler->unit->crowded ? CROWDED : usual;
}
/* All temporaries in use stay where they are until the statement, or the block, ends. */
static inline void pin(Compiler *compiler) {
  if (compiler->unit->top > compiler->unit->pinned) compiler->unit->pinned = compiler->unit->top;
}
static inline bool is_temp(const Compiler *compiler, unsigned reg) { return reg >= compiler->unit->local_count; }

bool bit_get(const Bits *bits, unsigned reg);
void bit_set(Bits *bits, unsigned reg);
void bit_clear(Bits *bits, unsigned reg);

unsigned constant_index(Compiler *compiler, Value value);
unsigned name_index(Compiler *compiler, const Identifier *name);
void load_value(Compiler *compiler, unsigned dest, Value value); /* by the shortest instruction */

/* Warnings: compile_warning.c. Each looks at a node of the kind in its name. */
void warn_of_call(Compiler *compiler, const Node *node);
void warn_of_subscript(Compiler *compiler, const Node *node);
void warn_of_comparison(Compiler *compiler, const Node *node);
void warn_of_assertion(Compiler *compiler, const Node *node);

/* Protected ranges. */
void push_range_block(Compiler *compiler, Block *block, BlockKind kind, unsigned exception_reg);
void pop_block(Compiler *compiler, Block *block);
void close_range(Compiler *compiler, Block *block);
bool bind_handler(Compiler *compiler, const Block *block); /* false: nothing can get there */

/* Units and code objects: build_code.c. */
void unit_open(Compiler *compiler, Unit *unit, Scope *scope, uint32_t first_line);
void start_generator(Compiler *compiler);                          /* the first thing of a generator's body */
Value unit_close(Compiler *compiler, Identifier *name, Value doc); /* the Code, or EMPTY */
Value identifier_value(Compiler *compiler, const Identifier *name);

/* Constants: fold.c. */
bool fold_constant(Compiler *compiler, const Node *node, Value *value);
int constant_truth(Compiler *compiler, const Node *node); /* 1, 0, -1: not known */

/* Names: compile_name.c. */
Symbol *find_symbol(Compiler *compiler, Identifier *name);
void load_name(Compiler *compiler, const Node *node, Identifier *name, unsigned dest);
/* The register where the variable lives, made certain to be bound; -1 when it must be loaded. */
int name_register(Compiler *compiler, const Node *node, Identifier *name);
/* The register of a plain local that may be written straight; -1 otherwise. */
int writable_register(Compiler *compiler, Identifier *name);
void store_name(Compiler *compiler, Identifier *name, unsigned from);
void mark_assigned(Compiler *compiler, Identifier *name);
void delete_name(Compiler *compiler, const Node *node, Identifier *name);
void unbind_name(Compiler *compiler, Identifier *name); /* after `except ... as name` */

/* Expressions. */
void expression_to(Compiler *compiler, const Node *node, unsigned dest);
unsigned expression_any(Compiler *compiler, const Node *node);  /* a register that holds the value */
unsigned expression_temp(Compiler *compiler, const Node *node); /* a fresh temporary */
void jump_if(Compiler *compiler, const Node *node, bool sense, Label *label);
unsigned scratch_for(Compiler *compiler, unsigned dest);
/* Whether the next `words` temporaries may be saved in far slots: then they must hold plain values. */
bool may_be_spilled(const Compiler *compiler, unsigned words);
/* dest = left op right; inplace: augmented assignment. */
void emit_binary(Compiler *compiler, BinaryOperator op, bool inplace, unsigned dest, unsigned left, const Node *right,
                 const Node *place);

/* Calls: compile_call.c. */
void compile_call(Compiler *compiler, const Node *node, unsigned dest);
/* A window whose callee and first `prefix` arguments are in place and whose top is the unit's: evaluate the rest and
 * call. */
void finish_call(Compiler *compiler, const Node *place, unsigned window, unsigned prefix, const NodeList *args,
                 const NodeList *keywords, bool method, unsigned dest);

/* Displays: compile_display.c. */
void compile_sequence(Compiler *compiler, const Node *node, const NodeList *items, unsigned dest);
void compile_dict(Compiler *compiler, const Node *node, unsigned dest);
void compile_joined_string(Compiler *compiler, const Node *node, unsigned dest);
void compile_formatted_value(Compiler *compiler, const Node *node, unsigned dest);
void list_of_arguments(Compiler *compiler, const NodeList *items, unsigned list);

/* Coroutines: compile_async.c. */
void compile_await(Compiler *compiler, const Node *node, unsigned dest);
/* R[dest] = await R[value]; the temporary R[value] holds the awaitable meanwhile, so it is another register. */
void emit_await(Compiler *compiler, AwaitPlace place, unsigned value, unsigned dest);
void compile_async_for(Compiler *compiler, const Node *node);
/* One step of an asynchronous iteration: R[item] = await anext(R[iterator]). `block` covers it; what it raises goes to
 * emit_async_end. */
void emit_async_next(Compiler *compiler, Block *block, unsigned iterator, unsigned item);
void emit_async_end(Compiler *compiler, const Block *block);

/* Comprehensions: compile_comprehension.c. */
void compile_comprehension(Compiler *compiler, const Node *node, unsigned dest);
void compile_generator_expression(Compiler *compiler, const Node *node, unsigned dest);

/* Assignment: compile_assign.c. */
void assign_register(Compiler *compiler, const Node *target, unsigned from);
void compile_assign(Compiler *compiler, const Node *node);
void compile_augmented(Compiler *compiler, const Node *node);
void compile_annotated(Compiler *compiler, const Node *node);
void compile_delete(Compiler *compiler, const Node *node);
/* `for target in ...`: the register that FOR_ITER may write, then what brings the item from there to the target. */
unsigned begin_iteration_target(Compiler *compiler, const Node *target);
void end_iteration_target(Compiler *compiler, const Node *target, unsigned item);

/* Definitions: compile_definition.c. */
void compile_function(Compiler *compiler, const Node *node);
void compile_lambda(Compiler *compiler, const Node *node, unsigned dest);
void compile_class(Compiler *compiler, const Node *node);
void setup_annotations(Compiler *compiler, const NodeList *body); /* if something in the body is annotated */
void annotation_to(Compiler *compiler, const Node *annotation, unsigned dest);
Value child_qualified_name(Compiler *compiler, const char *name);

/* Statements. */
void compile_statements(Compiler *compiler, const NodeList *statements);
void compile_body(Compiler *compiler, const NodeList *statements, bool skip_docstring);
Value docstring_of(Compiler *compiler, const NodeList *statements);
void compile_for(Compiler *compiler, const Node *node);
void push_loop(Compiler *compiler, Block *block, Label *break_label, Label *continue_label, bool continue_is_loop);
void compile_while(Compiler *compiler, const Node *node);
void compile_try(Compiler *compiler, const Node *node);
/* The handlers of `protected`, the body of a try statement with except*; jumps to `end` when done. */
void compile_star_handlers(Compiler *compiler, const Node *node, const Block *protected, Label *end);

/* What a protected part and its handler need besides the block: the exception and the one handled before. */
typedef struct Entered {
  unsigned exception, saved;
  Block block; /* covers the handler's own code */
} Entered;
/* The handler of `protected` starts here. Nothing may get there; it is compiled all the same, for its errors. */
void begin_handler(Compiler *compiler, const Block *protected, Entered *entered);
/* After the handler's code, which must have ended in a jump: what an exception inside of it goes through. */
void end_handler(Compiler *compiler, Entered *entered);
/* Leaving a block by return, break or continue is an error inside of except*; `stop`: the block that is not left. */
void check_leaving(Compiler *compiler, const Node *node, const Block *stop);
void compile_with(Compiler *compiler, const Node *node, uint32_t item);
void compile_match(Compiler *compiler, const Node *node);
/* Leave the blocks inside of `stop`: finally bodies, __exit__ calls, handler ends. Afterwards resume_blocks. What
 * leaves goes on belonging to the place of the last finally body or with statement, as in CPython. */
void unwind_blocks(Compiler *compiler, Block *stop);
void resume_blocks(Compiler *compiler, Block *innermost, Block *stop);
bool needs_unwinding(const Block *block, const Block *stop);

#endif
