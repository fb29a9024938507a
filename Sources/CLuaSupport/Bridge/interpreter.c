#include "interpreter.h"

#include "libraries.h"

#include <stdio.h>

const char moonreel_array_key = 0;
const char moonreel_error_key = 0;
const char moonreel_host_key = 0;
const char moonreel_globals_key = 0;
const char moonreel_pristine_key = 0;

// Which Lua this is

extern const char lua_ident[]; // "$LuaVersion: Lua 5.4.4  Copyright (C) ..."

static char release[16];
static bool concat_hole;

// Once, before any thread can ask: every new coroutine asks for it.
__attribute__((constructor)) static void read_release(void) {
    int minor = 0, patch = 0;
    sscanf(lua_ident, "$LuaVersion: Lua %15[0-9.]", release);
    concat_hole = sscanf(release, "5.%d.%d", &minor, &patch) == 2 && minor == 4 && patch <= 4;
}

const char *moonreel_lua_release(void) { return release; }

bool moonreel_lua_has_concat_hole(void) { return concat_hole; }

// Birth and death

bool moonreel_protected(moonreel_interpreter *i, lua_CFunction function, void *argument) {
    lua_State *L = i->main;
    lua_settop(L, 0);
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, argument);
    i->host_depth++;
    int status = lua_pcall(L, 1, 0, 0);
    i->host_depth--;
    return status == LUA_OK;
}

static int prepare(lua_State *L) {
    moonreel_open_errors(L);
    moonreel_open_json(L);
    return moonreel_open_environment(L);
}

moonreel_interpreter *moonreel_new(moonreel_limits limits, moonreel_host host, moonreel_switch *s) {
    moonreel_interpreter *i = calloc(1, sizeof *i);
    if (i == NULL) return NULL;
    i->limits = limits;
    i->ceiling = limits.memory;
    i->host = host;
    i->stop = s;
    moonreel_switch_retain(s);
    i->host_depth = 1;
    i->main = lua_newstate(moonreel_allocate, i);
    i->host_depth = 0;
    if (i->main == NULL) {
        moonreel_free(i);
        return NULL;
    }
    *(moonreel_interpreter **)lua_getextraspace(i->main) = i;
    if (!moonreel_protected(i, prepare, NULL)) {
        moonreel_free(i);
        return NULL;
    }
    return i;
}

void moonreel_free(moonreel_interpreter *i) {
    i->current = NULL;
    if (i->main != NULL) lua_close(i->main);
    moonreel_free_answers(i);
    moonreel_free_walks(i);
    moonreel_json_parser_free(i->json_parser);
    moonreel_buffer *buffers[] = {&i->json, &i->result, &i->report, &i->place, &i->traceback, &i->taken, &i->script,
        &i->asking};
    for (size_t k = 0; k < sizeof buffers / sizeof *buffers; k++) moonreel_buffer_free(buffers[k]);
    moonreel_switch_release(i->stop);
    free(i);
}

static int set_facts(lua_State *L) {
    const moonreel_text *json = lua_touserdata(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &moonreel_host_key);
    moonreel_read_json(L, json->bytes, json->count, false);
    lua_setfield(L, -2, "facts");
    return 0;
}

bool moonreel_set_facts(moonreel_interpreter *i, moonreel_text json) { return moonreel_protected(i, set_facts, &json); }

// The script

typedef struct {
    moonreel_text source;
    const char *chunk_name;
    const char *root;
} script_text;

// The value of the whole script, or the report of its error, is made by the same coroutine, under the same limits.

static int write_result(lua_State *L) {
    moonreel_write_json(L, 1);
    return 0;
}

static int script_ended(lua_State *L, int status, lua_KContext context) {
    (void)context;
    moonreel_interpreter *i = moonreel_of(L);
    if (status != LUA_OK && status != LUA_YIELD) {
        lua_pushcfunction(L, moonreel_report_error);
        lua_insert(L, -2);
        lua_call(L, 1, 0);
        return luaL_error(L, "reported");
    }
    lua_pushcfunction(L, write_result);
    lua_insert(L, -2);
    bool said = lua_pcall(L, 1, 0, 0) == LUA_OK;
    if (!said && i->stopping) return moonreel_raise_stop(L); // stopped while the value was written
    i->result.count = 0;
    if (said) moonreel_buffer_append(&i->result, i->json.bytes, i->json.count);
    else moonreel_buffer_append(&i->result, "null", 4);
    return 0;
}

static int run_script(lua_State *L) {
    if (moonreel_lua_has_concat_hole()) luaL_checkstack(L, 1000, NULL);
    int arguments = lua_gettop(L) - 1;
    lua_pushcfunction(L, moonreel_message_handler);
    lua_insert(L, 1);
    int status = lua_pcallk(L, arguments, 1, 1, 0, script_ended);
    return script_ended(L, status, 0);
}

