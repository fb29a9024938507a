--- The proleptic Gregorian calendar in whole days since 1970-01-01, exact for the years 1 to 9999.

local calendar = {}

local days_in_month = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

---@param year integer
---@return boolean
function calendar.is_leap(year)
  return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

---@param year integer
---@param month integer 1 to 12
---@return integer
function calendar.month_length(year, month)
  return month == 2 and calendar.is_leap(year) and 29 or days_in_month[month]
end

-- Both directions count in years that begin on the first of March, so that the leap day is a year's last day, and in
-- eras of 400 years (146,097 days), which all have the same shape.

---@param year integer
---@param month integer
---@param day integer
---@return integer days since 1970-01-01
function calendar.to_days(year, month, day)
  local shifted = month <= 2 and year - 1 or year
  local era, year_of_era = shifted // 400, shifted % 400
  local day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
  local day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
  return era * 146097 + day_of_era - 719468
end

---@param days integer since 1970-01-01
---@return integer year, integer month, integer day
function calendar.from_days(days)
  local shifted = days + 719468
  local era, day_of_era = shifted // 146097, shifted % 146097
  local year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
  local day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
  local month_from_march = (5 * day_of_year + 2) // 153
  local day = day_of_year - (153 * month_from_march + 2) // 5 + 1
  local month = month_from_march < 10 and month_from_march + 3 or month_from_march - 9
  local year = year_of_era + era * 400
  return month <= 2 and year + 1 or year, month, day
end

--- 1 for Monday to 7 for Sunday.
---@param days integer
---@return integer
function calendar.weekday(days)
  return (days + 3) % 7 + 1
end

--- The first and the last day that years of four digits can name.
calendar.first = calendar.to_days(1, 1, 1)
calendar.last = calendar.to_days(9999, 12, 31)

return calendar
