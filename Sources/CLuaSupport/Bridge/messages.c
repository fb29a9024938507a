#include "interpreter.h"

// The world is reached by messages: a name and a JSON document go out, a JSON document or an error comes back. A call
// parks the coroutine that made it until its ticket is answered.

static const moonreel_text empty_text = {"", 0};

// Answers

static moonreel_answer *find_answer(moonreel_interpreter *i, int64_t ticket) {
    for (size_t k = 0; k < i->answer_count; k++) {
        if (i->answers[k].ticket == ticket) return &i->answers[k];
    }
    return NULL;
}

static bool expect(moonreel_interpreter *i, int64_t ticket, size_t asked) {
    if (i->answer_count == i->answer_room) {
        size_t room = i->answer_room == 0 ? 8 : i->answer_room * 2;
        moonreel_answer *answers = realloc(i->answers, room * sizeof *answers);
        if (answers == NULL) return false;
        i->answers = answers;
        i->answer_room = room;
    }
    i->answers[i->answer_count++] = (moonreel_answer){.ticket = ticket, .asked = asked};
    i->open_count++;
    i->open_bytes += asked;
    return true;
}

static void note_answered(moonreel_interpreter *i, const moonreel_answer *answer) {
    i->open_count--;
    i->open_bytes -= answer->asked;
}

static void forget_answer(moonreel_interpreter *i, moonreel_answer *answer) {
    if (!answer->delivered) note_answered(i, answer);
    free(answer->bytes);
    *answer = i->answers[--i->answer_count];
}

void moonreel_forget_ticket(moonreel_interpreter *i, int64_t ticket) {
    moonreel_answer *answer = find_answer(i, ticket);
    if (answer != NULL) forget_answer(i, answer);
}

void moonreel_free_answers(moonreel_interpreter *i) {
    while (i->answer_count > 0) forget_answer(i, &i->answers[0]);
    free(i->answers);
    free(i->waiting);
}

char *moonreel_prepare_answer(moonreel_interpreter *i, int64_t ticket, size_t count) {
    moonreel_answer *answer = find_answer(i, ticket);
    if (answer == NULL || answer->delivered || count > SIZE_MAX - MOONREEL_JSON_PADDING) return NULL;
    char *bytes = calloc(1, count + MOONREEL_JSON_PADDING);
    if (bytes == NULL) return NULL;
    free(answer->bytes);
    answer->bytes = bytes;
    answer->count = count;
    return bytes;
}

void moonreel_deliver(moonreel_interpreter *i, int64_t ticket, bool failed) {
    moonreel_answer *answer = find_answer(i, ticket);
    if (answer == NULL || answer->bytes == NULL) return;
    if (!answer->delivered) note_answered(i, answer);
    answer->delivered = true;
    answer->failed = failed;
}

const int64_t *moonreel_waiting(moonreel_interpreter *i, size_t *count) {
    *count = i->waiting_count;
    return i->waiting;
}

// Parking

static bool reserve_waiting(moonreel_interpreter *i, size_t count) {
    if (count <= i->waiting_room) return true;
    int64_t *waiting = realloc(i->waiting, count * sizeof *waiting);
    if (waiting == NULL) return false;
    i->waiting = waiting;
    i->waiting_room = count;
    return true;
}

// Finding a frame takes longer the deeper it lies.
#define DEEPEST_LOOK 1000

// The name of the C function below which nothing can wait: the nearest one that is not one of Lua's that can be
// yielded across.
static const char *unyieldable_function(lua_State *L) {
    lua_Debug activation;
    for (int level = 1; level < DEEPEST_LOOK && lua_getstack(L, level, &activation); level++) {
        lua_getinfo(L, "Sn", &activation);
        if (activation.what[0] != 'C' || activation.name == NULL) continue;
        if (strcmp(activation.name, "pcall") == 0 || strcmp(activation.name, "xpcall") == 0) continue;
        return activation.name;
    }
    return NULL;
}

bool moonreel_may_wait(lua_State *L) {
    const moonreel_interpreter *i = moonreel_of(L);
    return lua_isyieldable(L) && i->bound == 0 && i->closing == 0;
}

