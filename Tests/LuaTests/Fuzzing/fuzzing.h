#ifndef MOONREEL_FUZZING_H
#define MOONREEL_FUZZING_H

// What the targets of `scripts/fuzz` share: a host that answers from the input, and what must hold of any outcome.
//
// Address sanitizer sees our own C and C++, and every block of memory that Lua asks our allocator for. Debian's Lua and
// simdjson are shared libraries that are not instrumented: a wrong access of theirs is seen only where it crashes or
// goes through the C library.

#include "interpreter.h"

#include <stdio.h>

// Ends the process, whereupon the fuzzer keeps the input.
#define REQUIRE(condition, ...)                                                                                        \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: ", __FILE__, __LINE__);                                                            \
            fprintf(stderr, __VA_ARGS__);                                                                              \
            fprintf(stderr, "\n");                                                                                     \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

/// Cuts off what comes before the next `separator`, or everything when there is none.
moonreel_text fuzzing_next_piece(moonreel_text *rest, char separator);

// grammar.c

typedef enum {
    NOT_JSON,
    IS_JSON,
    PERHAPS_JSON, // by the grammar it is, but its numbers, its depth or its surrogates may be refused
} json_verdict;

/// By RFC 8259 alone, without simdjson. `depth` is how many arrays and objects contain each other.
json_verdict fuzzing_judge_json(moonreel_text text, size_t *depth);

// host.c

/// Answers to messages, separated by zero bytes. One that begins with '!' is the error with the fields that follow, one
/// with '+' goes to the latest message too, which perhaps nobody waits for. When all are used up, `null` is the answer.
typedef struct {
    moonreel_text answers;
    int64_t tickets;
    int held;        // functions that the interpreter has
    uint64_t digest; // of all that was sent, and of the end
    moonreel_switch *stop;
} fuzzed_host;

moonreel_interpreter *fuzzing_interpreter(fuzzed_host *host, moonreel_limits limits);
/// Defines `echo`, `refuse` and `wait` among the script's globals; the prelude gives it `call`, `start`, `await`,
/// `post` and `all`.
void fuzzing_define_globals(moonreel_interpreter *i);
/// Adds to what two runs of the same are told apart by.
void fuzzing_note(fuzzed_host *host, moonreel_text text);
/// Runs what is loaded to its end, and checks what it ended with.
moonreel_outcome fuzzing_run(moonreel_interpreter *i, fuzzed_host *host);
/// The report of a script that did not come to its end is JSON.
void fuzzing_check_report(moonreel_interpreter *i);
/// Frees the interpreter, and checks that nothing of the host's is left.
void fuzzing_end(moonreel_interpreter *i, fuzzed_host *host);

#endif
