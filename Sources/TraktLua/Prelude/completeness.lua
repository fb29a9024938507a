--- Whether what was read may drive a delete: only what is certainly whole.

local host = ...
local differences = host.load("differences")
local intake = host.load("intake")
local paging = host.load("paging")

local completeness = {}

local function fail(message, ...)
  host.fail { kind = "incomplete", message = "A partial read never drives a delete: " .. message:format(...) }
end

--- Raises when an array is a read that did not see everything.
---@param values any[]
---@param place string
function completeness.check(values, place)
  if values.complete == false then
    fail("%s was given some pages only; read with :all, or put the items that are meant into a table of their own",
      place)
  end
end

--- Raises when the set itself could not be read completely.
---@param present any[]
---@param title string
function completeness.check_present(present, title)
  if not present.complete then fail("%s could not be read completely", title) end
end

--- Raises when something is to go that a second read of what is wanted has. One entry taken out and another put in
--- while pages were read leaves every count as it was, and an entry that moved to a page read already in no page. What
--- the first read had too, the script left out itself.
---@param surplus media.Item[] what is to go
---@param wanted any[] what was read
---@param declaration set.Declaration
---@param options table as given to `set`
function completeness.confirm(surplus, wanted, declaration, options)
  if #surplus == 0 then return end
  local again, before = paging.again(wanted)
  if not again then return end
  local seen = intake.take(declaration, before, "set", options, true)
  local missed = differences.surplus(intake.take(declaration, again, "set", options, true), seen, declaration)
  if not again.complete or #differences.surplus(surplus, missed, declaration) < #surplus then
    fail("%s:set was given what changed while it was being read; run it again", declaration.title)
  end
end

return completeness
