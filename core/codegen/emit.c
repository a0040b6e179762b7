// From a module to bytes in the arena: passes, LLVM's object file in memory, its .text copied. The code must be free of
// addresses, so an object whose text has relocations is turned down; nothing else of the object is used.
#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>

#include "core/codegen/codegen.h"

// The board's target. Doubles' signs: x86 flips them with a mask that LLVM would keep in memory.
#if defined(CONFIG_LLVM_TARGET_X86)
#define INITIALIZE(what) LLVMInitializeX86##what()
#define TRIPLE "x86_64-unknown-linux-gnu"
#define OPAQUE_FLOAT_SIGNS true
#define USE_HOST_PROCESSOR true
#elif defined(CONFIG_LLVM_TARGET_AARCH64)
#define INITIALIZE(what) LLVMInitializeAArch64##what()
#define TRIPLE "aarch64-unknown-linux-gnu"
#define OPAQUE_FLOAT_SIGNS false
#define USE_HOST_PROCESSOR false
#endif

// Short: what matters was done by martlet's own optimiser. README.md has what each pass costs and brings.
#define CLEAN_UP "instcombine<no-verify-fixpoint>"
static const char *const pass_lists[] = {
    NULL,
    "function(early-cse)",
    "function(early-cse," CLEAN_UP ")",
    "function(early-cse<memssa>," CLEAN_UP ",loop-mssa(licm),gvn)",
};
static const char *pass_list = NULL;

static LLVMTargetMachineRef machine;

bool emit_init(void) {
  INITIALIZE(TargetInfo);
  INITIALIZE(Target);
  INITIALIZE(TargetMC);
  INITIALIZE(AsmPrinter);
  char *message = NULL;
  LLVMTargetRef target;
  if (LLVMGetTargetFromTriple(TRIPLE, &target, &message)) return false;
  LLVMTargetMachineOptionsRef options = LLVMCreateTargetMachineOptions();
  if (USE_HOST_PROCESSOR) {
    char *processor = LLVMGetHostCPUName(), *features = LLVMGetHostCPUFeatures();
    LLVMTargetMachineOptionsSetCPU(options, processor);
    LLVMTargetMachineOptionsSetFeatures(options, features);
    LLVMDisposeMessage(processor);
    LLVMDisposeMessage(features);
  }
  LLVMTargetMachineOptionsSetCodeGenOptLevel(options, (LLVMCodeGenOptLevel)CONFIG_CODEGEN_OPT_LEVEL);
  LLVMTargetMachineOptionsSetRelocMode(options, LLVMRelocPIC);
  LLVMTargetMachineOptionsSetCodeModel(options, LLVMCodeModelSmall);
  machine = LLVMCreateTargetMachineWithOptions(target, TRIPLE, options);
  LLVMDisposeTargetMachineOptions(options);
  pass_list = pass_lists[CONFIG_CODEGEN_OPT_LEVEL];
  return machine != NULL;
}

// --- the object file

typedef struct Object {
  const char *bytes;
  const Elf64_Shdr *sections;
  unsigned section_count;
  const char *section_names;
  unsigned text; // section number
} Object;

static bool open_object(Object *object, LLVMMemoryBufferRef buffer) {
  object->bytes = LLVMGetBufferStart(buffer);
  const Elf64_Ehdr *header = (const void *)object->bytes;
  if (LLVMGetBufferSize(buffer) < sizeof *header || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) return false;
  object->sections = (const void *)(object->bytes + header->e_shoff);
  object->section_count = header->e_shnum;
  object->section_names = object->bytes + object->sections[header->e_shstrndx].sh_offset;
  for (unsigned k = 1; k < object->section_count; k++)
    if (strcmp(object->section_names + object->sections[k].sh_name, ".text") == 0) object->text = k;
  return object->text != 0;
}

static bool has_relocations(const Object *object) {
  for (unsigned k = 1; k < object->section_count; k++) {
    const Elf64_Shdr *section = &object->sections[k];
    if ((section->sh_type == SHT_RELA || section->sh_type == SHT_REL) && section->sh_info == object->text &&
        section->sh_size)
      return true;
  }
  return false;
}

// The offset of a function in .text; UINT32_MAX when there is none of that name.
static uint32_t function_offset(const Object *object, const char *name) {
  for (unsigned k = 1; k < object->section_count; k++) {
    const Elf64_Shdr *section = &object->sections[k];
    if (section->sh_type != SHT_SYMTAB) continue;
    const Elf64_Sym *symbols = (const void *)(object->bytes + section->sh_offset);
    const char *names = object->bytes + object->sections[section->sh_link].sh_offset;
    for (size_t s = 0; s < section->sh_size / sizeof *symbols; s++)
      if (symbols[s].st_shndx == object->text && strcmp(names + symbols[s].st_name, name) == 0)
        return (uint32_t)symbols[s].st_value;
  }
  return UINT32_MAX;
}

