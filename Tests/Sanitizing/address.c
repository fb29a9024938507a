// Linked into every program that scripts/sanitize-suite builds with the address sanitizer: a script's process begins with an
// empty environment, and has no other way to be told.

#define _GNU_SOURCE
#include <errno.h>
#include <string.h>

const char *__asan_default_options(void);
int __lsan_is_turned_off(void);
const char *__lsan_default_options(void);
const char *__lsan_default_suppressions(void);

// Lua leaves by jumping, and the frames that it leaves behind would stay where the sanitizer keeps them apart.
const char *__asan_default_options(void) { return "detect_stack_use_after_return=0"; }

// Only where tests run. A program ends in the middle of what it does, and what it still has looks as if it were lost: see below.
int __lsan_is_turned_off(void) { return strstr(program_invocation_short_name, "xctest") == NULL; }

const char *__lsan_default_options(void) { return "print_suppressions=0"; }

const char *__lsan_default_suppressions(void) {
    // What a global keeps, and a cache that is one, stays for good. It is not found there, because Swift marks references in
    // enumerations with several payloads by some of their bits.
    return "leak:_WZ$\n"
           "leak:CompiledScheduleC5Known\n"
           // Nor is what keeps an object's weak references: its address is kept shifted.
           "leak:formWeakReference\n"
           // Others' own: Foundation, for one, loses its buffer of 4 KiB when a file is empty.
           "leak:readBytesFromFile\n"
           "leak:libcurl\n"
           "leak:libXCTest\n";
}
