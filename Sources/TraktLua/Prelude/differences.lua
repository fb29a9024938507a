--- Which items of a change make a difference, given what a set is known to hold.

local host = ...
local identity = host.load("identity")
local media = host.load("media")
local outcomes = host.load("outcomes")

local differences = {}

--- Whether an item is a whole of which the set keeps the parts: a show in the collection.
local function is_whole(item, declaration)
  return declaration.expands and (item.type == "show" or item.type == "season")
end

--- Whether none of the items stands for others, so that a change can be followed item by item.
---@param items media.Item[]
---@param declaration set.Declaration
function differences.are_single(items, declaration)
  for _, item in ipairs(items) do
    if is_whole(item, declaration) then return false end
  end
  return true
end

--- Whether adding an item would change something; marks one that would replace another.
local function is_news(item, index, declaration)
  local present = index:find(item)
  if not present then return true end
  if not declaration.updates then return false end
  for name, value in pairs(item.fields or {}) do
    if not present.fields or present.fields[name] ~= value then
      item.replaces = true
      return true
    end
  end
  return false
end

--- The items for which a change is worth a request; the others get their outcome here.
local function worth_sending(items, outcome, is_worth)
  local chosen = {}
  for _, item in ipairs(items) do
    if is_worth(item) then chosen[#chosen + 1] = item else outcomes.mark(item, outcome) end
  end
  return chosen
end

--- Those items that are not known to be there as they are given.
---@param items media.Item[]
---@param index identity.Index? what is there; nil when that is not known
---@param declaration set.Declaration
---@return media.Item[]
function differences.to_add(items, index, declaration)
  return worth_sending(items, "existing", function(item)
    return not index or is_whole(item, declaration) or is_news(item, index, declaration)
  end)
end

--- Those items that may be there.
---@param items media.Item[]
---@param index identity.Index? what is there; nil when that is not known
---@param declaration set.Declaration
---@return media.Item[]
function differences.to_remove(items, index, declaration)
  return worth_sending(items, "absent", function(item)
    return not index or is_whole(item, declaration) or not index:lacks(item)
  end)
end

--- Whether an item is there, or for a show in a set of episodes anything of it; nil when that is not certain.
---@param index identity.Index
---@param item media.Item
---@param declaration set.Declaration
---@return boolean?
function differences.holds(index, item, declaration)
  if index:find(item) then return true end
  if is_whole(item, declaration) then return index:has_part_of(item) end
  if index:lacks(item) then return false end
end

--- What is there and not wanted.
---@param present media.Item[]
---@param wanted media.Item[]
---@param declaration set.Declaration
---@return media.Item[]
function differences.surplus(present, wanted, declaration)
  local index, surplus = identity.index(wanted), {}
  for _, item in ipairs(present) do
    local is_wanted = index:find(item) or declaration.expands and index:covering(item)
    if not is_wanted then surplus[#surplus + 1] = item end
  end
  return surplus
end

--- Raises for a season that cannot be compared with the episodes in the set.
---@param items media.Item[]
---@param declaration set.Declaration
function differences.refuse_placeless(items, declaration)
  for _, item in ipairs(items) do
    if declaration.expands and item.type == "season" and not item.show then
      host.fail {
        kind = "invalid_argument",
        message = ("%s cannot tell which episodes belong to %s: write { type = 'season', show = ..., season = ... }")
          :format(declaration.title, media.shown(item.value)),
      }
    end
  end
end

return differences
