#include "interpreter.h"

#include "libraries.h"

#include <stdio.h>

// What a script sees, built up from empty: everything here is named by an allow-list.

// Base functions that are Lua's own. The others are ours, below, or are not there (dofile, loadfile, warn).
static const char *const kept_base[] = {
    "assert", "error",  "getmetatable", "ipairs", "next",     "pairs", "pcall", "rawequal",
    "rawget", "rawlen", "rawset",       "select", "tonumber", "tostring", "type", "_VERSION",
};

// Frozen tables

static int refuse_assignment(lua_State *L) {
    const char *name = lua_tostring(L, lua_upvalueindex(1));
    const char *key = luaL_tolstring(L, 2, NULL);
    return moonreel_fail(L, "frozen", "'%s' cannot be changed: %s is part of Moonreel and read-only", key, name);
}

static int frozen_next(lua_State *L) {
    lua_settop(L, 2);
    if (lua_next(L, lua_upvalueindex(1))) return 2;
    lua_pushnil(L);
    return 1;
}

static int frozen_pairs(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(1));
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
    lua_pushcclosure(L, frozen_next, 1);
    lua_pushcclosure(L, frozen_pairs, 1);
    lua_setfield(L, -2, "__pairs");
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, frozen_length, 1);
    lua_setfield(L, -2, "__len");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    return 1;
}

// Globals: a misspelt one is an error that names the nearest

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
        if (d >= best) continue;
        best = d;
        lua_pushvalue(L, -1);
        lua_replace(L, -3);
    }
    return lua_tostring(L, -1);
}

// Upvalue 1: the globals that a prelude module provides, name -> module, loaded when first used.
static int missing_global(lua_State *L) {
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

// Base functions of ours

static int script_setmetatable(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    int type = lua_type(L, 2);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
    if (type == LUA_TTABLE) {
        lua_pushliteral(L, "__gc");
        // Finalizers run where no limit reaches them.
        if (lua_rawget(L, 2) != LUA_TNIL) {
            return moonreel_fail(L, "invalid_argument", "setmetatable: '__gc' is not available to scripts");
        }
    }
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

static int script_collectgarbage(lua_State *L) {
    const char *what = luaL_optstring(L, 1, "collect");
    if (strcmp(what, "count") == 0) {
        lua_pushnumber(L, (lua_Number)moonreel_of(L)->used / 1024);
        return 1;
    }
    if (strcmp(what, "collect") != 0) {
        return luaL_argerror(L, 1, "\"collect\" or \"count\" expected; the collector's settings are not a script's");
    }
    lua_gc(L, LUA_GCCOLLECT);
    lua_pushinteger(L, 0);
    return 1;
}

// A message handler runs at the point of the error, where nothing can wait and no stop can leave; the script's own is
// therefore called after unwinding, by when the traceback has been noted.

static int handler_done(lua_State *L, int status, lua_KContext context) {
    (void)context;
    (void)status; // an error of the handler's own takes the place of its result
    moonreel_of(L)->handling = false;
    lua_pushboolean(L, false);
    lua_replace(L, 1);
    lua_remove(L, 2);
    return lua_gettop(L);
}

static int xpcall_done(lua_State *L, int status, lua_KContext context) {
    (void)context;
    if (status == LUA_OK || status == LUA_YIELD) {
        lua_pushboolean(L, true);
        lua_replace(L, 2);
        return lua_gettop(L) - 1;
    }
    // handler, message handler, error -> room, message handler, handler, error
    lua_pushvalue(L, 1);
    lua_insert(L, -2);
    moonreel_of(L)->handling = true;
    return handler_done(L, lua_pcallk(L, 1, LUA_MULTRET, 0, 0, handler_done), 0);
}

static int script_xpcall(lua_State *L) {
    luaL_checktype(L, 2, LUA_TFUNCTION);
    int arguments = lua_gettop(L) - 2;
    lua_pushcfunction(L, moonreel_message_handler);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2); // function, handler, message handler, function, arguments
    lua_remove(L, 1);    // handler, message handler, function, arguments
    return xpcall_done(L, lua_pcallk(L, arguments, LUA_MULTRET, 2, 0, xpcall_done), 0);
}

// Text only: Lua does not check bytecode, and a wrong byte in it can do anything.
void moonreel_load_text(lua_State *L, const char *source, size_t count, const char *chunk_name) {
    size_t limit = moonreel_of(L)->limits.source;
    if (count > limit) {
        luaL_error(L, "%s: the text has %I bytes; at most %I are allowed", chunk_name + (chunk_name[0] == '@'),
            (LUAI_UACINT)count, (LUAI_UACINT)limit);
    }
    if (luaL_loadbufferx(L, source, count, chunk_name, "t") != LUA_OK) lua_error(L);
}

static void push_pieces(lua_State *L) {
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    for (;;) {
        lua_pushvalue(L, 1);
        lua_call(L, 0, 1);
        size_t count = 0;
        const char *piece = lua_tolstring(L, -1, &count);
        if (piece == NULL && !lua_isnil(L, -1)) luaL_error(L, "reader function must return a string");
        if (count == 0) break;
        luaL_addvalue(&text);
    }
    lua_pop(L, 1);
    luaL_pushresult(&text);
}

static int load_checked(lua_State *L) {
    size_t count;
    const char *source = lua_tolstring(L, 1, &count);
    moonreel_load_text(L, source, count, lua_tostring(L, 2));
    return 1;
}

static int script_load(lua_State *L) {
    if (lua_type(L, 1) != LUA_TSTRING) luaL_checktype(L, 1, LUA_TFUNCTION);
    const char *name = luaL_optstring(L, 2, lua_isstring(L, 1) ? lua_tostring(L, 1) : "=(load)");
    bool has_environment = !lua_isnone(L, 4);
    const char *mode = luaL_optstring(L, 3, "t");
    if (strchr(mode, 't') == NULL) {
        lua_pushnil(L);
        lua_pushliteral(L, "attempt to load a chunk that is not text: only text is allowed");
        return 2;
    }
    lua_settop(L, 4);
    if (lua_type(L, 1) == LUA_TFUNCTION) {
        push_pieces(L);
        lua_replace(L, 1);
    }
    lua_pushcfunction(L, load_checked);
    lua_pushvalue(L, 1);
    lua_pushstring(L, name);
    if (lua_pcall(L, 2, 1, 0) != LUA_OK) {
        lua_pushnil(L);
        lua_insert(L, -2);
        return 2;
    }
    if (has_environment) {
        lua_pushvalue(L, 4);
        lua_setupvalue(L, -2, 1);
    }
    return 1;
}

// os: the run's own clock

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

// Assembling

static void copy_field(lua_State *L, int from, int to, const char *name) {
    lua_getfield(L, from, name);
    lua_setfield(L, to, name);
}

static void push_opened(lua_State *L, lua_CFunction open) {
    lua_pushcfunction(L, open);
    lua_call(L, 0, 1);
}

static void push_os(lua_State *L) {
    push_opened(L, luaopen_os);
    lua_createtable(L, 0, 4);
    copy_field(L, -2, lua_gettop(L), "clock");
    copy_field(L, -2, lua_gettop(L), "difftime");
    lua_getfield(L, -2, "time");
    lua_pushcclosure(L, script_time, 1);
    lua_setfield(L, -2, "time");
    lua_getfield(L, -2, "date");
    lua_pushcclosure(L, script_date, 1);
    lua_setfield(L, -2, "date");
    lua_remove(L, -2);
}

static void push_debug(lua_State *L) {
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, moonreel_traceback);
    lua_setfield(L, -2, "traceback");
}

