#include "interpreter.h"

// The script's own coroutines. A wait for the host inside one of them must reach the host and not the script that
// resumed it: `resume` and `wrap` pass such a yield outward and go on with the same coroutine when the answer is there.

// On a Lua with the `__concat` hole every body runs below a C function whose frame keeps this much stack reserved, so
// that the stack is not moved or shrunk while a concatenation holds a pointer into it.
#define RESERVED_SLOTS 1000

// `lua_resetthread` starts counting C calls anew, so that nested closing could exhaust the C stack.
#define DEEPEST_CLOSING 4

static int reserved_body_done(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    return lua_gettop(L);
}

static int reserved_body(lua_State *L) {
    luaL_checkstack(L, RESERVED_SLOTS, "no room for a coroutine");
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, reserved_body_done);
    return lua_gettop(L);
}

// A new coroutine for the function on top of the stack, which the thread replaces.
static void push_coroutine(lua_State *L) {
    lua_State *co = lua_newthread(L);
    if (moonreel_lua_has_concat_hole()) lua_pushcfunction(co, reserved_body);
    lua_insert(L, -2);
    lua_xmove(L, co, 1);
}

static lua_State *check_coroutine(lua_State *L, int index) {
    lua_State *co = lua_tothread(L, index);
    luaL_argexpected(L, co != NULL, index, "coroutine");
    return co;
}

// Status

static int script_yield(lua_State *L);

// A coroutine that waits for the host inside an `all` looks suspended too, but only its own waiting may resume it.
static bool is_suspended_by_script(lua_State *co) {
    lua_Debug top;
    if (!lua_getstack(co, 0, &top)) return false;
    lua_getinfo(co, "f", &top);
    bool suspended = lua_tocfunction(co, -1) == script_yield;
    lua_pop(co, 1);
    return suspended;
}

static const char *status_of(lua_State *L, lua_State *co) {
    if (L == co) return "running";
    switch (lua_status(co)) {
    case LUA_YIELD: return !moonreel_of(L)->branched || is_suspended_by_script(co) ? "suspended" : "normal";
    case LUA_OK: {
        lua_Debug top;
        if (lua_getstack(co, 0, &top)) return "normal";
        return lua_gettop(co) == 0 ? "dead" : "suspended";
    }
    default: return "dead";
    }
}

// Resuming

// What a coroutine did when it was given its turn.
typedef enum { RETURNED, YIELDED, RAISED, PASSES_OUTWARD } turn;

static turn give_turn(lua_State *L, lua_State *co, int argument_count, int *result_count) {
    moonreel_interpreter *i = moonreel_of(L);
    bool bound = !lua_isyieldable(L); // then no wait can pass through here
    if (lua_status(co) == LUA_OK && moonreel_lua_has_concat_hole()) argument_count++; // the body itself
    i->bound += bound;
    i->parked = false;
    moonreel_set_current(i, co);
    int status = lua_resume(co, L, argument_count, result_count);
    moonreel_set_current(i, L);
    i->bound -= bound;
    // An error ends a coroutine without another instruction at which garbage would have been collected first.
    if (i->stopping) moonreel_recover_memory(L);
    if (status == LUA_OK) return RETURNED;
    if (status != LUA_YIELD) return i->stopping ? PASSES_OUTWARD : RAISED;
    return i->parked || i->stopping ? PASSES_OUTWARD : YIELDED;
}

// Checks that `co` may be resumed with the arguments on top of `L`, and moves them; else a message stands on `L`.
static bool move_arguments(lua_State *L, lua_State *co, int count) {
    const char *status = status_of(L, co);
    if (strcmp(status, "suspended") != 0) {
        lua_pushfstring(L, "cannot resume %s coroutine", strcmp(status, "dead") == 0 ? "dead" : "non-suspended");
        return false;
    }
    if (!lua_checkstack(co, count)) {
        lua_pushliteral(L, "too many arguments to resume");
        return false;
    }
    lua_xmove(L, co, count);
    return true;
}

