#ifndef MOONREEL_WALKS_H
#define MOONREEL_WALKS_H

#include "ordering.h"

// Walks of tables that are under way. Functions here are called by those that have the table of anchors as upvalue 1.

// What walks need of Lua is in a table: upvalue 1 of whatever walks.
enum { ANCHORS = 1 };

// How a walk finds its next key.
enum kind {
    POSITIONS, // by `lua_next`, which has given 1, 2, 3, ... in order so far
    FIELDS,    // in the sorted texts of a shape
    KEYS,      // in keys of its own
};

typedef struct {
    uint64_t table; // its serial; 0 for a walk that is over
    uint64_t began; // counted, so that the oldest makes room
    enum kind kind;
    size_t reached; // how many keys it has come past
    size_t count;
    size_t shape;          // of FIELDS
    uint64_t shape_number; // and which one that was
    const uint32_t *places; // of KEYS: where the sorted keys are among the unsorted
    const void *object;     // of KEYS: the key that it came to, where that is a text or an object; otherwise NULL
    lua_Integer integer;    // or where it is an integer; otherwise 0
} moonreel_walk;

// Tables often have the same fields as others before, and then `lua_next` mostly gives them in the same order: what that
// is, sorted, is kept for some of them. Texts only, which anchors keep alive.
#define SHAPES 15
#define FIELDS_IN_SHAPE 16

typedef struct {
    uint64_t number; // 0 for none; never the same again
    size_t count;
    const void *seen[FIELDS_IN_SHAPE]; // in Lua's order
    const void *sorted[FIELDS_IN_SHAPE];
} moonreel_shape;

#define WALKS 8

struct moonreel_walks {
    moonreel_walk walks[WALKS];
    size_t latest; // the one that was asked for last
    uint64_t begun;
    moonreel_shape shapes[SHAPES];
    uint64_t shapes_made;
    uint64_t paired; // the table that `pairs` was last asked for
    moonreel_buffer keys;   // room to sort
    moonreel_buffer places;
};

// The table of anchors: of each walk its keys and its places, then the fields of each shape
#define ANCHOR_OF_KEYS(walk) ((lua_Integer)(walk) + 1)
#define ANCHOR_OF_PLACES(walk) ((lua_Integer)(walk) + WALKS + 1)
#define ANCHOR_OF_FIELD(shape, field) ((lua_Integer)(2 * WALKS + (shape)*FIELDS_IN_SHAPE + (field) + 1))
#define ANCHOR_COUNT (2 * WALKS + SHAPES * FIELDS_IN_SHAPE)

static inline uint64_t moonreel_table_serial(lua_State *L, int table) {
    return moonreel_block_serial(lua_topointer(L, table));
}

// walks.c
void moonreel_push_anchors(lua_State *L);
struct moonreel_walks *moonreel_walks_of(lua_State *L);
/// The walk of the table that came last to the key at index 2, which is of this type; NULL where there is none.
moonreel_walk *moonreel_find_walk(lua_State *L, int type, struct moonreel_walks *all, uint64_t table);
moonreel_walk *moonreel_begin_walk(lua_State *L, struct moonreel_walks *all, uint64_t table, enum kind kind);
void moonreel_end_walk(lua_State *L, struct moonreel_walks *all, moonreel_walk *w);
/// A walk that begins knows keys that others, broken off earlier, do not. Those around it look for theirs again.
void moonreel_forget_walks_of(lua_State *L, struct moonreel_walks *all, uint64_t table);

// walked_keys.c
/// Notes what `lua_next` gives from the key on top of the stack on, which it takes, besides positions up to `last`. False
/// where that cannot be the texts of a shape.
bool moonreel_look(
    lua_State *L, int table, lua_Integer last, const void *seen[FIELDS_IN_SHAPE], size_t *count);
/// Begins a walk in the texts that `moonreel_look` has seen; NULL where it has seen something else.
moonreel_walk *moonreel_begin_fields(
    lua_State *L, int table, struct moonreel_walks *all, const void *const *seen, size_t count);
/// Begins a walk in all keys, or in those behind a bound.
moonreel_walk *moonreel_begin_keys(
    lua_State *L, int table, struct moonreel_walks *all, const moonreel_sort_key *bound);

#endif
