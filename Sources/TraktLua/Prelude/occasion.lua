--- What a run is for: a rule's function gets it after its options.

local host = ...
local time = host.load("time")

local told = host.facts.occasion or {}

return {
  --- The time by the schedule that the run is for; nil when a person or a change began it.
  slot = told.slot and time.parse(told.slot) or nil,
  --- When the run began; it stays the same for the whole run.
  now = time.now(),
  --- How many earlier times by the schedule went by without a run, since the last one.
  missed = told.missed or 0,
  --- The keys of `/sync/last_activities` that moved, where that began the run.
  changed = told.changed or {},
}