static void check_may_wait(lua_State *L) {
    if (moonreel_may_wait(L)) return;
    moonreel_interpreter *i = moonreel_of(L);
    const char *function = lua_isyieldable(L) ? NULL : unyieldable_function(L);
    if (i->closing > 0) {
        moonreel_fail(
            L, "cannot_wait", "this call waits and cannot be made inside a __close that coroutine.close runs");
    } else if (function == NULL) {
        moonreel_fail(
            L, "cannot_wait",
            "this call waits and cannot be made inside a coroutine that a function of Lua's own (table.sort, "
            "string.gsub, a metamethod of tostring, ...) resumed; make it before, and keep the answer");
    } else {
        moonreel_fail(
            L, "cannot_wait", "this call waits and cannot be made inside '%s'; make it before, and keep the answer",
            function);
    }
}

static int park(lua_State *L, lua_KContext context, lua_KFunction again) {
    moonreel_interpreter *i = moonreel_of(L);
    i->parked = true;
    i->parked_at = L;
    return lua_yieldk(L, 0, context, again);
}

static int take(lua_State *L, moonreel_answer *answer) {
    moonreel_interpreter *i = moonreel_of(L);
    // The reader may raise: the bytes are the interpreter's until then, and are let go afterwards.
    free(i->taken.bytes);
    i->taken = (moonreel_buffer){.bytes = answer->bytes, .count = answer->count, .room = answer->count};
    bool failed = answer->failed;
    answer->bytes = NULL;
    forget_answer(i, answer);
    moonreel_read_json(L, i->taken.bytes, i->taken.count, true);
    moonreel_buffer_free(&i->taken);
    if (!failed) return 1;
    moonreel_make_error(L);
    return lua_error(L);
}

int moonreel_await(lua_State *L, int status, lua_KContext ticket) {
    (void)status;
    moonreel_interpreter *i = moonreel_of(L);
    moonreel_answer *answer = find_answer(i, (int64_t)ticket);
    if (answer == NULL) return luaL_error(L, "nothing was sent under ticket %I", (LUAI_UACINT)ticket);
    if (answer->delivered) return take(L, answer);
    check_may_wait(L);
    if (!reserve_waiting(i, 1)) return luaL_error(L, "not enough memory");
    i->waiting[0] = (int64_t)ticket;
    i->waiting_count = 1;
    return park(L, ticket, moonreel_await);
}

// Pushes the first of the tickets that is answered.
static bool push_delivered(lua_State *L, int tickets) {
    moonreel_interpreter *i = moonreel_of(L);
    size_t count = lua_rawlen(L, tickets);
    for (size_t k = 1; k <= count; k++) {
        lua_rawgeti(L, tickets, (lua_Integer)k);
        moonreel_answer *answer = find_answer(i, lua_tointeger(L, -1));
        if (answer == NULL || answer->delivered) return true;
        lua_pop(L, 1);
    }
    return false;
}

