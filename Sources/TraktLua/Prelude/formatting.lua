--- Points in time from text and to text.

local host = ...
local calendar = host.load("calendar")

local formatting = {}

local weekdays = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" }
local months = {
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
}

--- "2026-11-23"
function formatting.date(value)
  return ("%04d-%02d-%02d"):format(value.year, value.month, value.day)
end

--- "2026-11-23T10:00:00.000Z", as Trakt writes it
function formatting.instant(value)
  return ("%sT%02d:%02d:%02d.%03dZ"):format(
    formatting.date(value), value.hour, value.minute, value.second, value.millisecond)
end

local directives = {
  Y = function(value) return ("%04d"):format(value.year) end,
  y = function(value) return ("%02d"):format(value.year % 100) end,
  m = function(value) return ("%02d"):format(value.month) end,
  d = function(value) return ("%02d"):format(value.day) end,
  e = function(value) return ("%2d"):format(value.day) end,
  H = function(value) return ("%02d"):format(value.hour) end,
  M = function(value) return ("%02d"):format(value.minute) end,
  S = function(value) return ("%02d"):format(value.second) end,
  A = function(value) return weekdays[value:weekday()] end,
  a = function(value) return weekdays[value:weekday()]:sub(1, 3) end,
  B = function(value) return months[value.month] end,
  b = function(value) return months[value.month]:sub(1, 3) end,
  u = function(value) return tostring(value:weekday()) end,
  F = function(value) return formatting.date(value) end,
  T = function(value) return ("%02d:%02d:%02d"):format(value.hour, value.minute, value.second) end,
  ["%"] = function() return "%" end,
}

---@param value table an instant or a date
---@param pattern string
---@return string
function formatting.format(value, pattern)
  if type(pattern) ~= "string" then
    local message = 'format expects a pattern like "%Y-%m-%d", not a ' .. type(pattern)
    host.fail { kind = "invalid_argument", message = message }
  end
  return (pattern:gsub("%%(.?)", function(letter)
    local directive = directives[letter]
    if directive then return directive(value) end
    host.fail {
      kind = "invalid_argument",
      message = ("%%%s is not known: a pattern takes %%Y %%y %%m %%d %%e %%H %%M %%S %%F %%T %%A %%a %%B %%b %%u %%%%")
        :format(letter),
    }
  end))
end

--- Whether the calendar has this day.
function formatting.is_date(year, month, day)
  return year >= 1 and year <= 9999 and month >= 1 and month <= 12
    and day >= 1 and day <= calendar.month_length(year, month)
end

--- The milliseconds of "10:00", "10:00:00" or "10:00:00.123" within its day.
---@param text string
---@return integer?
local function parse_clock(text)
  local hour, minute, rest = text:match("^(%d%d):(%d%d)(.*)$")
  if not hour then return nil end
  local second, fraction = "00", ""
  if rest ~= "" then
    second, fraction = rest:match("^:(%d%d)%.?(%d*)$")
    if not second or rest:sub(-1) == "." then return nil end
  end
  local h, m, s = tonumber(hour), tonumber(minute), tonumber(second)
  if h > 23 or m > 59 or s > 59 then return nil end
  return ((h * 60 + m) * 60 + s) * 1000 + tonumber((fraction .. "000"):sub(1, 3))
end

--- The milliseconds that "Z" or "+01:00" is ahead of UTC.
---@param text string
---@return integer?
local function parse_offset(text)
  if text == "Z" or text == "z" then return 0 end
  local sign, hour, minute = text:match("^([+-])(%d%d):?(%d%d)$")
  if not sign or tonumber(hour) > 23 or tonumber(minute) > 59 then return nil end
  local offset = (tonumber(hour) * 60 + tonumber(minute)) * 60000
  return sign == "+" and offset or -offset
end

--- The day, and for an instant the milliseconds since its midnight (UTC; may reach into the day before or after).
---@param text any
---@return integer? days, integer? milliseconds
function formatting.parse(text)
  if type(text) ~= "string" then return nil end
  local year, month, day, rest = text:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)(.*)$")
  if not year then return nil end
  local y, m, d = tonumber(year), tonumber(month), tonumber(day)
  if not formatting.is_date(y, m, d) then return nil end
  local days = calendar.to_days(y, m, d)
  if rest == "" then return days end
  local clock, zone = rest:match("^[Tt ]([%d:.]+)([Zz+-][%d:]*)$")
  local time, offset = clock and parse_clock(clock), zone and parse_offset(zone)
  if not time or not offset then return nil end
  return days, time - offset
end

return formatting
