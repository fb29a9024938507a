#include "walks.h"

// What a walk comes to: the fields of a shape, or keys of its own.

// Shapes

bool moonreel_look(lua_State *L, int table, lua_Integer last, const void *seen[FIELDS_IN_SHAPE], size_t *count) {
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

// Pushes the keys that `moonreel_look` has seen. False, with nothing pushed, where one is no text.
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

// Sorts what `moonreel_look` has seen, and keeps that. False where it is more than texts.
static bool learn(lua_State *L, int table, struct moonreel_walks *all, size_t number, const void *const *seen,
    size_t count) {
    const int top = lua_gettop(L);
    if (!push_seen(L, table)) return false;
    moonreel_shape *s = &all->shapes[number];
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

moonreel_walk *moonreel_begin_fields(
    lua_State *L, int table, struct moonreel_walks *all, const void *const *seen, size_t count) {
    size_t number = 0;
    if (count > 0) {
        number = shape_number(seen, count);
        const moonreel_shape *s = &all->shapes[number];
        const bool is_known =
            s->number != 0 && s->count == count && memcmp(s->seen, seen, count * sizeof *seen) == 0;
        if (!is_known && !learn(L, table, all, number, seen, count)) return NULL;
    }
    moonreel_walk *w = moonreel_begin_walk(L, all, moonreel_table_serial(L, table), FIELDS);
    w->shape = number;
    w->shape_number = all->shapes[number].number;
    w->count = count;
    return w;
}

// Keys of a walk's own

// Room for so many bytes more.
static void *reserve(lua_State *L, moonreel_buffer *b, size_t more) {
    if (!moonreel_buffer_reserve(b, more)) luaL_error(L, "not enough memory");
    return b->bytes + b->count;
}

// What is kept for the next time.
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
    moonreel_placed *room = reserve(L, &all->places, (2 * count + 1) * sizeof *room);
    const moonreel_placed *sorted = moonreel_sort_keys(L, (moonreel_sort_key *)all->keys.bytes, count, room);
    for (size_t k = 0; k < count; k++) places[k] = sorted[k].place;
    give_back(&all->keys);
    give_back(&all->places);
    return places;
}

moonreel_walk *moonreel_begin_keys(
    lua_State *L, int table, struct moonreel_walks *all, const moonreel_sort_key *bound) {
    const size_t count = push_unsorted(L, table, all, bound);
    const uint32_t *places = push_places(L, all, count);
    moonreel_walk *w = moonreel_begin_walk(L, all, moonreel_table_serial(L, table), KEYS);
    w->count = count;
    w->places = places;
    lua_rawseti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_PLACES(w - all->walks));
    lua_rawseti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_KEYS(w - all->walks));
    return w;
}
