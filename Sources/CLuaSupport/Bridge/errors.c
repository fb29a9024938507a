#include "interpreter.h"

#include <stdarg.h>
#include <stdio.h>

// Errors of ours are tables with fields and `__tostring`, placed at the script's own line: frames of C and of the
// prelude, whose chunk names begin with "=[", do not count.

#define LONGEST_TRACEBACK 24

// Finding a frame takes longer the deeper it lies.
#define DEEPEST_LOOK 1000

static bool is_script_frame(const lua_Debug *activation) {
    return activation->what[0] != 'C' && strncmp(activation->source, "=[", 2) != 0;
}

static void add_text(moonreel_buffer *b, const char *text) { moonreel_buffer_append(b, text, strlen(text)); }

// A file's whole path: `short_src` loses the start of a long one.
static void add_place(moonreel_buffer *b, const lua_Debug *activation) {
    char line[32];
    add_text(b, activation->source[0] == '@' ? activation->source + 1 : activation->short_src);
    snprintf(line, sizeof line, ":%d", activation->currentline);
    add_text(b, line);
}

static void add_frame(moonreel_buffer *b, const lua_Debug *activation) {
    char what[160];
    if (activation->what[0] == 'm') {
        snprintf(what, sizeof what, ": in the main part");
    } else if (activation->name != NULL) {
        snprintf(what, sizeof what, ": in function '%.80s'", activation->name);
    } else {
        snprintf(what, sizeof what, ": in the function of line %d", activation->linedefined);
    }
    if (b->count > 0) add_text(b, "\n");
    add_place(b, activation);
    add_text(b, what);
}

static void add_frames(moonreel_interpreter *i, lua_State *from) {
    lua_Debug activation;
    int shown = 0;
    for (int level = 0; level < DEEPEST_LOOK && lua_getstack(from, level, &activation); level++) {
        lua_getinfo(from, "Sln", &activation);
        if (!is_script_frame(&activation)) continue;
        if (i->place.count == 0) add_place(&i->place, &activation);
        if (shown++ == LONGEST_TRACEBACK) {
            add_text(&i->traceback, "\n...");
            return;
        }
        add_frame(&i->traceback, &activation);
    }
    // A call in tail position has taken the place of the frame it was made in; the script's name is left.
    if (i->place.count == 0) moonreel_buffer_append(&i->place, i->script.bytes, i->script.count);
}

moonreel_text moonreel_find_place(lua_State *L) {
    moonreel_buffer *place = &moonreel_of(L)->asking;
    place->count = 0;
    lua_Debug activation;
    for (int level = 0; level < DEEPEST_LOOK && lua_getstack(L, level, &activation); level++) {
        lua_getinfo(L, "Sl", &activation);
        if (!is_script_frame(&activation)) continue;
        add_place(place, &activation);
        break;
    }
    return (moonreel_text){place->bytes, place->count};
}

void moonreel_note_place(moonreel_interpreter *i, lua_State *from) {
    i->place.count = i->traceback.count = 0;
    i->traceback_of = NULL;
    add_frames(i, from);
}

void moonreel_note_error(moonreel_interpreter *i, lua_State *from) {
    const void *error = lua_topointer(from, -1);
    bool same = error != NULL && error == i->traceback_of;
    if (same && i->noted_in == from) return;
    if (!same) i->place.count = i->traceback.count = 0;
    add_frames(i, from);
    i->traceback_of = error;
    i->noted_in = from;
}

int moonreel_message_handler(lua_State *L) {
    moonreel_note_error(moonreel_of(L), L);
    return 1;
}

// Error objects

static void push_buffer(lua_State *L, const moonreel_buffer *b) {
    lua_pushlstring(L, b->bytes == NULL ? "" : b->bytes, b->count);
}

static void set_raw(lua_State *L, int table, const char *key) {
    table = lua_absindex(L, table);
    lua_pushstring(L, key);
    lua_insert(L, -2);
    lua_rawset(L, table);
}

static int get_raw(lua_State *L, int table, const char *key) {
    table = lua_absindex(L, table);
    lua_pushstring(L, key);
    return lua_rawget(L, table);
}

void moonreel_make_error(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    luaL_checkstack(L, 6, NULL);
    if (!lua_istable(L, -1)) {
        lua_createtable(L, 0, 4);
        lua_insert(L, -2);
        luaL_tolstring(L, -1, NULL);
        lua_remove(L, -2);
        set_raw(L, -2, "message");
    }
    moonreel_note_place(i, L);
    if (i->place.count > 0 && get_raw(L, -1, "where") == LUA_TNIL) {
        push_buffer(L, &i->place);
        set_raw(L, -3, "where");
    }
    if (i->place.count > 0) lua_pop(L, 1);
    push_buffer(L, &i->traceback);
    set_raw(L, -2, "traceback");
    lua_rawgetp(L, LUA_REGISTRYINDEX, &moonreel_error_key);
    lua_setmetatable(L, -2);
    i->traceback_of = lua_topointer(L, -1);
    i->noted_in = L;
}

