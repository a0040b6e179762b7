// The garbage collector owns what LeakSanitizer would call leaked.
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "detect_leaks=0";
}
