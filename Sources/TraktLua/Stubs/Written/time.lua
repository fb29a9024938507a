---@meta
-- Instants and dates. They can be compared, and subtracted for the seconds between them.

--- Where a day or a moment is expected: a text in ISO 8601, an instant or a date.
---@alias trakt.Moment string|time.Instant|time.Date

---@class time.DateAmounts
---@field weeks? integer
---@field days? integer

---@class time.Amounts : time.DateAmounts
---@field hours? integer
---@field minutes? integer
---@field seconds? integer

--- A moment to the millisecond, in UTC.
---@class time.Instant
---@field year integer
---@field month integer
---@field day integer
---@field hour integer
---@field minute integer
---@field second integer
---@field millisecond integer
---@operator sub(time.Instant|string): number
local Instant = {}

---@param amounts time.Amounts
---@return time.Instant
function Instant:plus(amounts) end

---@param amounts time.Amounts
---@return time.Instant
function Instant:minus(amounts) end

---@param number integer
---@return time.Instant
function Instant:plus_weeks(number) end

---@param number integer
---@return time.Instant
function Instant:minus_weeks(number) end

---@param number integer
---@return time.Instant
function Instant:plus_days(number) end

---@param number integer
---@return time.Instant
function Instant:minus_days(number) end

---@param number integer
---@return time.Instant
function Instant:plus_hours(number) end

---@param number integer
---@return time.Instant
function Instant:minus_hours(number) end

---@param number integer
---@return time.Instant
function Instant:plus_minutes(number) end

---@param number integer
---@return time.Instant
function Instant:minus_minutes(number) end

---@param number integer
---@return time.Instant
function Instant:plus_seconds(number) end

---@param number integer
---@return time.Instant
function Instant:minus_seconds(number) end

--- The date of this instant, in UTC or in a zone.
---@param zone? string such as "Europe/Berlin"
---@return time.Date
function Instant:date(zone) end

--- 1 for Monday to 7 for Sunday.
---@return integer
function Instant:weekday() end

--- The days from this value's date to the other's: 1 for tomorrow, -1 for yesterday.
---@param other trakt.Moment
---@return integer
function Instant:days_until(other) end

--- Text by a pattern, in UTC or in a zone: %Y %y %m %d %e %H %M %S %F %T %A %a %B %b %u %%.
---@param pattern string
---@param zone? string such as "Europe/Berlin"
---@return string
function Instant:format(pattern, zone) end

--- A day.
---@class time.Date
---@field year integer
---@field month integer
---@field day integer
---@operator sub(time.Date|string): integer
local Date = {}

---@param amounts time.DateAmounts
---@return time.Date
function Date:plus(amounts) end

---@param amounts time.DateAmounts
---@return time.Date
function Date:minus(amounts) end

---@param number integer
---@return time.Date
function Date:plus_weeks(number) end

---@param number integer
---@return time.Date
function Date:minus_weeks(number) end

---@param number integer
---@return time.Date
function Date:plus_days(number) end

---@param number integer
---@return time.Date
function Date:minus_days(number) end

--- Itself.
---@return time.Date
function Date:date() end

--- The instant of this date at a time of day, in UTC or in a zone; midnight without arguments.
---@param hour? integer
---@param minute? integer
---@param second? integer
---@param zone? string such as "Europe/Berlin"
---@return time.Instant
function Date:at(hour, minute, second, zone) end

--- 1 for Monday to 7 for Sunday.
---@return integer
function Date:weekday() end

--- The days from this date to the other value's: 1 for tomorrow, -1 for yesterday.
---@param other trakt.Moment
---@return integer
function Date:days_until(other) end

--- Text by a pattern: %Y %y %m %d %e %F %A %a %B %b %u %%.
---@param pattern string
---@return string
function Date:format(pattern) end

---@class moonreel.time
time = {}

--- When the run began; it stays the same for the whole run.
---@return time.Instant
function time.now() end

--- The date of that instant, in UTC or in a zone.
---@param zone? string such as "Europe/Berlin"
---@return time.Date
function time.today(zone) end

--- An instant from a text such as "2026-11-23T10:00:00Z", a date from one such as "2026-11-23".
---@overload fun(instant: time.Instant): time.Instant
---@overload fun(date: time.Date): time.Date
---@param text string
---@return time.Instant
function time.parse(text) end

--- A date from its numbers.
---@param year integer
---@param month integer
---@param day integer
---@return time.Date
function time.date(year, month, day) end
