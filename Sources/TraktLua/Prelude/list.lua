--- `trakt.list`: one of a user's lists, found by its name, or made when the account's own has none like it.

local host = ...
local fields = host.load("fields")
local paging = host.load("paging")
local set = host.load("set")

local options_known = { name = true, privacy = true, description = true, user = true, make = true, ids = true }
local types = { "movie", "show", "season", "episode", "person" }

--- Who is making the list of a name, and the call that makes it.
---@type table<string, { maker: thread, ticket: integer }>
local making = {}

--- The lists made in this run, in their order: a look-up that began before one was made has not seen it.
---@type { key: string, list: table }[]
local made = {}

local function fail(kind, message, ...)
  host.fail { kind = kind, message = message:format(...) }
end

--- The script's argument as a table of options.
local function options_of(given)
  local options = type(given) == "string" and { name = given } or given
  if type(options) ~= "table" then
    fail("invalid_argument", "trakt.list expects a name or { name = ... }, not %s", tostring(given))
  end
  for name in pairs(options) do
    if not options_known[name] then fail("invalid_argument", "trakt.list does not take %s", tostring(name)) end
  end
  if type(options.name) ~= "string" or not options.name:find("%S") then
    fail("invalid_argument", "trakt.list expects the list's name as text")
  end
  if options.ids ~= nil and (type(options.ids) ~= "table" or options.user) then
    fail("invalid_argument", "trakt.list expects in ids what an own list's ids were: { trakt = 123 }")
  end
  return options
end

local function has_slug(list, name) return list.ids and list.ids.slug == name end

--- How a name is compared: exactly, then without case, then with the list's slug.
local comparisons = {
  function(list, name) return list.name == name end,
  function(list, name) return type(list.name) == "string" and list.name:lower() == name:lower() end,
  has_slug,
}

--- The lists for which a comparison holds.
local function matching(lists, matches, name)
  local found = {}
  for _, list in ipairs(lists) do
    if matches(list, name) then found[#found + 1] = list end
  end
  return found
end

--- The list of this name, if there is exactly one. Where several have it, it may be the slug of one of them.
local function find(lists, name)
  for _, matches in ipairs(comparisons) do
    local found = matching(lists, matches, name)
    if #found > 1 then
      local slugs = {}
      for position, list in ipairs(found) do slugs[position] = ("%q"):format(list.ids.slug) end
      found = matching(found, has_slug, name)
      if #found ~= 1 then
        fail("ambiguous", "%d lists are called %q: say which by its slug, %s",
          #slugs, name, table.concat(slugs, " or "))
      end
    end
    if found[1] then return found[1] end
  end
end

--- Makes a list; two branches of all{} must not both do so.
local function make(options)
  local key, this = options.name:lower(), coroutine.running()
  local pending = making[key]
  if pending and pending.maker ~= this and coroutine.status(pending.maker) ~= "dead" then
    fail("conflict", "the list %q is being made by another branch of all{}: look it up before all{}", options.name)
  end
  -- A branch that was ended has not ended what it began: its list is on its way.
  local ticket = pending and pending.ticket or host.start("trakt.lists.create", {
    arguments = json.array {
      "me", { name = options.name, privacy = options.privacy, description = options.description },
    },
  })
  making[key] = { maker = this, ticket = ticket }
  local made_it, answer = pcall(host.await, ticket)
  making[key] = nil
  if not made_it then error(answer, 0) end
  local list = answer.body or { name = options.name }
  made[#made + 1] = { key = key, list = list }
  return list
end

--- The list of this name that another branch made after the first `count` ones.
local function made_since(count, name)
  for position = count + 1, #made do
    if made[position].key == name:lower() then return made[position].list end
  end
end

--- What a list is called in a path: Trakt's number, its slug, or for one that was only planned its name.
local function path_of(list, user)
  local ids = list.ids or {}
  return { user, ids.trakt or ids.slug or list.name }
end

--- One set for each list, however often it is looked up, so that what it knows is known once.
---@type table<string, table>
local opened = {}

--- What a list is as a set.
---@return set.Declaration
local function declared(list, user, empty)
  return {
    title = ("trakt.list %q"):format(list.name),
    types = types,
    read = "users.lists.items",
    add = "lists.items.add",
    remove = "lists.items.remove",
    path = path_of(list, user),
    fields = { notes = fields.text(500) },
    own = fields.own_notes,
    values = list,
    empty = empty,
  }
end

--- The set of a declaration, the same one for the same list.
local function opened_once(declaration)
  local key = table.concat(declaration.path, "/")
  opened[key] = opened[key] or set.new(declaration)
  return opened[key]
end

--- The list of the options by its name; the account's own is made when there is none.
---@return table? list, boolean? is_new
local function look_up(options)
  local user = options.user or "me"
  local made_before = #made
  local lists = paging.all("users.lists.all", json.array { user }, "names")
  local list = find(lists, options.name) or user == "me" and made_since(made_before, options.name)
  if list then return list, false end
  if not lists.complete then
    fail("incomplete", "the lists of %s could not be read completely: %q may be among those not seen",
      user, options.name)
  end
  if options.make == false then return nil end
  if user ~= "me" then fail("not_found", "%s has no list called %q that can be seen", user, options.name) end
  return make(options), true
end

--- Whether an error says that the list is not there, which no batch has reached then.
local function is_gone(problem, declaration)
  return type(problem) == "table" and problem.status == 404
    and (problem.endpoint == declaration.read or problem.endpoint == declaration.add
      or problem.endpoint == declaration.remove)
end

--- A list that is taken to be where it was, and looked up by its name when it turns out to be gone.
local function remembered(options)
  local declaration = declared({ name = options.name, ids = options.ids }, "me", false)
  local looked_up = false
  declaration.methods, declaration.may_be_gone = {}, true
  for name, method in pairs(set.methods) do
    declaration.methods[name] = function(self, ...)
      local ok, answer = pcall(method, self, ...)
      if ok then return answer end
      if not is_gone(answer, declaration) or looked_up then error(answer, 0) end
      local list = look_up(options)
      if not list and name == "items" then return json.array({}, { complete = true, item_count = 0 }) end
      if not list then error(answer, 0) end
      declaration.path, declaration.values, looked_up = path_of(list, "me"), list, true
      declaration.may_be_gone = nil
      return method(self, ...)
    end
  end
  return opened_once(declaration)
end

--- A list by its name (case does not matter) or slug. The account's own is made when there is none, unless
--- `make = false`, which answers nil then. `privacy` and `description` are for a new list; one that is there keeps
--- its own. With `ids`, those the list had earlier, it is looked up only when there is none with these any more.
---@param given string|{ name: string, privacy: string?, description: string?, user: string?, make: boolean?, ids: table? }
---@return table? list
return function(given)
  local options = options_of(given)
  if options.ids and next(options.ids) then return remembered(options) end
  local list, is_new = look_up(options)
  return list and opened_once(declared(list, options.user or "me", is_new))
end
