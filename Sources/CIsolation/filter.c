#define _GNU_SOURCE
#include "filter.h"
#include "CIsolation.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// A list of what is allowed: one thread that computes, holds memory, reads and writes one socket, and ends. Whatever else is
// asked for is refused with EPERM, so that the library's own probing goes on with less; what only somebody asks for who has
// taken the process over ends it.

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

enum { LONGEST = 512 };

typedef struct {
    struct sock_filter code[LONGEST];
    unsigned short count;
} program;

static void put(program *p, struct sock_filter instruction) {
    if (p->count < LONGEST) p->code[p->count] = instruction;
    p->count++;
}

static void statement(program *p, unsigned short code, uint32_t value) {
    put(p, (struct sock_filter)BPF_STMT(code, value));
}

// Goes `skip` instructions further when what was loaded is not `value`.
static void unless_equal_skip(program *p, uint32_t value, uint8_t skip) {
    put(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip));
}

static void load(program *p, size_t offset) { statement(p, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset); }

// The lower half of 64 bits; the machine is little-endian.
static size_t low(int argument) { return offsetof(struct seccomp_data, args[argument]); }

static void answer(program *p, uint32_t action) { statement(p, BPF_RET | BPF_K, action); }

// Every piece begins with the call's number loaded, and leaves it so where it is not about it.

static void always(program *p, int call, uint32_t action) {
    unless_equal_skip(p, (uint32_t)call, 1);
    answer(p, action);
}

// Allowed where the lower half of the argument is `value`; refused otherwise.
static void allow_where(program *p, int call, int argument, uint32_t value) {
    unless_equal_skip(p, (uint32_t)call, 4);
    load(p, low(argument));
    unless_equal_skip(p, value, 1);
    answer(p, SECCOMP_RET_ALLOW);
    answer(p, SECCOMP_RET_ERRNO | EPERM);
}

// Allowed where none of the bits is set in the argument; the process is ended otherwise.
static void allow_without(program *p, int call, int argument, uint32_t bits) {
    unless_equal_skip(p, (uint32_t)call, 4);
    load(p, low(argument));
    put(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0));
    answer(p, SECCOMP_RET_ALLOW);
    answer(p, SECCOMP_RET_KILL_PROCESS);
}

static void allow_writing(program *p, int call) {
    unless_equal_skip(p, (uint32_t)call, 5);
    load(p, low(0));
    put(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MOONREEL_GUEST_SOCKET, 2, 0));
    put(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MOONREEL_GUEST_LOG, 1, 0));
    answer(p, SECCOMP_RET_ERRNO | EPERM);
    answer(p, SECCOMP_RET_ALLOW);
}

// Memory that is no file's and will not be run.
static void allow_anonymous_memory(program *p) {
    unless_equal_skip(p, SYS_mmap, 7);
    load(p, low(2));
    put(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 4, 0));
    load(p, low(3));
    put(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 0, 1));
    answer(p, SECCOMP_RET_ALLOW);
    answer(p, SECCOMP_RET_ERRNO | EPERM);
    answer(p, SECCOMP_RET_KILL_PROCESS);
}

// A check inside the process that fails ends it by a signal of its own. Of any other it could queue as many as its user may
// have in all, and then what tells another guest to stop would come without its reason.
static void allow_abort(program *p) {
    unless_equal_skip(p, SYS_tgkill, 6);
    load(p, low(0));
    unless_equal_skip(p, (uint32_t)getpid(), 3);
    load(p, low(2));
    unless_equal_skip(p, SIGABRT, 1);
    answer(p, SECCOMP_RET_ALLOW);
    answer(p, SECCOMP_RET_ERRNO | EPERM);
}

static const int needed[] = {
    SYS_exit, SYS_exit_group, SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_rt_sigaction, SYS_sigaltstack,
    SYS_futex, SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk, SYS_clock_gettime, SYS_gettimeofday,
    SYS_getrandom, SYS_getpid, SYS_gettid, SYS_sched_yield, SYS_restart_syscall,
};

// Nothing that computes asks for these.
static const int telling[] = {
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_socket, SYS_connect, SYS_bind,
    SYS_sendmsg, SYS_recvmsg, SYS_sendto, SYS_kill, SYS_mount, SYS_unshare, SYS_setns, SYS_bpf, SYS_init_module, SYS_keyctl,
    SYS_io_uring_setup, SYS_userfaultfd, SYS_perf_event_open, SYS_clone,
};

static void begin(program *p) {
    load(p, offsetof(struct seccomp_data, arch));
    put(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    answer(p, SECCOMP_RET_KILL_PROCESS);
    load(p, offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
    // The x32 interface has the same architecture and other numbers.
    put(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
    answer(p, SECCOMP_RET_KILL_PROCESS);
#endif
}

bool moonreel_filter_calls(void) {
    program p = {.count = 0};
    begin(&p);
    allow_where(&p, SYS_read, 0, MOONREEL_GUEST_SOCKET);
    allow_writing(&p, SYS_write);
    allow_writing(&p, SYS_writev); // the library's words about damaged memory
    allow_anonymous_memory(&p);
    allow_without(&p, SYS_mprotect, 2, PROT_EXEC);
    // Of this process: hard limits only ever sink.
    allow_where(&p, SYS_prlimit64, 0, 0);
    allow_abort(&p);
    for (size_t k = 0; k < sizeof needed / sizeof *needed; k++) always(&p, needed[k], SECCOMP_RET_ALLOW);
    for (size_t k = 0; k < sizeof telling / sizeof *telling; k++) always(&p, telling[k], SECCOMP_RET_KILL_PROCESS);
    answer(&p, SECCOMP_RET_ERRNO | EPERM);
    if (p.count > LONGEST) return false;
    struct sock_fprog filter = {.len = p.count, .filter = p.code};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0;
}

#else

bool moonreel_filter_calls(void) { return false; }

#endif
