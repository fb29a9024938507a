--- `all`: several functions at once. While one waits for an answer, the others go on.

local host = ...

---@class all.Branch one function under way
---@field key any where its result goes
---@field coroutine thread
---@field tickets integer[]? what it waits for

--- The keys in the order in which the functions start: an array's, or a table's names sorted.
---@return any[]
local function keys_of(functions)
  local keys = {}
  for key in pairs(functions) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if math.type(a) and math.type(b) then return a < b end
    return tostring(a) < tostring(b)
  end)
  return keys
end

--- Ends every branch, however `all` is left. A failed one is closed too: its to-be-closed variables are still open.
local closing = {
  __close = function(branches)
    -- Protected: the error that ended `all` is the one to tell, not one of a branch's own `__close`.
    -- Not coroutine.close, which like Lua's own refuses what waits for its host.
    for _, branch in ipairs(branches) do pcall(host.close, branch.coroutine) end
  end,
}

---@return all.Branch[]
local function new_branches(functions)
  if type(functions) ~= "table" then
    host.fail { kind = "invalid_argument", message = "all expects a table of functions, not a " .. type(functions) }
  end
  local branches = {}
  for position, key in ipairs(keys_of(functions)) do
    local body = functions[key]
    if type(body) ~= "function" then
      host.fail {
        kind = "invalid_argument",
        message = ("all expects functions, but %s is a %s: write function() return ... end")
          :format(tostring(key), type(body)),
      }
    end
    branches[position] = { key = key, coroutine = coroutine.create(body) }
  end
  return setmetatable(branches, closing)
end

--- Lets one branch run until it waits or ends.
---@param branch all.Branch
---@param results table
local function advance(branch, results)
  local outcome, value = host.step(branch.coroutine)
  branch.tickets = nil
  if outcome == "parked" then
    branch.tickets = value
  elseif outcome == "done" then
    results[branch.key] = value
  elseif outcome == "failed" then
    error(value, 0)
  else
    host.fail {
      kind = "invalid_call",
      message = "coroutine.yield cannot be used directly inside all{}: only calls to Trakt wait there",
    }
  end
end

--- The tickets that any branch waits for.
---@param branches all.Branch[]
---@return integer[]
local function open_tickets(branches)
  local tickets = {}
  for _, branch in ipairs(branches) do
    if branch.tickets then table.move(branch.tickets, 1, #branch.tickets, #tickets + 1, tickets) end
  end
  return tickets
end

--- Whether a branch waits for this ticket; for any at all when the host does not say which was answered.
local function waits_for(branch, ticket)
  if not branch.tickets or ticket == nil then return branch.tickets ~= nil end
  for _, waiting in ipairs(branch.tickets) do
    if waiting == ticket then return true end
  end
  return false
end

--- Runs functions at once: `all { f, g }` returns the first result of each in order, `all { movies = f, shows = g }`
--- a table with the same keys. The first error ends the others and is raised.
---@param functions table<any, fun(): any>
return function(functions)
  local branches <close> = new_branches(functions)
  local results = {}
  for _, branch in ipairs(branches) do advance(branch, results) end
  local tickets = open_tickets(branches)
  while #tickets > 0 do
    local answered = host.park(tickets)
    for _, branch in ipairs(branches) do
      if waits_for(branch, answered) then advance(branch, results) end
    end
    tickets = open_tickets(branches)
  end
  local last = 0
  for _, branch in ipairs(branches) do
    if math.type(branch.key) ~= "integer" then return results end
    last = math.max(last, branch.key)
  end
  return table.unpack(results, 1, last)
end