static bool is_error_object(lua_State *L, int index) {
    if (!lua_getmetatable(L, index)) return false;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &moonreel_error_key);
    bool is = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return is;
}

static int error_tostring(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    get_raw(L, 1, "where");
    get_raw(L, 1, "message");
    if (lua_tostring(L, 3) == NULL) {
        lua_pushliteral(L, "an error without a message");
        lua_replace(L, 3);
    }
    if (lua_tostring(L, 2) == NULL) return 1;
    // Not by a format: a message may quote a script's text, zero bytes and all.
    lua_pushliteral(L, ": ");
    lua_insert(L, 3);
    lua_concat(L, 3);
    return 1;
}

void moonreel_open_errors(lua_State *L) {
    lua_createtable(L, 0, 3);
    lua_pushcfunction(L, error_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pushliteral(L, "error");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &moonreel_error_key);
}

int moonreel_fail(lua_State *L, const char *kind, const char *format, ...) {
    luaL_checkstack(L, 6, NULL);
    lua_createtable(L, 0, 4);
    lua_pushstring(L, kind);
    set_raw(L, -2, "kind");
    va_list arguments;
    va_start(arguments, format);
    lua_pushvfstring(L, format, arguments);
    va_end(arguments);
    set_raw(L, -2, "message");
    moonreel_make_error(L);
    return lua_error(L);
}

int moonreel_host_fail(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    moonreel_make_error(L);
    return lua_error(L);
}

// debug.traceback. Inside a handler of `xpcall`, which runs after unwinding, it tells of the error.

static int traceback_text(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    lua_State *of = lua_isthread(L, 1) ? lua_tothread(L, 1) : L;
    int message = of == L && !lua_isthread(L, 1) ? 1 : 2;
    if (!lua_isnoneornil(L, message) && lua_type(L, message) != LUA_TSTRING) {
        lua_pushvalue(L, message); // as Lua's own: a message that is no string is returned as it is
        return 1;
    }
    moonreel_buffer place = i->place, traceback = i->traceback;
    const void *kept_for = i->traceback_of;
    if (!i->handling) {
        i->place = i->traceback = (moonreel_buffer){0};
        add_frames(i, of);
    }
    const char *text = lua_isnoneornil(L, message) ? NULL : lua_tostring(L, message);
    if (text != NULL) lua_pushfstring(L, "%s\n", text);
    else lua_pushliteral(L, "");
    push_buffer(L, &i->traceback);
    lua_pushliteral(L, "stack traceback:\n");
    lua_insert(L, -2);
    lua_concat(L, 3);
    if (!i->handling) {
        moonreel_buffer_free(&i->place);
        moonreel_buffer_free(&i->traceback);
        i->place = place;
        i->traceback = traceback;
        i->traceback_of = kept_for;
    }
    return 1;
}

int moonreel_traceback(lua_State *L) { return traceback_text(L); }

// Reports: what the host is told of the error that ended a script

// How many bytes of a path Lua shows: the last ones of a long path, after three dots.
#define SHOWN_PATH (LUA_IDSIZE - 1)

// Where the text goes on after a path as Lua shows it, or NULL when it does not begin with that.
static const char *after_path(const char *text, const char *path, size_t count) {
    if (count <= SHOWN_PATH) return strncmp(text, path, count) == 0 ? text + count : NULL;
    size_t kept = SHOWN_PATH - 3;
    bool is_it = strncmp(text, "...", 3) == 0 && strncmp(text + 3, path + count - kept, kept) == 0;
    return is_it ? text + SHOWN_PATH : NULL;
}

void moonreel_note_syntax_place(moonreel_interpreter *i, const char *message, const char *chunk_name) {
    i->place.count = i->traceback.count = 0;
    if (message == NULL || chunk_name[0] != '@') return;
    const char *path = chunk_name + 1;
    const char *rest = after_path(message, path, strlen(path));
    size_t digits = rest != NULL && *rest == ':' ? strspn(rest + 1, "0123456789") : 0;
    if (digits == 0) return;
    add_text(&i->place, path);
    moonreel_buffer_append(&i->place, rest, digits + 1);
}

