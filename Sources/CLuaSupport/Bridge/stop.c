#include "interpreter.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

// A script is stopped from outside without a hook that runs in the steady state: the thread that runs it is signalled,
// and the handler sets a hook on the coroutine that runs, as lua.c does for Ctrl-C. The hook leaves by yielding, which
// no `pcall` can swallow; where it cannot yield it raises, again at every instruction.
//
// An interruption does the same to an attempt, which is a coroutine that `host.attempt` runs, and to nothing around it.

// Ignored by default, so that a signal that arrives late harms nobody.
#define STOP_SIGNAL SIGURG

struct moonreel_switch {
    atomic_int references;
    atomic_int reason;
    atomic_int interrupted;
    pthread_mutex_t lock; // guards what follows
    bool running;
    pthread_t thread;
    void *context;
    void (*thrown)(void *);
    void (*release)(void *);
    // The watchdog's, under its own lock
    uint64_t deadline;
    unsigned suspensions;
    uint64_t left; // of the time that is suspended
    moonreel_switch *next;
    moonreel_switch *previous;
};

static _Thread_local moonreel_interpreter *running_here;
static _Thread_local bool unblocked_here;

// The hook

#if defined(__has_feature) && __has_feature(thread_sanitizer)
static void let_signals_in(lua_State *L, lua_Debug *activation) {
    (void)L;
    (void)activation;
    moonreel_let_signals_in();
}
#define STEADY_HOOK let_signals_in, LUA_MASKCALL | LUA_MASKCOUNT, 1000
#else
#define STEADY_HOOK NULL, 0, 0
#endif

void moonreel_disarm(lua_State *L) { lua_sethook(L, STEADY_HOOK); }

static bool is_c_function(lua_State *L, lua_Debug *activation) {
    return lua_getinfo(L, "S", activation) != 0 && activation->what[0] == 'C';
}

static void stop_hook(lua_State *L, lua_Debug *activation) {
    moonreel_interpreter *i = moonreel_of(L);
    if (!i->stopping || moonreel_recover_memory(L)) {
        moonreel_disarm(L);
        // A stop that came in between has set the hook that was just taken away.
        if (i->interrupting || moonreel_switch_reason(i->stop) != MOONREEL_NOT_STOPPED) moonreel_arm(i);
        return;
    }
    i->stop_is_final = true;
    if (!i->stop_place_known) {
        i->stop_place_known = true;
        moonreel_note_place(i, L);
    }
    bool at_instruction = activation->event == LUA_HOOKLINE || activation->event == LUA_HOOKCOUNT;
    if (at_instruction && lua_isyieldable(L) && i->closing == 0) {
        lua_yield(L, 0);
        return;
    }
    // Between a call and the first instruction of a Lua function there is nothing to stop; a C function may be part of
    // a chain that never comes to an instruction.
    if (at_instruction || (activation->event != LUA_HOOKRET && is_c_function(L, activation))) moonreel_raise_stop(L);
}

