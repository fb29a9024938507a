--- `trakt.up_next(kept)`: the next episode of every show that the user is in the middle of.

local host = ...
local kinds = host.load("kinds")
local paging = host.load("paging")
local time = host.load("time")

--- How Trakt says that this is not for every program.
local refusals = { not_found = true, forbidden = true, vip_only = true, method_not_allowed = true }

--- Raises unless a read is whole: what is built on it would lose what is missing.
local function whole(entries, what)
  if entries.complete then return entries end
  host.fail { kind = "incomplete", message = ("trakt.up_next: %s came only in part; run it again"):format(what) }
end

--- An entry of the answer: an episode that a set takes, with its show.
local function entry_of(show, episode)
  kinds.mark(show, "show")
  return { type = "episode", show = show, episode = episode }
end

--- What Trakt tells itself; nil where it keeps that from other programs than its own. Those may get nothing at all,
--- too, which is not the same as nothing to watch. They are refused for a day: then they ask again.
---@return any[]?
local function told(kept)
  local today = tostring(time.today())
  if kept.up_next_refused == today then return nil end
  local ok, shows = pcall(paging.all, "sync.progress.up_next", json.array {})
  if not ok and not (type(shows) == "table" and refusals[shows.kind]) then error(shows, 0) end
  kept.up_next_refused = (not ok or #shows == 0) and today or nil
  if kept.up_next_refused then return nil end
  local entries = json.array {}
  for _, entry in ipairs(whole(shows, "what is up next")) do
    local next_episode = entry.progress and entry.progress.next_episode
    if next_episode then entries[#entries + 1] = entry_of(entry.show, next_episode) end
  end
  return entries
end

--- Where a show goes on: after the last episode that was watched since it was begun anew, or else with the first one
--- that was left out. Specials do not count. Nowhere when nothing was watched since.
---@param progress table what `shows.progress.watched` answers: aired episodes, without hidden seasons
---@return { season: integer, number: integer }?
local function next_of(progress)
  local reset, last = progress.reset_at, progress.last_watched_at
  if reset and not (last and last >= reset) then return nil end
  local first, after
  for _, season in ipairs(progress.seasons or {}) do
    for _, episode in ipairs(season.number > 0 and season.episodes or {}) do
      local at = episode.last_watched_at
      if episode.completed and not (reset and (not at or at < reset)) then
        after = nil
      else
        local place = { season = season.number, number = episode.number }
        first, after = first or place, after or place
      end
    end
  end
  return after or first
end

--- The shows that a section hides, by Trakt id.
local function hidden_shows(section)
  local hidden = {}
  local entries = paging.all("users.hidden.get", json.array { section, { type = "show" } })
  for _, entry in ipairs(whole(entries, "what is hidden")) do
    if entry.show then hidden[entry.show.ids.trakt] = true end
  end
  return hidden
end

--- What a show's next episode depends on, as far as it is known without asking about the show.
local function state_of(entry, hidden_at)
  local parts = {
    entry.plays, entry.last_updated_at, entry.reset_at or "", entry.show.aired_episodes or "", hidden_at or "",
  }
  for position, part in ipairs(parts) do parts[position] = tostring(part) end
  return table.concat(parts, " ")
end

--- The same, put together from what was watched. A show is asked about when something was watched of it, aired or was
--- hidden since it was asked about last.
---@return any[]
local function worked_out(kept)
  local arguments = json.array { "shows", { extended = "full,progress" } }
  local watched = whole(paging.all("sync.watched.get", arguments), "the watched shows")
  local dropped, hidden = hidden_shows("dropped"), hidden_shows("progress_watched")
  local hidden_at = kept.activities and kept.activities["seasons.hidden_at"]
  local before, after, entries = kept.up_next or {}, {}, json.array {}
  for _, entry in ipairs(watched) do
    local show = entry.show
    local id, number = tostring(show.ids.trakt), show.ids.trakt
    if not dropped[number] and not hidden[number] then
      local state = state_of(entry, hidden_at)
      after[id] = before[id]
      if not after[id] or after[id].state ~= state then
        local progress = paging.call("shows.progress.watched", json.array { number }).body or {}
        after[id] = { state = state, next = next_of(progress) }
      end
      if after[id].next then entries[#entries + 1] = entry_of({ title = show.title, ids = show.ids }, after[id].next) end
    end
  end
  kept.up_next = after
  return entries
end

return {
  --- One entry for each show in progress, as a set takes it. Where Trakt refuses to tell, it is worked out from the
  --- watched shows, with what is known of them in `kept`. Raises when anything came only in part.
  ---@param kept table mostly `store`
  ---@return { type: "episode", show: table, episode: table }[]
  up_next = function(kept)
    if type(kept) ~= "table" then
      host.fail { kind = "invalid_argument", message = "trakt.up_next expects the table to keep things in: store" }
    end
    return told(kept) or worked_out(kept)
  end,
}
