--- What clocks show in a zone, and when they show it. Both are milliseconds since 1970, the former as though the clocks
--- were in UTC.

local host = ...

local zones = {}

local day_length = 86400000

--- How far a zone's clocks are ahead of UTC at a moment, in milliseconds.
local function ahead(moment, zone)
  local offset = type(zone) == "string" and host.zone_offset(zone, moment)
  if not offset then
    host.fail {
      kind = "invalid_argument",
      message = ('%s is not a time zone: expected a name like "Europe/Berlin"'):format(
        type(zone) == "string" and '"' .. zone:sub(1, 40) .. '"' or tostring(zone)),
    }
  end
  return offset
end

---@param moment integer
---@param zone string like "Europe/Berlin"
---@return integer shown
function zones.to_clock(moment, zone) return moment + ahead(moment, zone) end

--- The first moment after `early`, and not after `late`, at which the clocks are `offset` ahead.
local function change(early, late, offset, zone)
  while late - early > 1 do
    local middle = (early + late) // 2
    if ahead(middle, zone) == offset then late = middle else early = middle end
  end
  return late
end

--- The first moment at which the clocks show this, or have skipped it.
---@param shown integer
---@param zone string
---@return integer moment
function zones.from_clock(shown, zone)
  local before, after = ahead(shown - day_length, zone), ahead(shown + day_length, zone)
  local first, second = shown - before, shown - after
  if ahead(first, zone) == before then return first end
  if ahead(second, zone) == after then return second end
  return change(shown - day_length, first, after, zone)
end

return zones