void moonreel_arm(moonreel_interpreter *i) {
    i->stopping = 1;
    if (i->current != NULL) {
        lua_sethook(i->current, stop_hook, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
    }
}

void moonreel_break_off(moonreel_interpreter *i) {
    i->interrupting = 1;
    moonreel_arm(i);
}

int moonreel_raise_stop(lua_State *L) {
    if (moonreel_recover_memory(L)) return 0;
    moonreel_of(L)->stop_is_final = true;
    lua_pushliteral(L, "the script was stopped");
    return lua_error(L);
}

void moonreel_set_current(moonreel_interpreter *i, lua_State *L) {
    i->current = L;
    atomic_signal_fence(memory_order_seq_cst); // a signal from here on finds the new one
    if (i->stopping) moonreel_arm(i);
}

// The signal

static void on_stop_signal(int signal) {
    (void)signal;
    int saved = errno;
    moonreel_interpreter *i = running_here;
    if (i != NULL && moonreel_switch_reason(i->stop) != MOONREEL_NOT_STOPPED) moonreel_arm(i);
    else if (i != NULL && i->attempting && moonreel_switch_is_interrupted(i->stop)) moonreel_break_off(i);
    errno = saved;
}

// One switch of the process may be thrown by a signal, for a process that runs one script and is told so by another.
static _Atomic(moonreel_switch *) obedient;

static void on_order(int signal, siginfo_t *order, void *unused) {
    (void)signal;
    (void)unused;
    moonreel_switch *s = atomic_load(&obedient);
    int reason = order->si_value.sival_int;
    if (s == NULL || reason < MOONREEL_STOP_CANCELLED || reason > MOONREEL_STOP_MEMORY) return;
    int saved = errno, not_stopped = MOONREEL_NOT_STOPPED;
    atomic_compare_exchange_strong(&s->reason, &not_stopped, reason);
    moonreel_interpreter *i = running_here;
    if (i != NULL && i->stop == s) moonreel_arm(i);
    errno = saved;
}

bool moonreel_switch_obey(moonreel_switch *s, int signal) {
    atomic_store(&obedient, s);
    struct sigaction action = {.sa_sigaction = on_order, .sa_flags = SA_RESTART | SA_ONSTACK | SA_SIGINFO};
    sigemptyset(&action.sa_mask);
    return sigaction(signal, &action, NULL) == 0;
}

static void install_handler(void) {
    struct sigaction action = {.sa_handler = on_stop_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    sigaction(STOP_SIGNAL, &action, NULL);
}

static void prepare_thread(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install_handler);
    if (unblocked_here) return;
    // The worker threads of libdispatch, on which Swift's tasks run, block every signal.
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, STOP_SIGNAL);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    unblocked_here = true;
}

bool moonreel_begin_running(moonreel_interpreter *i) {
    prepare_thread();
    moonreel_switch *s = i->stop;
    pthread_mutex_lock(&s->lock);
    bool go = atomic_load(&s->reason) == MOONREEL_NOT_STOPPED;
    if (go) {
        s->running = true;
        s->thread = pthread_self();
        running_here = i;
    }
    pthread_mutex_unlock(&s->lock);
    return go;
}

void moonreel_end_running(moonreel_interpreter *i) {
    moonreel_switch *s = i->stop;
    pthread_mutex_lock(&s->lock);
    s->running = false;
    running_here = NULL;
    pthread_mutex_unlock(&s->lock);
}

// Switches

moonreel_switch *moonreel_switch_new(void *context, void (*thrown)(void *), void (*release)(void *)) {
    moonreel_switch *s = calloc(1, sizeof *s);
    if (s == NULL) abort(); // as Swift does when it has no memory for an object
    s->context = context;
    s->thrown = thrown;
    s->release = release;
    atomic_init(&s->references, 1);
    pthread_mutex_init(&s->lock, NULL);
    return s;
}

void moonreel_switch_retain(moonreel_switch *s) { atomic_fetch_add(&s->references, 1); }

void moonreel_switch_release(moonreel_switch *s) {
    if (atomic_fetch_sub(&s->references, 1) != 1) return;
    s->release(s->context);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

moonreel_stop_reason moonreel_switch_reason(moonreel_switch *s) {
    return (moonreel_stop_reason)atomic_load(&s->reason);
}

void moonreel_switch_stop(moonreel_switch *s, moonreel_stop_reason reason) {
    pthread_mutex_lock(&s->lock);
    bool first = atomic_load(&s->reason) == MOONREEL_NOT_STOPPED;
    if (first) atomic_store(&s->reason, reason);
    // Under the lock: a thread that went on to another script is not signalled for this one.
    if (s->running) pthread_kill(s->thread, STOP_SIGNAL);
    pthread_mutex_unlock(&s->lock);
    if (first) s->thrown(s->context);
}

void moonreel_switch_interrupt(moonreel_switch *s) {
    pthread_mutex_lock(&s->lock);
    atomic_store(&s->interrupted, 1);
    if (s->running) pthread_kill(s->thread, STOP_SIGNAL);
    pthread_mutex_unlock(&s->lock);
}

bool moonreel_switch_is_interrupted(moonreel_switch *s) { return atomic_load(&s->interrupted) != 0; }

void moonreel_switch_forget_interruption(moonreel_switch *s) { atomic_store(&s->interrupted, 0); }

// The watchdog: one thread for the whole process, asleep until the nearest deadline. A thread of its own, because
// scripts that loop can occupy every thread that runs tasks.

static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    moonreel_switch *first;
    bool started;
} watchdog = {.lock = PTHREAD_MUTEX_INITIALIZER};

