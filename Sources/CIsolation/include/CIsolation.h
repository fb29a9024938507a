#ifndef MOONREEL_CISOLATION_H
#define MOONREEL_CISOLATION_H

// What module `Isolation` needs of the kernel and Swift cannot say: a process that begins with nothing, and one that gives up
// all it could do. Nothing here allocates after a process has been confined.

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// The descriptor of a guest's socket, and the one its errors go to; it has no others.
enum { MOONREEL_GUEST_SOCKET = 3, MOONREEL_GUEST_LOG = 2 };

/// Opens a pair of sockets, and a pipe that nobody waits at: one side each for a host and its guest.
/// Returns 0, or the error's number.
int moonreel_open_line(int *own, int *its, int *log, int *its_log);

/// Starts a guest: `path` with these two arguments, an empty environment, default signals and no descriptors but
/// `socket` and `log`. Returns 0, or the error's number.
int moonreel_spawn_guest(
    const char *path, const char *name, const char *command, int socket, int log, pid_t *guest);

/// Waits for a guest's end; the status as `waitpid` tells it, or -1.
int moonreel_await_guest(pid_t guest);

/// Whether a guest has ended; it is still to be waited for.
bool moonreel_guest_has_ended(pid_t guest);

/// Sends a signal with a value.
int moonreel_signal_guest(pid_t guest, int signal, int value);

/// What holds a process.
typedef struct {
    /// The version of Landlock's interface; 0 where the kernel has none.
    int landlock;
    /// Whether system calls are filtered.
    bool seccomp;
    bool no_new_privileges;
    /// Whether files, processes and core dumps are limited.
    bool limits;
    /// Whether it has no capability and is not root.
    bool unprivileged;
    /// Whether the kernel ends it when its host ends.
    bool ends_with_host;
} moonreel_confinement;

/// Gives up, for good, whatever a guest does not need. `skip` names protections to leave out, as bits of `moonreel_protection`: for
/// tests, which prove that each holds something.
moonreel_confinement moonreel_confine(pid_t host, unsigned skip);

/// The bytes that this process, which is confined, may have beyond what it had mapped then.
uint64_t moonreel_room(void);

/// Limits what this process, which is confined, may use: bytes beyond what it had mapped when it was confined, and seconds of
/// processor time in all; or what the program was started with, where that is less. Whether that holds.
bool moonreel_limit_work(uint64_t bytes, uint64_t seconds);

typedef enum {
    MOONREEL_LANDLOCK = 1,
    MOONREEL_SECCOMP = 2,
    MOONREEL_LIMITS = 4,
    MOONREEL_PRIVILEGES = 8,
} moonreel_protection;

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
