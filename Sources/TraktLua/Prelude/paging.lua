--- Reading endpoints page by page, the next page under way while the present one is used.

local host = ...
local kinds = host.load("kinds")

local paging = {}

--- How often this run has begun or ended a change outside a set's own methods; what a set knows is good for one count.
---@type integer
paging.changes = 0

--- Whether a value is an array: it has a first item, or nothing at all.
---@param value any
---@return boolean
function paging.is_array(value)
  if type(value) ~= "table" then return false end
  if value[1] ~= nil then return true end
  for _ in pairs(value) do return false end
  return true
end

--- What keeps a table with positions from being an array: a position left out, or a name among the values.
---@param array table
---@return string? problem
function paging.flaw(array)
  local count = 0
  for key in pairs(array) do
    if math.type(key) ~= "integer" or key < 1 then return ("a value under the name %s"):format(tostring(key)) end
    count = count + 1
  end
  for position = 1, count do
    if array[position] == nil then return ("nil as item %d"):format(position) end
  end
end

--- A call's arguments as a JSON array; a `nil` keeps its place as null.
---@param ... any
---@return any[]
function paging.arguments(...)
  local arguments = { ... }
  for position = 1, select("#", ...) do
    if arguments[position] == nil then arguments[position] = json.null end
  end
  return json.array(arguments)
end

--- One plain call of an endpoint.
---@param id string the endpoint's catalogue id
---@param arguments any[] from `paging.arguments`
---@return table answer { status, body, page }
function paging.call(id, arguments)
  local answer = host.call("trakt." .. id, { arguments = arguments })
  kinds.note(id, answer.body)
  return answer
end

--- The items of one answer: its array, or nothing for an answer without a body.
---@param id string
---@param answer table
---@return any[]
local function items_of(id, answer)
  if answer.body == nil then return {} end
  if paging.is_array(answer.body) then return answer.body end
  host.fail {
    kind = "invalid_call",
    endpoint = id,
    message = ("trakt.%s answers one object, not a list: call it without :each or :all"):format(id),
  }
end

--- One call that changes something, whatever it is: sets do not rely on what they read before.
---@param id string
---@param arguments any[]
---@return table answer
function paging.change(id, arguments)
  paging.changes = paging.changes + 1
  local answer = paging.call(id, arguments)
  paging.changes = paging.changes + 1
  return answer
end

--- An iterator over an endpoint's pages: the items, and what the answer says about the page (nil if it does not page).
---@param id string
---@param arguments any[]
---@param only string? what alone is looked at of the items: "names"
---@return fun(): any[]?, table?
function paging.pages(id, arguments, only)
  local name = "trakt." .. id
  local ticket = host.start(name, { arguments = arguments, walk = true, only = only })
  local waiting = false
  return function()
    if waiting then
      host.fail { kind = "invalid_call", message = "these pages are being read by another coroutine already" }
    end
    if not ticket then return nil end
    local current = ticket
    ticket, waiting = nil, true
    local came, answer = pcall(host.await, current)
    waiting = false
    if not came then error(answer, 0) end
    local items, page = items_of(id, answer), answer.page
    if page and page.next then
      ticket = host.start(name, { arguments = arguments, walk = page.next, only = only })
    end
    kinds.note(id, items)
    return items, page
  end
end

--- What was put together from several answers: what it was then, which a script may have changed since, and how to read
--- it anew.
---@type table<any[], { items: any[], read: fun(): any[] }>
local composed = setmetatable({}, { __mode = "k" })

--- Remembers that an array came in several answers, between which something may have changed.
---@param array any[]
---@param read fun(): any[] reads it anew
---@return any[] array
function paging.composed(array, read)
  composed[array] = { items = table.move(array, 1, #array, 1, {}), read = read }
  return array
end

--- The same read once more, and what it brought the first time; nil for what is no read, or came in one answer.
---@param array any[]
---@return any[]? again, any[]? before
function paging.again(array)
  local first = composed[array]
  if first then return first.read(), first.items end
end

--- Every item of every page, with `complete` (nothing is missing) and `item_count` (what Trakt said there is).
---@param id string
---@param arguments any[]
---@param only string? as for `paging.pages`
---@return any[]
function paging.all(id, arguments, only)
  local all, last, pages = {}, nil, 0
  for items, page in paging.pages(id, arguments, only) do
    table.move(items, 1, #items, #all + 1, all)
    last, pages = page or last, pages + 1
  end
  local read = json.array(all, {
    complete = last == nil or last.complete == true,
    item_count = last and last.item_count or #all,
  })
  if pages < 2 then return read end
  return paging.composed(read, function() return paging.all(id, arguments, only) end)
end

return paging
