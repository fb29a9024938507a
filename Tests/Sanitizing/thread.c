// Linked into every program that scripts/sanitize-suite builds with the thread sanitizer.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>
#include <setjmp.h>
#include <stdint.h>

// Programs end at once, and not a second later: some have no longer than that.
const char *__tsan_default_options(void);

const char *__tsan_default_options(void) { return "atexit_sleep_ms=0:history_size=4"; }

// Debian's Lua leaves functions by this kind of jump, which the sanitizer does not know as one. It would believe that they run on.

_Noreturn void __longjmp_chk(jmp_buf place, int value);

_Noreturn void __longjmp_chk(jmp_buf place, int value) { longjmp(place, value); }

// A `Mutex` is locked and unlocked by atomic operations in our own code, which the sanitizer sees; but when somebody waits,
// by functions of the library, which it does not. Without what follows it takes everything behind a lock that was waited for
// for a race.

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slowly(uint32_t thread, SELF void *mutex) __asm__(LOCK);
SWIFT void unlock_slowly(SELF void *mutex) __asm__(UNLOCK);

SWIFT void lock_slowly(uint32_t thread, SELF void *mutex) {
    static SWIFT void (*_Atomic library)(uint32_t, SELF void *);
    if (library == NULL) library = dlsym(RTLD_NEXT, LOCK);
    library(thread, mutex);
    __tsan_acquire(mutex);
}

SWIFT void unlock_slowly(SELF void *mutex) {
    static SWIFT void (*_Atomic library)(SELF void *);
    if (library == NULL) library = dlsym(RTLD_NEXT, UNLOCK);
    __tsan_release(mutex);
    library(mutex);
}
