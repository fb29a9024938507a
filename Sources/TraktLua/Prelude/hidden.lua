--- `trakt.hidden(section)`: what the user does not want to see in one section.

local host = ...
local fields = host.load("fields")
local set = host.load("set")

--- What each section may hide.
local sections = {
  calendar = { "movie", "show" },
  comments = { "user" },
  dropped = { "show" },
  progress_collected = { "show", "season" },
  progress_watched = { "show", "season" },
  progress_watched_reset = { "show" },
  recommendations = { "movie", "show" },
}

--- The sections that can be read and not written.
local read_only = { progress_watched_reset = true }

local function names()
  local list = {}
  for name in pairs(sections) do list[#list + 1] = name end
  table.sort(list)
  return list
end

--- Raises for a section that is none.
local function refuse(section)
  local nearest = type(section) == "string" and host.load("spelling").nearest(section, names())
  host.fail {
    kind = "invalid_argument",
    message = ("trakt.hidden expects a section, one of %s, not %s%s"):format(
      table.concat(names(), ", "), type(section) == "string" and ("%q"):format(section) or tostring(section),
      nearest and (": did you mean %q?"):format(nearest) or ""),
  }
end

--- One set for each section, however often it is asked for.
---@type table<string, table>
local opened = {}

---@param section string
---@return table set
return function(section)
  if not sections[section] then refuse(section) end
  opened[section] = opened[section] or set.new {
    title = ("trakt.hidden %q"):format(section),
    types = sections[section],
    read = "users.hidden.get",
    add = "users.hidden.add",
    remove = "users.hidden.remove",
    path = { section },
    fields = { hidden_at = fields.moment {} },
    methods = read_only[section] and { add = false, remove = false, set = false } or nil,
  }
  return opened[section]
end
