--- `notify`: tells somebody something, once for each run, on the channels that were configured.

local host = ...

local LONGEST_MESSAGE, LONGEST_TITLE = 16000, 250

local priorities = { low = true, normal = true, high = true, urgent = true }
local known = { title = true, priority = true, link = true, to = true }

local function refuse(message, ...)
  host.fail { kind = "invalid_argument", message = message:format(...) }
end

--- A text that is short enough; nil where none is given.
local function text(value, name, longest)
  if value == nil then return nil end
  if type(value) ~= "string" then refuse("the %s of a notice is text, not %s", name, tostring(value)) end
  if not utf8.len(value) then refuse("the %s of a notice is not UTF-8", name) end
  if #value > longest then refuse("the %s of a notice has %d bytes; at most %d are sent", name, #value, longest) end
  return value
end

--- The names of channels: one, or a list of them.
local function channels(to)
  if to == nil then return nil end
  local names = type(to) == "table" and to or { to }
  for _, name in ipairs(names) do
    if type(name) ~= "string" then refuse("a notice goes to channels by their names, not to %s", tostring(name)) end
  end
  return json.array(table.move(names, 1, #names, 1, {}))
end

local function check_options(options)
  if type(options) ~= "table" then
    refuse("the options of notify are a table such as { title = \"Tonight\" }, not %s", tostring(options))
  end
  for name in pairs(options) do
    if not known[name] then host.load("spelling").unknown("notify", name, { "link", "priority", "title", "to" }) end
  end
  if options.priority ~= nil and not priorities[options.priority] then
    refuse('the priority of a notice is "low", "normal", "high" or "urgent", not %s', tostring(options.priority))
  end
end

--- Says in the run's log what is not sent.
local function show(document, to, late)
  local fields = { title = document.title, priority = document.priority, link = document.link }
  if late then
    host.load("log").warning("no longer news, and not sent: " .. document.message, fields)
    return
  end
  local what = #to > 0 and "would notify " .. table.concat(to, ", ") or "notice"
  host.load("log").info(what .. ": " .. document.message, fields)
end

--- Returns the names of the channels that the notice goes to.
---@param message string
---@param options? { title: string?, priority: string?, link: string?, to: string|string[]|nil }
---@return string[]
return function(message, options)
  options = options or {}
  check_options(options)
  local document = {
    message = text(message, "message", LONGEST_MESSAGE) or refuse("notify takes a message, not nil"),
    title = text(options.title, "title", LONGEST_TITLE),
    link = text(options.link, "link", 2000),
    priority = options.priority,
    to = channels(options.to),
  }
  local answer = host.call("notify", document)
  if not answer.queued then show(document, answer.to, answer.late) end
  return answer.queued and answer.to or {}
end
