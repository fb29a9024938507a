--- Parts of an account as sets of movies, shows, seasons and episodes: what `trakt.list`, `trakt.watchlist` and
--- `trakt.history` have in common.

local host = ...
local batches = host.load("batches")
local identity = host.load("identity")
local media = host.load("media")
local paging = host.load("paging")

---@class set.Declaration what one set is; a new one is a table like this
---@field title string how it is called in messages
---@field types string[] what it takes, as in "movie"
---@field read string endpoint ids
---@field add string
---@field remove string
---@field path any[] the path parameters of all three
---@field fields table<string, fun(value: any): any>? what an item may carry, and how it is written: watched_at, notes
---@field carried string[]? those of `fields` that an entry brings along itself
---@field prepare fun(item: media.Item, adding: boolean)? a last touch to an item
---@field methods table<string, function|false>? further methods, or others in place of the common ones
---@field values table? what it shows as fields: its name, its ids
---@field empty boolean? known to be empty: it was made just now

---@class set.State a declaration and what is known of the set's content in this run
---@field declaration set.Declaration
---@field known identity.Index? everything that is in it
---@field known_at integer? the run's time when it was read

---@type table<table, set.State>
local states = setmetatable({}, { __mode = "k" })

local methods = {}

local function fail(kind, message, ...)
  host.fail { kind = kind, message = message:format(...) }
end

---@return set.State
local function state_of(set, method)
  local state = states[set]
  if not state then fail("invalid_call", ":%s is written with a colon: trakt.watchlist:%s(...)", method, method) end
  return state
end

