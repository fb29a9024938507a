#include "CBaselines.h"

#include <sqlite3.h>
#include <stdio.h>

static int commit_all(sqlite3 *database, int count) {
    sqlite3_stmt *insert;
    if (sqlite3_prepare_v2(database, "INSERT INTO entry (text) VALUES ('one small row')", -1, &insert, NULL) != SQLITE_OK) {
        return -1;
    }
    int result = SQLITE_DONE;
    for (int k = 0; k < count && result == SQLITE_DONE; k++) {
        result = sqlite3_step(insert); // a transaction of its own
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    return result == SQLITE_DONE ? 0 : -1;
}

int64_t plain_commits(const char *path, int count) {
    sqlite3 *database;
    int64_t elapsed = -1;
    if (sqlite3_open(path, &database) == SQLITE_OK) {
        const char *preparation = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                  "CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, text TEXT)";
        if (sqlite3_exec(database, preparation, NULL, NULL, NULL) == SQLITE_OK) {
            const int64_t begin = plain_now();
            if (commit_all(database, count) == 0) elapsed = plain_now() - begin;
        }
    }
    sqlite3_close(database);
    return elapsed;
}
