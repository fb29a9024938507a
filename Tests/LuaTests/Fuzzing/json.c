#include "fuzzing.h"

// Reading JSON and writing it. What is read is what the grammar says, whether the bytes behind it may be touched or
// not; and what was read is written so that it reads the same.

// Beyond it the writer refuses.
#define DEEPEST_WRITTEN 100

typedef struct {
    bool read;
    char *text; // written again; NULL when it was refused
    size_t count;
} journey;

static int read_padded(lua_State *L) {
    const moonreel_text *json = lua_touserdata(L, 1);
    moonreel_read_json(L, json->bytes, json->count, true);
    return 1;
}

// An answer has room behind it that may be read, and is not copied first.
static bool push_padded(lua_State *L, moonreel_text json) {
    char *bytes = malloc(json.count + MOONREEL_JSON_PADDING);
    REQUIRE(bytes != NULL, "no memory");
    if (json.count > 0) memcpy(bytes, json.bytes, json.count);
    memset(bytes + json.count, '1', MOONREEL_JSON_PADDING); // a digit would show at once
    moonreel_text padded = {bytes, json.count};
    lua_pushcfunction(L, read_padded);
    lua_pushlightuserdata(L, &padded);
    const bool read = lua_pcall(L, 1, 1, 0) == LUA_OK;
    free(bytes);
    return read;
}

static journey travel(lua_State *L, moonreel_text json, bool padded) {
    lua_settop(L, 0);
    journey j = {.read = padded ? push_padded(L, json) : moonreel_push_json(L, json)};
    if (!j.read) return j;
    const moonreel_text written = moonreel_json_argument(L, 1);
    if (written.bytes == NULL) return j;
    j.count = written.count;
    j.text = malloc(written.count + 1);
    REQUIRE(j.text != NULL, "no memory");
    memcpy(j.text, written.bytes, written.count);
    return j;
}

static bool is_same(const journey *a, const journey *b) {
    if (a->read != b->read || (a->text == NULL) != (b->text == NULL)) return false;
    return a->text == NULL || (a->count == b->count && memcmp(a->text, b->text, a->count) == 0);
}

// One for all inputs: making it takes longer than reading most documents.
static lua_State *state(void) {
    static moonreel_interpreter *interpreter;
    static fuzzed_host host;
    if (interpreter == NULL) {
        interpreter = fuzzing_interpreter(&host, (moonreel_limits){.memory = SIZE_MAX / 4, .seed = 7});
    }
    return interpreter->main;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    lua_State *L = state();
    const moonreel_text json = {(const char *)bytes, count};
    size_t depth;
    const json_verdict verdict = fuzzing_judge_json(json, &depth);

    journey first = travel(L, json, false), padded = travel(L, json, true);
    REQUIRE(is_same(&first, &padded), "the room behind a document changes what it says");
    REQUIRE(verdict != IS_JSON || first.read, "JSON is refused");
    REQUIRE(verdict != NOT_JSON || !first.read, "what is not JSON is read");
    REQUIRE(!first.read || first.text != NULL || depth > DEEPEST_WRITTEN, "what was read cannot be written");
    if (first.text != NULL) {
        const moonreel_text written = {first.text, first.count};
        REQUIRE(fuzzing_judge_json(written, &depth) != NOT_JSON, "what is written is not JSON");
        journey second = travel(L, written, false);
        REQUIRE(is_same(&first, &second), "what is written reads otherwise: %.*s", (int)first.count, first.text);
        free(second.text);
    }
    free(first.text);
    free(padded.text);
    return 0;
}
