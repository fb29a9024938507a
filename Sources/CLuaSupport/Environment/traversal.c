#include "walks.h"

// pairs and next in an order that depends on nothing but the keys, so that a run can be repeated: Lua's own follows hash
// values that differ from process to process. ordering.h says which.
//
// The positions 1, 2, 3, ... come by look-up, or by `lua_next` for as long as that gives them in order. What is left is
// sorted once, when they are at their end. Where a walk is, is kept here, known by the table and the key that it came to
// last, so that `pairs` makes nothing. A walk that was forgotten, for others or to free memory, looks for the keys behind
// its last one.

// Steps: the key that was had last is at index 2

static int advance(lua_State *L, int table);

static int give_field(lua_State *L, int table, struct moonreel_walks *all, moonreel_walk *w) {
    while (w->reached < w->count) {
        lua_rawgeti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_FIELD(w->shape, w->reached++));
        lua_pushvalue(L, -1);
        if (lua_rawget(L, table) != LUA_TNIL) return 2;
        lua_pop(L, 2);
    }
    moonreel_end_walk(L, all, w);
    lua_pushnil(L);
    return 1;
}

static int give_key(lua_State *L, int table, struct moonreel_walks *all, moonreel_walk *w) {
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
    moonreel_end_walk(L, all, w);
    lua_pushnil(L);
    return 1;
}

// Pushes the walk's next key that still has a value, and the value; at the end nil. Returns how many.
static int give(lua_State *L, int table, struct moonreel_walks *all, moonreel_walk *w) {
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
    moonreel_walk *w = NULL;
    lua_pushnil(L);
    if (moonreel_look(L, table, last, seen, &count)) w = moonreel_begin_fields(L, table, all, seen, count);
    if (w == NULL) {
        const moonreel_sort_key bound = {.rank = POSITION, .integer = last, .is_integer = true};
        w = moonreel_begin_keys(L, table, all, last > 0 ? &bound : NULL);
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
    struct moonreel_walks *all = moonreel_walks_of(L);
    const uint64_t serial = moonreel_table_serial(L, table);
    const bool is_paired = all->paired == serial;
    all->paired = 0;
    moonreel_forget_walks_of(L, all, serial);
    if (lua_isinteger(L, -2) && lua_tointeger(L, -2) == 1) {
        // Who only asks whether there is anything walks no further.
        if (is_paired) moonreel_begin_walk(L, all, table, POSITIONS)->reached = 1;
        return 2;
    }
    const void *seen[FIELDS_IN_SHAPE] = {lua_topointer(L, -2)};
    size_t count = 1;
    if (seen[0] != NULL) {
        moonreel_walk *w = NULL;
        lua_pop(L, 1);
        if (moonreel_look(L, table, 0, seen, &count)) w = moonreel_begin_fields(L, table, all, seen, count);
        if (w != NULL) return give(L, table, all, w);
    }
    lua_settop(L, 2);
    return is_paired ? behind_position(L, table, all, 0) : push_least(L, table);
}

static int next_position(lua_State *L, int table, struct moonreel_walks *all, moonreel_walk *w) {
    const lua_Integer position = (lua_Integer)w->reached + 1;
    if (!lua_next(L, table)) {
        moonreel_end_walk(L, all, w);
        lua_pushnil(L);
        return 1;
    }
    if (lua_isinteger(L, -2) && lua_tointeger(L, -2) == position) {
        w->reached++;
        return 2;
    }
    lua_settop(L, 1);
    lua_pushinteger(L, position - 1); // where it was
    moonreel_end_walk(L, all, w);
    return behind_position(L, table, all, position - 1);
}

static int go_on(lua_State *L, int table, struct moonreel_walks *all, moonreel_walk *w) {
    return w->kind == POSITIONS ? next_position(L, table, all, w) : give(L, table, all, w);
}

// Goes on in the fields of a shape behind the text at index 2; NULL where that is none of them.
static moonreel_walk *begin_behind_field(lua_State *L, int table, struct moonreel_walks *all) {
    const void *seen[FIELDS_IN_SHAPE];
    size_t count = 0;
    lua_pushnil(L);
    if (!moonreel_look(L, table, LUA_MAXINTEGER, seen, &count)) return NULL;
    moonreel_walk *w = moonreel_begin_fields(L, table, all, seen, count);
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
    struct moonreel_walks *all = moonreel_walks_of(L);
    moonreel_walk *w = moonreel_find_walk(L, all, moonreel_table_serial(L, table));
    if (w != NULL) return go_on(L, table, all, w);
    if (type == LUA_TNUMBER && lua_isinteger(L, 2) && lua_tointeger(L, 2) > 0) {
        return behind_position(L, table, all, lua_tointeger(L, 2));
    }
    if (type == LUA_TSTRING) {
        w = begin_behind_field(L, table, all);
        if (w != NULL) return give(L, table, all, w);
    }
    const moonreel_sort_key bound = moonreel_key_at(L, 2);
    return give(L, table, all, moonreel_begin_keys(L, table, all, &bound));
}

// A table of ours that is filled when it is first touched has a `__touch`, which may wait; Lua has no metamethod for `next`.
static int touched(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    lua_settop(L, 2);
    return advance(L, 1);
}

// next(t [, key])
static int traverse(lua_State *L) {
    moonreel_walk *w = moonreel_walk_at_hand(L);
    if (w != NULL) return go_on(L, 1, moonreel_of(L)->walks, w);
    if (lua_type(L, 1) != LUA_TTABLE) luaL_checktype(L, 1, LUA_TTABLE);
    if (lua_gettop(L) != 2) lua_settop(L, 2);
    if (lua_isnil(L, 2) && luaL_getmetafield(L, 1, "__touch") != LUA_TNIL) {
        lua_callk(L, 0, 0, 0, touched);
        return touched(L, LUA_OK, 0);
    }
    return advance(L, 1);
}

// What is asked for its first key next is about to be walked.
static void note_pairs(lua_State *L, int table) {
    struct moonreel_walks *all = moonreel_of(L)->walks;
    if (all != NULL) all->paired = moonreel_table_serial(L, table);
}

// pairs(t). Upvalue 1: Lua's own, for tables with a `__pairs`; upvalue 2: `next`.
static int pairs(lua_State *L) {
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pop(L, 1);
        return lua_tocfunction(L, lua_upvalueindex(1))(L);
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    note_pairs(L, 1);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static int touched_ipairs(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// ipairs(t). Upvalue 1: Lua's own, whose iterator cannot wait.
static int ipairs(lua_State *L) {
    if (luaL_getmetafield(L, 1, "__touch") != LUA_TNIL) lua_callk(L, 0, 0, 0, touched_ipairs);
    return touched_ipairs(L, LUA_OK, 0);
}

void moonreel_add_traversal(lua_State *L) {
    lua_getfield(L, -1, "ipairs");
    lua_pushcclosure(L, ipairs, 1);
    lua_setfield(L, -2, "ipairs");
    moonreel_push_anchors(L);
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
    note_pairs(L, table);
    moonreel_push_anchors(L);
    lua_pushvalue(L, table);
    lua_pushcclosure(L, traverse_hidden, 2);
}
