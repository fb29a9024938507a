#include "interpreter.h"

#include "libraries.h"

// os: time, by the run's own clock, and nothing else.

static int script_time(lua_State *L) {
    if (!lua_isnoneornil(L, 1)) return lua_tocfunction(L, lua_upvalueindex(1))(L);
    lua_pushinteger(L, (lua_Integer)(moonreel_of(L)->limits.now / 1000));
    return 1;
}

static int script_date(lua_State *L) {
    if (lua_isnoneornil(L, 1)) {
        lua_settop(L, 0);
        lua_pushliteral(L, "%c");
    }
    if (lua_isnoneornil(L, 2)) {
        lua_settop(L, 1);
        lua_pushinteger(L, (lua_Integer)(moonreel_of(L)->limits.now / 1000));
    }
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static const char *const kept[] = {"clock", "difftime", NULL};

void moonreel_push_os(lua_State *L) {
    moonreel_push_original(L, luaopen_os);
    lua_createtable(L, 0, 4);
    moonreel_copy_fields(L, -2, kept);
    lua_getfield(L, -2, "time");
    lua_pushcclosure(L, script_time, 1);
    lua_setfield(L, -2, "time");
    lua_getfield(L, -2, "date");
    lua_pushcclosure(L, script_date, 1);
    lua_setfield(L, -2, "date");
    lua_remove(L, -2);
}