static int park_again(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    moonreel_interpreter *i = moonreel_of(L);
    if (push_delivered(L, 1)) return 1;
    check_may_wait(L);
    size_t count = lua_rawlen(L, 1);
    if (!reserve_waiting(i, count)) return luaL_error(L, "not enough memory");
    for (size_t k = 0; k < count; k++) {
        lua_rawgeti(L, 1, (lua_Integer)k + 1);
        i->waiting[k] = lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    i->waiting_count = count;
    return park(L, 0, park_again);
}

// The functions of `host`

// Whether a line of so many bytes may still pass. The bytes of those that may not are counted.
static bool has_room(moonreel_interpreter *i, size_t count) {
    size_t left = i->limits.output - i->output_used;
    if (left < MOONREEL_LINE_COST || count > left - MOONREEL_LINE_COST) {
        i->output_dropped += count;
        return false;
    }
    i->output_used += count + MOONREEL_LINE_COST;
    return true;
}

// Raises an error when a question of so many bytes is too much. Whoever is asked keeps all questions, and works on those
// that are open.
static void check_question(lua_State *L, size_t count) {
    const moonreel_interpreter *i = moonreel_of(L);
    if (count > MOONREEL_MESSAGE_BYTES) {
        moonreel_fail(
            L, "too_large", "this call has more than the %d bytes in it that a call may have; make several of it",
            MOONREEL_MESSAGE_BYTES);
    }
    if (i->open_count >= MOONREEL_OPEN_QUESTIONS) {
        moonreel_fail(
            L, "too_many_calls", "%d calls have no answer yet, and no more may be so at once; give 'all' fewer functions",
            MOONREEL_OPEN_QUESTIONS);
    }
    if (count > MOONREEL_OPEN_QUESTION_BYTES - i->open_bytes) {
        moonreel_fail(
            L, "too_many_calls",
            "the calls that have no answer yet would have more than %d bytes in them; give 'all' fewer functions",
            MOONREEL_OPEN_QUESTION_BYTES);
    }
    if (i->asked_count >= MOONREEL_ALL_QUESTIONS) {
        moonreel_fail(
            L, "too_many_calls", "this run has made %d calls and may make no more; divide its work among several runs",
            MOONREEL_ALL_QUESTIONS);
    }
    if (count > MOONREEL_ALL_QUESTION_BYTES - i->asked_bytes) {
        moonreel_fail(
            L, "too_many_calls",
            "the calls of this run would have more than %d bytes in them; divide its work among several runs",
            MOONREEL_ALL_QUESTION_BYTES);
    }
}

// `bounded`: whether it counts as output, by the bytes that go out. What a value's __tojson says it may say once only.
static int64_t send(lua_State *L, bool answered, bool bounded) {
    moonreel_interpreter *i = moonreel_of(L);
    moonreel_text name;
    name.bytes = luaL_checklstring(L, 1, &name.count);
    moonreel_text document = empty_text;
    if (lua_isnoneornil(L, 2)) {
        document = (moonreel_text){"null", 4};
    } else {
        moonreel_write_json(L, 2);
        document = (moonreel_text){i->json.bytes, i->json.count};
    }
    if (!answered && document.count > MOONREEL_MESSAGE_BYTES) {
        // A line that is too long, or has become so as JSON.
        i->output_dropped += document.count;
        return 0;
    }
    if (bounded && !has_room(i, document.count)) return 0;
    moonreel_text place = empty_text;
    if (answered) {
        check_question(L, document.count);
        i->asked_count++;
        i->asked_bytes += document.count;
        place = moonreel_find_place(L);
    }
    i->host_depth++;
    int64_t ticket = i->host.send(i->host.context, name, document, place, answered);
    i->host_depth--;
    if (answered && !expect(i, ticket, document.count)) luaL_error(L, "not enough memory");
    return ticket;
}

static int host_call(lua_State *L) {
    check_may_wait(L); // before anything is sent
    int64_t ticket = send(L, true, false);
    lua_settop(L, 0);
    return moonreel_await(L, LUA_OK, (lua_KContext)ticket);
}

static int host_start(lua_State *L) {
    lua_pushinteger(L, send(L, true, false));
    return 1;
}

static int host_await(lua_State *L) { return moonreel_await(L, LUA_OK, (lua_KContext)luaL_checkinteger(L, 1)); }

// Sends what nobody answers: output, which is bounded.
static int host_post(lua_State *L) {
    send(L, false, true);
    return 0;
}

static int host_park(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    return park_again(L, LUA_OK, 0);
}

int moonreel_await_sent(lua_State *L, int64_t ticket) {
    if (!expect(moonreel_of(L), ticket, 0)) return luaL_error(L, "not enough memory");
    lua_settop(L, 0);
    return moonreel_await(L, LUA_OK, (lua_KContext)ticket);
}

static const luaL_Reg functions[] = {
    {"call", host_call}, {"start", host_start}, {"await", host_await}, {"post", host_post},
    {"park", host_park}, {NULL, NULL},
};

void moonreel_open_messages(lua_State *L) { luaL_setfuncs(L, functions, 0); }

// print

static void add_printed(lua_State *L, luaL_Buffer *line) {
    int count = lua_gettop(L);
    luaL_buffinit(L, line);
    for (int k = 1; k <= count; k++) {
        if (k > 1) luaL_addchar(line, '\t');
        moonreel_tolstring(L, k, NULL);
        luaL_addvalue(line);
    }
    luaL_pushresult(line);
}

int moonreel_print(lua_State *L) {
    moonreel_interpreter *i = moonreel_of(L);
    luaL_Buffer line;
    add_printed(L, &line);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    if (!moonreel_is_utf8(text, length)) {
        moonreel_push_readable(L, text, length);
        lua_replace(L, -2);
    }
    size_t used = i->output_used, dropped = i->output_dropped;
    if (!has_room(i, length + 1)) return 0;
    lua_pushliteral(L, "print");
    lua_insert(L, 1);
    if (lua_gettop(L) > 2) lua_replace(L, 2);
    send(L, false, false);
    if (i->output_dropped != dropped) {
        i->output_used = used;
        i->output_dropped = dropped + length + 1;
    }
    return 0;
}
