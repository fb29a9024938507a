--- `trakt.history`: plays. Something can be in it many times, so that adding always adds.

local host = ...
local fields = host.load("fields")
local lookup = host.load("lookup")
local media = host.load("media")
local paging = host.load("paging")
local set = host.load("set")
local time = host.load("time")

--- A play's time as Trakt keeps it, to the whole minute.
local to_the_minute = fields.moment({ "released", "unknown" }, "%FT%H:%M:00.000Z")

--- Whether a value says how far something was played: what a scrobble answers, whose id may be that of a paused item.
local function is_scrobble(value)
  return type(value) == "table" and math.type(value.progress) ~= nil
end

--- Whether a value is one play that was read. One at an unknown time has no `watched_at`, but says how it came about.
local function is_play(value)
  return type(value) == "table" and not is_scrobble(value) and math.type(value.id) == "integer"
    and (value.watched_at or value.action) ~= nil
end

--- When a value says it was watched: a play keeps its time, also an unknown one.
local function own(value)
  local is_undated = value.watched_at == nil and is_play(value)
  return { watched_at = is_undated and "unknown" or value.watched_at }
end

--- A play that was read is that one play when it is removed; anything else stands for all its plays. What is added
--- without a time was watched now, and says so, so that sending it twice can be noticed. Two plays that were read are
--- two, in the same minute too.
---@param item media.Item
---@param method string
local function prepare(item, method)
  local value = item.value
  if method == "add" then
    item.fields = item.fields or { watched_at = to_the_minute(time.now()) }
    item.moment = item.fields.watched_at .. (is_play(value) and "#" .. value.id or "")
  elseif is_play(value) then
    item.play = value.id
  elseif is_scrobble(value) and method == "remove" then
    host.fail {
      kind = "invalid_argument",
      message = ("trakt.history:remove: %s comes from a scrobble or is paused, and is no play of the history: give an "
        .. "entry of the history, or the %s itself to remove all its plays"):format(media.shown(value), item.type),
    }
  end
end

--- All plays since an instant or a date, newest first. Also written with a dot: trakt.history.since(time.today()).
---@param ... any an instant, a date or a text that says one
---@return any[]
local function since(...)
  local from = select("#", ...) > 1 and select(2, ...) or (...)
  local point = time.parse(from)
  local start = point == point:date() and point:at(0) or point
  return paging.all("sync.history.get", json.array { { start_at = start } })
end

--- Whether something was ever watched: one call, one play read; one more when its Trakt id has to be looked up.
---@param item media.Item
---@return boolean
local function holds(item)
  local options = { type = media.plural[item.type], id = lookup.trakt_id(item), limit = 1 }
  local answer = paging.call("sync.history.get", json.array { options })
  return #(answer.body or {}) > 0
end

return set.new {
  title = "trakt.history",
  types = { "movie", "show", "season", "episode" },
  read = "sync.history.get",
  add = "sync.history.add",
  remove = "sync.history.remove",
  path = {},
  fields = { watched_at = to_the_minute },
  own = own,
  prepare = prepare,
  holds = holds,
  expands = true,
  repeats = true,
  disturbs = true,
  methods = { since = since, set = false },
}
