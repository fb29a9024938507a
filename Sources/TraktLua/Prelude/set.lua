--- Parts of an account as sets of movies, shows, seasons and episodes: what `trakt.list`, `trakt.watchlist` and
--- `trakt.history` have in common.

local host = ...
local batches = host.load("batches")
local identity = host.load("identity")
local intake = host.load("intake")
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
---@field repeats boolean? a thing can be in it many times, so that nothing is left out as being there already
---@field disturbs boolean? a change of it changes other sets: what is watched leaves the watchlist
---@field methods table<string, function|false>? further methods, or others in place of the common ones
---@field values table? what it shows as fields: its name, its ids
---@field empty boolean? known to be empty: it was made just now

---@class set.State a declaration and what is known of the set's content in this run
---@field declaration set.Declaration
---@field changes integer how often a change of this set has begun or ended
---@field known identity.Index? everything that is in it
---@field known_at string? the version of the account that `known` describes

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

--- What a read sees: the run (in a REPL, the line) and the changes before it.
---@param state set.State
local function version(state)
  return ("%d/%d/%d"):format(host.facts.now, paging.changes, state.changes)
end

--- What is known of the content, unless something may have changed since it was read.
---@param state set.State
---@return identity.Index?
local function known(state)
  return state.known_at == version(state) and state.known or nil
end

local function remember(state, index)
  if state.declaration.repeats then return end
  state.known, state.known_at = index, version(state)
end

--- Raises when an array is a read that did not see everything.
local function refuse_partial(values, title)
  if type(values) == "table" and not states[values] and paging.is_array(values) and values.complete == false then
    fail("incomplete", "A partial read never drives a delete: %s was given some pages only; "
      .. "read with :all, or put the items that are meant into a table of their own", title)
  end
end

--- The script's argument as an array of values: an array, a single entry, or another set's items.
local function values_of(values, title, method)
  if values == nil then fail("invalid_argument", "%s:%s expects a value or an array, not nil", title, method) end
  if states[values] then return values:items() end
  return paging.is_array(values) and values or { values }
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
  if #items == 0 then return answer end
  local declaration, index = state.declaration, known(state)
  state.changes = state.changes + 1
  local during = version(state)
  batches.send(declaration[change], declaration.path, items, answer, function(accepted)
    for _, item in ipairs(index and accepted or {}) do
      if change == "add" then index:insert(item) else index:remove(item) end
    end
  end)
  local undisturbed = version(state) == during
  state.changes = state.changes + 1
  if index and undisturbed then remember(state, index) end
  if declaration.disturbs then paging.changes = paging.changes + 1 end
  return answer
end

--- Adds the items that are not known to be there.
---@return batches.Answer
local function add_items(state, items, answer)
  local wanted = select_items(items, known(state), false)
  answer.existing = answer.existing + #items - #wanted
  return send(state, "add", wanted, answer)
end

--- Removes the items that may be there.
---@return batches.Answer
local function remove_items(state, items, answer)
  return send(state, "remove", select_items(items, known(state), true), answer)
end

--- Every entry, all pages read. `.complete` says whether all of them came.
---@param options table? the reading endpoint's own parameters, like { type = "movies" }
---@return any[]
function methods:items(options)
  local state = state_of(self, "items")
  local declaration = state.declaration
  local arguments = table.move(declaration.path, 1, #declaration.path, 1, {})
  if options then arguments[#arguments + 1] = options end
  local before = version(state)
  local items = paging.all(declaration.read, json.array(arguments))
  if not options and items.complete and version(state) == before then
    remember(state, identity.index(intake.read(declaration, items)))
  end
  return items
end

--- Whether something is in the set. Reads it once a run.
---@param value any
---@return boolean
function methods:contains(value)
  local state = state_of(self, "contains")
  local item = intake.take(state.declaration, { value }, "contains")[1]
  if not item then fail("invalid_argument", "%s:contains expects a value, not nil", state.declaration.title) end
  local index = known(state)
  if index then return index:find(item) ~= nil end
  local entries = self:items()
  if identity.index(intake.read(state.declaration, entries)):find(item) then return true end
  if entries.complete then return false end
  fail("incomplete", "%s could not be read completely: whether %s is in it is not known",
    state.declaration.title, media.shown(value))
end

--- Adds one value or an array of them. What is known to be there already is not sent.
---@param values any
---@param options table? fields for every item, like { notes = "..." }
---@return batches.Answer
function methods:add(values, options)
  local state = state_of(self, "add")
  local declaration = state.declaration
  intake.check_options(declaration, options or {}, "add")
  local given = values_of(values, declaration.title, "add")
  return add_items(state, intake.take(declaration, given, "add", options or {}), batches.answer())
end

--- Takes one value or an array of them out. Refuses an array that is a partial read.
---@param values any
---@return batches.Answer
function methods:remove(values)
  local state = state_of(self, "remove")
  local given = values_of(values, state.declaration.title, "remove")
  refuse_partial(given, state.declaration.title .. ":remove")
  return remove_items(state, intake.take(state.declaration, given, "remove"), batches.answer())
end

--- Makes the content exactly these values, with as few changes as possible. Refuses partial reads on either side.
---@param values any
---@return batches.Answer
function methods:set(values)
  local state = state_of(self, "set")
  local declaration = state.declaration
  local given = values_of(values, declaration.title, "set")
  refuse_partial(given, declaration.title .. ":set")
  local wanted = intake.take(declaration, given, "set", {})
  local present = self:items()
  if not present.complete then
    fail("incomplete", "A partial read never drives a delete: %s could not be read completely", declaration.title)
  end
  local surplus = select_items(intake.read(declaration, present), identity.index(wanted), false)
  -- What goes is taken out first: a full list has no room for what comes.
  local answer = remove_items(state, surplus, batches.answer())
  return add_items(state, wanted, answer)
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
  states[set] = { declaration = declaration, changes = 0 }
  if declaration.empty then remember(states[set], identity.index()) end
  return set
end