static CodegenStatus install(TraceBuffer *request, LLVMMemoryBufferRef buffer, char *arena) {
  Object object = {0};
  if (!open_object(&object, buffer)) return CODEGEN_LLVM_ERROR;
  if (has_relocations(&object)) return CODEGEN_RELOCATION;
  const Elf64_Shdr *text = &object.sections[object.text];
  if (text->sh_size > request->code_capacity) return CODEGEN_NO_ROOM;
  request->code_bytes = (uint32_t)text->sh_size;
  request->entry_offset = function_offset(&object, ENTRY_NAME);
  request->body_offset = request->loop ? function_offset(&object, BODY_NAME) : 0;
  if (request->entry_offset == UINT32_MAX || request->body_offset == UINT32_MAX) return CODEGEN_LLVM_ERROR;
  memcpy(arena + request->code_offset, object.bytes + text->sh_offset, text->sh_size);
  return CODEGEN_OK;
}

// --- passes

// Doubles that passes have computed would become constants in memory: they are made from words instead. 0.0 needs no
// memory.
static void replace_double(LLVMContextRef context, LLVMBuilderRef builder, LLVMValueRef user, unsigned operand) {
  LLVMBool loses;
  double d = LLVMConstRealGetDouble(LLVMGetOperand(user, operand), &loses);
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  if (bits == 0) return;
  if (LLVMIsAPHINode(user))
    LLVMPositionBuilderBefore(builder, LLVMGetBasicBlockTerminator(LLVMGetIncomingBlock(user, operand)));
  else
    LLVMPositionBuilderBefore(builder, user);
  LLVMSetOperand(user, operand, opaque_double(context, builder, bits));
}

static void replace_doubles(LLVMContextRef context, LLVMModuleRef module) {
  LLVMBuilderRef builder = LLVMCreateBuilderInContext(context);
  for (LLVMValueRef f = LLVMGetFirstFunction(module); f; f = LLVMGetNextFunction(f))
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(f); block; block = LLVMGetNextBasicBlock(block))
      for (LLVMValueRef i = LLVMGetFirstInstruction(block); i; i = LLVMGetNextInstruction(i))
        for (int operand = 0; operand < LLVMGetNumOperands(i); operand++)
          if (LLVMIsAConstantFP(LLVMGetOperand(i, (unsigned)operand)))
            replace_double(context, builder, i, (unsigned)operand);
  LLVMDisposeBuilder(builder);
}

static bool run_passes(LLVMModuleRef module) {
  if (!pass_list) return true;
  LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
  LLVMErrorRef error = LLVMRunPasses(module, pass_list, machine, options);
  LLVMDisposePassBuilderOptions(options);
  if (error) LLVMConsumeError(error);
  return !error;
}

static CodegenStatus emit_module(TraceBuffer *request, LLVMContextRef context, LLVMModuleRef module, char *arena) {
  LLVMSetTarget(module, TRIPLE);
  LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(machine);
  LLVMSetModuleDataLayout(module, layout);
  LLVMDisposeTargetData(layout);
  if (!run_passes(module)) return CODEGEN_LLVM_ERROR;
  replace_doubles(context, module);
  char *message = NULL;
  LLVMMemoryBufferRef buffer;
  if (LLVMTargetMachineEmitToMemoryBuffer(machine, module, LLVMObjectFile, &message, &buffer)) {
    LLVMDisposeMessage(message);
    return CODEGEN_LLVM_ERROR;
  }
  CodegenStatus status = install(request, buffer, arena);
  LLVMDisposeMemoryBuffer(buffer);
  return status;
}

// LLVM's complaints are not fatal: the trace is given up.
static void note_diagnostic(LLVMDiagnosticInfoRef info, void *failed) {
  if (LLVMGetDiagInfoSeverity(info) == LLVMDSError) *(bool *)failed = true;
}

CodegenStatus emit_trace(TraceBuffer *request, char *arena) {
  bool failed = false;
  LLVMContextRef context = LLVMContextCreate();
  LLVMContextSetDiagnosticHandler(context, note_diagnostic, &failed);
  LLVMModuleRef module = translate(request, context, OPAQUE_FLOAT_SIGNS);
  CodegenStatus status = module ? emit_module(request, context, module, arena) : CODEGEN_LLVM_ERROR;
  if (module) LLVMDisposeModule(module);
  LLVMContextDispose(context);
  return failed ? CODEGEN_LLVM_ERROR : status;
}
