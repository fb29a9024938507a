--- The `trakt` module: a tree of groups and endpoints, each looked up in the catalogue when it is first used.

local host = ...

--- What stands in a group beside the catalogue's names, and the module that has it.
---@type table<string, table<string, string>>
local additions = {
  [""] = {
    activities = "activities", airings = "airings",
    collection = "sets", favorites = "sets", followed = "sets", hidden = "sets", history = "sets", list = "sets",
    ratings = "sets", watchlist = "sets",
    image = "pictures", links = "links", up_next = "upnext", url = "links", zone = "activities",
  },
  auth = { signed_in = "auth", user = "auth" },
  search = { escape = "searching" },
}

---@param path string a group's path, "" for the root
---@return string[] names sorted
local function names_in(path)
  local known = host.describe(path).names
  local names = table.move(known, 1, #known, 1, {})
  for name in pairs(additions[path] or {}) do names[#names + 1] = name end
  table.sort(names)
  return names
end

local new_group

--- The value of `name` in the group at `path`; an error with the nearest name when there is none.
---@param path string
---@param name any
local function find(path, name)
  local module = additions[path] and additions[path][name]
  if module then return host.load(module)[name] end
  local usable = type(name) == "string" and name ~= ""
  local full = usable and (path == "" and name or path .. "." .. name)
  local description = full and host.describe(full)
  if not description then
    host.load("spelling").unknown(path == "" and "trakt" or "trakt." .. path, name, names_in(path))
  end
  if description.kind == "group" then return new_group(full) end
  return host.load("endpoint")(description)
end

--- A read-only table that finds its members on demand.
---@param path string
function new_group(path)
  local label = path == "" and "trakt" or "trakt." .. path
  local members = {}

  local function member(_, name)
    local value = members[name]
    if value == nil then
      value = find(path, name)
      members[name] = value
    end
    return value
  end

  return setmetatable({}, {
    __name = label,
    __metatable = false,
    __index = member,
    __newindex = function(_, name)
      host.fail { kind = "read_only", message = ("%s.%s cannot be set: %s is read-only"):format(label, name, label) }
    end,
    __call = function()
      host.fail {
        kind = "invalid_call",
        message = ("%s is a group of calls: write %s.%s, or another of %s"):format(
          label, label, names_in(path)[1], table.concat(names_in(path), ", ")),
      }
    end,
    __tostring = function() return label .. ": " .. table.concat(names_in(path), ", ") end,
    __pairs = function(group)
      local names, position = names_in(path), 0
      return function()
        position = position + 1
        local name = names[position]
        if name then return name, member(group, name) end
      end
    end,
  })
end

return new_group("")
