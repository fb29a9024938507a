--- Changes to an account, sent in batches, counted, and told about exactly when one of them fails.

local host = ...
local identity = host.load("identity")
local media = host.load("media")
local wire = host.load("wire")

--- How many items one request carries.
local batch_size = 200

--- The type of the items under a body's key: "movie" for "movies".
local singular = {}
for kind, plural in pairs(media.plural) do singular[plural] = kind end

---@class batches.Answer what became of the items
---@field added integer
---@field existing integer already there
---@field deleted integer
---@field not_found any[] the script's own values that Trakt does not know
---@field sent integer items that were sent at all

local answers = {
  __name = "answer",
  __tostring = function(answer)
    local parts = {}
    for _, name in ipairs { "added", "existing", "deleted" } do
      if answer[name] > 0 then parts[#parts + 1] = answer[name] .. " " .. name end
    end
    if #answer.not_found > 0 then parts[#parts + 1] = #answer.not_found .. " not found" end
    return #parts > 0 and table.concat(parts, ", ") or "nothing changed"
  end,
}

local batches = {}

--- An answer of nothing yet.
---@return batches.Answer
function batches.answer()
  return setmetatable({ added = 0, existing = 0, deleted = 0, not_found = json.array {}, sent = 0 }, answers)
end

--- The sum of Trakt's counts: { movies = 1, episodes = 2 } is 3.
local function total(counts)
  if math.type(counts) == "integer" then return counts end
  local sum = 0
  for _, count in pairs(counts or {}) do
    if math.type(count) == "integer" then sum = sum + count end
  end
  return sum
end

--- The item of a batch that an echo of Trakt's stands for.
local function item_of(echo, plural, index)
  if plural == "ids" then return index:find { play = echo } end
  if type(echo) ~= "table" then return nil end
  local season = echo.seasons and echo.seasons[1]
  local episode = season and season.episodes and season.episodes[1]
  if not season then return index:find { type = singular[plural], ids = echo.ids or {} } end
  return index:find {
    type = episode and "episode" or "season",
    ids = {},
    show = echo.ids,
    season = season.number,
    number = episode and episode.number,
  }
end

--- The items of a batch that Trakt did not find; an echo that fits none is put into `answer` as it is.
---@return table<media.Item, boolean>
local function missing_items(not_found, batch, answer)
  local index, missing = identity.index(batch), {}
  for plural, echoes in pairs(not_found or {}) do
    for _, echo in ipairs(type(echoes) == "table" and echoes or {}) do
      local item = item_of(echo, plural, index)
      if item then
        missing[item] = true
      else
        answer.not_found[#answer.not_found + 1] = echo
      end
    end
  end
  return missing
end

--- Adds one reply to the answer.
---@return media.Item[] accepted the batch without what was not found
local function count(answer, reply, batch)
  local body = reply.body or {}
  answer.added = answer.added + total(body.added)
  answer.existing = answer.existing + total(body.existing)
  answer.deleted = answer.deleted + total(body.deleted)
  answer.sent = answer.sent + #batch
  local missing, accepted = missing_items(body.not_found, batch, answer), {}
  for _, item in ipairs(batch) do
    if missing[item] then
      answer.not_found[#answer.not_found + 1] = item.value
    else
      accepted[#accepted + 1] = item
    end
  end
  return accepted
end

--- Raises a batch's error again, saying how far the change had come.
---@param problem any
---@param answer batches.Answer
---@param remaining integer how many items were not sent, the failed batch among them
---@param total_items integer
local function give_up(problem, answer, remaining, total_items)
  if type(problem) ~= "table" then error(problem, 0) end
  local message = problem.message
  if answer.sent > 0 then
    message = ("%s (%d added and %d deleted before; %d of %d items remain)"):format(
      message, answer.added, answer.deleted, remaining, total_items)
  end
  local fields = {}
  for name, value in pairs(problem) do fields[name] = value end
  -- Where and how it came about is told anew.
  fields.where, fields.traceback = nil, nil
  fields.added, fields.deleted, fields.remaining, fields.message = answer.added, answer.deleted, remaining, message
  host.fail(fields)
end

--- Sends items in batches, one request after the other.
---@param id string the endpoint
---@param path any[] its path parameters
---@param items media.Item[]
---@param answer batches.Answer what is counted so far, counted on
---@param accepted fun(items: media.Item[]) told after each batch what Trakt took
---@return batches.Answer
function batches.send(id, path, items, answer, accepted)
  for first = 1, #items, batch_size do
    local batch = table.move(items, first, math.min(first + batch_size - 1, #items), 1, {})
    local arguments = table.move(path, 1, #path, 1, {})
    arguments[#arguments + 1] = wire.body(batch)
    local ok, reply = pcall(host.call, "trakt." .. id, { arguments = json.array(arguments) })
    if not ok then give_up(reply, answer, #items - first + 1, #items) end
    accepted(count(answer, reply, batch))
  end
  return answer
end

return batches
