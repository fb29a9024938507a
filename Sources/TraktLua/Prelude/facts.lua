--- What an array of Trakt's knows beside its items, as a REPL shows it.

local host = ...

local names = { "complete", "item_count", "limit", "page", "page_count" }

---@param value table
---@return table<string, integer|boolean>? facts nil where it knows nothing
return function(value)
  local metatable = host.raw_metatable(value)
  local fields = metatable and rawget(metatable, "__array") and rawget(metatable, "__index")
  if type(fields) ~= "table" then return nil end
  local known = {}
  for _, name in ipairs(names) do
    local fact = rawget(fields, name)
    if type(fact) == "boolean" or math.type(fact) == "integer" then known[name] = fact end
  end
  return next(known) and known or nil
end
