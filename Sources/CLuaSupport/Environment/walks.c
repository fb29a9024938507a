#include "walks.h"

static const char anchors_key = 0;

void moonreel_push_anchors(lua_State *L) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &anchors_key) == LUA_TTABLE) return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &anchors_key);
}

struct moonreel_walks *moonreel_walks_of(lua_State *L) {
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

// Walks

static inline bool is_at(lua_State *L, lua_Integer position) {
    int is_integer;
    return lua_tointegerx(L, 2, &is_integer) == position && is_integer;
}

static bool has_come_to_key(lua_State *L, int type, const struct moonreel_walks *all, const moonreel_walk *w) {
    if (w->kind == POSITIONS) return type == LUA_TNUMBER && is_at(L, (lua_Integer)w->reached);
    if (w->kind == FIELDS) {
        const moonreel_shape *s = &all->shapes[w->shape];
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

moonreel_walk *moonreel_find_walk(lua_State *L, int type, struct moonreel_walks *all, uint64_t table) {
    moonreel_walk *w = &all->walks[all->latest];
    if (w->table == table && has_come_to_key(L, type, all, w)) return w;
    for (size_t slot = 0; slot < WALKS; slot++) {
        w = &all->walks[slot];
        if (w->table != table || slot == all->latest || !has_come_to_key(L, type, all, w)) continue;
        all->latest = slot;
        return w;
    }
    return NULL;
}

void moonreel_end_walk(lua_State *L, struct moonreel_walks *all, moonreel_walk *w) {
    if (w->table != 0 && w->kind == KEYS) {
        const size_t slot = (size_t)(w - all->walks);
        lua_pushboolean(L, false);
        lua_rawseti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_KEYS(slot));
        lua_pushboolean(L, false);
        lua_rawseti(L, lua_upvalueindex(ANCHORS), ANCHOR_OF_PLACES(slot));
    }
    w->table = 0;
}

void moonreel_forget_walks_of(lua_State *L, struct moonreel_walks *all, uint64_t table) {
    for (size_t k = 0; k < WALKS; k++) {
        if (all->walks[k].table == table) moonreel_end_walk(L, all, &all->walks[k]);
    }
}

// A place for a new walk: one that is over, or else the oldest's.
moonreel_walk *moonreel_begin_walk(lua_State *L, struct moonreel_walks *all, uint64_t table, enum kind kind) {
    moonreel_walk *chosen = &all->walks[all->latest];
    for (size_t k = 0; k < WALKS && chosen->table != 0; k++) {
        moonreel_walk *w = &all->walks[k];
        if (w->table == 0 || w->began < chosen->began) chosen = w;
    }
    moonreel_end_walk(L, all, chosen);
    *chosen = (moonreel_walk){.table = table, .began = ++all->begun, .kind = kind};
    all->latest = (size_t)(chosen - all->walks);
    return chosen;
}

void moonreel_forget_walks(lua_State *L) {
    struct moonreel_walks *all = moonreel_of(L)->walks;
    if (all == NULL || !lua_checkstack(L, 2)) return;
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
