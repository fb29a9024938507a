#ifndef MOONREEL_INTERPRETER_H
#define MOONREEL_INTERPRETER_H

#include "CLuaSupport.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

// A growing piece of memory outside Lua's heap, so that an error raised while it is filled cannot lose it.
typedef struct {
    char *bytes;
    size_t count;
    size_t room;
} moonreel_buffer;

bool moonreel_buffer_reserve(moonreel_buffer *b, size_t more);
bool moonreel_buffer_append(moonreel_buffer *b, const void *bytes, size_t count);
void moonreel_buffer_free(moonreel_buffer *b);

// An answer that is awaited, or has come and not been taken.
typedef struct {
    int64_t ticket;
    size_t asked; // bytes of the question
    char *bytes;  // NULL until it has come
    size_t count;
    bool delivered;
    bool failed;
} moonreel_answer;

struct moonreel_interpreter {
    lua_State *main;
    lua_State *root;    // the script's own coroutine; NULL before it is loaded and after it ended
    lua_State *current; // the coroutine that runs now: where a stop must set its hook
    moonreel_switch *stop;
    moonreel_host host;
    moonreel_limits limits;
    int root_arguments;
    moonreel_buffer script; // its name

    // Memory
    size_t used;
    size_t peak;
    uint64_t serials;       // given to blocks
    uint64_t numbers_given; // to what has no serial
    int host_depth; // above 0 Swift or unprotected C runs: nothing is refused
    volatile sig_atomic_t over_memory;
    bool unlimited; // an attempt that held too much is let go of
    size_t ceiling; // what may be held now: `limits.memory`, or for an attempt a little more than was held before it
    size_t floor;   // what was held before that does not count

    struct moonreel_walks *walks; // of tables, under way; NULL before the first

    // Stopping
    volatile sig_atomic_t stopping;
    volatile sig_atomic_t attempting;   // `host.attempt` runs a coroutine
    volatile sig_atomic_t interrupting; // that is broken off, and the script goes on
    bool stop_is_final; // something was already unwound for it
    bool stop_place_known;

    // Waiting
    bool parked;      // the last yield was a wait for the host, not the script's own
    bool branched;    // `host.step` was used: a coroutine may wait while the script's code runs
    int bound;        // coroutines under way that were resumed from where a wait cannot pass
    int closing;      // `lua_resetthread`s under way, which nothing may yield out of
    lua_State *parked_at;
    int64_t *waiting; // tickets
    size_t waiting_count;
    size_t waiting_room;
    moonreel_answer *answers;
    size_t answer_count;
    size_t answer_room;
    size_t open_count; // questions whose answers have not come, and
    size_t open_bytes; // what these have in them
    size_t asked_count;
    size_t asked_bytes;

    size_t output_used;
    size_t output_dropped;

    int json_outer;    // levels of JSON around a `__tojson` under way
    void *json_parser; // simdjson's, kept between documents
    moonreel_buffer json;
    moonreel_buffer result;
    moonreel_buffer report;
    moonreel_buffer taken; // the answer that is being read
    moonreel_buffer asking;    // file:line that the last message came from
    moonreel_buffer place;     // file:line where the last error was raised or the script was stopped
    moonreel_buffer traceback; // at that moment
    const void *traceback_of;  // the error value that `traceback` belongs to, to be completed further out
    const lua_State *noted_in; // the last coroutine it has the frames of
    bool handling;             // a script's `xpcall` handler runs: `debug.traceback` tells of the error
};

static inline moonreel_interpreter *moonreel_of(lua_State *L) {
    return *(moonreel_interpreter **)lua_getextraspace(L);
}

// Nothing, but under the thread sanitizer, which holds signals back until their thread calls something that it knows: a
// script's loop may never do so.
static inline void moonreel_let_signals_in(void) {
#if defined(__has_feature) && __has_feature(thread_sanitizer)
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
#endif
}

// For long loops in C, which no hook interrupts.
static inline bool moonreel_is_stopping(lua_State *L) {
    moonreel_let_signals_in();
    const moonreel_interpreter *i = moonreel_of(L);
    return i->stopping != 0 && i->host_depth == 0;
}

/// Raises the stop; the next instruction of Lua then leaves for good. Returns only when the reason was memory and
/// collecting garbage gave enough of it back.
int moonreel_raise_stop(lua_State *L);

/// The longest string the script may still make.
size_t moonreel_string_limit(lua_State *L);

// stop.c
void moonreel_arm(moonreel_interpreter *i);
/// Gives a coroutine, and those that it makes, the hook of the steady state: none.
void moonreel_disarm(lua_State *L);
/// Breaks off the attempt that runs.
void moonreel_break_off(moonreel_interpreter *i);
bool moonreel_switch_is_interrupted(moonreel_switch *s);
void moonreel_switch_forget_interruption(moonreel_switch *s);
bool moonreel_begin_running(moonreel_interpreter *i);
void moonreel_end_running(moonreel_interpreter *i);
/// Makes `L` the coroutine that runs, and stops it if that is due.
void moonreel_set_current(moonreel_interpreter *i, lua_State *L);

// memory.c
void *moonreel_allocate(void *context, void *block, size_t old_size, size_t new_size);
bool moonreel_recover_memory(lua_State *L);
/// Which of all tables, functions and coroutines a block holds, counted as they were made; 0 when it holds none. Such a
/// block has its number before it, and is known by its address: `malloc` aligns to 16 bytes, and it begins 8 later.
static inline uint64_t moonreel_block_serial(const void *block) {
    return ((uintptr_t)block & 15) == sizeof(uint64_t) ? *((const uint64_t *)block - 1) : 0;
}

