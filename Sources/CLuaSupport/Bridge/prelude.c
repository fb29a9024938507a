#include "interpreter.h"

// The prelude: chunks of ours, written in Lua, loaded when they are first used. They run in an environment of their
// own that scripts cannot reach, and are the only code that may come as bytecode: made by this process from text.

const char moonreel_prelude_key = 0;
const char moonreel_loaded_key = 0;
const char moonreel_lazy_globals_key = 0;

typedef struct {
    const char *name;
    moonreel_text chunk;
    const char *global;
} prelude_chunk;

static void push_registered(lua_State *L, const char *key) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) == LUA_TTABLE) return;
    lua_pop(L, 1);
    lua_createtable(L, 0, 8);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

static int add_prelude(lua_State *L) {
    const prelude_chunk *added = lua_touserdata(L, 1);
    push_registered(L, &moonreel_prelude_key);
    moonreel_text *kept = lua_newuserdatauv(L, sizeof *kept, 0);
    *kept = added->chunk;
    lua_setfield(L, -2, added->name);
    if (added->global != NULL) {
        push_registered(L, &moonreel_lazy_globals_key);
        lua_pushstring(L, added->name);
        lua_setfield(L, -2, added->global);
    }
    return 0;
}

bool moonreel_add_prelude(moonreel_interpreter *i, const char *name, moonreel_text chunk, const char *global) {
    prelude_chunk added = {name, chunk, global};
    return moonreel_protected(i, add_prelude, &added);
}

void moonreel_push_prelude(lua_State *L, const char *name) {
    push_registered(L, &moonreel_prelude_key);
    if (lua_getfield(L, -1, name) != LUA_TUSERDATA) luaL_error(L, "no prelude module is called '%s'", name);
    const moonreel_text *chunk = lua_touserdata(L, -1);
    lua_pushfstring(L, "=[%s]", name);
    if (luaL_loadbufferx(L, chunk->bytes, chunk->count, lua_tostring(L, -1), "bt") != LUA_OK) lua_error(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &moonreel_pristine_key);
    lua_setupvalue(L, -2, 1);
    lua_replace(L, -4);
    lua_pop(L, 2);
}

void moonreel_push_prelude_value(lua_State *L, const char *name) {
    luaL_checkstack(L, 8, NULL);
    push_registered(L, &moonreel_loaded_key);
    if (lua_getfield(L, -1, name) == LUA_TNIL) {
        lua_pop(L, 1);
        moonreel_push_prelude(L, name);
        lua_rawgetp(L, LUA_REGISTRYINDEX, &moonreel_host_key);
        lua_call(L, 1, 1);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, name);
    }
    lua_remove(L, -2);
}

int moonreel_host_load(lua_State *L) {
    moonreel_push_prelude_value(L, luaL_checkstring(L, 1));
    return 1;
}

// Dumping

typedef struct {
    const char *name;
    moonreel_text source;
    void *context;
    void (*write)(void *, moonreel_text);
} dump;

static int write_piece(lua_State *L, const void *bytes, size_t count, void *context) {
    (void)L;
    const dump *d = context;
    d->write(d->context, (moonreel_text){bytes, count});
    return 0;
}

static int dump_chunk(lua_State *L) {
    dump *d = lua_touserdata(L, 1);
    lua_pushfstring(L, "=[%s]", d->name);
    if (luaL_loadbufferx(L, d->source.bytes, d->source.count, lua_tostring(L, -1), "t") != LUA_OK) return lua_error(L);
    lua_dump(L, write_piece, d, false); // with line numbers: errors in the prelude must say where
    return 0;
}

bool moonreel_dump(
    const char *name, moonreel_text source, void *context, void (*write)(void *, moonreel_text)) {
    dump d = {name, source, context, write};
    lua_State *L = luaL_newstate();
    if (L == NULL) return false;
    lua_pushcfunction(L, dump_chunk);
    lua_pushlightuserdata(L, &d);
    bool done = lua_pcall(L, 1, 0, 0) == LUA_OK;
    if (!done) write(context, (moonreel_text){lua_tostring(L, -1), lua_rawlen(L, -1)});
    lua_close(L);
    return done;
}
