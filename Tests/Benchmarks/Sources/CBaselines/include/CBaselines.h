#ifndef CBASELINES_H
#define CBASELINES_H

// What the figures are compared with: Lua as any C program embeds it, SQLite, and a child process.

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Nanoseconds of a clock that only goes forward.
int64_t plain_now(void);
/// Nanoseconds the calling thread has had a processor: what others do on the machine does not count.
int64_t plain_processor_now(void);

/// Runs a script in a fresh `luaL_newstate` with all libraries, and returns the nanoseconds between its two calls of
/// `mark`; on failure a negative number, and `message` says why. They are nanoseconds of the processor, with
/// `mark(true)` those that passed.
///
/// The script finds the globals `mark(wall)`, `nothing()`, `add(a, b)`, `wait()`, which yields to be resumed at once, and
/// `document`, a string. It runs in a coroutine.
int64_t plain_run(
    const char *source, const char *_Nullable document, size_t document_size, char *message, size_t message_size);

/// A state with all libraries and this chunk loaded and run; NULL when that failed. Close it with `plain_close`.
void *_Nullable plain_open(const char *source);
/// Bytes of the state's Lua heap.
size_t plain_heap(void *state);
void plain_close(void *state);

/// Bytes that `malloc` has given out in this process; 0 where that is not known.
size_t plain_allocated(void);

/// Runs a program with its output discarded, and returns the nanoseconds until it had ended; negative when it could
/// not be started. `status` is its exit status, or 128 and the signal.
int64_t plain_run_program(char *_Nullable const *_Nonnull arguments, int *status);

/// Commits so many transactions of one small row each to a SQLite database, with the write-ahead log and `synchronous=FULL`,
/// as the journal does; returns the nanoseconds, or a negative number when that failed.
int64_t plain_commits(const char *path, int count);

#pragma clang assume_nonnull end

#endif