// The message without the "file:line: " that Lua put before it, which the report has as `where`.
static void push_bare_message(lua_State *L, const moonreel_interpreter *i, int index) {
    const char *message = lua_tostring(L, index);
    size_t path = i->place.count;
    while (path > 0 && i->place.bytes[path - 1] != ':') path--;
    if (path > 0) {
        size_t line = i->place.count - (path - 1);
        const char *rest = after_path(message, i->place.bytes, path - 1);
        if (rest != NULL && strncmp(rest, i->place.bytes + path - 1, line) == 0 && strncmp(rest + line, ": ", 2) == 0 &&
            rest[line + 2] != '\0') {
            size_t count;
            lua_tolstring(L, index, &count);
            const char *bare = rest + line + 2;
            lua_pushlstring(L, bare, count - (size_t)(bare - message));
            return;
        }
    }
    lua_pushvalue(L, index);
}

static int json_of_value(lua_State *L) {
    moonreel_write_json(L, 1);
    moonreel_interpreter *i = moonreel_of(L);
    lua_pushlstring(L, i->json.bytes, i->json.count);
    return 1;
}

static void push_message_of_value(lua_State *L, int index) {
    index = lua_absindex(L, index);
    if (lua_isnil(L, index)) {
        lua_pushliteral(L, "error was called without a message");
    } else if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL || !lua_istable(L, index)) {
        moonreel_tolstring(L, index, NULL);
    } else if (get_raw(L, index, "message") == LUA_TSTRING) {
        return;
    } else {
        lua_pushcfunction(L, json_of_value);
        lua_pushvalue(L, index);
        bool said = lua_pcall(L, 1, 1, 0) == LUA_OK;
        if (said) lua_pushfstring(L, "the error is a table: %s", lua_tostring(L, -1));
        else lua_pushliteral(L, "the error is a table without a message");
    }
}

// Sets `value` of the report to the table that was the error, when it can be said in JSON.
static void set_value(lua_State *L, int index, int report) {
    lua_pushcfunction(L, json_of_value);
    lua_pushvalue(L, index);
    bool said = lua_pcall(L, 1, 1, 0) == LUA_OK;
    lua_pop(L, 1);
    if (!said) return;
    lua_pushvalue(L, index);
    set_raw(L, report, "value");
}

static void copy_fields(lua_State *L, int from, int to) {
    lua_pushnil(L);
    while (lua_next(L, from)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, to);
    }
}

static size_t character_length(unsigned char first) {
    return first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
}

void moonreel_push_readable(lua_State *L, const char *bytes, size_t count) {
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    for (size_t k = 0; k < count;) {
        size_t length = character_length((unsigned char)bytes[k]);
        if (length <= count - k && moonreel_is_utf8(bytes + k, length)) {
            luaL_addlstring(&text, bytes + k, length);
            k += length;
        } else {
            luaL_addchar(&text, '?');
            k++;
        }
    }
    luaL_pushresult(&text);
}

static int write_report(lua_State *L) {
    moonreel_write_json(L, 1);
    return 0;
}

// What is left of a report that cannot be said in JSON as it is: an error object holds whatever the script put there.
static void push_plain_report(lua_State *L, int report) {
    static const char *const fields[] = {"kind", "message", "where", "traceback", NULL};
    lua_createtable(L, 0, 4);
    for (const char *const *name = fields; *name != NULL; name++) {
        if (get_raw(L, report, *name) == LUA_TSTRING) {
            size_t count;
            const char *text = lua_tolstring(L, -1, &count);
            moonreel_push_readable(L, text, count);
            set_raw(L, -3, *name);
        }
        lua_pop(L, 1);
    }
}

int moonreel_report_error(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    lua_settop(L, 1);
    luaL_checkstack(L, 20, NULL);
    lua_createtable(L, 0, 8);
    if (is_error_object(L, 1)) {
        copy_fields(L, 1, 2);
    } else {
        if (lua_type(L, 1) == LUA_TSTRING) push_bare_message(L, i, 1);
        else push_message_of_value(L, 1);
        set_raw(L, 2, "message");
        lua_settop(L, 2);
        if (lua_istable(L, 1)) set_value(L, 1, 2);
        push_buffer(L, &i->place);
        if (i->place.count > 0) set_raw(L, 2, "where");
    }
    lua_settop(L, 2);
    if (get_raw(L, 2, "traceback") == LUA_TNIL || i->traceback_of == lua_topointer(L, 1)) {
        push_buffer(L, &i->traceback);
        set_raw(L, 2, "traceback");
    }
    i->report.count = 0;
    lua_pushcfunction(L, write_report);
    lua_pushvalue(L, 2);
    if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
        push_plain_report(L, 2);
        moonreel_write_json(L, -1);
    }
    moonreel_buffer_append(&i->report, i->json.bytes, i->json.count);
    return 0;
}