// errors.c
void moonreel_open_errors(lua_State *L);
/// Turns the table on top of the stack into an error object, placed at the script's own line.
void moonreel_make_error(lua_State *L);
/// Raises an error object with this kind and message.
int moonreel_fail(lua_State *L, const char *kind, const char *format, ...);
int moonreel_message_handler(lua_State *L);
/// Remembers where coroutine `from` is, as the place of an error or a stop.
void moonreel_note_place(moonreel_interpreter *i, lua_State *from);
/// Where the script's own code is that called; valid until the next call.
moonreel_text moonreel_find_place(lua_State *L);

/// Remembers the place that a syntax error's message begins with.
void moonreel_note_syntax_place(moonreel_interpreter *i, const char *message, const char *chunk_name);
/// The same for the error value on top of `from`; an error that passes several coroutines has the frames of all.
void moonreel_note_error(moonreel_interpreter *i, lua_State *from);
/// Pushes the text with every byte that is not UTF-8 replaced by a question mark.
void moonreel_push_readable(lua_State *L, const char *bytes, size_t count);
/// Fills `report` from the error value on top of the stack; call it protected.
int moonreel_report_error(lua_State *L);
int moonreel_host_fail(lua_State *L);
int moonreel_traceback(lua_State *L);

// coroutines.c
void moonreel_open_coroutine(lua_State *L);
int moonreel_host_step(lua_State *L);
int moonreel_host_close(lua_State *L);

// attempts.c
/// Why the attempt that was just unwound was broken off; NULL when the whole script is stopped.
const char *moonreel_end_broken_attempt(lua_State *L);
int moonreel_host_attempt(lua_State *L);
int moonreel_host_abandon(lua_State *L);
int moonreel_host_report(lua_State *L);
int moonreel_host_output_dropped(lua_State *L);
int moonreel_host_memory_used(lua_State *L);
int moonreel_host_set_now(lua_State *L);
int moonreel_host_raw_metatable(lua_State *L);

// messages.c
void moonreel_open_messages(lua_State *L);
/// Parks until the ticket, which was just given out, is answered.
int moonreel_await_sent(lua_State *L, int64_t ticket);
/// An answer to it is let go from now on.
void moonreel_forget_ticket(moonreel_interpreter *i, int64_t ticket);
void moonreel_free_answers(moonreel_interpreter *i);
int moonreel_print(lua_State *L);

// prelude.c
/// Pushes the chunk of the prelude module `name`, not yet run.
void moonreel_push_prelude(lua_State *L, const char *name);
/// Pushes what it returned; runs it when it has not been.
void moonreel_push_prelude_value(lua_State *L, const char *name);
int moonreel_host_load(lua_State *L);

// Environment
int moonreel_open_environment(lua_State *L);
int moonreel_freeze(lua_State *L);
/// Whatever has the metatable at this index is the program's own.
void moonreel_mark_own(lua_State *L, int metatable);
int moonreel_own_setmetatable(lua_State *L);
int moonreel_host_is_own(lua_State *L);
int moonreel_missing_global(lua_State *L);
int moonreel_new_global(lua_State *L);
/// How far two names are apart, for the prelude's own suggestions.
int moonreel_host_distance(lua_State *L);
/// Puts the base functions into the table at index `to`.
void moonreel_add_base(lua_State *L, int to);
void moonreel_push_os(lua_State *L);
/// Puts `pairs` and `next` into the table on top of the stack, which has Lua's own.
void moonreel_add_traversal(lua_State *L);
/// Forgets the keys of walks, which may be broken off. Those that go on look for theirs again.
void moonreel_forget_walks(lua_State *L);
void moonreel_free_walks(moonreel_interpreter *i);
/// Pushes an iterator over the table at index `table`, in an order that depends on its keys alone.
void moonreel_push_traversal(lua_State *L, int table);
/// `luaL_tolstring` without addresses.
const char *moonreel_tolstring(lua_State *L, int index, size_t *count);
int moonreel_tostring(lua_State *L);
/// Tells tables, functions, coroutines and userdata apart, the same way in every repetition of a run.
uint64_t moonreel_serial(lua_State *L, int index);
/// Pushes the chunk, with the script's globals; raises a syntax error, and refuses what is not text.
void moonreel_load_text(lua_State *L, const char *source, size_t count, const char *chunk_name);

// interpreter.c
/// Calls `function` with `argument` as a light userdata, in protected mode.
bool moonreel_protected(moonreel_interpreter *i, lua_CFunction function, void *argument);

// json_reader.cpp, json_writer.c, json_library.c
void moonreel_json_parser_free(void *parser);
/// Pushes the document; raises a sentence when it is not JSON. `padded` says the 64 bytes after it may be read.
void moonreel_read_json(lua_State *L, const char *bytes, size_t count, bool padded);
/// Writes the value at `index` into the interpreter's `json` buffer, which is emptied first; raises a sentence.
void moonreel_write_json(lua_State *L, int index);
size_t moonreel_write_double(double value, char *to, size_t room);
bool moonreel_is_utf8(const char *bytes, size_t count);
void moonreel_open_json(lua_State *L);
void moonreel_push_json_library(lua_State *L);
bool moonreel_is_marked_array(lua_State *L, int index);

// Keys of the registry (their addresses count)
extern const char moonreel_array_key;    // metatable of arrays that came from JSON
extern const char moonreel_error_key;    // metatable of error objects
extern const char moonreel_host_key;     // the table `host`
extern const char moonreel_globals_key;  // the script's globals
extern const char moonreel_pristine_key; // the prelude's environment
extern const char moonreel_lazy_globals_key; // global -> the prelude module that provides it

// Room behind a document that simdjson may read
#define MOONREEL_JSON_PADDING 64

#ifdef __cplusplus
}
#endif

#endif
