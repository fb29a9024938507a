--- Instants and dates as values that do not change. Everything is in UTC where no zone is named.

local host = ...
local calendar = host.load("calendar")
local formatting = host.load("formatting")
local zones = host.load("zones")

local day_length = 86400000

--- Private keys: the milliseconds of an instant and the days of a date, since 1970.
local MILLISECONDS, DAYS = {}, {}

local units = { weeks = 7 * day_length, days = day_length, hours = 3600000, minutes = 60000, seconds = 1000 }
local date_units = { weeks = 7, days = 1 }

local new_instant, new_date, parse

---@param message string
local function refuse(message, ...)
  host.fail { kind = "invalid_argument", message = message:format(...) }
end

---@return "instant"|"date"|nil
local function kind_of(value)
  if type(value) ~= "table" then return nil end
  return rawget(value, MILLISECONDS) and "instant" or rawget(value, DAYS) and "date" or nil
end

--- How a value reads in a message.
local function shown(value)
  if type(value) == "string" then return '"' .. value:sub(1, 40) .. '"' end
  local kind = kind_of(value)
  return kind and ("the %s %s"):format(kind, tostring(value)) or tostring(value)
end

--- A number of whole units, small enough to calculate with.
local function whole(number, name)
  local integer = math.type(number) and math.tointeger(number)
  if not integer then refuse("%s must be a whole number, not %s", name, shown(number)) end
  if integer < -1000000000000 or integer > 1000000000000 then refuse("%s is out of range: %d", name, integer) end
  return integer
end

--- The sum of `amounts` in the smallest unit of `known`.
---@param amounts table<string, number>
---@param known table<string, integer>
---@param kind string
local function sum(amounts, known, kind)
  if type(amounts) ~= "table" then refuse("expected amounts like { days = 1 }, not %s", shown(amounts)) end
  local total = 0
  for name, amount in pairs(amounts) do
    if not known[name] then
      refuse("%s cannot be added to %s: it takes %s", tostring(name), kind,
        known == units and "weeks, days, hours, minutes and seconds" or "weeks and days")
    end
    total = total + whole(amount, name) * known[name]
  end
  return total
end

--- Two operands of one kind as integers; a text in ISO 8601, as Trakt answers it, counts as what it says.
local function pair(left, right, doing)
  local a = type(left) == "string" and parse(left) or left
  local b = type(right) == "string" and parse(right) or right
  local kind = kind_of(a)
  if not kind or kind ~= kind_of(b) then
    refuse("cannot %s %s and %s: both must be instants or both dates (:date() gives an instant's date)",
      doing, shown(left), shown(right))
  end
  local key = kind == "instant" and MILLISECONDS or DAYS
  return a[key], b[key], kind
end

local comparisons = {
  __eq = function(left, right)
    return rawget(left, MILLISECONDS) == rawget(right, MILLISECONDS) and rawget(left, DAYS) == rawget(right, DAYS)
  end,
  __lt = function(left, right)
    local a, b = pair(left, right, "compare")
    return a < b
  end,
  __le = function(left, right)
    local a, b = pair(left, right, "compare")
    return a <= b
  end,
  --- The difference in seconds.
  __sub = function(left, right)
    local a, b, kind = pair(left, right, "subtract")
    if kind == "date" then return (a - b) * 86400 end
    local milliseconds = a - b
    return milliseconds % 1000 == 0 and milliseconds // 1000 or milliseconds / 1000
  end,
}

local Instant, Date = {}, {}

--- Adds amounts like { days = 1, hours = 2 }; negative ones go back.
function Instant:plus(amounts) return new_instant(self[MILLISECONDS] + sum(amounts, units, "an instant")) end

function Instant:minus(amounts) return new_instant(self[MILLISECONDS] - sum(amounts, units, "an instant")) end

--- This instant as the clocks of a zone show it, as though that were UTC.
local function on_clocks(instant, zone)
  return zone and new_instant(zones.to_clock(instant[MILLISECONDS], zone)) or instant
end