static void move_results(lua_State *L, lua_State *co, int count) {
    if (!lua_checkstack(L, count + 2)) {
        lua_pop(co, count);
        luaL_error(L, "too many results to resume");
    }
    lua_xmove(co, L, count);
}

static int pass_outward(lua_State *L, lua_KContext context, lua_KFunction again) {
    if (lua_isyieldable(L) && moonreel_of(L)->closing == 0) return lua_yieldk(L, 0, context, again);
    return moonreel_raise_stop(L); // only a stop comes here: a wait was refused where it began
}

static int finish_resume(lua_State *L, lua_State *co, int argument_count);

static int resume_again(lua_State *L, int status, lua_KContext context) {
    (void)status;
    return finish_resume(L, (lua_State *)context, 0);
}

static int finish_resume(lua_State *L, lua_State *co, int argument_count) {
    int count = 0;
    switch (give_turn(L, co, argument_count, &count)) {
    case PASSES_OUTWARD: return pass_outward(L, (lua_KContext)co, resume_again);
    case RAISED:
        lua_pushboolean(L, false);
        lua_xmove(co, L, 1);
        return 2;
    default:
        lua_pushboolean(L, true);
        move_results(L, co, count);
        return count + 1;
    }
}

static int script_resume(lua_State *L) {
    lua_State *co = check_coroutine(L, 1);
    int count = lua_gettop(L) - 1;
    if (!move_arguments(L, co, count)) {
        lua_pushboolean(L, false);
        lua_insert(L, -2);
        return 2;
    }
    return finish_resume(L, co, count); // index 1 keeps the coroutine alive
}

// Closing runs the coroutine's `__close` handlers below a C frame that no yield may cross.
static int close_coroutine(lua_State *L, lua_State *co) {
    moonreel_interpreter *i = moonreel_of(L);
    if (i->closing >= DEEPEST_CLOSING) luaL_error(L, "coroutines closed inside one another too deeply");
    i->closing++;
    moonreel_set_current(i, co);
    int status = lua_resetthread(co);
    moonreel_set_current(i, L);
    i->closing--;
    return status;
}

// Wrapping

static int finish_wrap(lua_State *L, lua_State *co, int argument_count);

static int wrap_again(lua_State *L, int status, lua_KContext context) {
    (void)status;
    return finish_wrap(L, (lua_State *)context, 0);
}

static int raise_from(lua_State *L, lua_State *co) {
    moonreel_interpreter *i = moonreel_of(L);
    moonreel_note_error(i, co);
    int status = lua_status(co);
    if (status != LUA_OK && status != LUA_YIELD) {
        status = close_coroutine(L, co);
        lua_xmove(co, L, 1);
    } else {
        lua_xmove(co, L, 1);
    }
    if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
    }
    i->traceback_of = lua_topointer(L, -1);
    return lua_error(L);
}

static int finish_wrap(lua_State *L, lua_State *co, int argument_count) {
    int count = 0;
    switch (give_turn(L, co, argument_count, &count)) {
    case PASSES_OUTWARD: return pass_outward(L, (lua_KContext)co, wrap_again);
    case RAISED: return raise_from(L, co);
    default: move_results(L, co, count); return count;
    }
}

static int call_wrapped(lua_State *L) {
    lua_State *co = lua_tothread(L, lua_upvalueindex(1));
    int count = lua_gettop(L);
    if (!move_arguments(L, co, count)) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
        return lua_error(L);
    }
    return finish_wrap(L, co, count);
}

// The functions scripts see

static int script_create(lua_State *L) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 1);
    push_coroutine(L);
    return 1;
}

static int script_wrap(lua_State *L) {
    script_create(L);
    lua_pushcclosure(L, call_wrapped, 1);
    return 1;
}

static int script_yield(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    if (L == i->root) return luaL_error(L, "attempt to yield from outside a coroutine");
    if (i->closing > 0) return luaL_error(L, "attempt to yield while a coroutine is closed");
    return lua_yield(L, lua_gettop(L));
}

