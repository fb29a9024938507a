#include "fuzzing.h"

#include <sanitizer/asan_interface.h>

// More answers than this, and the script is cancelled as by a person.
#define MOST_ANSWERS 64

// `#embed` is older than the standard that has it.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Of the private functions those that hold whatever they are given; the others only the prelude ever calls.
static const char host_module[] =
    "local host = ... return { call = host.call, start = host.start, await = host.await, post = host.post }";

static const char all_module[] = {
#embed "../../../Sources/TraktLua/Prelude/all.lua"
};

moonreel_text fuzzing_next_piece(moonreel_text *rest, char separator) {
    const char *found = rest->count == 0 ? NULL : memchr(rest->bytes, separator, rest->count);
    const size_t count = found == NULL ? rest->count : (size_t)(found - rest->bytes);
    const moonreel_text piece = {rest->bytes, count};
    const size_t used = found == NULL ? count : count + 1;
    rest->bytes += used;
    rest->count -= used;
    return piece;
}

static void require_json(moonreel_text text, const char *what) {
    size_t depth;
    REQUIRE(fuzzing_judge_json(text, &depth) != NOT_JSON, "%s is not JSON: %.*s", what, (int)text.count,
        text.bytes == NULL ? "" : text.bytes);
}

// FNV-1a, with the length behind each text.
void fuzzing_note(fuzzed_host *host, moonreel_text text) {
    for (size_t k = 0; k < text.count; k++) {
        host->digest = (host->digest ^ (unsigned char)text.bytes[k]) * 1099511628211u;
    }
    host->digest = (host->digest ^ text.count) * 1099511628211u;
}

// What the interpreter calls

static void nothing(void *context) { (void)context; }

static int64_t send(void *context, moonreel_text name, moonreel_text document, moonreel_text place, bool answered) {
    fuzzed_host *host = context;
    require_json(document, "a message");
    fuzzing_note(host, name);
    fuzzing_note(host, document);
    fuzzing_note(host, place);
    REQUIRE(answered || place.count == 0, "a message that nobody answers has a place");
    return ++host->tickets;
}

// The functions of the host; `wait` suspends.
static char echo, refuse, wait;

static fuzzed_host *current;

static moonreel_verdict call(void *function, lua_State *L, int count, int *results, int64_t *ticket) {
    if (function == &wait) {
        if (moonreel_may_wait(L)) {
            *ticket = ++current->tickets;
            return MOONREEL_SUSPEND;
        }
        moonreel_push_error(L, (moonreel_text){"cannot wait here", 16});
        return MOONREEL_RAISE;
    }
    if (count == 0) lua_pushnil(L);
    const moonreel_text json = moonreel_json_argument(L, 1);
    if (json.bytes == NULL) return MOONREEL_RAISE; // the sentence that says why
    require_json(json, "an argument");
    if (function == &refuse) {
        char *copy = malloc(json.count + 1); // its own buffer is used for reading it too
        REQUIRE(copy != NULL, "no memory");
        memcpy(copy, json.bytes, json.count);
        moonreel_push_error(L, (moonreel_text){copy, json.count});
        free(copy);
        return MOONREEL_RAISE;
    }
    moonreel_push_string(L, json);
    *results = 1;
    return MOONREEL_RETURN;
}

static void release(void *function) {
    (void)function;
    current->held--;
}

// An interpreter's life

moonreel_interpreter *fuzzing_interpreter(fuzzed_host *host, moonreel_limits limits) {
    current = host;
    host->stop = moonreel_switch_new(host, nothing, nothing);
    moonreel_interpreter *i = moonreel_new(limits, (moonreel_host){host, send, call, release}, host->stop);
    REQUIRE(i != NULL, "no interpreter");
    return i;
}

void fuzzing_define_globals(moonreel_interpreter *i) {
    REQUIRE(moonreel_define(i, "echo", &echo, true), "echo");
    REQUIRE(moonreel_define(i, "refuse", &refuse, true), "refuse");
    REQUIRE(moonreel_define(i, "wait", &wait, true), "wait");
    current->held = 3;
    const moonreel_text host = {host_module, sizeof host_module - 1}, all = {all_module, sizeof all_module};
    REQUIRE(moonreel_add_prelude(i, "host", host, "host"), "host");
    REQUIRE(moonreel_add_prelude(i, "all", all, "all"), "all");
}

// Whether the ticket is one that an answer is still to come for.
static bool give(moonreel_interpreter *i, int64_t ticket, moonreel_text document, bool failed) {
    char *bytes = moonreel_prepare_answer(i, ticket, document.count);
    if (bytes == NULL) return false;
    // The reader may touch them; simdjson, which is not instrumented, would not be seen to.
    REQUIRE(__asan_region_is_poisoned(bytes, document.count + MOONREEL_JSON_PADDING) == NULL, "no room behind it");
    if (document.count > 0) memcpy(bytes, document.bytes, document.count);
    moonreel_deliver(i, ticket, failed);
    REQUIRE(moonreel_prepare_answer(i, ticket, 1) == NULL, "a ticket can be answered twice");
    return true;
}

static void answer(moonreel_interpreter *i, fuzzed_host *host, const int64_t *tickets, size_t count) {
    moonreel_text document = {"null", 4};
    if (host->answers.count > 0) document = fuzzing_next_piece(&host->answers, '\0');
    const int64_t ticket = tickets[document.count % count];
    const char mark = document.count > 0 ? document.bytes[0] : '\0';
    if (mark == '!' || mark == '+') {
        document.bytes++;
        document.count--;
    }
    if (mark == '+') { // prepared, and never delivered; and the latest, which perhaps nobody waits for
        (void)moonreel_prepare_answer(i, ticket, 1);
        if (give(i, host->tickets, document, false) && host->tickets == ticket) return;
    }
    REQUIRE(give(i, ticket, document, mark == '!'), "ticket %lld cannot be answered", (long long)ticket);
    REQUIRE(!give(i, host->tickets + 1, document, false), "a ticket that nobody has can be answered");
}

void fuzzing_check_report(moonreel_interpreter *i) { require_json(moonreel_report(i), "the report"); }

static void check_end(moonreel_interpreter *i, moonreel_outcome outcome) {
    REQUIRE(outcome != MOONREEL_DEAD, "the script is dead without having ended");
    if (outcome == MOONREEL_FINISHED) require_json(moonreel_result(i), "the result");
    else fuzzing_check_report(i);
    REQUIRE(outcome != MOONREEL_STOPPED || moonreel_stopped_because(i) != MOONREEL_NOT_STOPPED, "stopped for nothing");
    REQUIRE(moonreel_resume(i) == MOONREEL_DEAD, "the script goes on after its end");
}

moonreel_outcome fuzzing_run(moonreel_interpreter *i, fuzzed_host *host) {
    moonreel_outcome outcome;
    for (int answers = 0; (outcome = moonreel_resume(i)) == MOONREEL_WAITING; answers++) {
        size_t count;
        const int64_t *tickets = moonreel_waiting(i, &count);
        if (count == 0 || answers == MOST_ANSWERS) moonreel_switch_stop(host->stop, MOONREEL_STOP_CANCELLED);
        else answer(i, host, tickets, count);
    }
    check_end(i, outcome);
    return outcome;
}

void fuzzing_end(moonreel_interpreter *i, fuzzed_host *host) {
    moonreel_switch_set_deadline(host->stop, 0);
    moonreel_free(i);
    REQUIRE(host->held == 0, "%d functions of the host are not released", host->held);
    moonreel_switch_release(host->stop);
}