--- The date of this instant, in UTC or in a zone like "Europe/Berlin".
---@param zone string?
function Instant:date(zone) return new_date(on_clocks(self, zone)[MILLISECONDS] // day_length) end

--- Text by a pattern like "%Y-%m-%d %H:%M", in UTC or in a zone.
---@param pattern string
---@param zone string?
function Instant:format(pattern, zone) return formatting.format(on_clocks(self, zone), pattern) end

--- Adds amounts like { weeks = 1, days = 2 }; negative ones go back.
function Date:plus(amounts) return new_date(self[DAYS] + sum(amounts, date_units, "a date")) end

function Date:minus(amounts) return new_date(self[DAYS] - sum(amounts, date_units, "a date")) end

function Date:date() return self end

--- The instant of this date at a time of day, in UTC or in a zone; midnight without arguments. A time that the zone's
--- clocks skip is the moment they do so, and one that they show twice is the first.
---@param hour integer?
---@param minute integer?
---@param second integer?
---@param zone string?
function Date:at(hour, minute, second, zone)
  local h, m, s = whole(hour or 0, "hour"), whole(minute or 0, "minute"), whole(second or 0, "second")
  if h < 0 or h > 23 or m < 0 or m > 59 or s < 0 or s > 59 then
    refuse("%d:%d:%d is not a time of day: hours are 0 to 23, minutes and seconds 0 to 59", h, m, s)
  end
  local shown = self[DAYS] * day_length + ((h * 60 + m) * 60 + s) * 1000
  return new_instant(zone and zones.from_clock(shown, zone) or shown)
end

--- Text by a pattern like "%Y-%m-%d".
---@param pattern string
function Date:format(pattern) return formatting.format(self, pattern) end

for class, known in pairs { [Instant] = units, [Date] = date_units } do
  for unit in pairs(known) do
    class["plus_" .. unit] = function(self, number) return self:plus { [unit] = number or false } end
    class["minus_" .. unit] = function(self, number) return self:minus { [unit] = number or false } end
  end

  --- 1 for Monday to 7 for Sunday.
  function class:weekday() return calendar.weekday(self:date()[DAYS]) end

  --- The days from this value's date to the other's: 1 for tomorrow, -1 for yesterday.
  function class:days_until(other)
    return parse(other):date()[DAYS] - self:date()[DAYS]
  end
end

--- Looks up a method, then a field.
local function indexer(class, fields_of, kind)
  return function(self, name)
    local method = class[name]
    if method then return method end
    local value = fields_of(self)[name]
    if value == nil then refuse("%s has no %s", kind, tostring(name)) end
    return value
  end
end

local function date_fields(date)
  local year, month, day = calendar.from_days(date[DAYS])
  return { year = year, month = month, day = day }
end

local function instant_fields(instant)
  local fields = date_fields(instant:date())
  local time = instant[MILLISECONDS] % day_length
  fields.hour, fields.minute = time // 3600000, time // 60000 % 60
  fields.second, fields.millisecond = time // 1000 % 60, time % 1000
  return fields
end

--- The metatable of a kind of value.
local function values_of(kind, class, fields_of, text_of)
  return {
    __name = kind,
    __metatable = false,
    __index = indexer(class, fields_of, "a" .. (kind == "instant" and "n " or " ") .. kind),
    __newindex = function() refuse("a point in time cannot be changed: :plus{...} gives a new one") end,
    __pairs = function(self) return next, fields_of(self) end,
    __tostring = text_of,
    __tojson = text_of,
    __eq = comparisons.__eq,
    __lt = comparisons.__lt,
    __le = comparisons.__le,
    __sub = comparisons.__sub,
  }
end

local instant_values = values_of("instant", Instant, instant_fields, formatting.instant)
local date_values = values_of("date", Date, date_fields, formatting.date)

local function out_of_range() refuse("the result is out of range: years go from 1 to 9999") end

function new_instant(milliseconds)
  if milliseconds // day_length < calendar.first or milliseconds // day_length > calendar.last then out_of_range() end
  return setmetatable({ [MILLISECONDS] = milliseconds }, instant_values)
end

function new_date(days)
  if days < calendar.first or days > calendar.last then out_of_range() end
  return setmetatable({ [DAYS] = days }, date_values)
end

--- A value that is an instant or date already stays what it is.
function parse(text)
  if kind_of(text) then return text end
  local days, milliseconds = formatting.parse(text)
  if not days then
    refuse('%s is not a time: expected "2026-11-23T10:00:00Z", "2026-11-23T11:00:00+01:00" or "2026-11-23"',
      shown(text))
  end
  return milliseconds and new_instant(days * day_length + milliseconds) or new_date(days)
end

local time = {}

--- The instant this run began; it stays the same for the whole run.
function time.now() return new_instant(host.facts.now) end

--- The date of that instant, in UTC or in a zone like "Europe/Berlin".
---@param zone string?
function time.today(zone) return time.now():date(zone) end

--- An instant or a date from its text.
---@param text string "2026-11-23T10:00:00Z" or "2026-11-23"
function time.parse(text) return parse(text) end

--- A date from its numbers.
function time.date(year, month, day)
  local y, m, d = whole(year, "year"), whole(month, "month"), whole(day, "day")
  if not formatting.is_date(y, m, d) then refuse("%d-%d-%d is not a date", y, m, d) end
  return new_date(calendar.to_days(y, m, d))
end

return host.freeze(time, "time")
