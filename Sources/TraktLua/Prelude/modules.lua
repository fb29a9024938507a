--- `require`: the prelude's own modules by name, then Lua files beside the script. Modules may wait while they load.

local host = ...

--- The prelude's own `json` stays out of the script's reach.
local frozen_json = host.freeze(json, "json")

--- What needs no file.
local built_in = {
  all = function() return host.load("all") end,
  http = function() return host.load("http") end,
  json = function() return frozen_json end,
  log = function() return host.load("log") end,
  notify = function() return host.load("notify") end,
  store = function() return host.load("store") end,
  time = function() return host.load("time") end,
  trakt = function() return host.load("trakt") end,
}

---@type table<string, any>
local loaded = {}

--- What each coroutine is loading, the outermost first.
---@type table<thread, string[]>
local chains = setmetatable({}, { __mode = "k" })

--- Which coroutine is loading a name. One that died of an error does not any more.
---@type table<string, thread>
local loading = {}

local function fail(kind, message, ...)
  host.fail { kind = kind, message = message:format(...) }
end

--- Whether a name is made of identifiers with dots between: "lists.by_year".
local function is_module_name(name)
  return type(name) == "string" and #name <= 200
    and ("." .. name):gsub("%.[%a_][%w_]*", "") == ""
end

--- The position of a name in an array.
local function position_of(name, names)
  for position, other in ipairs(names) do
    if other == name then return position end
  end
end

--- Raises when a module is asked for while it is being loaded.
local function refuse_cycle(name, chain)
  if not loading[name] or coroutine.status(loading[name]) == "dead" then return end
  local first = position_of(name, chain)
  if first then
    fail("cycle", "modules require each other: %s -> %s", table.concat(chain, " -> ", first), name)
  end
  fail("conflict", "module %s is being loaded by another coroutine: require it before they start", name)
end

--- Marks a module as being loaded until the returned value is closed.
local function begin(name, chain)
  chain[#chain + 1] = name
  loading[name] = coroutine.running()
  return setmetatable({}, {
    __close = function()
      chain[#chain] = nil
      loading[name] = nil
    end,
  })
end

--- Reads, compiles and runs a module's file.
local function load_module(name, chain)
  local _ <close> = begin(name, chain)
  local file = host.call("module", { name = name })
  local chunk, problem = load(file.source, file.chunkname, "t")
  if not chunk then fail("syntax", "%s", problem) end
  local value = chunk(name)
  if value == nil then return true end
  return value
end

--- The value of a module: loaded once a run, from the file of that name beside the script.
---@param name string like "dates" or "lists.by_year"
---@return any
return function(name)
  if not is_module_name(name) then
    fail("invalid_argument", 'require expects a name like "dates" or "lists.by_year", not %s',
      type(name) == "string" and ("%q"):format(name) or tostring(name))
  end
  if built_in[name] then return built_in[name]() end
  if loaded[name] ~= nil then return loaded[name] end
  local thread = coroutine.running()
  local chain = chains[thread] or {}
  chains[thread] = chain
  refuse_cycle(name, chain)
  loaded[name] = load_module(name, chain)
  return loaded[name]
end
