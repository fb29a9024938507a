#ifndef MOONREEL_ORDERING_H
#define MOONREEL_ORDERING_H

#include "interpreter.h"

// The order of a table's keys: positions first, in order, then the other numbers, then texts by their bytes, then false
// and true, then tables, functions and coroutines in the order in which they were made.

enum rank { POSITION, NUMBER, TEXT, BOOLEAN, OBJECT };

// A key, as far as its order needs it. Whoever holds one keeps the key alive.
typedef struct {
    union {
        lua_Integer integer; // of POSITION, BOOLEAN, and NUMBER where it is one
        lua_Number number;   // of the other NUMBERs
        const char *bytes;   // of TEXT
        uint64_t serial;     // of OBJECT
    };
    size_t count; // of TEXT
    uint8_t rank;
    uint8_t type;
    bool is_integer;
} moonreel_sort_key;

// Where a key stands, with so much of its order in a number that few comparisons need the key itself.
typedef struct {
    uint64_t head;
    uint32_t place; // of the key, from 0
} moonreel_placed;

moonreel_sort_key moonreel_key_at(lua_State *L, int index);
int moonreel_compare_keys(const moonreel_sort_key *a, const moonreel_sort_key *b);

/// Sorts `count` keys; returns their places in order, which are in `room`, for twice as many. Looks whether the script is
/// to stop.
const moonreel_placed *moonreel_sort_keys(
    lua_State *L, const moonreel_sort_key *keys, size_t count, moonreel_placed *room);

/// For long loops in C: looks now and then whether the script is to stop.
static inline void moonreel_count_round(lua_State *L, unsigned *rounds) {
    if (++*rounds % 1024 == 0 && moonreel_is_stopping(L)) moonreel_raise_stop(L);
}

#endif
