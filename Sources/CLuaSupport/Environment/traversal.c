#include "ordering.h"

// pairs and next in an order that depends on nothing but the keys, so that a run can be repeated: Lua's own follows hash
// values that differ from process to process. ordering.h says which.
//
// The positions 1, 2, 3, ... come by look-up, or by `lua_next` for as long as that gives them in order. What is left is
// sorted once, when they are at their end. Where a walk is, is kept here, known by the table and the key that it came to
// last, so that `pairs` makes nothing. A walk that was forgotten, for others or to free memory, looks for the keys behind
// its last one.

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
} walk;

// Tables often have the same fields as others before, and then `lua_next` mostly gives them in the same order: what that
// is, sorted, is kept for some of them. Texts only, which anchors keep alive.
#define SHAPES 15
#define FIELDS_IN_SHAPE 16

typedef struct {
    uint64_t number; // 0 for none; never the same again
    size_t count;
    const void *seen[FIELDS_IN_SHAPE]; // in Lua's order
    const void *sorted[FIELDS_IN_SHAPE];
} shape;

#define WALKS 8

struct moonreel_walks {
    walk walks[WALKS];
    size_t latest; // the one that was asked for last
    uint64_t begun;
    shape shapes[SHAPES];
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

static const char anchors_key = 0;

static struct moonreel_walks *walks_of(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    if (i->walks == NULL) {
        for (lua_Integer k = 1; k <= ANCHOR_COUNT; k++) {
            lua_pushboolean(L, false); // an array at once
            lua_rawseti(L, lua_upvalueindex(ANCHORS), k);
        }
        i->walks = calloc(1, sizeof *i->walks);
        if (i->walks == NULL) luaL_error(L, "not enough memory");
    }
    return i->walks;
}

void moonreel_free_walks(moonreel_interpreter *i) {
    if (i->walks == NULL) return;
    moonreel_buffer_free(&i->walks->keys);
    moonreel_buffer_free(&i->walks->places);
    free(i->walks);
}

static uint64_t serial_of(lua_State *L, int table) { return moonreel_block_serial(lua_topointer(L, table)); }

// Walks

static inline bool is_at(lua_State *L, lua_Integer position) {
    int is_integer;
    return lua_tointegerx(L, 2, &is_integer) == position && is_integer;
}

static bool has_come_to_key(lua_State *L, int type, const struct moonreel_walks *all, const walk *w) {
    if (w->kind == POSITIONS) return type == LUA_TNUMBER && is_at(L, (lua_Integer)w->reached);
    if (w->kind == FIELDS) {
        const shape *s = &all->shapes[w->shape];
        return s->number == w->shape_number && s->sorted[w->reached - 1] == lua_topointer(L, 2);
    }
    if (w->object != NULL) return w->object == lua_topointer(L, 2);
    if (w->integer != 0) return type == LUA_TNUMBER && is_at(L, w->integer);
    lua_rawgeti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_KEYS(w - all->walks));
    lua_rawgeti(L, -1, (lua_Integer)w->places[w->reached - 1] + 1);
    const bool is_there = lua_rawequal(L, -1, 2);
    lua_pop(L, 2);
    return is_there;
}

// The walk of the table that came to the key at index 2 last; NULL where there is none.
static walk *find(lua_State *L, int type, struct moonreel_walks *all, uint64_t table) {
    walk *w = &all->walks[all->latest];
    if (w->table == table && has_come_to_key(L, type, all, w)) return w;
    for (size_t slot = 0; slot < WALKS; slot++) {
        w = &all->walks[slot];
        if (w->table != table || slot == all->latest || !has_come_to_key(L, type, all, w)) continue;
        all->latest = slot;
        return w;
    }
    return NULL;
}

