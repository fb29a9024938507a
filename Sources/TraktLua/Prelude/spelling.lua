--- The nearest known name for a misspelt one, and the sentence that says so.

local host = ...

local spelling = {}

--- The name that is nearest to `name`, if one is near enough to be meant.
---@param name string
---@param names string[]
---@return string?
function spelling.nearest(name, names)
  local best, least = nil, #name // 3 + 2
  for _, candidate in ipairs(names) do
    local distance = host.distance(name:lower(), candidate:lower())
    if distance < least then best, least = candidate, distance end
  end
  return best
end

--- Raises "LABEL.NAME is not known: did you mean LABEL.OTHER?", with all names of the level when they are few.
---@param label string what the name was looked up in
---@param name any
---@param names string[] what is known there
function spelling.unknown(label, name, names)
  local written = type(name) == "string" and label .. "." .. name or ("%s[%s]"):format(label, tostring(name))
  local nearest = type(name) == "string" and #name <= 64 and spelling.nearest(name, names)
  local message = written .. " is not known"
  if nearest then message = ("%s: did you mean %s.%s?"):format(message, label, nearest) end
  if #names <= 12 or not nearest then
    message = ("%s%s %s has %s."):format(message, nearest and "" or ".", label, table.concat(names, ", "))
  end
  host.fail { kind = "unknown_name", message = message }
end

return spelling
