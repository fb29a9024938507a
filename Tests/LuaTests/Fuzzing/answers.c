#include "fuzzing.h"

// Hostile documents as answers to a script that waits in all the ways there are, and uses what comes in all the ways
// that C takes part in. The input is the answers, separated by zero bytes, as `fuzzed_host` has them.

#define SECONDS 10

// `#embed` is older than the standard that has it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char script[] = {
#embed "answers.lua"
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    fuzzed_host host = {.answers = {(const char *)bytes, count}};
    const moonreel_limits limits = {
        .memory = 1 << 21, .output = 1 << 12, .source = 1 << 14, .now = 1700000000000, .seed = 7};
    moonreel_interpreter *i = fuzzing_interpreter(&host, limits);
    fuzzing_define_globals(i);
    REQUIRE(moonreel_load(i, (moonreel_text){script, sizeof script}, "@answers.lua", NULL), "answers.lua");
    moonreel_switch_set_deadline(host.stop, SECONDS * 1000000000u);
    const moonreel_outcome outcome = fuzzing_run(i, &host);
    const bool too_large = outcome == MOONREEL_STOPPED && moonreel_stopped_because(i) == MOONREEL_STOP_MEMORY;
    REQUIRE(outcome == MOONREEL_FINISHED || too_large, "the script ended with %d: %.*s", outcome,
        (int)moonreel_report(i).count, moonreel_report(i).bytes);
    fuzzing_end(i, &host);
    return 0;
}