static void release(lua_State *L, struct moonreel_walks *all, walk *w) {
    if (w->table != 0 && w->kind == KEYS) {
        const size_t slot = (size_t)(w - all->walks);
        lua_pushboolean(L, false);
        lua_rawseti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_KEYS(slot));
        lua_pushboolean(L, false);
        lua_rawseti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_PLACES(slot));
    }
    w->table = 0;
}

// A walk that begins knows keys that others, broken off earlier, do not. Those around it look for theirs again.
static void forget_others(lua_State *L, struct moonreel_walks *all, uint64_t table) {
    for (size_t k = 0; k < WALKS; k++) {
        if (all->walks[k].table == table) release(L, all, &all->walks[k]);
    }
}

// A place for a new walk: one that is over, or else the oldest's.
static walk *begin(lua_State *L, struct moonreel_walks *all, uint64_t table, enum kind kind) {
    walk *chosen = &all->walks[all->latest];
    for (size_t k = 0; k < WALKS && chosen->table != 0; k++) {
        walk *w = &all->walks[k];
        if (w->table == 0 || w->began < chosen->began) chosen = w;
    }
    release(L, all, chosen);
    *chosen = (walk){.table = table, .began = ++all->begun, .kind = kind};
    all->latest = (size_t)(chosen - all->walks);
    return chosen;
}

void moonreel_forget_walks(lua_State *L) {
    struct moonreel_walks *all = moonreel_of(L)->walks;
    if (all == NULL) return;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &anchors_key);
    for (size_t slot = 0; slot < WALKS; slot++) {
        if (all->walks[slot].kind != KEYS) continue;
        all->walks[slot].table = 0;
        lua_pushboolean(L, false);
        lua_rawseti(L, -2, ANCHOR_OF_KEYS(slot));
        lua_pushboolean(L, false);
        lua_rawseti(L, -2, ANCHOR_OF_PLACES(slot));
    }
    lua_pop(L, 1);
}

// Shapes

// Notes what `lua_next` gives from the key on top of the stack on, which it takes, besides positions up to `last`. False
// where that cannot be the texts of a shape.
static bool look(lua_State *L, int table, lua_Integer last, const void *seen[FIELDS_IN_SHAPE], size_t *count) {
    const int top = lua_gettop(L) - 1;
    unsigned rounds = 0;
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        const void *object = lua_topointer(L, -1);
        if (object != NULL && *count < FIELDS_IN_SHAPE) {
            seen[(*count)++] = object;
            continue;
        }
        const bool was_had = lua_isinteger(L, -1) && lua_tointeger(L, -1) > 0 && lua_tointeger(L, -1) <= last;
        if (!was_had) {
            lua_settop(L, top);
            return false;
        }
        moonreel_count_round(L, &rounds);
    }
    return true;
}

// Pushes the keys that `look` has seen. False, with nothing pushed, where one is no text.
static bool push_seen(lua_State *L, int table) {
    const int top = lua_gettop(L);
    luaL_checkstack(L, FIELDS_IN_SHAPE + 8, NULL);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        switch (lua_type(L, -1)) {
        case LUA_TNUMBER: break; // a position that was had
        case LUA_TSTRING: lua_pushvalue(L, -1); break; // one to stay, one to go on from
        default: lua_settop(L, top); return false;
        }
    }
    return true;
}

// Sorts what `look` has seen, and keeps that. False where it is more than texts.
static bool learn(lua_State *L, int table, struct moonreel_walks *all, size_t number, const void *const *seen,
    size_t count) {
    const int top = lua_gettop(L);
    if (!push_seen(L, table)) return false;
    shape *s = &all->shapes[number];
    moonreel_sort_key keys[FIELDS_IN_SHAPE];
    moonreel_placed room[2 * FIELDS_IN_SHAPE];
    for (size_t k = 0; k < count; k++) keys[k] = moonreel_key_at(L, top + 1 + (int)k);
    const moonreel_placed *sorted = moonreel_sort_keys(L, keys, count, room);
    for (size_t k = 0; k < count; k++) {
        lua_pushvalue(L, top + 1 + (int)sorted[k].place);
        s->sorted[k] = lua_topointer(L, -1);
        lua_rawseti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_FIELD(number, k));
    }
    lua_settop(L, top);
    memcpy(s->seen, seen, count * sizeof *seen);
    s->count = count;
    s->number = ++all->shapes_made;
    return true;
}

