#ifndef MOONREEL_FILTER_H
#define MOONREEL_FILTER_H

#include <stdbool.h>

/// Refuses every system call that running a script does not need. Needs no new privileges.
bool moonreel_filter_calls(void);

#endif