static const luaL_Reg base[] = {
    {"setmetatable", script_setmetatable},
    {"collectgarbage", script_collectgarbage},
    {"xpcall", script_xpcall},
    {"load", script_load},
    {"print", moonreel_print},
    {NULL, NULL},
};

static void add_base(lua_State *L, int to) {
    // luaopen_base fills the table of globals, which is an empty one of no further use.
    push_opened(L, luaopen_base);
    for (size_t k = 0; k < sizeof kept_base / sizeof *kept_base; k++) copy_field(L, -1, to, kept_base[k]);
    lua_pop(L, 1);
    lua_pushvalue(L, to);
    luaL_setfuncs(L, base, 0);
    lua_pop(L, 1);
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
    push_os(L);
    add_library(L, "os", pristine, globals);
    push_debug(L);
    add_library(L, "debug", pristine, globals);
    moonreel_push_json_library(L);
    add_library(L, "json", pristine, globals);
}

static const luaL_Reg host_functions[] = {
    {"fail", moonreel_host_fail}, {"freeze", moonreel_freeze},      {"step", moonreel_host_step},
    {"load", moonreel_host_load}, {"close", moonreel_host_close},   {NULL, NULL},
};

int moonreel_open_environment(lua_State *L) {
    lua_settop(L, 0);
    lua_createtable(L, 0, 32); // 1: the prelude's environment
    lua_createtable(L, 0, 40); // 2: the script's globals
    add_base(L, 1);
    add_base(L, 2);
    add_libraries(L, 1, 2);
    lua_pushvalue(L, 2);
    lua_setfield(L, 2, "_G");

    lua_createtable(L, 0, 2);
    lua_createtable(L, 0, 4);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &moonreel_lazy_globals_key);
    lua_pushcclosure(L, missing_global, 1);
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
