#include "fuzzing.h"

// Whole scripts: Lua's text up to the first zero byte, answers after it. Under tight limits nothing may crash, leak or
// go on for longer than it is given; what is told of the end is JSON; and a second run is the same as the first.

#define MILLISECONDS 50

// Debian's 5.4.4 keeps a pointer into the stack across a `__concat` metamethod. Coroutines have room reserved against
// it, which what nests deeper uses up: such scripts can crash Lua itself, so they are left out. A name put together
// from pieces would pass; the dictionary has none.
static bool has_concat_metamethod(moonreel_text source) {
    return moonreel_lua_has_concat_hole() && memmem(source.bytes, source.count, "__concat", 8) != NULL;
}

// A script is to have so much at most; some get hardly more than their text took, and are stopped anywhere.
#define MEMORY ((size_t)1 << 20)
#define LITTLE_MEMORY ((size_t)1 << 15)

// What the script sent and how it ended, as a number; 0 when it was stopped, which may be anywhere. With `room` it has
// that many bytes beyond what it needs to begin.
static uint64_t run(moonreel_text source, moonreel_text answers, size_t room) {
    fuzzed_host host = {.answers = answers};
    const moonreel_limits limits = {
        .memory = MEMORY, .output = 1 << 12, .source = 1 << 14, .now = 1700000000000, .seed = 7};
    moonreel_interpreter *i = fuzzing_interpreter(&host, limits);
    fuzzing_define_globals(i);
    moonreel_outcome outcome = MOONREEL_FAILED;
    if (moonreel_load(i, source, "@fuzzed.lua", NULL)) {
        if (room > 0) i->limits.memory = moonreel_memory_used(i) + room;
        moonreel_switch_set_deadline(host.stop, MILLISECONDS * 1000000u);
        outcome = fuzzing_run(i, &host);
    } else {
        fuzzing_check_report(i);
    }
    fuzzing_note(&host, outcome == MOONREEL_FINISHED ? moonreel_result(i) : moonreel_report(i));
    const uint64_t digest = host.digest | 1;
    fuzzing_end(i, &host);
    return outcome == MOONREEL_STOPPED ? 0 : digest;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    moonreel_text rest = {(const char *)bytes, count};
    if (has_concat_metamethod(rest)) return -1;
    const moonreel_text source = fuzzing_next_piece(&rest, '\0');
    const uint64_t first = run(source, rest, 0), second = run(source, rest, 0);
    // The addresses and the seed of the hashes differ between the two; nothing that a script sees may.
    REQUIRE(first == second || first == 0 || second == 0, "the same script goes otherwise the second time");
    fuzzed_host drawn = {0};
    fuzzing_note(&drawn, (moonreel_text){(const char *)bytes, count});
    run(source, rest, 1 + drawn.digest % LITTLE_MEMORY);
    return 0;
}