static int load_script(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    const script_text *text = lua_touserdata(L, 1);
    lua_State *root = lua_newthread(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, root); // anchored for the interpreter's life
    moonreel_disarm(root);
    lua_pushcfunction(root, run_script);
    i->root_arguments = 1;
    if (text->root != NULL) {
        moonreel_push_prelude(L, text->root);
        lua_rawgetp(L, LUA_REGISTRYINDEX, &moonreel_host_key);
        i->root_arguments = 3;
    }
    moonreel_load_text(L, text->source.bytes, text->source.count, text->chunk_name);
    lua_xmove(L, root, i->root_arguments);
    i->root = root;
    return 0;
}

// A syntax error's message begins with the place, as Lua shortens it: "file:line: ".
static int report_syntax_error(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    moonreel_note_syntax_place(i, lua_tostring(L, 1), lua_touserdata(L, 2));
    return moonreel_report_error(L);
}

bool moonreel_load(moonreel_interpreter *i, moonreel_text source, const char *chunk_name, const char *root) {
    script_text text = {source, chunk_name, root};
    i->script.count = 0;
    const char *name = chunk_name + (chunk_name[0] == '@' || chunk_name[0] == '=');
    moonreel_buffer_append(&i->script, name, strlen(name));
    lua_State *L = i->main;
    lua_settop(L, 0);
    lua_pushcfunction(L, load_script);
    lua_pushlightuserdata(L, &text);
    i->host_depth++;
    bool loaded = lua_pcall(L, 1, 0, 0) == LUA_OK;
    if (!loaded) {
        lua_pushcfunction(L, report_syntax_error);
        lua_insert(L, -2);
        lua_pushlightuserdata(L, (void *)chunk_name);
        lua_pcall(L, 2, 0, 0);
    }
    i->host_depth--;
    return loaded;
}

static int report_fallback(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    lua_State *root = lua_touserdata(L, 1);
    const char *message = i->stopping ? "the script was stopped" : NULL;
    if (message == NULL && root != NULL && lua_gettop(root) > 0) message = lua_tostring(root, -1);
    lua_pushstring(L, message != NULL ? message : "the script failed and its error could not be told");
    lua_replace(L, 1);
    return moonreel_report_error(L);
}

static moonreel_outcome end(moonreel_interpreter *i, moonreel_outcome outcome) {
    lua_State *root = i->root;
    i->current = NULL;
    i->root = NULL; // a stopped script is never resumed
    if (outcome == MOONREEL_STOPPED) {
        if (!i->stop_place_known) moonreel_note_place(i, i->parked ? i->parked_at : root);
        i->stop_place_known = true;
        i->report.count = 0;
    }
    if (outcome != MOONREEL_FINISHED && i->report.count == 0) moonreel_protected(i, report_fallback, root);
    return outcome;
}

moonreel_outcome moonreel_resume(moonreel_interpreter *i) {
    lua_State *root = i->root;
    if (root == NULL) return MOONREEL_DEAD;
    if (!moonreel_begin_running(i)) {
        i->stopping = 1;
        return end(i, MOONREEL_STOPPED);
    }
    i->parked = false;
    i->waiting_count = 0;
    moonreel_set_current(i, root);
    int count = 0;
    int status = lua_resume(root, i->main, i->root_arguments, &count);
    i->root_arguments = 0;
    i->current = NULL;
    moonreel_end_running(i);
    if (status == LUA_OK) return end(i, MOONREEL_FINISHED);
    if (i->stopping) return end(i, MOONREEL_STOPPED);
    return status == LUA_YIELD ? MOONREEL_WAITING : end(i, MOONREEL_FAILED);
}

moonreel_text moonreel_result(moonreel_interpreter *i) { return (moonreel_text){i->result.bytes, i->result.count}; }

moonreel_text moonreel_report(moonreel_interpreter *i) { return (moonreel_text){i->report.bytes, i->report.count}; }

moonreel_stop_reason moonreel_stopped_because(moonreel_interpreter *i) {
    moonreel_stop_reason reason = moonreel_switch_reason(i->stop);
    return reason == MOONREEL_NOT_STOPPED && i->over_memory ? MOONREEL_STOP_MEMORY : reason;
}

size_t moonreel_memory_used(moonreel_interpreter *i) { return i->used; }

size_t moonreel_memory_peak(moonreel_interpreter *i) { return i->peak; }

size_t moonreel_output_dropped(moonreel_interpreter *i) { return i->output_dropped; }
