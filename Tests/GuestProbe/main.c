#define _GNU_SOURCE

// What somebody would do who has taken a guest's process over. As `guest-probe confined SKIP ATTEMPT` it is confined, without the
// protections in SKIP, and tries something; as `guest` it is a guest that its host believes to be ours, and that breaks a
// rule of the frames, which the script it is given names.

#include "CIsolation.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Attempts: each returns whether it succeeded.

static bool opens(const char *path, int flags) { return open(path, flags, 0600) >= 0; }

static bool reads_a_file(void) { return opens("/etc/passwd", O_RDONLY); }

static bool reads_a_secret_file(void) { return opens("/etc/shadow", O_RDONLY); }

static bool makes_a_file(void) {
    char path[] = "/tmp/moonreel-probe-XXXXXX";
    int file = mkostemp(path, O_CLOEXEC);
    if (file < 0) return false;
    unlink(path);
    return true;
}

static bool reads_its_host(void) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/environ", (int)getppid());
    return opens(path, O_RDONLY);
}

static bool lists_a_directory(void) { return opendir("/") != NULL; }

static bool starts_a_program(void) {
    char *arguments[] = {"true", NULL}, *environment[] = {NULL};
    execve("/bin/true", arguments, environment); // ends with status 0, as a success does
    return false;
}

static bool forks(void) {
    pid_t child = fork();
    if (child == 0) _exit(0);
    if (child > 0) waitpid(child, NULL, 0);
    return child > 0;
}

static void *nothing(void *unused) { return unused; }

static bool starts_a_thread(void) {
    pthread_t thread;
    return pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0;
}

static bool opens_a_socket(void) { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }

static bool connects(void) {
    int own = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in discard = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    // Nobody listens there, so an attempt that is allowed is refused by the other side.
    return connect(own, (struct sockaddr *)&discard, sizeof discard) == 0 || errno == ECONNREFUSED;
}

static bool signals_its_host(void) { return kill(getppid(), 0) == 0; }

// Without stopping it; the end of this process lets it go.
static bool traces_its_host(void) { return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0; }

