--- Parts of an account as sets of movies, shows, seasons and episodes: what `trakt.list`, `trakt.watchlist`,
--- `trakt.ratings` and the others have in common.

local host = ...
local batches = host.load("batches")
local completeness = host.load("completeness")
local content = host.load("content")
local differences = host.load("differences")
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
---@field reading table? what reading it asks for where the script says nothing else
---@field fields table<string, fields.Writer>? what an item may carry: watched_at, notes, rating
---@field required string? the one of `fields` without which nothing can be added
---@field own fun(value: table): table?, boolean? the fields that a value brings along itself; whether Trakt sent them
---@field prepare fun(item: media.Item, method: string)? a last touch to an item
---@field holds fun(item: media.Item): boolean? asks Trakt whether it is there, without reading everything
---@field updates boolean? adding what is there already with other fields changes it
---@field overwrites boolean? Trakt counts such a change as added
---@field expands boolean? a show or season stands for its episodes
---@field repeats boolean? a thing can be in it many times, so that nothing is left out as being there already
---@field disturbs boolean? a change of it changes other sets: what is watched leaves the watchlist
---@field methods table<string, function|false>? further methods, or others in place of the common ones
---@field may_be_gone boolean? where it is not there any more, it is looked for
---@field values table? what it shows as fields: its name, its ids
---@field empty boolean? known to be empty: it was made just now

---@class set.State
---@field declaration set.Declaration
---@field content content.Content

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

--- Whether a table has values at positions: what Trakt answers and what a person writes for one thing has none.
local function has_positions(value)
  if type(value) ~= "table" then return false end
  for key in pairs(value) do
    if type(key) == "number" then return true end
  end
  return false
end

--- The script's argument as an array of values: an array, a single entry, or another set's items. An array with a hole
--- would say less than was meant, and `set` would take the rest out.
local function values_of(values, title, method)
  if values == nil then fail("invalid_argument", "%s:%s expects a value or an array, not nil", title, method) end
  if states[values] then return values:items() end
  if not paging.is_array(values) and not has_positions(values) then return { values } end
  local flaw = paging.flaw(values)
  if flaw then fail("invalid_argument", "%s:%s expects an array of values: this one has %s", title, method, flaw) end
  for position, value in ipairs(values) do
    if states[value] then
      fail("invalid_argument", "%s:%s, item %d: %s is a set: give it alone, or the entries of its :items()",
        title, method, position, tostring(value))
    end
  end
  return values
end

--- Sends one kind of change.
local function send(state, change, items, answer)
  if #items == 0 then return answer end
  local declaration = state.declaration
  state.content:change(change, differences.are_single(items, declaration), function(accepted)
    batches.send(declaration, change, items, answer, accepted)
  end)
  if declaration.disturbs then paging.changes = paging.changes + 1 end
  return answer
end

--- Adds the items that are not known to be there.
---@return batches.Answer
local function add_items(state, items, answer)
  local wanted = differences.to_add(items, state.content:known(), state.declaration)
  answer.existing = answer.existing + #items - #wanted
  return send(state, "add", wanted, answer)
end

--- Removes the items that may be there.
---@return batches.Answer
local function remove_items(state, items, answer)
  return send(state, "remove", differences.to_remove(items, state.content:known(), state.declaration), answer)
end

