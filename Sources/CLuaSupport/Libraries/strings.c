#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdint.h>
#include <string.h>

#include "interpreter.h"
#include "libraries.h"

void moonreel_check_result_size(lua_State *L, size_t length) {
    const size_t limit = moonreel_string_limit(L);
    if (length > limit) luaL_error(L, "resulting string too large (the limit is %I bytes)", (LUAI_UACINT)limit);
}

// Fills `length` bytes with repetitions of their first `unit` bytes, doubling what is there.
static void fill(char *bytes, size_t unit, size_t length) {
    for (size_t filled = unit; filled < length;) {
        const size_t more = filled <= length - filled ? filled : length - filled;
        memcpy(bytes + filled, bytes, more);
        filled += more;
    }
}

// string.rep(s, n [, sep]). The stock one allocates whatever it is asked for, and loops `n` times over nothing when
// both strings are empty.
static int rep(lua_State *L) {
    size_t length, separator_length;
    const char *text = luaL_checklstring(L, 1, &length);
    const lua_Integer n = luaL_checkinteger(L, 2);
    const char *separator = luaL_optlstring(L, 3, "", &separator_length);
    const size_t unit = length + separator_length; // two strings in memory: their sum fits
    if (n <= 0 || unit == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    const lua_Integer limit = (lua_Integer)moonreel_string_limit(L);
    if (unit > (size_t)(LUA_MAXINTEGER / n)) {
        return luaL_error(L, "resulting string too large (more than %I bytes; the limit is %I)",
            (LUAI_UACINT)LUA_MAXINTEGER, (LUAI_UACINT)limit);
    }
    const lua_Integer total = (lua_Integer)unit * n - (lua_Integer)separator_length;
    if (total > limit) {
        return luaL_error(
            L, "resulting string too large (%I bytes; the limit is %I)", (LUAI_UACINT)total, (LUAI_UACINT)limit);
    }
    luaL_Buffer buffer;
    char *bytes = luaL_buffinitsize(L, &buffer, (size_t)total);
    memcpy(bytes, text, length);
    if (n > 1) {
        memcpy(bytes + length, separator, separator_length);
        fill(bytes, unit, (size_t)total);
    }
    luaL_pushresultsize(&buffer, (size_t)total);
    return 1;
}

// What stays as Lua wrote it: nothing here takes longer than its arguments and its result are long. Not here: `dump`
// (bytecode is nothing for scripts), and what patterns.c and `rep` above replace.
static const char *const kept[] = {
    "byte",     // one pass; as many results as the stack takes, at most a million
    "char",     // one byte for each argument
    "len",      // no loop
    "lower",    // one pass
    "pack",     // one pass; the paddings of "c" and "!" grow a buffer, which the allocator ends
    "packsize", // one pass over the format, its sum checked against overflow
    "reverse",  // one pass
    "sub",      // a copy
    "unpack",   // one pass over the format; results as for byte
    "upper",    // one pass
    NULL,
};

// All of utf8 goes through its string once, or walks from one place to another.
static const char *const kept_utf8[] = {"char", "charpattern", "codepoint", "codes", "len", "offset", NULL};

void moonreel_push_original(lua_State *L, lua_CFunction open) {
    lua_pushcfunction(L, open);
    lua_call(L, 0, 1);
}

void moonreel_copy_fields(lua_State *L, int from, const char *const names[]) {
    const int source = lua_absindex(L, from);
    for (const char *const *name = names; *name != NULL; name++) {
        lua_getfield(L, source, *name);
        lua_setfield(L, -2, *name);
    }
}

// The metatable that luaopen_string gave all strings has the arithmetic of numerals, which stays. It finds methods in
// the table at the top of the stack from now on, and cannot be had by getmetatable("").
static void lock_string_metatable(lua_State *L) {
    lua_pushliteral(L, "");
    if (lua_getmetatable(L, -1)) {
        lua_pushvalue(L, -3);
        lua_setfield(L, -2, "__index");
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

int moonreel_open_string(lua_State *L) {
    luaL_checkstack(L, 8, NULL);
    moonreel_push_original(L, luaopen_string);
    lua_newtable(L);
    moonreel_copy_fields(L, -2, kept);
    moonreel_add_pattern_functions(L);
    lua_pushcfunction(L, rep);
    lua_setfield(L, -2, "rep");
    // One pass over the format, which refuses widths and precisions beyond two digits.
    lua_getfield(L, -2, "format");
    lua_pushcclosure(L, moonreel_format, 1);
    lua_setfield(L, -2, "format");
    lock_string_metatable(L);
    lua_remove(L, -2);
    return 1;
}

int moonreel_open_utf8(lua_State *L) {
    luaL_checkstack(L, 8, NULL);
    moonreel_push_original(L, luaopen_utf8);
    lua_newtable(L);
    moonreel_copy_fields(L, -2, kept_utf8);
    lua_remove(L, -2);
    return 1;
}