static bool maps_code(void) {
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool makes_data_code(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool becomes_root(void) { return setuid(0) == 0; }

typedef struct __user_cap_data_struct capabilities[_LINUX_CAPABILITY_U32S_3];

static int get_or_set(long call, struct __user_cap_data_struct *held) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    return (int)syscall(call, &header, held);
}

// Before it is confined. Some containers have such a root.
static void keep_from_becoming_another(void) {
    capabilities held;
    if (get_or_set(SYS_capget, held) != 0) return;
    uint32_t change = 1u << CAP_SETUID | 1u << CAP_SETGID;
    held[0].effective &= ~change;
    held[0].permitted &= ~change;
    get_or_set(SYS_capset, held);
}

static bool has_a_capability(void) {
    capabilities held;
    return get_or_set(SYS_capget, held) == 0 && (held[0].effective | held[0].permitted | held[1].effective) != 0;
}

static bool makes_a_namespace(void) { return unshare(CLONE_NEWNS) == 0; }

static bool raises_a_limit(void) {
    struct rlimit more = {.rlim_cur = 4096, .rlim_max = 4096};
    return setrlimit(RLIMIT_NOFILE, &more) == 0;
}

// A blocked signal of this kind waits as often as it is sent, and all that wait are counted for the user.
static bool queues_signals(void) {
    sigset_t queued;
    sigemptyset(&queued);
    sigaddset(&queued, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &queued, NULL);
    return syscall(SYS_tgkill, getpid(), gettid(), SIGRTMIN) == 0;
}

static bool aborts(void) { abort(); }

// More than the 64 MiB that it is given below.
static bool takes_memory(void) {
    return mmap(NULL, (size_t)1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool computes(void) {
    for (volatile uint64_t k = 0; k < UINT64_C(1) << 40; k++) {}
    return true;
}

static const struct {
    const char *name;
    bool (*body)(void);
    void (*beforehand)(void);
} attempts[] = {
    {"reads a file", reads_a_file}, {"reads a secret file", reads_a_secret_file}, {"makes a file", makes_a_file},
    {"reads its host", reads_its_host}, {"lists a directory", lists_a_directory},
    {"starts a program", starts_a_program}, {"forks", forks}, {"starts a thread", starts_a_thread},
    {"opens a socket", opens_a_socket}, {"connects", connects}, {"signals its host", signals_its_host},
    {"traces its host", traces_its_host}, {"maps code", maps_code}, {"makes data code", makes_data_code},
    {"becomes root", becomes_root}, {"keeps a capability", has_a_capability, keep_from_becoming_another},
    {"makes a namespace", makes_a_namespace}, {"raises a limit", raises_a_limit}, {"queues signals", queues_signals},
    {"takes memory", takes_memory}, {"computes", computes}, {"aborts", aborts},
};

// Status 0: it succeeded, 10: it was refused, 11: there is no such attempt.
static int attempt(unsigned skip, const char *name) {
    size_t k = 0, count = sizeof attempts / sizeof *attempts;
    while (k < count && strcmp(attempts[k].name, name) != 0) k++;
    if (k == count) return 11;
    if (attempts[k].beforehand != NULL) attempts[k].beforehand();
    moonreel_confine(getppid(), skip);
    if (!(skip & MOONREEL_LIMITS) && !moonreel_limit_work(64 << 20, 1)) return 12;
    // Past what runs at an exit, such as a sanitizer's look for leaks, which does what it may not.
    _exit(attempts[k].body() ? 0 : 10);
}

// Guests that break a rule

static void put(const void *bytes, size_t count) {
    for (const char *rest = bytes; count > 0;) {
        ssize_t written = write(MOONREEL_GUEST_SOCKET, rest, count);
        if (written <= 0) _exit(1);
        rest += written;
        count -= (size_t)written;
    }
}

static void frame(uint8_t kind, const void *content, uint32_t count) {
    uint32_t length = count + 1;
    put(&length, 4);
    put(&kind, 1);
    put(content, count);
}

static void message_from(const char *place, uint8_t kind, int64_t ticket, const char *name, const char *document) {
    uint8_t content[4096];
    uint32_t named = (uint32_t)strlen(name), count = (uint32_t)strlen(document), placed = (uint32_t)strlen(place);
    uint8_t *end = content;
    memcpy(end, &ticket, 8), end += 8;
    memcpy(end, &named, 4), end += 4;
    memcpy(end, name, named), end += named;
    memcpy(end, &count, 4), end += 4;
    memcpy(end, document, count), end += count;
    *end++ = placed > 0;
    if (placed > 0) {
        memcpy(end, &placed, 4), end += 4;
        memcpy(end, place, placed), end += placed;
    }
    frame(kind, content, (uint32_t)(end - content));
}

static void message(uint8_t kind, int64_t ticket, const char *name, const char *document) {
    message_from("", kind, ticket, name, document);
}

enum { READY = 1, ASK = 2, NOTE = 3, WAITS = 4, ENDED = 5 };
enum { CANCELLED = 1, MEMORY = 3 };

static void greet_held(uint32_t version, uint8_t landlock, uint8_t filter) {
    uint8_t content[10] = {(uint8_t)version, 0, 0, 0, landlock, filter, 1, 1, 1, 1};
    frame(READY, content, sizeof content);
}

static void greet(uint32_t version) { greet_held(version, 7, 1); }

// Goes on without its end of the socket, or with a part of it.
static void hang_up(void) { close(MOONREEL_GUEST_SOCKET); }

static void ask(int64_t ticket) { message(ASK, ticket, "signed_in", "null"); }

// `stopped`: why it says it was; 0 when it says that it failed.
static void end_with(uint8_t stopped, const char *error) {
    uint8_t content[1024] = {stopped > 0 ? 3 : 2, stopped}, *end = content + (stopped > 0 ? 2 : 1);
    uint32_t count = (uint32_t)strlen(error);
    memcpy(end, &count, 4), end += 4;
    memcpy(end, error, count), end += count;
    memset(end, 0, 16), end += 16; // nothing printed, no memory
    frame(ENDED, content, (uint32_t)(end - content));
}

// Once it is held as our own guests are. The signal is one that nobody minds.
static void signal_the_host(void) {
    pid_t host = getppid();
    moonreel_confine(host, 0);
    bool succeeded = kill(host, SIGWINCH) == 0 || kill(-1, 0) == 0 || syscall(SYS_tgkill, host, host, SIGWINCH) == 0;
    _exit(succeeded ? 42 : 43);
}

static void misbehave(const char *rule) {
    if (strcmp(rule, "no frame") == 0) put("\xff\xff\xff\x7f", 4);
    if (strcmp(rule, "empty frame") == 0) put("\0\0\0\0", 4);
    if (strcmp(rule, "unknown frame") == 0) frame(99, "", 0);
    if (strcmp(rule, "half a frame") == 0) frame(ASK, "abc", 3);
    if (strcmp(rule, "greets again") == 0) greet(1);
    if (strcmp(rule, "ticket again") == 0) message(ASK, 1, "signed_in", "null"), message(ASK, 1, "signed_in", "null");
    if (strcmp(rule, "ticket below zero") == 0) message(ASK, -1, "signed_in", "null");
    if (strcmp(rule, "bad name") == 0) message(ASK, 1, "../../etc", "null");
    if (strcmp(rule, "bad place") == 0) message_from("a.lua\x1b[2J:1", ASK, 1, "signed_in", "null");
    if (strcmp(rule, "long place") == 0) {
        char place[2048] = {0};
        memset(place, 'x', sizeof place - 1);
        message_from(place, ASK, 1, "signed_in", "null");
    }
    if (strcmp(rule, "unknown note") == 0) message(NOTE, 1, "rule", "{}");
    if (strcmp(rule, "waits for ever") == 0) for (;;) frame(WAITS, "", 0);
    if (strcmp(rule, "asks for ever") == 0) for (int64_t ticket = 1;; ticket++) message(ASK, ticket, "signed_in", "null");
    if (strcmp(rule, "prints for ever") == 0) {
        char text[512];
        memset(text, 'x', sizeof text);
        memcpy(text, "{\"message\":\"", 12);
        memcpy(text + sizeof text - 3, "\"}", 3);
        for (int64_t ticket = 1;; ticket++) message(NOTE, ticket, "print", text);
    }
    if (strcmp(rule, "prints nothing for ever") == 0) for (int64_t ticket = 1;; ticket++) message(NOTE, ticket, "print", "");
    if (strcmp(rule, "lies about its end") == 0) end_with(CANCELLED, "{}");
    if (strcmp(rule, "lies about a crash") == 0) end_with(0, "{\"kind\":\"crashed\"}");
    if (strcmp(rule, "lies oddly") == 0) end_with(0, "{\"kind\":\"crashed\",\"message\":7,\"last_call\":\"a.lua:1\"}");
    if (strcmp(rule, "lies the second time") == 0) end_with(0, "{\"kind\":\"odd\",\"kind\":\"crashed\"}");
    if (strcmp(rule, "lies the first time") == 0) end_with(0, "{\"kind\":\"crashed\",\"kind\":\"odd\"}");
    if (strcmp(rule, "lies about memory") == 0) end_with(MEMORY, "{\"kind\":\"isolation\"}");
    if (strcmp(rule, "crashes") == 0) raise(SIGSEGV);
    if (strcmp(rule, "complains and crashes") == 0) {
        write(MOONREEL_GUEST_LOG, "something is wrong\n", 19);
        abort();
    }
    if (strcmp(rule, "leaves") == 0) _exit(0);
    if (strcmp(rule, "hangs up") == 0) hang_up();
    if (strcmp(rule, "asks and hangs up") == 0) ask(1), hang_up();
    if (strcmp(rule, "waits and hangs up") == 0) ask(1), frame(WAITS, "", 0), hang_up();
    if (strcmp(rule, "hangs up in a frame") == 0) put("\x40\0\0\0\2abc", 8), hang_up();
    if (strcmp(rule, "hangs up while it is answered") == 0) {
        uint8_t part[64];
        ask(1), frame(WAITS, "", 0);
        read(MOONREEL_GUEST_SOCKET, part, sizeof part);
        hang_up();
    }
    if (strcmp(rule, "says no more") == 0) ask(1), shutdown(MOONREEL_GUEST_SOCKET, SHUT_WR);
    if (strcmp(rule, "takes no more") == 0) ask(1), frame(WAITS, "", 0), shutdown(MOONREEL_GUEST_SOCKET, SHUT_RD);
    if (strcmp(rule, "shuts everything") == 0) shutdown(MOONREEL_GUEST_SOCKET, SHUT_RDWR);
    if (strcmp(rule, "signals its host") == 0) signal_the_host();
    if (strcmp(rule, "hangs up and leaves") == 0) hang_up(), _exit(7);
    if (strcmp(rule, "never ends") == 0) {
        signal(SIGUSR1, SIG_IGN);
        for (;;) pause();
    }
}

// Guests with which something is wrong before they have a script.
static int begin_badly(const char *how) {
    if (strcmp(how, "hangs-up") == 0) hang_up();
    if (strcmp(how, "takes-no-more") == 0) shutdown(MOONREEL_GUEST_SOCKET, SHUT_RD), greet(1);
    if (strcmp(how, "greets-and-hangs-up") == 0) greet(1), hang_up();
    if (strcmp(how, "half-a-greeting") == 0) put("\x0b\0\0\0\1", 5), hang_up();
    if (strcmp(how, "leaves") == 0) _exit(3);
    if (strcmp(how, "held-by-no-filter") == 0) greet_held(1, 7, 0);
    if (strcmp(how, "held-by-an-older-landlock") == 0) greet_held(1, 1, 1);
    for (;;) pause();
}

// Reads until the script has come, whose text is "rogue:" and what to do, up to the end of the line.
static int be_a_guest(void) {
    static char received[1 << 16];
    size_t count = 0;
    signal(SIGSEGV, SIG_DFL);
    signal(SIGABRT, SIG_DFL);
    greet(1);
    for (;;) {
        ssize_t more = read(MOONREEL_GUEST_SOCKET, received + count, sizeof received - 1 - count);
        if (more <= 0) return 1;
        count += (size_t)more;
        char *rule = memmem(received, count, "rogue:", 6);
        char *end = rule == NULL ? NULL : memchr(rule, '\n', (size_t)(received + count - rule));
        if (end == NULL) continue;
        *end = 0;
        misbehave(rule + 6);
        // A host that ends it does so here.
        for (;;) pause();
    }
}

int main(int count, char **arguments) {
    if (count == 3 && strcmp(arguments[1], "guest") == 0) return be_a_guest();
    if (count == 3 && strcmp(arguments[1], "begins") == 0) return begin_badly(arguments[2]);
    if (count == 4 && strcmp(arguments[1], "confined") == 0) {
        return attempt((unsigned)strtoul(arguments[2], NULL, 10), arguments[3]);
    }
    return 12;
}
