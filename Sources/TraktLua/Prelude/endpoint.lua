--- Endpoints as values: called for one page or object, `:each` and `:all` for every page, printed as documentation.

local host = ...
local paging = host.load("paging")

---@type table<table, table>
local descriptions = setmetatable({}, { __mode = "k" })

local methods = {}

--- The description of the endpoint a method was called on.
---@param endpoint any
---@param method string
local function description_of(endpoint, method)
  local description = descriptions[endpoint]
  if not description then
    host.fail {
      kind = "invalid_call",
      message = (":%s belongs to an endpoint and is written with a colon: trakt.search.text:%s{...}")
        :format(method, method),
    }
  end
  if description.method ~= "GET" then
    host.fail {
      kind = "invalid_call",
      endpoint = description.id,
      message = ("trakt.%s changes something and has no pages: call it without :%s"):format(description.id, method),
    }
  end
  return description
end

--- An iterator over all items of every page. The next page is fetched while this one is used.
---@param ... any the endpoint's own arguments
---@return fun(): any
function methods:each(...)
  local pages = paging.pages(description_of(self, "each").id, paging.arguments(...))
  local items, position = {}, 0
  return function()
    position = position + 1
    while items and items[position] == nil do
      items, position = pages(), 1
    end
    return items and items[position]
  end
end

--- All items of every page, with `.complete` and `.item_count`.
---@param ... any the endpoint's own arguments
---@return any[]
function methods:all(...)
  return paging.all(description_of(self, "all").id, paging.arguments(...))
end

--- One call: the answer's body. An array of a paged endpoint also knows `item_count`, `page`, `page_count`, `limit`
--- and `complete`.
local function call(endpoint, ...)
  local description = descriptions[endpoint]
  local send = description.method == "GET" and paging.call or paging.change
  local answer = send(description.id, paging.arguments(...))
  local body, page = answer.body, answer.page
  if not page or not paging.is_array(body) then return body end
  return json.array(body, {
    item_count = page.item_count,
    page = page.page,
    page_count = page.page_count,
    limit = page.limit,
    complete = page.complete,
  })
end

--- What an endpoint tells about itself as fields: `trakt.search.text.path`.
local readable = { id = true, method = true, path = true, summary = true }

local metatable = {
  __name = "trakt endpoint",
  __metatable = false,
  __call = call,
  __index = function(endpoint, name)
    if methods[name] then return methods[name] end
    local description = descriptions[endpoint]
    if readable[name] then return description[name] end
    local names = { "all", "each", "id", "method", "path", "summary" }
    host.load("spelling").unknown("trakt." .. description.id, name, names)
  end,
  __newindex = function(endpoint, name)
    local label = "trakt." .. descriptions[endpoint].id
    host.fail { kind = "read_only", message = ("%s.%s cannot be set: %s is read-only"):format(label, name, label) }
  end,
  __tostring = function(endpoint) return host.documentation(descriptions[endpoint].id) end,
}

---@param description table from the catalogue
---@return table endpoint
return function(description)
  local endpoint = setmetatable({}, metatable)
  descriptions[endpoint] = description
  return endpoint
end
