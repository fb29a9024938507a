--- The nearest known name for a misspelt one, and the sentence that says so.

local host = ...

local spelling = {}

--- How many letters must be changed, left out, put in or swapped with their neighbour to get from `a` to `b`.
---@param a string
---@param b string
---@return integer
function spelling.distance(a, b)
  local before, above = {}, {}
  for column = 0, #b do above[column] = column end
  for row = 1, #a do
    local current = { [0] = row }
    for column = 1, #b do
      local same = a:byte(row) == b:byte(column)
      local cost = math.min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (same and 0 or 1))
      local swapped = row > 1 and column > 1
        and a:byte(row) == b:byte(column - 1) and a:byte(row - 1) == b:byte(column)
      current[column] = swapped and math.min(cost, before[column - 2] + 1) or cost
    end
    before, above = above, current
  end
  return above[#b]
end

--- The name that is nearest to `name`, if one is near enough to be meant.
---@param name string
---@param names string[]
---@return string?
function spelling.nearest(name, names)
  local best, least = nil, #name // 3 + 2
  for _, candidate in ipairs(names) do
    local distance = spelling.distance(name:lower(), candidate:lower())
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
