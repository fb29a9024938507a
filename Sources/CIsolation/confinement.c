#define _GNU_SOURCE
#include "CIsolation.h"
#include "filter.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Linux's limits of what a process may use. Nothing of this can be raised again without privileges.
static bool limit(void) {
    static const int none[] = {RLIMIT_CORE, RLIMIT_FSIZE, RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MSGQUEUE, RLIMIT_MEMLOCK};
    bool done = true;
    struct rlimit nothing = {0, 0};
    for (size_t k = 0; k < sizeof none / sizeof *none; k++) done &= setrlimit(none[k], &nothing) == 0;
    return done;
}

// What the process had mapped before it could not look any more.
static uint64_t mapped;

static void look_at_memory(void) {
    FILE *file = fopen("/proc/self/statm", "re");
    if (file == NULL) return;
    unsigned long long pages = 0;
    if (fscanf(file, "%llu", &pages) == 1) mapped = (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
    fclose(file);
}

// What is wanted, or what the program was started with, such as by a shell or a service manager, where that is less.
static rlim_t within(int resource, rlim_t wanted) {
    struct rlimit inherited;
    // The soft limit: it is never above the hard one, which nobody could raise.
    return getrlimit(resource, &inherited) == 0 && inherited.rlim_cur < wanted ? inherited.rlim_cur : wanted;
}

uint64_t moonreel_room(void) {
    rlim_t all = within(RLIMIT_AS, RLIM_INFINITY);
    return all > mapped ? all - mapped : 0;
}

bool moonreel_limit_work(uint64_t bytes, uint64_t seconds) {
    if (mapped == 0) return false;
    rlim_t all = within(RLIMIT_AS, mapped + bytes), last = within(RLIMIT_CPU, seconds + 1);
    struct rlimit memory = {.rlim_cur = all, .rlim_max = all};
    // The first ends the process by a signal that says why.
    struct rlimit processor = {.rlim_cur = last > 1 ? last - 1 : last, .rlim_max = last};
    return setrlimit(RLIMIT_AS, &memory) == 0 && setrlimit(RLIMIT_CPU, &processor) == 0;
}

// A root's guest is nobody: what a process may do to files and others goes by its user first.
#define NOBODY 65534

// A root that may not signal other users has to stay one: it could not end its guest.
static bool may_signal_anybody(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct held[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return syscall(SYS_capget, &header, held) == 0 && (held[0].effective & (1u << CAP_KILL)) != 0;
}

static bool give_up_privileges(void) {
    bool becomes_nobody = geteuid() == 0 && may_signal_anybody();
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++) {
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
    }
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    bool done = true;
    if (becomes_nobody) {
        setgroups(0, NULL);
        done = setresgid(NOBODY, NOBODY, NOBODY) == 0 && setresuid(NOBODY, NOBODY, NOBODY) == 0;
    }
    // Also of a root that may not become another, as in some containers.
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    done &= syscall(SYS_capset, &header, none) == 0;
    return done && geteuid() != 0;
}

// The headers of a distribution may know less than its kernel. Landlock's documentation: what a ruleset handles and no rule
// allows is denied.
struct ruleset {
    uint64_t handled_access_fs;
    uint64_t handled_access_net;
    uint64_t scoped;
};

static int landlock(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version <= 0) return 0;
    // How many rights over files each version knows: 13, 14 with REFER, 15 with TRUNCATE, 16 with IOCTL_DEV.
    static const int rights[] = {13, 14, 15, 15, 16};
    int known = rights[version < 5 ? version - 1 : 4];
    struct ruleset everything = {.handled_access_fs = (UINT64_C(1) << known) - 1};
    size_t size = offsetof(struct ruleset, handled_access_net);
    if (version >= 4) {
        everything.handled_access_net = 3; // bind and connect of TCP
        size = offsetof(struct ruleset, scoped);
    }
    if (version >= 6) {
        everything.scoped = 3; // abstract sockets, and signals to whoever is outside
        size = sizeof everything;
    }
    long rules = syscall(SYS_landlock_create_ruleset, &everything, size, 0);
    if (rules < 0) return 0;
    bool done = syscall(SYS_landlock_restrict_self, (int)rules, 0) == 0;
    close((int)rules);
    return done ? (int)version : 0;
}

// A runtime that tells of a crash in its own way starts a program for it, and hides which signal it was.
static void let_crashes_end_it(void) {
    static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGQUIT};
    for (size_t k = 0; k < sizeof crashes / sizeof *crashes; k++) signal(crashes[k], SIG_DFL);
}

moonreel_confinement moonreel_confine(pid_t host, unsigned skip) {
    moonreel_confinement held = {0};
    let_crashes_end_it();
    setpriority(PRIO_PROCESS, 0, 5); // whoever answers all of them goes before
    look_at_memory();
    if (chdir("/") != 0) _exit(1); // a working directory is a way to files
    if (!(skip & MOONREEL_PRIVILEGES)) held.unprivileged = give_up_privileges();
    // After the change of user, which forgets it.
    held.ends_with_host = prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
    if (getppid() != host) _exit(0); // it ended before this process could be told
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    held.no_new_privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    if (!(skip & MOONREEL_LANDLOCK)) held.landlock = landlock();
    if (!(skip & MOONREEL_LIMITS)) held.limits = limit();
    if (!(skip & MOONREEL_SECCOMP)) held.seccomp = moonreel_filter_calls();
    return held;
}
