// Where the unit tests find martlet-codegen.
#ifndef MARTLET_TESTS_UNIT_CODEGEN_PROGRAM_H
#define MARTLET_TESTS_UNIT_CODEGEN_PROGRAM_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "port/port.h"

static char real_program[PORT_PATH_MAX];

// MARTLET_CODEGEN, or the martlet-codegen of this build: beside the folder of this program.
static inline bool find_program(void) {
  const char *chosen = getenv("MARTLET_CODEGEN");
  if (chosen) return snprintf(real_program, sizeof real_program, "%s", chosen) > 0;
  if (!port_program_path(real_program, sizeof real_program)) return false;
  for (int level = 0; level < 2; level++) *strrchr(real_program, '/') = 0;
  strcat(real_program, "/martlet-codegen");
  setenv("MARTLET_CODEGEN", real_program, 1);
  return true;
}

#endif
