#include "interpreter.h"

// A global that is not there: one that was assigned nil is nil, one that the prelude provides is made now; a misspelt one is
// an error that names the nearest.

static size_t minimum(size_t a, size_t b) { return a < b ? a : b; }

#define LONGEST_NAME 40

// How many letters must be changed, added, left out or swapped with their neighbour to make one name the other.
static size_t distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b);
    if (n > LONGEST_NAME || m > LONGEST_NAME) return LONGEST_NAME;
    size_t rows[3][LONGEST_NAME + 1];
    for (size_t k = 0; k <= m; k++) rows[0][k] = k;
    for (size_t r = 1; r <= n; r++) {
        size_t *row = rows[r % 3], *above = rows[(r - 1) % 3], *two_above = rows[(r + 1) % 3];
        row[0] = r;
        for (size_t k = 1; k <= m; k++) {
            size_t changed = above[k - 1] + (a[r - 1] != b[k - 1]);
            row[k] = minimum(changed, minimum(above[k], row[k - 1]) + 1);
            bool swapped = r > 1 && k > 1 && a[r - 1] == b[k - 2] && a[r - 2] == b[k - 1];
            if (swapped) row[k] = minimum(row[k], two_above[k - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

int moonreel_host_distance(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)distance(luaL_checkstring(L, 1), luaL_checkstring(L, 2)));
    return 1;
}

// The nearest key of the table at `index`, left on the stack, if any is near enough.
static const char *push_nearest(lua_State *L, int index, const char *name) {
    index = lua_absindex(L, index);
    size_t best = minimum(3, strlen(name) / 2 + 1);
    lua_pushnil(L); // the best so far
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING) continue;
        size_t d = distance(name, lua_tostring(L, -1));
        // Of two that are as near the first by its letters, not by its place in the table, which is chance.
        bool is_tie = d == best && !lua_isnil(L, -2) && strcmp(lua_tostring(L, -1), lua_tostring(L, -2)) < 0;
        if (d >= best && !is_tie) continue;
        best = d;
        lua_pushvalue(L, -1);
        lua_replace(L, -3);
    }
    return lua_tostring(L, -1);
}

// The `__newindex` of the script's globals, which an assignment to one that is not there comes to. Upvalue 1: the names that
// were assigned, name -> true.
int moonreel_new_global(lua_State *L) {
    lua_settop(L, 3);
    if (lua_type(L, 2) == LUA_TSTRING) {
        lua_pushvalue(L, 2);
        lua_pushboolean(L, true);
        lua_rawset(L, lua_upvalueindex(1));
    }
    lua_rawset(L, 1);
    return 0;
}

// The `__index` of the script's globals. Upvalue 1: the globals that a prelude module provides, name -> module, loaded
// when first used. Upvalue 2: the names that were assigned.
int moonreel_missing_global(lua_State *L) {
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) return 0;
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TSTRING) {
        moonreel_push_prelude_value(L, lua_tostring(L, -1));
        lua_pushvalue(L, 2);
        lua_pushvalue(L, -2);
        lua_rawset(L, 1);
        return 1;
    }
    if (lua_type(L, 2) != LUA_TSTRING) return 0;
    const char *name = lua_tostring(L, 2);
    const char *nearest = push_nearest(L, 1, name);
    if (nearest == NULL) nearest = push_nearest(L, lua_upvalueindex(1), name);
    if (nearest != NULL) {
        return moonreel_fail(L, "unknown_global", "there is no '%s': did you mean '%s'?", name, nearest);
    }
    return moonreel_fail(L, "unknown_global", "there is no '%s': it was never assigned", name);
}

