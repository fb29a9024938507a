--- Changes to an account, sent in batches, counted, and told about exactly when one of them fails.

local host = ...
local outcomes = host.load("outcomes")
local wire = host.load("wire")

--- How many items one request carries.
local batch_size = 200

---@class batches.Answer what became of the items
---@field added integer
---@field updated integer there already, and changed
---@field existing integer there already
---@field deleted integer
---@field not_found any[] the script's own values that Trakt does not know
---@field sent integer items that were sent at all
---@field results outcomes.Result[] every value and what became of it

local answers = {
  __name = "answer",
  __tostring = function(answer)
    local parts = {}
    for _, name in ipairs { "added", "updated", "existing", "deleted" } do
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
  return setmetatable({
    added = 0, updated = 0, existing = 0, deleted = 0, sent = 0,
    not_found = json.array {}, results = json.array {},
  }, answers)
end

--- Gives every item its result, "not_sent" for now, in the answer's order. One that is the same as an earlier one is
--- not sent itself and shares what becomes of that.
---@param answer batches.Answer
---@param items media.Item[]
function batches.expect(answer, items)
  for _, item in ipairs(items) do
    local result, kept = { value = item.value, outcome = "not_sent" }, item.same_as or item
    kept.results = kept.results or {}
    table.insert(kept.results, result)
    answer.results[#answer.results + 1] = result
  end
end

--- How many of a batch's items replaced something that Trakt counts as added.
local function replaced(batch)
  local count = 0
  for _, item in ipairs(batch) do
    if item.replaces and item.outcome == "updated" then count = count + 1 end
  end
  return count
end

--- Adds one reply to the answer.
---@return media.Item[] accepted the batch without what was not found
local function count(answer, reply, batch, change, declaration)
  local body = reply.body or {}
  outcomes.mark_missing(body.not_found, batch, answer.not_found)
  outcomes.mark_taken(body, batch, change, declaration)
  local moved = declaration.overwrites and change == "add" and replaced(batch) or 0
  answer.added = answer.added + outcomes.total(body.added) - moved
  answer.updated = answer.updated + outcomes.total(body.updated) + moved
  answer.existing = answer.existing + outcomes.total(body.existing)
  answer.deleted = answer.deleted + outcomes.total(body.deleted)
  answer.sent = answer.sent + #batch
  local accepted = {}
  for _, item in ipairs(batch) do
    if item.outcome == "not_found" then
      answer.not_found[#answer.not_found + 1] = item.value
    else
      accepted[#accepted + 1] = item
    end
  end
  return accepted
end

--- The script's values with one of these outcomes.
local function values_with(results, wanted)
  local values = json.array {}
  for _, result in ipairs(results) do
    if wanted[result.outcome] then values[#values + 1] = result.value end
  end
  return values
end

--- What went before the error, as the end of a sentence.
local function progress(answer, unknown, remaining)
  local said = { ("%d added and %d deleted before"):format(answer.added + answer.updated, answer.deleted) }
  if unknown > 0 then said[#said + 1] = ("whether %d more were changed is not known"):format(unknown) end
  said[#said + 1] = ("%d of %d items remain"):format(remaining, #answer.results)
  return table.concat(said, "; ")
end

--- Raises a batch's error again, saying what became of every item.
---@param problem any
---@param answer batches.Answer
---@param batch media.Item[] the one that failed
local function give_up(problem, answer, batch)
  if type(problem) ~= "table" then error(problem, 0) end
  local outcome = problem.may_have_happened and "unknown" or "refused"
  for _, item in ipairs(batch) do outcomes.mark(item, outcome) end
  local fields = {}
  for name, value in pairs(problem) do fields[name] = value end
  -- Where and how it came about is told anew.
  fields.where, fields.traceback = nil, nil
  fields.added, fields.updated, fields.deleted = answer.added, answer.updated, answer.deleted
  fields.results, fields.not_found = answer.results, answer.not_found
  fields.remaining_items = values_with(answer.results, { refused = true, not_sent = true })
  fields.unknown_items = values_with(answer.results, { unknown = true })
  fields.remaining = #fields.remaining_items
  if answer.sent > 0 then
    fields.message = ("%s (%s)"):format(
      problem.message, progress(answer, #fields.unknown_items, fields.remaining))
  end
  host.fail(fields)
end

--- Sends items in batches, one request after the other.
---@param declaration set.Declaration
---@param change "add"|"remove"
---@param items media.Item[] with their results
---@param answer batches.Answer what is counted so far, counted on
---@param accepted fun(items: media.Item[]) told after each batch what Trakt took
---@return batches.Answer
function batches.send(declaration, change, items, answer, accepted)
  for first = 1, #items, batch_size do
    local batch = table.move(items, first, math.min(first + batch_size - 1, #items), 1, {})
    local arguments = table.move(declaration.path, 1, #declaration.path, 1, {})
    arguments[#arguments + 1] = wire.body(batch, change == "add")
    -- Nothing is asked after it, and nothing but counts of its answer is shown.
    local is_last = first + batch_size > #items and not declaration.may_be_gone
    local message = { arguments = json.array(arguments), last = is_last or nil }
    local ok, reply = pcall(host.call, "trakt." .. declaration[change], message)
    if not ok then give_up(reply, answer, batch) end
    accepted(count(answer, reply, batch, change, declaration))
  end
  return answer
end

return batches
