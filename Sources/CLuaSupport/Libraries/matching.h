#ifndef MOONREEL_MATCHING_H
#define MOONREEL_MATCHING_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

#include "interpreter.h"

// One pattern against one subject (Lua 5.4 manual, section 6.4.1). Both strings must stay on the Lua stack, or in an
// upvalue, for as long as this is used; both end with a NUL, as every Lua string does.

// How many steps of work pass between two looks at whether the script is to stop.
#define MOONREEL_STEPS_BETWEEN_CHECKS 4096

// LUA_MAXCAPTURES of the stock interpreter.
#define MOONREEL_MOST_CAPTURES 32

// Lengths of captures that are no substrings.
enum { MOONREEL_CAPTURE_OPEN = -1, MOONREEL_CAPTURE_POSITION = -2 };

struct moonreel_capture {
    const char *start;
    ptrdiff_t length;
};

struct moonreel_matching {
    lua_State *L;
    const char *subject;
    const char *subject_end;
    const char *pattern_end;
    const char *known_set; // in the pattern, the one looked at last
    const char *known_set_end;
    size_t steps;
    int capture_count;
    struct moonreel_capture captures[MOONREEL_MOST_CAPTURES];
};

// Counts work done on behalf of a script; raises when the script is to stop.
static inline void moonreel_spend(lua_State *L, size_t *steps, size_t work) {
    *steps += work;
    if (*steps >= MOONREEL_STEPS_BETWEEN_CHECKS) {
        *steps = 0;
        if (moonreel_is_stopping(L)) moonreel_raise_stop(L);
    }
}

// Prepares to match a pattern that ends at `pattern_end` against `length` bytes.
void moonreel_begin_matching(
    struct moonreel_matching *m, lua_State *L, const char *subject, size_t length, const char *pattern_end);

// Where the match of the pattern from `p` on that begins exactly at `s` ends; NULL if there is none. Raises for a
// malformed pattern, but only once the matcher comes to the malformed place, as the stock one does.
const char *moonreel_match_at(struct moonreel_matching *m, const char *s, const char *p);

// The first place from `s` on where the pattern may match: passes over what does not fit its first item. NULL if there
// is none.
const char *moonreel_next_candidate(struct moonreel_matching *m, const char *s, const char *p);

// Pushes capture `index` (from 0) of a match that covers [from, to); index 0 without captures is the whole match.
void moonreel_push_capture(struct moonreel_matching *m, int index, const char *from, const char *to);

// Pushes all captures, or the whole match when there are none, and returns how many values that were. With a NULL
// `from` there is no whole match to push.
int moonreel_push_captures(struct moonreel_matching *m, const char *from, const char *to);

#endif
