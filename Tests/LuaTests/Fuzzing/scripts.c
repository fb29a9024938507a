#include "fuzzing.h"

// Whole scripts: Lua's text up to the first zero byte, answers after it. Under tight limits nothing may crash, leak or
// go on for longer than it is given; whatever ends the script, what is told of it is JSON.

#define MILLISECONDS 50

// Debian's 5.4.4 keeps a pointer into the stack across a `__concat` metamethod. Coroutines have room reserved against
// it, which what nests deeper uses up: such scripts can crash Lua itself, so they are left out. A name put together
// from pieces would pass; the dictionary has none.
static bool has_concat_metamethod(moonreel_text source) {
    return moonreel_lua_has_concat_hole() && memmem(source.bytes, source.count, "__concat", 8) != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    moonreel_text rest = {(const char *)bytes, count};
    const moonreel_text source = fuzzing_next_piece(&rest, '\0');
    if (has_concat_metamethod((moonreel_text){(const char *)bytes, count})) return -1;
    fuzzed_host host = {.answers = rest};
    const moonreel_limits limits = {
        .memory = 1 << 20, .output = 1 << 12, .source = 1 << 14, .now = 1700000000000, .seed = 7};
    moonreel_interpreter *i = fuzzing_interpreter(&host, limits);
    fuzzing_define_globals(i);
    if (moonreel_load(i, source, "@fuzzed.lua", NULL)) {
        moonreel_switch_set_deadline(host.stop, MILLISECONDS * 1000000u);
        fuzzing_run(i, &host);
    } else {
        fuzzing_check_report(i);
    }
    fuzzing_end(i, &host);
    return 0;
}