static int script_status(lua_State *L) {
    lua_pushstring(L, status_of(L, check_coroutine(L, 1)));
    return 1;
}

static int script_running(lua_State *L) {
    lua_pushthread(L);
    lua_pushboolean(L, L == moonreel_of(L)->root);
    return 2;
}

static int script_isyieldable(lua_State *L) {
    lua_State *co = lua_isnone(L, 1) ? L : check_coroutine(L, 1);
    lua_pushboolean(L, co != moonreel_of(L)->root && lua_isyieldable(co));
    return 1;
}

static int script_close(lua_State *L) {
    lua_State *co = check_coroutine(L, 1);
    const char *status = status_of(L, co);
    if (strcmp(status, "suspended") != 0 && strcmp(status, "dead") != 0) {
        return luaL_error(L, "cannot close a %s coroutine", status);
    }
    if (close_coroutine(L, co) == LUA_OK) {
        lua_pushboolean(L, true);
        return 1;
    }
    lua_pushboolean(L, false);
    lua_xmove(co, L, 1);
    return 2;
}

static const luaL_Reg functions[] = {
    {"create", script_create},   {"resume", script_resume},   {"wrap", script_wrap},
    {"yield", script_yield},     {"status", script_status},   {"running", script_running},
    {"close", script_close},     {"isyieldable", script_isyieldable},
    {NULL, NULL},
};

void moonreel_open_coroutine(lua_State *L) { luaL_newlib(L, functions); }

// Branches: how the prelude's `all` runs several functions at once

static int step_again(lua_State *L, int status, lua_KContext context);

static int finish_step(lua_State *L, lua_State *co, int argument_count) {
    moonreel_interpreter *i = moonreel_of(L);
    int count = 0;
    turn did = give_turn(L, co, argument_count, &count);
    if (did == PASSES_OUTWARD && i->stopping) {
        const char *why = moonreel_end_broken_attempt(L);
        if (why == NULL) return pass_outward(L, (lua_KContext)co, step_again);
        lua_pushstring(L, why);
        lua_pushlstring(L, i->place.bytes == NULL ? "" : i->place.bytes, i->place.count);
        return 2;
    }
    switch (did) {
    case PASSES_OUTWARD:
        i->parked = false;
        lua_pushliteral(L, "parked");
        lua_createtable(L, (int)i->waiting_count, 0);
        for (size_t k = 0; k < i->waiting_count; k++) {
            lua_pushinteger(L, i->waiting[k]);
            lua_rawseti(L, -2, (lua_Integer)k + 1);
        }
        return 2;
    case RAISED:
        moonreel_note_error(i, co);
        lua_pushliteral(L, "failed");
        lua_xmove(co, L, 1);
        i->traceback_of = lua_topointer(L, -1);
        return 2;
    default:
        lua_pushstring(L, did == RETURNED ? "done" : "yielded");
        move_results(L, co, count);
        return count + 1;
    }
}

static int step_again(lua_State *L, int status, lua_KContext context) {
    (void)status;
    return finish_step(L, (lua_State *)context, 0);
}

// Closes a branch that is given up, also one that waits.
int moonreel_host_close(lua_State *L) {
    lua_State *co = check_coroutine(L, 1);
    if (lua_status(co) == LUA_OK && strcmp(status_of(L, co), "normal") == 0) {
        return luaL_error(L, "cannot close a coroutine that runs");
    }
    close_coroutine(L, co);
    return 0;
}

int moonreel_host_step(lua_State *L) {
    lua_State *co = check_coroutine(L, 1);
    int count = lua_gettop(L) - 1;
    moonreel_of(L)->branched = true;
    // A branch that waits is resumed without arguments; only the prelude, which knows its tickets, comes here.
    bool waits = lua_status(co) == LUA_YIELD && !is_suspended_by_script(co);
    if (waits) {
        lua_settop(L, 1);
        return finish_step(L, co, 0);
    }
    if (!move_arguments(L, co, count)) return lua_error(L);
    return finish_step(L, co, count);
}