static uint64_t monotonic_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void unlink_deadline(moonreel_switch *s) {
    if (s->previous != NULL) s->previous->next = s->next;
    else watchdog.first = s->next;
    if (s->next != NULL) s->next->previous = s->previous;
    s->next = s->previous = NULL;
    s->deadline = 0;
}

static moonreel_switch *nearest_deadline(void) {
    moonreel_switch *nearest = watchdog.first;
    for (moonreel_switch *s = nearest; s != NULL; s = s->next) {
        if (s->deadline < nearest->deadline) nearest = s;
    }
    return nearest;
}

static void *watch(void *unused) {
    (void)unused;
    pthread_mutex_lock(&watchdog.lock);
    for (;;) {
        moonreel_switch *s = nearest_deadline();
        if (s == NULL) {
            pthread_cond_wait(&watchdog.changed, &watchdog.lock);
        } else if (s->deadline > monotonic_now()) {
            struct timespec until = {
                .tv_sec = (time_t)(s->deadline / 1000000000u), .tv_nsec = (long)(s->deadline % 1000000000u)};
            pthread_cond_timedwait(&watchdog.changed, &watchdog.lock, &until);
        } else {
            unlink_deadline(s);
            pthread_mutex_unlock(&watchdog.lock);
            moonreel_switch_stop(s, MOONREEL_STOP_DEADLINE);
            moonreel_switch_release(s);
            pthread_mutex_lock(&watchdog.lock);
        }
    }
    return NULL;
}

static void start_watchdog(void) {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&watchdog.changed, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_t thread;
    if (pthread_create(&thread, NULL, watch, NULL) == 0) {
        pthread_detach(thread);
        watchdog.started = true;
    }
}

static void link_deadline(moonreel_switch *s, uint64_t nanoseconds) {
    uint64_t now = monotonic_now();
    s->deadline = nanoseconds > UINT64_MAX - now ? UINT64_MAX : now + nanoseconds;
    s->next = watchdog.first;
    if (s->next != NULL) s->next->previous = s;
    watchdog.first = s;
    moonreel_switch_retain(s);
    pthread_cond_signal(&watchdog.changed);
}

void moonreel_switch_set_deadline(moonreel_switch *s, uint64_t nanoseconds) {
    bool released = false;
    pthread_mutex_lock(&watchdog.lock);
    if (!watchdog.started) start_watchdog();
    if (s->deadline != 0) {
        unlink_deadline(s);
        released = true;
    }
    if (s->suspensions > 0) s->left = nanoseconds;
    else if (nanoseconds != 0) link_deadline(s, nanoseconds);
    pthread_mutex_unlock(&watchdog.lock);
    if (released) moonreel_switch_release(s);
}

void moonreel_switch_suspend_deadline(moonreel_switch *s) {
    bool released = false;
    pthread_mutex_lock(&watchdog.lock);
    s->suspensions++;
    if (s->deadline != 0) {
        uint64_t now = monotonic_now();
        s->left = s->deadline > now ? s->deadline - now : 1;
        unlink_deadline(s);
        released = true;
    }
    pthread_mutex_unlock(&watchdog.lock);
    if (released) moonreel_switch_release(s);
}

void moonreel_switch_resume_deadline(moonreel_switch *s) {
    pthread_mutex_lock(&watchdog.lock);
    if (s->suspensions > 0 && --s->suspensions == 0 && s->left != 0) {
        link_deadline(s, s->left);
        s->left = 0;
    }
    pthread_mutex_unlock(&watchdog.lock);
}
