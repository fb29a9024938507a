--- A rule's options: its own defaults, replaced where the person said otherwise with `--set`.

local host = ...

--- What the text after `--set name=` stands for, given the option's default.
local readers = {
  string = function(text) return text end,
  number = tonumber,
  boolean = function(text)
    if text == "true" then return true end
    if text == "false" then return false end
  end,
  -- Lists and tables are written as JSON.
  table = function(text)
    local ok, value = pcall(json.decode, text)
    if ok and type(value) == "table" then return value end
  end,
}

local expected = {
  number = "a number",
  boolean = "true or false",
  table = 'a list or table as JSON, such as ["a", "b"]',
}

---@param name string
---@param text any what was set: text from the command line, or a value
---@param default any
local function read(name, text, default)
  local kind = type(default)
  if type(text) ~= "string" or not readers[kind] then return text end
  local value = readers[kind](text)
  if value == nil then
    host.fail {
      kind = "invalid_option",
      message = ("option %s takes %s, not %q"):format(name, expected[kind], text),
    }
  end
  return value
end

---@param name string
---@param defaults table
local function unknown(name, defaults)
  local names = {}
  for known in pairs(defaults) do names[#names + 1] = tostring(known) end
  table.sort(names)
  if #names == 0 then
    host.fail { kind = "invalid_option", message = ("there is no option %s: this rule has none"):format(name) }
  end
  local nearest = host.load("spelling").nearest(name, names)
  host.fail {
    kind = "invalid_option",
    message = ("there is no option %s%s This rule has %s."):format(
      name, nearest and (": did you mean %s?"):format(nearest) or ".", table.concat(names, ", ")),
  }
end

---@param defaults table? what the rule declares
---@param given table<string, any> what the person set
---@return table
return function(defaults, given)
  defaults = defaults or {}
  local options = {}
  for name, value in pairs(defaults) do options[name] = value end
  for name, text in pairs(given) do
    if defaults[name] == nil then unknown(name, defaults) end
    options[name] = read(name, text, defaults[name])
  end
  return options
end
