#ifndef MOONREEL_CLUASUPPORT_H
#define MOONREEL_CLUASUPPORT_H

// What module `Lua` calls. Nothing declared here raises, yields or leaves in any way but by returning; every function
// that can fail inside Lua runs there in protected mode. One interpreter belongs to one task at a time; only the
// functions on `moonreel_switch` may be called from other threads.

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

#ifdef __cplusplus
extern "C" {
#endif

/// A whole script's state: one `lua_State`, its limits, the messages it sent and the answers that came.
typedef struct moonreel_interpreter moonreel_interpreter;

/// Stops one interpreter from any thread, and outlives it.
typedef struct moonreel_switch moonreel_switch;

/// Why a script was stopped from outside.
typedef enum {
    MOONREEL_NOT_STOPPED = 0,
    MOONREEL_STOP_CANCELLED = 1,
    MOONREEL_STOP_DEADLINE = 2,
    MOONREEL_STOP_MEMORY = 3,
} moonreel_stop_reason;

/// What `moonreel_resume` ended with.
typedef enum {
    MOONREEL_FINISHED = 0, // `moonreel_result` has what the script returned
    MOONREEL_FAILED = 1,   // `moonreel_report` tells the error
    MOONREEL_WAITING = 2,  // for any of `moonreel_waiting`'s tickets
    MOONREEL_STOPPED = 3,  // see `moonreel_stopped_because`; `moonreel_report` tells where
    MOONREEL_DEAD = 4,     // there was nothing to resume
} moonreel_outcome;

/// What a Swift host function asks of its trampoline.
typedef enum {
    MOONREEL_RETURN = 0,  // the values on top of the stack, as many as the handler said
    MOONREEL_RAISE = 1,   // the value on top of the stack
    MOONREEL_SUSPEND = 2, // until the ticket the handler gave is answered
} moonreel_verdict;

typedef struct {
    size_t memory;   // bytes the script may hold
    size_t output;   // bytes `print` may write, with MOONREEL_LINE_COST for each line
    size_t source;   // bytes one chunk may have
    int64_t now;     // milliseconds since 1970: the run's own clock
    uint64_t seed;   // of `math.random`
} moonreel_limits;

// What holds for every script.
enum {
    MOONREEL_LINE_COST = 100, // what a line counts beside its text: it is kept and written with its time and its rule

    // What a script may ask. Beyond it a call is an error, here as in a process that a host holds to the same.
    MOONREEL_MESSAGE_BYTES = (16 << 20) - (64 << 10), // in one message: a frame has to hold it
    MOONREEL_OPEN_QUESTIONS = 10000, // that have no answer yet
    MOONREEL_OPEN_QUESTION_BYTES = 16 << 20, // read, these take up to twenty times as much
    MOONREEL_ALL_QUESTIONS = 1000000, // the journal keeps them
    MOONREEL_ALL_QUESTION_BYTES = 64 << 20,
};

/// Bytes the interpreter owns; valid until its next call.
typedef struct {
    const char *_Nullable bytes;
    size_t count;
} moonreel_text;

/// A message to the host. Returns its ticket; `answered` is false for a message that nobody waits for, and then `place`,
/// where the script asks, is empty.
typedef int64_t (*moonreel_send)(
    void *context, moonreel_text name, moonreel_text document, moonreel_text place, bool answered);

/// Runs one Swift host function. `results` is the number of values pushed (MOONREEL_RETURN), `ticket` what to wait
/// for (MOONREEL_SUSPEND).
typedef moonreel_verdict (*moonreel_handler)(
    void *function, lua_State *L, int argument_count, int *results, int64_t *ticket);

typedef struct {
    void *context;
    moonreel_send send;
    moonreel_handler call;
    void (*release)(void *function); // the last reference to a host function is gone
} moonreel_host;

// Switches

/// `thrown` is called once, on some thread, when the switch is thrown; `release` when nobody holds the switch any more.
moonreel_switch *moonreel_switch_new(void *context, void (*thrown)(void *), void (*release)(void *));
void moonreel_switch_retain(moonreel_switch *s);
void moonreel_switch_release(moonreel_switch *s);
/// Stops the script within microseconds if it runs, at its next step if not. The first reason stays.
void moonreel_switch_stop(moonreel_switch *s, moonreel_stop_reason reason);
moonreel_stop_reason moonreel_switch_reason(moonreel_switch *s);
/// Breaks off the attempt that runs (`host.attempt`), within microseconds, and leaves the script alive. One that waits is not
/// reached by this: its script has to be told by an answer.
void moonreel_switch_interrupt(moonreel_switch *s);
/// Throws the switch after `nanoseconds` from now; a new deadline replaces the former, 0 removes it.
void moonreel_switch_set_deadline(moonreel_switch *s, uint64_t nanoseconds);
/// What passes until as many calls of the other does not count.
void moonreel_switch_suspend_deadline(moonreel_switch *s);
void moonreel_switch_resume_deadline(moonreel_switch *s);
/// From now on `signal` throws the switch, for the reason that comes with it as its value; `thrown` is not called for it. One
/// switch of a process can have this, which then must stay for its life.
bool moonreel_switch_obey(moonreel_switch *s, int signal);

// An interpreter's life

moonreel_interpreter *_Nullable moonreel_new(moonreel_limits limits, moonreel_host host, moonreel_switch *s);
void moonreel_free(moonreel_interpreter *i);

/// Puts a Swift function under `name` into the private table `host` that the prelude sees; with `global`, among the
/// script's globals too. The interpreter owns `function` from here and gives it to `release` in the end.
bool moonreel_define(moonreel_interpreter *i, const char *name, void *function, bool global);

/// Makes the prelude chunk `name` (text, or what `moonreel_dump` made of it) known: `host.load(name)` runs it, and so
/// does the first use of the script's global `global`. The bytes must stay for the interpreter's life.
bool moonreel_add_prelude(
    moonreel_interpreter *i, const char *name, moonreel_text chunk, const char *_Nullable global);
/// Bytecode of a text chunk of ours, to start further interpreters faster. Scripts never get to load bytecode.
bool moonreel_dump(const char *name, moonreel_text source, void *context, void (*write)(void *context, moonreel_text));

/// Makes `json`, a document, `host.facts`.
bool moonreel_set_facts(moonreel_interpreter *i, moonreel_text json);

/// Loads the script's text and readies it: called by the prelude chunk `root` as `root(host, script)`, or without one
/// directly. On a syntax error returns false and `moonreel_report` tells it.
bool moonreel_load(moonreel_interpreter *i, moonreel_text source, const char *chunk_name, const char *_Nullable root);

/// Runs the script until it ends or waits.
moonreel_outcome moonreel_resume(moonreel_interpreter *i);

/// The tickets of which any answer lets the script go on.
const int64_t *_Nullable moonreel_waiting(moonreel_interpreter *i, size_t *count);

/// Room for an answer of `count` bytes; fill it, then `moonreel_deliver` it. NULL when nobody waits for the ticket.
char *_Nullable moonreel_prepare_answer(moonreel_interpreter *i, int64_t ticket, size_t count);
/// Hands the prepared answer over: a JSON document, or with `failed` the fields of an error.
void moonreel_deliver(moonreel_interpreter *i, int64_t ticket, bool failed);

/// JSON: what the script returned (`null` if it cannot be said in JSON).
moonreel_text moonreel_result(moonreel_interpreter *i);
/// JSON: `{message, where, traceback, ...}` of the error or of the place where the script was stopped.
moonreel_text moonreel_report(moonreel_interpreter *i);
moonreel_stop_reason moonreel_stopped_because(moonreel_interpreter *i);

size_t moonreel_memory_used(moonreel_interpreter *i);
size_t moonreel_memory_peak(moonreel_interpreter *i);
/// Bytes of output that were dropped because the limit was reached.
size_t moonreel_output_dropped(moonreel_interpreter *i);

// Values, for host functions: none of these raises

/// Pushes the JSON document as a Lua value. False, with nothing pushed, when it is not JSON.
bool moonreel_push_json(lua_State *L, moonreel_text json);
/// The argument as JSON; a NULL `bytes` when it cannot be said in JSON, then a sentence saying why is pushed.
moonreel_text moonreel_json_argument(lua_State *L, int argument);
/// Pushes an error object with the fields of a JSON object, or with this message.
void moonreel_push_error(lua_State *L, moonreel_text json_or_message);
/// The bytes of a string argument; NULL when it is not a string (a number is not converted).
moonreel_text moonreel_string_argument(lua_State *L, int argument);
void moonreel_push_string(lua_State *L, moonreel_text text);

/// Whether a call that waits can be made from here.
bool moonreel_may_wait(lua_State *L);

/// "5.4.4", from the library that is linked, not from the headers.
const char *moonreel_lua_release(void);
/// Whether this Lua has the `__concat` hole of Debian 12 (5.4.4 and older).
bool moonreel_lua_has_concat_hole(void);

#ifdef __cplusplus
}
#endif

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
