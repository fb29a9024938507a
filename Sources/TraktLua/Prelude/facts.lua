--- What an array of Trakt's knows beside its items, as a REPL shows it.

local names = { "complete", "item_count", "limit", "page", "page_count" }

---@param value table
---@return table<string, integer|boolean>? facts nil where it knows nothing
return function(value)
  if getmetatable(value) ~= false then return nil end
  local known = {}
  for _, name in ipairs(names) do
    local is_there, fact = pcall(function() return value[name] end)
    if is_there and (type(fact) == "boolean" or math.type(fact) == "integer") then known[name] = fact end
  end
  return next(known) and known or nil
end
