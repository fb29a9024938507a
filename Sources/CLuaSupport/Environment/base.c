#include "interpreter.h"

#include "libraries.h"

// The base functions of a script.

// Base functions that are Lua's own. The others are ours, below, or are not there (dofile, loadfile, warn).
static const char *const kept[] = {
    "assert", "error",  "getmetatable", "ipairs",   "pcall", "rawequal", "rawget",
    "rawlen", "rawset", "select",       "tonumber", "type",  "_VERSION", NULL,
};

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
    if (strcmp(what, "collect") != 0) {
        // How much memory is held follows hash values, and differs from run to run.
        return luaL_argerror(L, 1, "\"collect\" expected; the collector's settings and counts are not a script's");
    }
    moonreel_forget_walks(L);
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
    return handler_done(L, lua_pcallk(L, 1, 1, 0, 0, handler_done), 0);
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

// Errors repeat the name of a file.
#define LONGEST_CHUNK_NAME 4096

static int load_checked(lua_State *L) {
    if (lua_type(L, 1) == LUA_TFUNCTION) {
        push_pieces(L);
        lua_replace(L, 1);
    }
    size_t count;
    const char *source = lua_tolstring(L, 1, &count);
    moonreel_load_text(L, source, count, lua_tostring(L, 2));
    return 1;
}

static int script_load(lua_State *L) {
    if (lua_type(L, 1) != LUA_TSTRING) luaL_checktype(L, 1, LUA_TFUNCTION);
    const char *name = luaL_optstring(L, 2, lua_isstring(L, 1) ? lua_tostring(L, 1) : "=(load)");
    if (!lua_isnoneornil(L, 2)) {
        luaL_argcheck(L, strlen(name) <= LONGEST_CHUNK_NAME, 2, "the name is too long");
        luaL_argcheck(L, strncmp(name, "=[", 2) != 0, 2, "names that begin with =[ are Moonreel's own");
    }
    bool has_environment = !lua_isnone(L, 4);
    const char *mode = luaL_optstring(L, 3, "t");
    if (strchr(mode, 't') == NULL) {
        lua_pushnil(L);
        lua_pushliteral(L, "attempt to load a chunk that is not text: only text is allowed");
        return 2;
    }
    lua_settop(L, 4);
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

static const luaL_Reg functions[] = {
    {"setmetatable", script_setmetatable},
    {"collectgarbage", script_collectgarbage},
    {"xpcall", script_xpcall},
    {"load", script_load},
    {"tostring", moonreel_tostring},
    {"print", moonreel_print},
    {NULL, NULL},
};

void moonreel_add_base(lua_State *L, int to) {
    // luaopen_base fills the table of globals, which is an empty one of no further use.
    moonreel_push_original(L, luaopen_base);
    lua_pushvalue(L, to);
    moonreel_copy_fields(L, -2, kept);
    luaL_setfuncs(L, functions, 0);
    lua_getfield(L, -2, "pairs");
    lua_setfield(L, -2, "pairs");
    moonreel_add_traversal(L);
    lua_pop(L, 2);
}
