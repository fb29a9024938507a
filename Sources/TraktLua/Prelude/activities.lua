--- `trakt.activities(kept)`: what of the account has moved since the last run that finished, for one read; and
--- `trakt.zone(kept)`, which rests on it.

local host = ...
local paging = host.load("paging")

--- Every key of an answer, as "group.key", with what it says.
local function flat(answer)
  local moments = {}
  for group, keys in pairs(answer) do
    for key, moment in pairs(type(keys) == "table" and keys or {}) do moments[group .. "." .. key] = moment end
  end
  return moments
end

--- Refuses a name that no key has. One that Trakt documents may be missing in an answer: nothing of it has moved yet. One
--- that it tells, or told, may be newer or older than what is known here.
local function check(name, before, now)
  if now[name] ~= nil or before and before[name] ~= nil then return end
  local names = host.activity_keys()
  for _, known in ipairs(names) do
    if known == name then return end
  end
  local nearest = host.load("spelling").nearest(tostring(name), names)
  host.fail {
    kind = "invalid_argument",
    message = ("Trakt tells no activity %s%s"):format(
      tostring(name), nearest and (": did you mean %s?"):format(nearest) or ""),
  }
end

local function check_kept(kept, name)
  if type(kept) == "table" then return end
  host.fail {
    kind = "invalid_argument",
    message = ("trakt.%s expects the table to keep things in: store"):format(name),
  }
end

return {
  --- Reads when each part of the account last changed, and compares it with what `kept.activities` says of the last
  --- time. What was read takes its place there. Kept in `store`, it stays what it was when a run does not finish, so
  --- that no movement is overlooked.
  ---@param kept table mostly `store`
  ---@return fun(...: string): boolean moved whether any of these keys moved; all have when nothing was kept yet
  ---@return table<string, string> moments when each part changed last, by "group.key"
  activities = function(kept)
    check_kept(kept, "activities")
    local before = kept.activities
    local now = flat(paging.call("sync.last_activities", json.array {}).body or {})
    kept.activities = now
    return function(...)
      local has_moved = before == nil
      for _, name in ipairs { ... } do
        check(name, before, now)
        has_moved = has_moved or before[name] ~= now[name]
      end
      return has_moved
    end, now
  end,

  --- The time zone in the account's settings, which are read when nothing is kept, and when `kept.activities` says that
  --- they have changed. One that is not known here, or none, is UTC.
  ---@param kept table mostly `store`
  ---@return string zone like "Europe/Berlin"
  zone = function(kept)
    check_kept(kept, "zone")
    local changed_at = kept.activities and kept.activities["account.settings_at"]
    if not kept.zone or kept.zone.changed_at ~= changed_at then
      local account = (paging.call("users.settings.get", json.array {}).body or {}).account or {}
      local zone = account.timezone
      kept.zone = { name = zone and host.zone_offset(zone, 0) and zone or "UTC", changed_at = changed_at }
    end
    return kept.zone.name
  end,
}
