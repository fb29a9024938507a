#include "interpreter.h"

// Swift functions as Lua sees them. Swift never raises and never yields: it says what is to be done, and the
// trampoline, when no Swift frame is left, does it.

static int trampoline(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    void **function = lua_touserdata(L, lua_upvalueindex(1));
    int results = 0;
    int64_t ticket = 0;
    i->host_depth++;
    moonreel_verdict verdict = i->host.call(*function, L, lua_gettop(L), &results, &ticket);
    i->host_depth--;
    switch (verdict) {
    case MOONREEL_RETURN: return results;
    case MOONREEL_RAISE: return lua_error(L);
    case MOONREEL_SUSPEND: return moonreel_await_sent(L, ticket);
    }
    return 0;
}

static int release_function(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    void **function = lua_touserdata(L, 1);
    if (*function != NULL) i->host.release(*function);
    *function = NULL;
    return 0;
}

typedef struct {
    const char *name;
    void *function;
    bool global;
} definition;

static int define(lua_State *L) {
    const definition *d = lua_touserdata(L, 1);
    void **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = d->function;
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, release_function);
    lua_setfield(L, -2, "__gc");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pushcclosure(L, trampoline, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, d->global ? &moonreel_globals_key : &moonreel_host_key);
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, d->name);
    return 0;
}

bool moonreel_define(moonreel_interpreter *i, const char *name, void *function, bool global) {
    definition d = {name, function, global};
    return moonreel_protected(i, define, &d);
}

// Values, for Swift. The interpreter's allocator refuses nothing while Swift runs, so what may only run out of memory
// is called as it is; the rest goes through `lua_pcall`.

static int push_json(lua_State *L) {
    const moonreel_text *json = lua_touserdata(L, 1);
    moonreel_read_json(L, json->bytes, json->count, false);
    return 1;
}

bool moonreel_push_json(lua_State *L, moonreel_text json) {
    if (!lua_checkstack(L, 4)) return false;
    lua_pushcfunction(L, push_json);
    lua_pushlightuserdata(L, &json);
    if (lua_pcall(L, 1, 1, 0) == LUA_OK) return true;
    lua_pop(L, 1);
    return false;
}

static int json_argument(lua_State *L) {
    moonreel_write_json(L, 1);
    return 0;
}

moonreel_text moonreel_json_argument(lua_State *L, int argument) {
    moonreel_text none = {NULL, 0};
    if (!lua_checkstack(L, 4)) return none;
    argument = lua_absindex(L, argument);
    lua_pushcfunction(L, json_argument);
    lua_pushvalue(L, argument);
    moonreel_interpreter *i = moonreel_of(L);
    int host_depth = i->host_depth;
    i->host_depth = 0; // a `__tojson` of the script's can be stopped, and its memory refused
    int status = lua_pcall(L, 1, 0, 0);
    i->host_depth = host_depth;
    if (status != LUA_OK) return none;
    return (moonreel_text){i->json.bytes, i->json.count};
}

static int push_error(lua_State *L) {
    const moonreel_text *text = lua_touserdata(L, 1);
    if (text->count > 0 && text->bytes[0] == '{') {
        moonreel_read_json(L, text->bytes, text->count, false);
    } else {
        lua_createtable(L, 0, 2);
        lua_pushlstring(L, text->bytes == NULL ? "" : text->bytes, text->count);
        lua_setfield(L, -2, "message");
    }
    moonreel_make_error(L);
    return 1;
}

void moonreel_push_error(lua_State *L, moonreel_text json_or_message) {
    lua_checkstack(L, 4);
    lua_pushcfunction(L, push_error);
    lua_pushlightuserdata(L, &json_or_message);
    lua_pcall(L, 1, 1, 0); // a failure leaves its own message, which is raised instead
}

moonreel_text moonreel_string_argument(lua_State *L, int argument) {
    moonreel_text text = {NULL, 0};
    if (lua_type(L, argument) == LUA_TSTRING) text.bytes = lua_tolstring(L, argument, &text.count);
    return text;
}

void moonreel_push_string(lua_State *L, moonreel_text text) {
    lua_pushlstring(L, text.bytes == NULL ? "" : text.bytes, text.count);
}
