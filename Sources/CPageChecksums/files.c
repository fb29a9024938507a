#include "CPageChecksums.h"

#include "checksum.h"

#include <sqlite3.h>
#include <string.h>

// SQLite reaches its files through a table of functions. Ours stands before the system's, and differs from it where a
// page is read or written. (https://www.sqlite.org/vfs.html, section 2.3, calls that a shim.)

/// An open file of a database. The system's own follows it in memory.
typedef struct {
    sqlite3_file base;
    int has_checksums;
} checked_file;

/// Turns checksums on. Numbers up to 100 are SQLite's own.
#define ENABLE_CHECKSUMS 5071

static sqlite3_vfs *system_files;
static sqlite3_vfs checked_files;

static sqlite3_file *inner(sqlite3_file *file) { return (sqlite3_file *)((checked_file *)file + 1); }

// Pages

/// Whether this is the reading or writing of a page. Smaller parts are those of the header that SQLite looks at before
/// it reads the first page as a whole.
static int is_page(sqlite3_file *file, int count) { return ((checked_file *)file)->has_checksums && count >= 512; }

static int is_whole_page(int count, sqlite3_int64 offset) { return count == page_size && offset % page_size == 0; }

static int read_bytes(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int result = inner(file)->pMethods->xRead(inner(file), bytes, count, offset);
    // What lies behind the end comes as zeros; a page that is cut off in the middle is none.
    if ((result != SQLITE_OK && result != SQLITE_IOERR_SHORT_READ) || !is_page(file, count)) return result;
    // Where the header says another size of page, it is not ours, or not what was written.
    if (is_whole_page(count, offset) && checksum_holds(bytes, (uint64_t)(offset / page_size))) return result;
    sqlite3_log(SQLITE_IOERR_DATA, "page %lld is not what was written", offset / page_size + 1);
    return SQLITE_IOERR_DATA;
}

static int write_bytes(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    if (!is_page(file, count)) return inner(file)->pMethods->xWrite(inner(file), bytes, count, offset);
    if (!is_whole_page(count, offset)) return SQLITE_IOERR_WRITE;
    unsigned char page[page_size];
    memcpy(page, bytes, page_size);
    checksum_write(page, (uint64_t)(offset / page_size));
    return inner(file)->pMethods->xWrite(inner(file), page, count, offset);
}

static int control(sqlite3_file *file, int operation, void *argument) {
    if (operation != ENABLE_CHECKSUMS) return inner(file)->pMethods->xFileControl(inner(file), operation, argument);
    ((checked_file *)file)->has_checksums = 1;
    return SQLITE_OK;
}

static int characteristics(sqlite3_file *file) {
    int result = inner(file)->pMethods->xDeviceCharacteristics(inner(file));
    // A part of a page cannot be looked at. The name is newer than some headers whose library may be replaced by its next.
    enum { subpage_read = 0x00008000 };
    return result & ~subpage_read;
}

// What is the system's alone

static int close_file(sqlite3_file *file) { return inner(file)->pMethods->xClose(inner(file)); }

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    return inner(file)->pMethods->xTruncate(inner(file), size);
}

static int synchronize(sqlite3_file *file, int flags) { return inner(file)->pMethods->xSync(inner(file), flags); }

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return inner(file)->pMethods->xFileSize(inner(file), size);
}

static int lock(sqlite3_file *file, int level) { return inner(file)->pMethods->xLock(inner(file), level); }
static int unlock(sqlite3_file *file, int level) { return inner(file)->pMethods->xUnlock(inner(file), level); }

static int is_reserved(sqlite3_file *file, int *result) {
    return inner(file)->pMethods->xCheckReservedLock(inner(file), result);
}

static int sector_size(sqlite3_file *file) { return inner(file)->pMethods->xSectorSize(inner(file)); }

static int shared_map(sqlite3_file *file, int region, int size, int extends, void volatile **memory) {
    return inner(file)->pMethods->xShmMap(inner(file), region, size, extends, memory);
}

static int shared_lock(sqlite3_file *file, int offset, int count, int flags) {
    return inner(file)->pMethods->xShmLock(inner(file), offset, count, flags);
}

static void shared_barrier(sqlite3_file *file) { inner(file)->pMethods->xShmBarrier(inner(file)); }

static int shared_unmap(sqlite3_file *file, int deletes) {
    return inner(file)->pMethods->xShmUnmap(inner(file), deletes);
}

// Version 2: without reading through mapped memory, which would pass by the checksums.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_bytes,
    .xWrite = write_bytes,
    .xTruncate = truncate_file,
    .xSync = synchronize,
    .xFileSize = file_size,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = shared_map,
    .xShmLock = shared_lock,
    .xShmBarrier = shared_barrier,
    .xShmUnmap = shared_unmap,
};

// Opening

static int open_file(sqlite3_vfs *files, const char *name, sqlite3_file *file, int flags, int *out) {
    (void)files;
    // Journals have checksums of SQLite's own, and what is temporary is gone with its process.
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return system_files->xOpen(system_files, name, file, flags, out);
    memset(file, 0, sizeof(checked_file));
    int result = system_files->xOpen(system_files, name, inner(file), flags, out);
    // Without methods SQLite does not close a file.
    if (result == SQLITE_OK) file->pMethods = &methods;
    return result;
}

int moonreel_checksums_register(void) {
    int result = sqlite3_initialize();
    if (result != SQLITE_OK) return result;
    system_files = sqlite3_vfs_find(NULL);
    if (system_files == NULL) return SQLITE_ERROR;
    // All but opening is the system's: its functions look at nothing of the table but what is copied with it.
    checked_files = *system_files;
    checked_files.pNext = NULL;
    checked_files.zName = "moonreel";
    checked_files.szOsFile += (int)sizeof(checked_file);
    checked_files.xOpen = open_file;
    // The default, because the library for databases that is used cannot name another.
    return sqlite3_vfs_register(&checked_files, 1);
}

int moonreel_checksums_enable(sqlite3 *connection) {
    return sqlite3_file_control(connection, "main", ENABLE_CHECKSUMS, NULL);
}

int moonreel_checksums_reserve(sqlite3 *connection) {
    int count = checksum_size;
    return sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &count);
}
