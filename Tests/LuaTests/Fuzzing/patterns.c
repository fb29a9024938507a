#include "fuzzing.h"

#include "libraries.h"

// string.find, match, gmatch and gsub beside Debian's own, which must give the same results and the same errors.
//
// The input is lines: which function, as a letter (f, m, g, s, or c for gsub with a function) and where to begin or how
// often to replace, as an integer; the pattern; the replacement for gsub; and to the end the subject.

#define LONGEST_SUBJECT 200
#define LONGEST_REPLACEMENT 50
#define MOST_MATCHES 300

// Debian's cannot be interrupted. What may take it more steps than this is left out.
#define MOST_STEPS 300000

typedef struct {
    char function;
    lua_Integer number;
    moonreel_text pattern, replacement, subject;
} question;

static question asked(const uint8_t *bytes, size_t count) {
    moonreel_text rest = {(const char *)bytes, count};
    const moonreel_text head = fuzzing_next_piece(&rest, '\n');
    question q = {.function = 'f', .number = 1};
    char digits[24] = {0};
    if (head.count > 0) {
        q.function = head.bytes[0];
        memcpy(digits, head.bytes + 1, head.count - 1 < 23 ? head.count - 1 : 23);
        if (head.count > 1) q.number = (lua_Integer)strtoll(digits, NULL, 10);
    }
    q.pattern = fuzzing_next_piece(&rest, '\n');
    if (q.function == 's') q.replacement = fuzzing_next_piece(&rest, '\n');
    q.subject = rest;
    return q;
}

// Every repetition may be tried at every length, at every place of the subject, with all that the pattern costs.
static bool is_bounded(const question *q) {
    if (q->subject.count > LONGEST_SUBJECT || q->replacement.count > LONGEST_REPLACEMENT) return false;
    size_t steps = (q->subject.count + 1) * (q->pattern.count + 1);
    for (size_t k = 0; k < q->pattern.count && steps <= MOST_STEPS; k++) {
        const char c = q->pattern.bytes[k];
        if (c == '*' || c == '+' || c == '-') steps *= q->subject.count + 1;
        if (c == '?') steps *= 2;
    }
    return steps <= MOST_STEPS;
}

// What gsub's function says: nothing for some matches, another text for the rest.
static int replace(lua_State *L) {
    size_t length;
    const char *first = lua_tolstring(L, 1, &length);
    if (length > 0 && first[0] == 'a') return 0;
    lua_settop(L, 2);
    if (lua_isnil(L, 2)) lua_pop(L, 1);
    lua_pushliteral(L, "<");
    lua_insert(L, 1);
    lua_concat(L, lua_gettop(L));
    return 1;
}

// All that gmatch's iterator, at the top of the stack, gives: in one text, so that two can be compared.
static int gather(lua_State *L) {
    lua_settop(L, 1);
    lua_pushliteral(L, "");
    for (int k = 0; k < MOST_MATCHES; k++) {
        lua_pushvalue(L, 1);
        lua_call(L, 0, LUA_MULTRET);
        const int results = lua_gettop(L) - 2;
        if (results == 0 || lua_isnil(L, 3)) break;
        luaL_checkstack(L, 2 * results + 2, NULL);
        for (int r = 0; r < results; r++) {
            lua_pushfstring(L, "|%s:", luaL_typename(L, 3 + r));
            lua_pushvalue(L, 3 + r);
        }
        lua_concat(L, 2 * results);
        lua_pushvalue(L, 2);
        lua_insert(L, -2);
        lua_concat(L, 2);
        lua_replace(L, 2);
        lua_settop(L, 2);
    }
    lua_settop(L, 2);
    return 1;
}

// Calls the function; index 1 is the table `string`. What it gives, or its error, stands above.
static int call(lua_State *L, const question *q) {
    static const char letters[] = "fmgsc";
    static const char *const names[] = {"find", "match", "gmatch", "gsub", "gsub"};
    const char *letter = q->function == '\0' ? NULL : strchr(letters, q->function);
    const size_t which = letter == NULL ? 0 : (size_t)(letter - letters);
    lua_settop(L, 1);
    lua_getfield(L, 1, names[which]);
    lua_pushlstring(L, q->subject.bytes, q->subject.count);
    lua_pushlstring(L, q->pattern.bytes, q->pattern.count);
    int arguments = 3;
    if (which >= 3) {
        arguments = 4;
        if (which == 3) lua_pushlstring(L, q->replacement.bytes, q->replacement.count);
        else lua_pushcfunction(L, replace);
    }
    lua_pushinteger(L, q->number);
    int status = lua_pcall(L, arguments, LUA_MULTRET, 0);
    if (status != LUA_OK || which != 2) return status;
    lua_pushcfunction(L, gather);
    lua_insert(L, 2);
    return lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
}

static bool is_same_value(lua_State *A, lua_State *B, int index) {
    size_t n = 0, m = 0;
    if (lua_type(A, index) != lua_type(B, index) || lua_isinteger(A, index) != lua_isinteger(B, index)) return false;
    const char *a = lua_tolstring(A, index, &n), *b = lua_tolstring(B, index, &m);
    return n == m && (n == 0 || memcmp(a, b, n) == 0);
}

static bool is_too_complex(lua_State *L) {
    return lua_type(L, 2) == LUA_TSTRING && strstr(lua_tostring(L, 2), "pattern too complex") != NULL;
}

static lua_State *ours(void) {
    static moonreel_interpreter *interpreter;
    static fuzzed_host host;
    if (interpreter == NULL) {
        interpreter = fuzzing_interpreter(&host, (moonreel_limits){.memory = SIZE_MAX / 4, .seed = 7});
        lua_settop(interpreter->main, 0);
        moonreel_open_string(interpreter->main);
    }
    return interpreter->main;
}

static lua_State *debians(void) {
    static lua_State *L;
    if (L == NULL) {
        L = luaL_newstate();
        REQUIRE(L != NULL, "no memory");
        luaopen_string(L);
    }
    return L;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    const question q = asked(bytes, count);
    if (!is_bounded(&q)) return -1;
    lua_State *A = ours(), *B = debians();
    const int status = call(A, &q), expected = call(B, &q);
    // Debian's counts a level for a repetition of nothing too, so it comes to its limit first.
    if (expected != LUA_OK && is_too_complex(B)) return 0;
    REQUIRE(status == expected, "status %d, Debian's has %d: %s", status, expected,
        lua_tostring(status == LUA_OK ? B : A, 2));
    REQUIRE(lua_gettop(A) == lua_gettop(B), "%d results, Debian's has %d", lua_gettop(A) - 1, lua_gettop(B) - 1);
    for (int index = 2; index <= lua_gettop(A); index++) {
        REQUIRE(is_same_value(A, B, index), "result %d is '%s', Debian's is '%s'", index - 1,
            luaL_tolstring(A, index, NULL), luaL_tolstring(B, index, NULL));
    }
    return 0;
}