static size_t shape_number(const void *const *seen, size_t count) {
    return ((uintptr_t)seen[0] / 16 + (uintptr_t)seen[count - 1] / 16 * 7 + count) % SHAPES;
}

// Begins a walk in the texts that `look` has seen; NULL where it has seen something else.
static walk *begin_fields(lua_State *L, int table, struct moonreel_walks *all, const void *const *seen, size_t count) {
    size_t number = 0;
    if (count > 0) {
        number = shape_number(seen, count);
        const shape *s = &all->shapes[number];
        const bool is_known =
            s->number != 0 && s->count == count && memcmp(s->seen, seen, count * sizeof *seen) == 0;
        if (!is_known && !learn(L, table, all, number, seen, count)) return NULL;
    }
    walk *w = begin(L, all, serial_of(L, table), FIELDS);
    w->shape = number;
    w->shape_number = all->shapes[number].number;
    w->count = count;
    return w;
}

// Keys of a walk's own

// Room for one more in a buffer that may grow large.
static void *reserve(lua_State *L, moonreel_buffer *b, size_t more) {
    if (!moonreel_buffer_reserve(b, more)) luaL_error(L, "not enough memory");
    return b->bytes + b->count;
}

#define LARGE_ROOM ((size_t)1 << 20)

static void give_back(moonreel_buffer *b) {
    if (b->room > LARGE_ROOM) moonreel_buffer_free(b);
    b->count = 0;
}

// Pushes a table with the keys, in Lua's order: all of them, or those behind a bound; the same are in `all->keys`.
static size_t push_unsorted(lua_State *L, int table, struct moonreel_walks *all, const moonreel_sort_key *bound) {
    lua_Integer count = 0;
    unsigned rounds = 0;
    all->keys.count = 0;
    lua_createtable(L, 2 * FIELDS_IN_SHAPE, 0);
    const int unsorted = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        moonreel_count_round(L, &rounds);
        const moonreel_sort_key key = moonreel_key_at(L, -1);
        if (bound != NULL && moonreel_compare_keys(&key, bound) <= 0) continue;
        *(moonreel_sort_key *)reserve(L, &all->keys, sizeof key) = key;
        all->keys.count += sizeof key;
        lua_pushvalue(L, -1);
        lua_rawseti(L, unsorted, ++count);
    }
    return (size_t)count;
}

// Pushes where the keys in `all->keys` stand when they are sorted.
static const uint32_t *push_places(lua_State *L, struct moonreel_walks *all, size_t count) {
    uint32_t *places = lua_newuserdatauv(L, count * sizeof *places, 0);
    all->places.count = 0;
    moonreel_placed *room = reserve(L, &all->places, 2 * count * sizeof *room);
    const moonreel_placed *sorted = moonreel_sort_keys(L, (moonreel_sort_key *)all->keys.bytes, count, room);
    for (size_t k = 0; k < count; k++) places[k] = sorted[k].place;
    give_back(&all->keys);
    give_back(&all->places);
    return places;
}

static walk *begin_keys(lua_State *L, int table, struct moonreel_walks *all, const moonreel_sort_key *bound) {
    const size_t count = push_unsorted(L, table, all, bound);
    const uint32_t *places = push_places(L, all, count);
    walk *w = begin(L, all, serial_of(L, table), KEYS);
    w->count = count;
    w->places = places;
    lua_rawseti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_PLACES(w - all->walks));
    lua_rawseti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_KEYS(w - all->walks));
    return w;
}

// Steps: the key that was had last is at index 2

static int advance(lua_State *L, int table);

