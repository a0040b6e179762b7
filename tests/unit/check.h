// Assertions of the C unit tests.
//
// A unit test is one C program, tests/unit/name.c, linked with all of martlet but its main. It calls CHECK for
// everything that must hold and returns check_result(). A failed check prints its source line and goes on, so that
// one run shows all that is wrong. Every section prints one line:
//
//   ok bump allocation: 12 checks
//   FAIL large objects: 1 of 3 checks
//   15 checks, 1 failed
#ifndef MARTLET_TESTS_UNIT_CHECK_H
#define MARTLET_TESTS_UNIT_CHECK_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static struct {
  const char *section;
  unsigned section_checks, section_failed;
  unsigned checks, failed;
} check_state = {"", 0, 0, 0, 0};

static inline void check_end_section(void) {
  if (check_state.section_checks == 0) return;
  if (check_state.section_failed)
    printf("FAIL %s: %u of %u checks\n", check_state.section, check_state.section_failed, check_state.section_checks);
  else
    printf("ok %s: %u checks\n", check_state.section, check_state.section_checks);
  check_state.section_checks = check_state.section_failed = 0;
}

// Starts a section: the checks up to the next one are counted under this name, which must outlive the program.
static inline void check_section(const char *name) {
  check_end_section();
  check_state.section = name;
}

static inline int check_that(int holds, const char *file, int line, const char *text) {
  check_state.checks++;
  check_state.section_checks++;
  if (!holds) {
    check_state.failed++;
    check_state.section_failed++;
    printf("%s:%d: %s does not hold\n", file, line, text);
  }
  return holds;
}

static inline int check_equal(int64_t a, int64_t b, const char *file, int line, const char *text) {
  int holds = check_that(a == b, file, line, text);
  if (!holds)
    printf("  left  %" PRId64 " (0x%" PRIx64 ")\n  right %" PRId64 " (0x%" PRIx64 ")\n", a, (uint64_t)a, b,
           (uint64_t)b);
  return holds;
}

static inline int check_text(const char *a, const char *b, const char *file, int line, const char *text) {
  int holds = check_that(a && b && strcmp(a, b) == 0, file, line, text);
  if (!holds) printf("  left  \"%s\"\n  right \"%s\"\n", a ? a : "(null)", b ? b : "(null)");
  return holds;
}

// Each returns whether the check held, for tests that cannot go on otherwise.
#define CHECK(condition) check_that(!!(condition), __FILE__, __LINE__, #condition)
#define CHECK_EQUAL(a, b) check_equal((int64_t)(a), (int64_t)(b), __FILE__, __LINE__, #a " == " #b)
#define CHECK_TEXT(a, b) check_text((a), (b), __FILE__, __LINE__, #a " equals " #b)

// Prints the totals; the result is the program's exit status.
static inline int check_result(void) {
  check_end_section();
  printf("%u checks, %u failed\n", check_state.checks, check_state.failed);
  return check_state.failed != 0;
}

#endif