--- What is known of the content, unless it was read in an earlier run (a REPL's line before).
---@param state set.State
---@return identity.Index?
local function known(state)
  return state.known_at == host.facts.now and state.known or nil
end

local function remember(state, index)
  state.known, state.known_at = index, host.facts.now
end

--- Raises when an array is a read that did not see everything.
local function refuse_partial(values, title)
  if type(values) == "table" and not states[values] and paging.is_array(values) and values.complete == false then
    fail("incomplete", "A partial read never drives a delete: what was given to %s did not read all of its pages", title)
  end
end

--- The script's argument as an array of values: an array, a single entry, or another set's items.
local function values_of(values, title, method)
  if values == nil then fail("invalid_argument", "%s:%s expects a value or an array, not nil", title, method) end
  if states[values] then return values:items() end
  return paging.is_array(values) and values or { values }
end

--- Gives an item the fields that the set lets it carry: from the call's options, and the entry's own.
local function add_fields(item, declaration, options)
  for name, write in pairs(declaration.fields or {}) do
    local value = options[name]
    for _, carried in ipairs(declaration.carried or {}) do
      if carried == name and type(item.value) == "table" and item.value[name] ~= nil then value = item.value[name] end
    end
    if value ~= nil then
      item.fields = item.fields or {}
      item.fields[name] = write(value)
    end
  end
end

local function check_options(declaration, options, method)
  for name in pairs(options) do
    if not (declaration.fields or {})[name] then
      fail("invalid_argument", "%s:%s does not take %s", declaration.title, method, tostring(name))
    end
  end
end

--- The values as different items, checked against what the set takes.
---@return media.Item[]
local function take(declaration, values, method, options)
  local allowed, items = {}, {}
  for _, kind in ipairs(declaration.types) do allowed[kind] = true end
  for position, value in ipairs(values_of(values, declaration.title, method)) do
    local item = media.item(value)
    if not allowed[item.type] then
      fail("invalid_argument", "%s does not take a %s (item %d, %s)",
        declaration.title, item.type, position, media.shown(value))
    end
    if options then add_fields(item, declaration, options) end
    if declaration.prepare then declaration.prepare(item, options ~= nil) end
    items[position] = item
  end
  return identity.distinct(items)
end

--- Those items that are, or are not, in the index; all of them without one.
local function select_items(items, index, present)
  if not index then return items end
  local chosen = {}
  for _, item in ipairs(items) do
    if (index:find(item) ~= nil) == present then chosen[#chosen + 1] = item end
  end
  return chosen
end

--- Sends one kind of change and keeps what is known up to date; after an error nothing is known.
local function send(state, change, items, answer)
  local index = known(state)
  local declaration = state.declaration
  state.known = nil
  batches.send(declaration[change], declaration.path, items, answer, function(accepted)
    for _, item in ipairs(index and accepted or {}) do
      if change == "add" then index:insert(item) else index:remove(item) end
    end
  end)
  state.known = index
  return answer
end

--- Adds the items that are not known to be there.
local function add_items(state, items)
  local wanted = select_items(items, known(state), false)
  return send(state, "add", wanted, batches.answer(#items - #wanted))
end

--- Removes the items that may be there.
local function remove_items(state, items)
  return send(state, "remove", select_items(items, known(state), true), batches.answer())
end

--- Every entry, all pages read. `.complete` says whether all of them came.
---@param options table? the reading endpoint's own parameters, like { type = "movies" }
---@return any[]
function methods:items(options)
  local state = state_of(self, "items")
  local declaration = state.declaration
  local arguments = table.move(declaration.path, 1, #declaration.path, 1, {})
  if options then arguments[#arguments + 1] = options end
  local items = paging.all(declaration.read, json.array(arguments))
  if not options and items.complete then remember(state, identity.index(take(declaration, items, "items"))) end
  return items
end

--- Whether something is in the set. Reads it once a run.
---@param value any
---@return boolean
function methods:contains(value)
  local state = state_of(self, "contains")
  local item = take(state.declaration, { value }, "contains")[1]
  if not item then fail("invalid_argument", "%s:contains expects a value, not nil", state.declaration.title) end
  if not known(state) and not self:items().complete then
    fail("incomplete", "%s could not be read completely: whether %s is in it is not known",
      state.declaration.title, media.shown(value))
  end
  return known(state):find(item) ~= nil
end

--- Adds one value or an array of them. What is known to be there already is not sent.
---@param values any
---@param options table? fields for every item, like { notes = "..." }
---@return batches.Answer
function methods:add(values, options)
  local state = state_of(self, "add")
  check_options(state.declaration, options or {}, "add")
  return add_items(state, take(state.declaration, values, "add", options or {}))
end

--- Takes one value or an array of them out. Refuses an array that is a partial read.
---@param values any
---@return batches.Answer
function methods:remove(values)
  local state = state_of(self, "remove")
  local given = values_of(values, state.declaration.title, "remove")
  refuse_partial(given, state.declaration.title .. ":remove")
  return remove_items(state, take(state.declaration, given, "remove"))
end

--- Makes the content exactly these values, with as few changes as possible. Refuses partial reads on either side.
---@param values any
---@return batches.Answer
function methods:set(values)
  local state = state_of(self, "set")
  local declaration = state.declaration
  local given = values_of(values, declaration.title, "set")
  refuse_partial(given, declaration.title .. ":set")
  local wanted = take(declaration, given, "set", {})
  local present = self:items()
  if not present.complete then
    fail("incomplete", "A partial read never drives a delete: %s could not be read completely", declaration.title)
  end
  local surplus = select_items(take(declaration, present, "set"), identity.index(wanted), false)
  -- What goes is taken out first: a full list has no room for what comes.
  local removed = remove_items(state, surplus)
  local answer = add_items(state, wanted)
  answer.deleted, answer.sent = removed.deleted, answer.sent + removed.sent
  return answer
end

--- The names a set answers to, for messages.
local function names_of(declaration)
  local names = {}
  for name in pairs(methods) do
    if not declaration.methods or declaration.methods[name] ~= false then names[#names + 1] = name end
  end
  for name, method in pairs(declaration.methods or {}) do
    if method and not methods[name] then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

local metatable = {
  __name = "set",
  __metatable = false,
  __index = function(set, name)
    local declaration = states[set].declaration
    local own = declaration.methods and declaration.methods[name]
    local value = own == nil and methods[name] or own or declaration.values and declaration.values[name]
    if value then return value end
    host.load("spelling").unknown(declaration.title, name, names_of(declaration))
  end,
  __newindex = function(set, name)
    fail("read_only", "%s.%s cannot be set: use :add, :remove or :set", states[set].declaration.title, tostring(name))
  end,
  __tostring = function(set) return states[set].declaration.title end,
  __tojson = function(set) return states[set].declaration.values or states[set].declaration.title end,
}

---@param declaration set.Declaration
---@return table set
return function(declaration)
  local set = setmetatable({}, metatable)
  states[set] = { declaration = declaration }
  if declaration.empty then remember(states[set], identity.index()) end
  return set
end
