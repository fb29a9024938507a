--- Lua's values as JSON and back, so that a table comes back as it was: JSON knows no table with numbers for keys that are
--- no array's, and those become a list of pairs.

local host = ...

--- Names the list of pairs.
local PAIRS = "$pairs"

--- One level for each table, of the 100 that JSON may have.
local DEEPEST = 90

local function refuse(path, what)
  host.fail {
    kind = "not_kept",
    message = ("%s is %s, which cannot be kept: only tables, texts, numbers, true and false can"):format(path, what),
  }
end

--- The path of a member: "store.seen", "store.seen[12]", 'store["a b"]'.
---@return string
local function member(path, key)
  if type(key) ~= "string" then return ("%s[%s]"):format(path, tostring(key)) end
  if key:match("^[%a_][%w_]*$") then return path .. "." .. key end
  return ("%s[%q]"):format(path, key)
end

local function check_key(path, key)
  if math.type(key) == "integer" then return end
  if type(key) ~= "string" then refuse(path, "a table whose key " .. tostring(key) .. " is a " .. type(key)) end
  if not utf8.len(key) then refuse(path, "a table with a key that is not UTF-8") end
end

--- Whether a table is an array, and whether its keys are names that JSON can have as they are.
local function shape_of(value, path)
  local length, positions, names, others = rawlen(value), 0, 0, 0
  for key in next, value do
    check_key(path, key)
    if key == PAIRS then
      others = others + 1
    elseif type(key) == "string" then
      names = names + 1
    elseif key >= 1 and key <= length then
      positions = positions + 1
    else
      others = others + 1
    end
  end
  if others > 0 or (positions > 0 and names > 0) then return "pairs" end
  return positions > 0 and "array" or "object"
end

--- Whether it is one of the values that the host gives out and that say in their own way what they are in JSON, such as an
--- instant.
local function speaks_for_itself(value)
  if getmetatable(value) ~= false then return false end
  local key = next(value)
  return key == nil or (type(key) ~= "string" and math.type(key) ~= "integer")
end

local plain

local plain_tables = {
  array = function(value, path, depth)
    local result = {}
    for position = 1, rawlen(value) do
      result[position] = plain(rawget(value, position), member(path, position), depth + 1)
    end
    return json.array(result)
  end,
  object = function(value, path, depth)
    local result = {}
    for key, inner in next, value do result[key] = plain(inner, member(path, key), depth + 1) end
    return result
  end,
  pairs = function(value, path, depth)
    local list = {}
    for key, inner in next, value do
      list[#list + 1] = json.array { key, plain(inner, member(path, key), depth + 3) }
    end
    return { [PAIRS] = json.array(list) }
  end,
}

--- The value with nothing in it that JSON does not have; raises with the path of what cannot be kept.
---@param path string what the value is called in the script
function plain(value, path, depth)
  local kind = type(value)
  if kind == "boolean" then return value end
  if kind == "string" then return utf8.len(value) and value or refuse(path, "text that is not UTF-8") end
  if kind == "number" then
    local is_finite = value == value and value ~= math.huge and value ~= -math.huge
    return is_finite and value or refuse(path, "the number " .. tostring(value))
  end
  if kind ~= "table" then refuse(path, "a " .. (value == json.null and "null" or kind)) end
  if depth > DEEPEST then refuse(path, "nested deeper than 90 tables, or contains itself") end
  if speaks_for_itself(value) then
    local ok, text = pcall(json.encode, value)
    return ok and json.decode(text) or refuse(path, "a table of the program's own")
  end
  return plain_tables[shape_of(value, path)](value, path, depth)
end

--- The value that ``plain`` was given.
local function revive(value)
  if type(value) ~= "table" then return value end
  local result = {}
  if rawget(value, PAIRS) then
    for _, pair in ipairs(value[PAIRS]) do result[pair[1]] = revive(pair[2]) end
  else
    for key, inner in next, value do result[key] = revive(inner) end
  end
  return result
end

return {
  check_key = check_key,
  member = member,
  plain = function(value, path) return plain(value, path, 1) end,
  revive = revive,
}
