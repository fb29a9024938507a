--- What may go with an item of a set: how each field is checked, and how it is sent.

local host = ...
local time = host.load("time")

---@alias fields.Writer fun(value: any): any, string? the value as it is sent; nil and what is wrong with it

local fields = {}

--- A value as it reads in a message.
local function shown(value)
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

--- "a, b or c"
---@param words string[]
---@return string
local function choice(words)
  if #words == 1 then return words[1] end
  return table.concat(words, ", ", 1, #words - 1) .. " or " .. words[#words]
end

--- Text of at most so many characters.
---@param longest integer
---@return fields.Writer
function fields.text(longest)
  return function(value)
    if type(value) ~= "string" then return nil, "is text, not " .. shown(value) end
    local length = utf8.len(value)
    if length and length <= longest then return value end
    return nil, length and ("has at most %d characters, not %d"):format(longest, length) or "is not UTF-8"
  end
end

--- One of some words.
---@param words string[]
---@return fields.Writer
function fields.one_of(words)
  local known = {}
  for _, word in ipairs(words) do known[word] = true end
  return function(value)
    if known[value] then return value end
    local nearest = type(value) == "string" and host.load("spelling").nearest(value, words)
    local hint = nearest and (" (did you mean %q?)"):format(nearest) or ""
    return nil, ("is %s, not %s%s"):format(choice(words), shown(value), hint)
  end
end

--- True or false. Trakt has been seen to send numbers.
---@return any, string?
function fields.flag(value)
  if value == 0 or value == 1 then return value == 1 end
  if type(value) == "boolean" then return value end
  return nil, "is true or false, not " .. shown(value)
end

--- A whole number from 1 to 10.
---@return any, string?
function fields.rating(value)
  local number = math.type(value) and math.tointeger(value)
  if number and number >= 1 and number <= 10 then return number end
  return nil, "is a whole number from 1 to 10, not " .. shown(value)
end

--- A moment: an instant, a date (its midnight), a text that says one of these, or one of Trakt's own words.
---@param words string[]
---@param pattern string? how an instant is written; to the millisecond without it
---@return fields.Writer
function fields.moment(words, pattern)
  return function(value)
    for _, word in ipairs(words) do
      if value == word then return word end
    end
    local is_time, moment = pcall(time.parse, value)
    if not is_time then return nil, "cannot be read: " .. moment.message end
    if moment:date() == moment then moment = moment:at(0) end
    return pattern and moment:format(pattern) or tostring(moment)
  end
end

--- The notes that a script wrote beside a value. An entry that was read from a list keeps its notes to itself.
---@param value table
---@return table?
function fields.own_notes(value)
  return not value.listed_at and { notes = value.notes } or nil
end

return fields
