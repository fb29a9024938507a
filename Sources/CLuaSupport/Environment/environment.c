#include "interpreter.h"

#include "libraries.h"

// What a script sees, built up from empty: everything here is named by an allow-list.

static void push_debug(lua_State *L) {
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, moonreel_traceback);
    lua_setfield(L, -2, "traceback");
}

// The library on top of the stack, for the prelude as it is and for scripts frozen.
static void add_library(lua_State *L, const char *name, int pristine, int globals) {
    lua_pushvalue(L, -1);
    lua_setfield(L, pristine, name);
    lua_pushcfunction(L, moonreel_freeze);
    lua_insert(L, -2);
    lua_pushstring(L, name);
    lua_call(L, 2, 1);
    lua_setfield(L, globals, name);
}

static void add_libraries(lua_State *L, int pristine, int globals) {
    moonreel_open_string(L);
    add_library(L, "string", pristine, globals);
    moonreel_open_table(L);
    add_library(L, "table", pristine, globals);
    moonreel_open_math(L, moonreel_of(L)->limits.seed);
    add_library(L, "math", pristine, globals);
    moonreel_open_utf8(L);
    add_library(L, "utf8", pristine, globals);
    moonreel_open_coroutine(L);
    add_library(L, "coroutine", pristine, globals);
    moonreel_push_os(L);
    add_library(L, "os", pristine, globals);
    push_debug(L);
    add_library(L, "debug", pristine, globals);
    moonreel_push_json_library(L);
    add_library(L, "json", pristine, globals);
}

static const luaL_Reg host_functions[] = {
    {"fail", moonreel_host_fail}, {"freeze", moonreel_freeze},      {"step", moonreel_host_step},
    {"load", moonreel_host_load}, {"close", moonreel_host_close},   {"distance", moonreel_host_distance},
    {"attempt", moonreel_host_attempt},   {"abandon", moonreel_host_abandon},
    {"report", moonreel_host_report},     {"set_now", moonreel_host_set_now},
    {"raw_metatable", moonreel_host_raw_metatable},
    {NULL, NULL},
};

int moonreel_open_environment(lua_State *L) {
    lua_settop(L, 0);
    lua_createtable(L, 0, 32); // 1: the prelude's environment
    lua_createtable(L, 0, 40); // 2: the script's globals
    moonreel_add_base(L, 1);
    moonreel_add_base(L, 2);
    add_libraries(L, 1, 2);
    lua_pushvalue(L, 2);
    lua_setfield(L, 2, "_G");

    lua_createtable(L, 0, 2);
    lua_createtable(L, 0, 4);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &moonreel_lazy_globals_key);
    lua_pushcclosure(L, moonreel_missing_global, 1);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, 2);

    luaL_newlib(L, host_functions);
    moonreel_open_messages(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &moonreel_host_key);
    lua_pushvalue(L, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &moonreel_pristine_key);
    lua_pushvalue(L, 2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &moonreel_globals_key);
    lua_pushvalue(L, 2);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS); // what loaded text gets as its _ENV
    return 0;
}