--- The reading endpoint's arguments: the path, and what the script or the set asks for.
local function reading(declaration, options)
  local asked = {}
  for name, value in pairs(declaration.reading or {}) do asked[name] = value end
  for name, value in pairs(options or {}) do asked[name] = value end
  local arguments = table.move(declaration.path, 1, #declaration.path, 1, {})
  if next(asked) then arguments[#arguments + 1] = asked end
  return json.array(arguments)
end

--- Every entry, all pages read. `.complete` says whether all of them came.
---@param options table? the reading endpoint's own parameters, like { type = "movies" }
---@return any[]
function methods:items(options)
  local state = state_of(self, "items")
  local declaration = state.declaration
  local before = state.content:version()
  local items = paging.all(declaration.read, reading(declaration, options))
  if not options and items.complete and state.content:version() == before then
    state.content:remember(identity.index(intake.read(declaration, items)))
  end
  return items
end

--- The options of a method as a table, checked.
local function checked(declaration, options, method, adding)
  if options ~= nil and type(options) ~= "table" then
    fail("invalid_argument", "%s:%s expects a table of options, not %s", declaration.title, method, tostring(options))
  end
  intake.check_options(declaration, options or {}, method, adding)
  return options or {}
end

--- Whether something is in the set, for a show in a set of episodes whether anything of it is. Reads it once a run.
---@param value any
---@param options table? { type = ... } for a value that does not say it
---@return boolean
function methods:contains(value, options)
  local state = state_of(self, "contains")
  local declaration = state.declaration
  options = checked(declaration, options, "contains")
  if states[value] then
    fail("invalid_argument", "%s:contains asks about one value, not about the set %s",
      declaration.title, tostring(value))
  end
  local item = intake.take(declaration, { value }, "contains", options)[1]
  if not item then fail("invalid_argument", "%s:contains expects a value, not nil", declaration.title) end
  if declaration.holds then return declaration.holds(item) end
  differences.refuse_placeless({ item }, declaration)
  local index = state.content:known()
  local is_there = index and differences.holds(index, item, declaration)
  if is_there ~= nil then return is_there end
  local entries = self:items()
  if differences.holds(identity.index(intake.read(declaration, entries)), item, declaration) then return true end
  if entries.complete then return false end
  fail("incomplete", "%s could not be read completely: whether %s is in it is not known",
    declaration.title, media.shown(value))
end

--- Adds one value or an array of them. What is known to be there already is not sent.
---@param values any
---@param options table? what goes with every item, like { notes = "..." }, and { type = ... } for bare ids
---@return batches.Answer
function methods:add(values, options)
  local state = state_of(self, "add")
  local declaration, answer = state.declaration, batches.answer()
  options = checked(declaration, options, "add", true)
  local given = values_of(values, declaration.title, "add")
  local items, every = intake.take(declaration, given, "add", options, true)
  batches.expect(answer, every)
  return add_items(state, items, answer)
end

--- Adds as `add` does. When the account can have no more there, the log says so, and nothing is answered.
---@return batches.Answer?
function methods:add_if_room(values, options)
  local is_added, answer = pcall(methods.add, self, values, options)
  if is_added then return answer end
  if type(answer) ~= "table" or answer.kind ~= "account_limit" then error(answer, 0) end
  host.load("log").warning(tostring(answer))
end

--- Takes one value or an array of them out. Refuses an array that is a partial read.
---@param values any
---@param options table? { type = ... } for bare ids
---@return batches.Answer
function methods:remove(values, options)
  local state = state_of(self, "remove")
  local declaration, answer = state.declaration, batches.answer()
  options = checked(declaration, options, "remove")
  local given = values_of(values, declaration.title, "remove")
  completeness.check(given, declaration.title .. ":remove")
  local items, every = intake.take(declaration, given, "remove", options)
  batches.expect(answer, every)
  return remove_items(state, items, answer)
end

--- Makes the content exactly these values, with as few changes as possible. Refuses partial reads on either side.
---@param values any
---@param options table? as for `add`
---@return batches.Answer
function methods:set(values, options)
  local state = state_of(self, "set")
  local declaration, answer = state.declaration, batches.answer()
  options = checked(declaration, options, "set", true)
  local given = values_of(values, declaration.title, "set")
  completeness.check(given, declaration.title .. ":set")
  local wanted, every = intake.take(declaration, given, "set", options, true)
  differences.refuse_placeless(wanted, declaration)
  local present = self:items()
  completeness.check_present(present, declaration.title)
  local surplus = differences.surplus(intake.read(declaration, present), wanted, declaration)
  completeness.confirm(surplus, given, declaration, options)
  batches.expect(answer, surplus)
  batches.expect(answer, every)
  -- What goes is taken out first: a full list has no room for what comes.
  remove_items(state, surplus, answer)
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

local set = { methods = methods }

---@param declaration set.Declaration
---@return table set
function set.new(declaration)
  local handle = setmetatable({}, metatable)
  local state = { declaration = declaration, content = content.new(declaration.repeats) }
  if declaration.empty then state.content:remember(identity.index()) end
  states[handle] = state
  return handle
end

--- What a set shows as fields: for a list its name and ids. Nil for what is no set.
---@param value any
---@return table?
function set.shown(value)
  return states[value] and (states[value].declaration.values or {})
end

return set
