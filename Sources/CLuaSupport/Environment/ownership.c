#include "interpreter.h"

// Which tables are the program's own, whatever a script's tables look like: those whose metatable was set by the prelude, or by
// freezing. Their metamethods may be called where nothing of a script's may run.

static const char own_key = 0; // registry: a set of metatables

static void push_own(lua_State *L) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &own_key) == LUA_TTABLE) return;
    lua_pop(L, 1);
    lua_createtable(L, 0, 16);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &own_key);
}

void moonreel_mark_own(lua_State *L, int metatable) {
    metatable = lua_absindex(L, metatable);
    luaL_checkstack(L, 4, NULL);
    push_own(L);
    lua_pushvalue(L, metatable);
    lua_pushboolean(L, true);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

int moonreel_own_setmetatable(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 2);
    if (lua_istable(L, 2)) moonreel_mark_own(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

int moonreel_host_is_own(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    if (!lua_istable(L, 1) || !lua_getmetatable(L, 1)) {
        lua_pushboolean(L, false);
        return 1;
    }
    push_own(L);
    lua_insert(L, -2);
    lua_pushboolean(L, lua_rawget(L, -2) != LUA_TNIL);
    return 1;
}