static int give_field(lua_State *L, int table, struct moonreel_walks *all, walk *w) {
    while (w->reached < w->count) {
        lua_rawgeti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_FIELD(w->shape, w->reached++));
        lua_pushvalue(L, -1);
        if (lua_rawget(L, table) != LUA_TNIL) return 2;
        lua_pop(L, 2);
    }
    release(L, all, w);
    lua_pushnil(L);
    return 1;
}

static int give_key(lua_State *L, int table, struct moonreel_walks *all, walk *w) {
    unsigned rounds = 0;
    lua_rawgeti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_KEYS(w - all->walks));
    while (w->reached < w->count) {
        lua_rawgeti(L, -1, (lua_Integer)w->places[w->reached++] + 1);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, table) != LUA_TNIL) {
            w->object = lua_topointer(L, -2);
            w->integer = w->object == NULL && lua_isinteger(L, -2) ? lua_tointeger(L, -2) : 0;
            return 2;
        }
        lua_pop(L, 2);
        moonreel_count_round(L, &rounds);
        if (w->table == 0) { // forgotten, to free memory
            lua_settop(L, 2);
            return advance(L, table);
        }
    }
    release(L, all, w);
    lua_pushnil(L);
    return 1;
}

// Pushes the walk's next key that still has a value, and the value; at the end nil. Returns how many.
static int give(lua_State *L, int table, struct moonreel_walks *all, walk *w) {
    return w->kind == FIELDS ? give_field(L, table, all, w) : give_key(L, table, all, w);
}

static int behind_position(lua_State *L, int table, struct moonreel_walks *all, lua_Integer last) {
    if (last < LUA_MAXINTEGER) {
        lua_pushinteger(L, last + 1);
        if (lua_rawgeti(L, table, last + 1) != LUA_TNIL) return 2;
        lua_pop(L, 2);
    }
    const void *seen[FIELDS_IN_SHAPE];
    size_t count = 0;
    lua_pushnil(L);
    walk *w = look(L, table, last, seen, &count) ? begin_fields(L, table, all, seen, count) : NULL;
    if (w == NULL) {
        const moonreel_sort_key bound = {.rank = POSITION, .integer = last, .is_integer = true};
        w = begin_keys(L, table, all, last > 0 ? &bound : NULL);
    }
    return give(L, table, all, w);
}

// Pushes the first key of all, and its value, of a table that is perhaps not walked.
static int push_least(lua_State *L, int table) {
    const int top = lua_gettop(L);
    unsigned rounds = 0;
    lua_pushnil(L); // the least so far
    moonreel_sort_key least = {0};
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        const moonreel_sort_key key = moonreel_key_at(L, -1);
        if (lua_isnil(L, top + 1) || moonreel_compare_keys(&key, &least) < 0) {
            least = key;
            lua_pushvalue(L, -1);
            lua_replace(L, top + 1);
        }
        moonreel_count_round(L, &rounds);
    }
    lua_pushvalue(L, -1);
    lua_rawget(L, table);
    return 2;
}

static int first(lua_State *L, int table) {
    lua_pushnil(L);
    if (!lua_next(L, table)) {
        lua_pushnil(L);
        return 1;
    }
    struct moonreel_walks *all = walks_of(L);
    const uint64_t serial = serial_of(L, table);
    const bool is_paired = all->paired == serial;
    all->paired = 0;
    forget_others(L, all, serial);
    const void *seen[FIELDS_IN_SHAPE];
    size_t count = 0;
    if ((seen[count] = lua_topointer(L, -2)) != NULL) {
        count++;
        lua_pop(L, 1);
        walk *w = look(L, table, 0, seen, &count) ? begin_fields(L, table, all, seen, count) : NULL;
        if (w != NULL) return give(L, table, all, w);
    } else if (lua_isinteger(L, -2) && lua_tointeger(L, -2) == 1) {
        begin(L, all, serial, POSITIONS)->reached = 1;
        return 2;
    }
    lua_settop(L, 2);
    return is_paired ? behind_position(L, table, all, 0) : push_least(L, table);
}

