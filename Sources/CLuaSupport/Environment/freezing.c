#include "interpreter.h"

// Tables that scripts can read and not change.

static int refuse_assignment(lua_State *L) {
    const char *name = lua_tostring(L, lua_upvalueindex(1));
    const char *key = moonreel_tolstring(L, 2, NULL);
    return moonreel_fail(L, "frozen", "'%s' cannot be changed: %s is part of Moonreel and read-only", key, name);
}

static int frozen_pairs(lua_State *L) {
    moonreel_push_traversal(L, lua_upvalueindex(1));
    return 1;
}

static int frozen_length(lua_State *L) {
    lua_len(L, lua_upvalueindex(1));
    return 1;
}

int moonreel_freeze(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    const char *name = luaL_optstring(L, 2, "this table");
    lua_createtable(L, 0, 0); // the proxy: always empty, so that every access asks the metatable
    lua_createtable(L, 0, 8);
    lua_pushvalue(L, 1);
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, 1);
    lua_setfield(L, -2, "__frozen");
    lua_pushstring(L, name);
    lua_pushcclosure(L, refuse_assignment, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, frozen_pairs, 1);
    lua_setfield(L, -2, "__pairs");
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, frozen_length, 1);
    lua_setfield(L, -2, "__len");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    moonreel_mark_own(L, -1);
    lua_setmetatable(L, -2);
    return 1;
}

