#define _GNU_SOURCE
#include "CIsolation.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int moonreel_open_line(int *own, int *its, int *log, int *its_log) {
    int sockets[2], pipes[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) return errno;
    if (pipe2(pipes, O_CLOEXEC | O_NONBLOCK) != 0) {
        int error = errno;
        close(sockets[0]);
        close(sockets[1]);
        return error;
    }
    *own = sockets[0];
    *its = sockets[1];
    *log = pipes[0];
    *its_log = pipes[1];
    return 0;
}

// Both may be where the guest is to have the other, so they go through numbers that nobody uses.
static int arrange(posix_spawn_file_actions_t *actions, int socket, int log) {
    int error = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_adddup2(actions, log, MOONREEL_GUEST_LOG);
    if (error == 0) error = posix_spawn_file_actions_adddup2(actions, socket, MOONREEL_GUEST_SOCKET);
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(actions, MOONREEL_GUEST_SOCKET + 1);
    return error;
}

int moonreel_spawn_guest(
    const char *path, const char *name, const char *command, int socket, int log, pid_t *guest) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) return error;
    error = posix_spawnattr_init(&attributes);
    if (error != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    // High numbers, so that none is overwritten while they are put in their places.
    int high_socket = fcntl(socket, F_DUPFD_CLOEXEC, 64), high_log = fcntl(log, F_DUPFD_CLOEXEC, 64);
    if (high_socket < 0 || high_log < 0) error = errno;
    // What ends the program is for the host, also where a service manager tells all of its processes: the host ends its guests.
    sigset_t held, all;
    sigemptyset(&held);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGHUP);
    sigfillset(&all);
    if (error == 0) error = arrange(&actions, high_socket, high_log);
    if (error == 0) error = posix_spawnattr_setsigmask(&attributes, &held);
    if (error == 0) error = posix_spawnattr_setsigdefault(&attributes, &all);
    // A group of its own: Ctrl-C at a terminal is for the host.
    if (error == 0) error = posix_spawnattr_setpgroup(&attributes, 0);
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
    if (error == 0) error = posix_spawnattr_setflags(&attributes, flags);
    char host[32];
    snprintf(host, sizeof host, "%ld", (long)getpid());
    char *arguments[] = {(char *)name, (char *)command, host, NULL};
    char *environment[] = {NULL};
    if (error == 0) error = posix_spawn(guest, path, &actions, &attributes, arguments, environment);
    if (high_socket >= 0) close(high_socket);
    if (high_log >= 0) close(high_log);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

int moonreel_await_guest(pid_t guest) {
    int status = 0;
    pid_t ended;
    do { ended = waitpid(guest, &status, 0); } while (ended < 0 && errno == EINTR);
    return ended == guest ? status : -1;
}

bool moonreel_guest_has_ended(pid_t guest) {
    siginfo_t end = {0};
    return waitid(P_PID, (id_t)guest, &end, WEXITED | WNOHANG | WNOWAIT) != 0 || end.si_pid == guest;
}

int moonreel_signal_guest(pid_t guest, int signal, int value) {
    return sigqueue(guest, signal, (union sigval){.sival_int = value}) == 0 ? 0 : errno;
}