static int next_position(lua_State *L, int table, struct moonreel_walks *all, walk *w) {
    const lua_Integer position = (lua_Integer)w->reached + 1;
    if (!lua_next(L, table)) {
        release(L, all, w);
        lua_pushnil(L);
        return 1;
    }
    if (lua_isinteger(L, -2) && lua_tointeger(L, -2) == position) {
        w->reached++;
        return 2;
    }
    lua_settop(L, 1);
    lua_pushinteger(L, position - 1); // where it was
    release(L, all, w);
    return behind_position(L, table, all, position - 1);
}

// Goes on in the fields of a shape behind the text at index 2; NULL where that is none of them.
static walk *begin_behind_field(lua_State *L, int table, struct moonreel_walks *all) {
    const void *seen[FIELDS_IN_SHAPE];
    size_t count = 0;
    lua_pushnil(L);
    if (!look(L, table, LUA_MAXINTEGER, seen, &count)) return NULL;
    walk *w = begin_fields(L, table, all, seen, count);
    if (w == NULL) return NULL;
    const void *const *sorted = all->shapes[w->shape].sorted;
    while (w->reached < count) {
        if (sorted[w->reached++] == lua_topointer(L, 2)) return w;
    }
    w->table = 0; // it was cleared meanwhile
    return NULL;
}

static int advance(lua_State *L, int table) {
    const int type = lua_type(L, 2);
    if (type == LUA_TNIL) return first(L, table);
    struct moonreel_walks *all = walks_of(L);
    walk *w = find(L, type, all, serial_of(L, table));
    if (w != NULL) return w->kind == POSITIONS ? next_position(L, table, all, w) : give(L, table, all, w);
    if (type == LUA_TNUMBER && lua_isinteger(L, 2) && lua_tointeger(L, 2) > 0) {
        return behind_position(L, table, all, lua_tointeger(L, 2));
    }
    if (type == LUA_TSTRING) {
        w = begin_behind_field(L, table, all);
        if (w != NULL) return give(L, table, all, w);
    }
    const moonreel_sort_key bound = moonreel_key_at(L, 2);
    return give(L, table, all, begin_keys(L, table, all, &bound));
}

// next(t [, key])
static int traverse(lua_State *L) {
    if (lua_type(L, 1) != LUA_TTABLE) luaL_checktype(L, 1, LUA_TTABLE);
    if (lua_gettop(L) != 2) lua_settop(L, 2);
    return advance(L, 1);
}

// pairs(t). Upvalue 1: Lua's own, for tables with a `__pairs`; upvalue 2: `next`.
static int pairs(lua_State *L) {
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pop(L, 1);
        return lua_tocfunction(L, lua_upvalueindex(1))(L);
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    if (moonreel_of(L)->walks != NULL) moonreel_of(L)->walks->paired = serial_of(L, 1);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static void push_anchors(lua_State *L) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &anchors_key) == LUA_TTABLE) return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &anchors_key);
}

void moonreel_add_traversal(lua_State *L) {
    push_anchors(L);
    lua_pushcclosure(L, traverse, 1);
    lua_getfield(L, -2, "pairs");
    lua_pushvalue(L, -2);
    lua_pushcclosure(L, pairs, 2);
    lua_setfield(L, -3, "pairs");
    lua_setfield(L, -2, "next");
}

// A walk of a table that its user does not get to see: upvalue 2.
static int traverse_hidden(lua_State *L) {
    lua_settop(L, 2);
    return advance(L, lua_upvalueindex(2));
}

void moonreel_push_traversal(lua_State *L, int table) {
    table = lua_absindex(L, table);
    push_anchors(L);
    lua_pushvalue(L, table);
    lua_pushcclosure(L, traverse_hidden, 2);
}
