--- The rule's own table: read when the script first touches it, and kept when the run has come to its end.

local host = ...
local documents = host.load("documents")

--- What the table may have in all, in bytes of JSON. The journal keeps no answer that is larger than a little more.
local LARGEST = 1000000

local store = {}
local is_in_rule, is_read = false, false

--- What each key's value was when it was read, as text.
---@type table<any, string>
local former = {}

--- The metatable until the table was read. From then on it is a table like any other.
local untouched = {}

local function fill(entries)
  is_read = true
  for name in pairs(untouched) do untouched[name] = nil end
  setmetatable(store, nil)
  for _, entry in ipairs(entries) do
    local key = entry[1]
    store[key] = documents.revive(entry[2])
    former[key] = json.encode(documents.plain(store[key], "store"))
  end
end

local function read()
  if not is_in_rule then
    host.fail {
      kind = "invalid_call",
      message = "only a rule has a store, and only once the script has returned the rule: use it inside run",
    }
  end
  local entries = host.call("store.open", {}).entries
  -- Another function of `all` may have been faster, and has changed it by now.
  if not is_read then fill(entries) end
end

untouched.__metatable = false
untouched.__index = function(_, key) read() return store[key] end
untouched.__newindex = function(_, key, value) read() store[key] = value end
untouched.__len = function() read() return #store end
untouched.__pairs = function() read() return pairs(store) end
untouched.__tojson = function() read() return store end
-- Asked by `next`.
untouched.__touch = read

--- What the run changed: a list of keys with their values, and of keys alone that are gone.
local function changes()
  local list, size = {}, 0
  for key, value in next, store do
    documents.check_key("store", key)
    local document = documents.plain(value, documents.member("store", key))
    local text = json.encode(document)
    size = size + #text + #json.encode(key) + 4
    if text ~= former[key] then list[#list + 1] = json.array { key, document } end
  end
  for key in pairs(former) do
    if rawget(store, key) == nil then list[#list + 1] = json.array { key } end
  end
  if size > LARGEST then
    host.fail {
      kind = "too_large",
      message = ("the store has %d bytes, and at most %d are kept: remove what the rule no longer needs")
        :format(size, LARGEST),
    }
  end
  return list
end

setmetatable(store, untouched)

return {
  store = store,
  --- Says that the rule's function is about to run.
  begin = function() is_in_rule = true end,
  --- Hands over what the run changed.
  finish = function()
    if not is_read then return end
    local list = changes()
    if #list > 0 then host.call("store.keep", { changes = json.array(list) }) end
  end,
}
