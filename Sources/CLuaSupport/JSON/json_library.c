#include "interpreter.h"

// The script's `json`, and the marks by which a table is known to be an array even when it is empty.

void moonreel_open_json(lua_State *L) {
    lua_createtable(L, 0, 2);
    lua_pushboolean(L, true);
    lua_setfield(L, -2, "__array");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &moonreel_array_key);
}

bool moonreel_is_marked_array(lua_State *L, int index) {
    if (luaL_getmetafield(L, index, "__array") == LUA_TNIL) return false;
    lua_pop(L, 1);
    return true;
}

static int json_encode(lua_State *L) {
    luaL_checkany(L, 1);
    moonreel_write_json(L, 1);
    moonreel_interpreter *i = moonreel_of(L);
    lua_pushlstring(L, i->json.bytes, i->json.count);
    return 1;
}

static int json_decode(lua_State *L) {
    size_t count;
    const char *text = luaL_checklstring(L, 1, &count);
    // simdjson keeps about 16 bytes for each, outside of Lua's memory.
    size_t longest = moonreel_of(L)->limits.memory / 16;
    if (count > longest) {
        return luaL_error(
            L, "the JSON text has %I bytes; at most %I are read", (LUAI_UACINT)count, (LUAI_UACINT)longest);
    }
    moonreel_read_json(L, text, count, false);
    return 1;
}

// array(table [, fields]): marks the table as an array; `fields` can then be read from it like members.
static int json_array(lua_State *L) {
    lua_settop(L, 2);
    if (lua_isnil(L, 1)) {
        lua_createtable(L, 0, 0);
        lua_replace(L, 1);
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL && !moonreel_is_marked_array(L, 1)) {
        return luaL_argerror(L, 1, "this table is not a plain one");
    }
    lua_settop(L, 2);
    if (lua_isnil(L, 2)) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, &moonreel_array_key);
    } else {
        luaL_checktype(L, 2, LUA_TTABLE);
        lua_createtable(L, 0, 3);
        lua_pushboolean(L, true);
        lua_setfield(L, -2, "__array");
        lua_pushvalue(L, 2);
        lua_setfield(L, -2, "__index");
        lua_pushboolean(L, false);
        lua_setfield(L, -2, "__metatable");
    }
    lua_setmetatable(L, 1);
    lua_settop(L, 1);
    return 1;
}

static const luaL_Reg functions[] = {
    {"encode", json_encode}, {"decode", json_decode}, {"array", json_array}, {NULL, NULL},
};

void moonreel_push_json_library(lua_State *L) {
    luaL_newlib(L, functions);
    lua_pushlightuserdata(L, NULL);
    lua_setfield(L, -2, "null");
}
