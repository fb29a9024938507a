#ifndef MOONREEL_CPAGECHECKSUMS_H
#define MOONREEL_CPAGECHECKSUMS_H

// A checksum in every page of a SQLite database, so that a bit that flips on the disk is an error and never an answer.
// SQLite itself notices only what makes no sense to it; a digit within a value, or an index that misses a row, does.

#include <stddef.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

struct sqlite3;

/// Makes the files of databases that are opened from now on able to have checksums. Those that do not ask for them are
/// as they were. To be called once; gives a result code of SQLite.
int moonreel_checksums_register(void);

/// Has every page that a connection reads from its file looked at, and every page that it writes given its checksum. To
/// be called before its first reading. Gives a result code of SQLite.
int moonreel_checksums_enable(struct sqlite3 *connection);

/// Leaves room for checksums in a database that is about to be made. Gives a result code of SQLite.
int moonreel_checksums_reserve(struct sqlite3 *connection);

/// Looks through a write-ahead log of a database, before SQLite does, which takes whatever is broken for its end. Gives the
/// number of the first part that is not what was written, from 1, or 0.
///
/// - Parameters:
///   - log: the file that ends with `-wal`.
///   - index: the file that ends with `-shm`, or nothing of it.
size_t moonreel_log_damage(const void *log, size_t count, const void *index, size_t index_count);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
