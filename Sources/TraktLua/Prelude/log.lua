--- `log`: lines with a level and fields, for whoever reads what a rule did.

local host = ...

--- A text as it can be said in JSON.
local function readable(text)
  if utf8.len(text) then return text end
  return (text:gsub("[\x80-\xff]", "\u{fffd}"))
end

--- A field's value: as it is where JSON knows it, otherwise as text.
local function field(value)
  if pcall(json.encode, value) then return value end
  return readable(tostring(value))
end

---@param level "debug"|"info"|"warning"|"error"
local function writer(level)
  return function(message, fields)
    if fields ~= nil and type(fields) ~= "table" then
      host.fail {
        kind = "invalid_argument",
        message = ("the fields of log.%s are a table such as { count = 3 }, not %s"):format(level, tostring(fields)),
      }
    end
    local known = {}
    for name, value in pairs(fields or {}) do known[readable(tostring(name))] = field(value) end
    host.post("log", { level = level, message = readable(tostring(message)), fields = known })
  end
end

return host.freeze({
  --- What helps to find out why a rule did what it did.
  debug = writer("debug"),
  info = writer("info"),
  --- What somebody should look at some time.
  warning = writer("warning"),
  --- What went wrong although the run goes on.
  error = writer("error"),
}, "log")
