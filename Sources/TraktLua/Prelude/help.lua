--- `help`: tells about a value where it is typed.

local host = ...

--- What the globals are for.
local abouts = {
  all = "all { f, g } runs functions at once and returns their first results.",
  http = "http.get(address) and http.post(address, body) ask hosts that are allowed in config.yaml.",
  json = "json.encode(value) and json.decode(text); json.null; json.array(table).",
  log = "log.debug, log.info, log.warning and log.error write a line with a level: log.info(\"done\", { count = 3 }).",
  notify = "notify { title = ..., message = ... } sends a notice to the channels of config.yaml.",
  require = "require \"name\" loads name.lua from where the session was started.",
  store = "store is a rule's own small table, kept between its runs.",
  time = "time.now(), time.today(), time.parse(text); they add and compare: time.today():minus_days(7).",
}

local overview = [[
help(x) tells about x: help(trakt), help(trakt.search), help(trakt.search.text), help "calendars.my_shows", help(time).
An expression prints its value; _ is the latest one, _3 that of input 3. :help lists the commands.]]

--- The documentation of an endpoint or a group by its name, with or without `trakt.`
local function about_name(name)
  local path = name:gsub("^trakt%.", "")
  if abouts[path] then return abouts[path] end
  if path == "trakt" or path == "" then return tostring(host.load("trakt")) end
  local description = host.describe(path)
  if not description then return ("There is nothing called %q. help(trakt) lists what there is."):format(name) end
  if description.kind == "group" then
    return ("trakt.%s: %s"):format(path, table.concat(description.names, ", "))
  end
  return host.documentation(path)
end

--- The names of a table's members, for one that tells nothing about itself.
local function names_in(value)
  local names = {}
  for name in pairs(value) do
    if type(name) == "string" then names[#names + 1] = name end
  end
  table.sort(names)
  return #names > 0 and "It has " .. table.concat(names, ", ") .. "." or "A table."
end

local function about(value)
  if type(value) == "string" then return about_name(value) end
  for name, text in pairs(abouts) do
    local known, module = pcall(host.load, name == "require" and "modules" or name)
    if known and rawequal(module, value) then return text end
  end
  local metatable = host.raw_metatable(value)
  local label = metatable and rawget(metatable, "__name")
  if label == "trakt" or label == "trakt endpoint" or type(label) == "string" and label:find("^trakt%.") then
    return tostring(value)
  end
  if type(value) == "table" then return names_in(value) end
  return ("A %s."):format(type(value))
end

--- Prints what there is to know about a value, or how this is used.
---@param value any
return function(...)
  print(select("#", ...) == 0 and overview or about((...)))
end
