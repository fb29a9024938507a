#include "interpreter.h"

// Attempts: how a session runs what somebody typed. An attempt is a coroutine that its root coroutine runs and can be rid of,
// whatever it does: an interruption, or too much memory, unwinds it as a stop would, and ends there.

// Forgets the stop that unwound an attempt, and what was under way in it.
static void go_on(moonreel_interpreter *i) {
    i->interrupting = 0;
    // What it held is free only when its coroutine is collected.
    i->unlimited = i->unlimited || i->over_memory;
    i->over_memory = 0;
    i->stopping = 0;
    i->stop_is_final = false;
    i->stop_place_known = false;
    i->handling = false;
    i->json_outer = 0;
    moonreel_switch_forget_interruption(i->stop);
    // A stop for good that came while this was done: its reason was set before its signal was sent.
    if (moonreel_switch_reason(i->stop) != MOONREEL_NOT_STOPPED) moonreel_arm(i);
}

const char *moonreel_end_broken_attempt(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    bool breaks_off = i->interrupting || i->over_memory;
    if (!i->attempting || !breaks_off || L != i->root) return NULL;
    if (moonreel_switch_reason(i->stop) != MOONREEL_NOT_STOPPED) return NULL;
    const char *why = i->interrupting ? "interrupted" : "memory";
    go_on(i);
    return why;
}

// What is held already may be all that is allowed; there has to be room to let go of it.
#define SMALLEST_ROOM ((size_t)16 << 20)

static void make_room(moonreel_interpreter *i) {
    size_t room = i->limits.memory / 4 < SMALLEST_ROOM ? i->limits.memory / 4 : SMALLEST_ROOM;
    bool is_full = i->used > i->limits.memory - room;
    i->unlimited = false;
    i->ceiling = is_full ? i->used + room : i->limits.memory;
    i->floor = is_full ? i->used : 0;
}

static void begin(moonreel_interpreter *i) {
    i->attempting = 1;
    if (moonreel_switch_is_interrupted(i->stop)) moonreel_break_off(i);
}

static void end(moonreel_interpreter *i) {
    i->attempting = 0;
    // An interruption that came when there was nothing left to break off.
    if (i->interrupting && !i->over_memory && moonreel_switch_reason(i->stop) == MOONREEL_NOT_STOPPED) go_on(i);
}

int moonreel_host_attempt(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    luaL_checktype(L, 1, LUA_TTHREAD);
    // What was meant for an earlier one is not for this one.
    if (lua_status(lua_tothread(L, 1)) == LUA_OK) {
        moonreel_switch_forget_interruption(i->stop);
        make_room(i);
        i->output_used = i->output_dropped = 0;
        i->asked_count = i->asked_bytes = 0;
    }
    begin(i);
    int count = moonreel_host_step(L);
    end(i);
    return count;
}

// Closes the coroutine of an attempt; with a list of tickets, nobody waits for their answers any more.
int moonreel_host_abandon(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    size_t tickets = lua_istable(L, 2) ? lua_rawlen(L, 2) : 0;
    for (size_t k = 1; k <= tickets; k++) {
        lua_rawgeti(L, 2, (lua_Integer)k);
        moonreel_forget_ticket(i, lua_tointeger(L, -1));
        lua_pop(L, 1);
    }
    moonreel_switch_forget_interruption(i->stop);
    begin(i);
    moonreel_host_close(L);
    moonreel_end_broken_attempt(L);
    end(i);
    return 0;
}

// An error as the host would be told of it, were it the end of the script.
int moonreel_host_report(lua_State *L) {
    luaL_checkany(L, 1);
    moonreel_report_error(L);
    const moonreel_interpreter *i = moonreel_of(L);
    moonreel_read_json(L, i->report.bytes, i->report.count, false);
    return 1;
}

// Bytes of output that the attempts since the last new one were not let print.
int moonreel_host_output_dropped(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)moonreel_of(L)->output_dropped);
    return 1;
}

int moonreel_host_memory_used(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)moonreel_of(L)->used);
    return 1;
}

int moonreel_host_set_now(lua_State *L) {
    moonreel_of(L)->limits.now = luaL_checkinteger(L, 1);
    return 0;
}

// A metatable as it is, also one that hides itself: nothing of it is run.
int moonreel_host_raw_metatable(lua_State *L) {
    luaL_checkany(L, 1);
    return lua_getmetatable(L, 1) ? 1 : 0;
}
