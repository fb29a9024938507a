--- Items as the bodies of Trakt's add and remove requests.

local host = ...
local media = host.load("media")

local wire = {}

--- Trakt's own id alone when there is one, else all there are.
local function short(ids)
  return ids.trakt and { trakt = ids.trakt } or ids
end

--- Copies what goes with an item (a play's time, an entry's notes) beside its ids, where it is to be added.
local function with_fields(object, item, adding)
  for name, value in pairs(adding and item.fields or {}) do object[name] = value end
  return object
end

--- The array under a name, made when missing.
local function array_in(body, name)
  local array = body[name] or json.array {}
  body[name] = array
  return array
end

--- A show's object that gathers its episodes without ids of their own; one per show and season in a body.
local function nest_episode(body, nests, item, adding)
  local ids = short(item.show)
  local kind, id = next(ids)
  for _, name in ipairs(media.id_order) do
    if ids[name] then
      kind, id = name, ids[name]
      break
    end
  end
  local key = ("%s:%s/%d"):format(kind, id, item.season)
  if not nests[key] then
    nests[key] = json.array {}
    table.insert(array_in(body, "shows"), {
      ids = ids,
      seasons = json.array { { number = item.season, episodes = nests[key] } },
    })
  end
  table.insert(nests[key], with_fields({ number = item.number }, item, adding))
end

--- Appends one item to a body.
local function append(body, nests, item, adding)
  if item.play then
    table.insert(array_in(body, "ids"), item.play)
  elseif next(item.ids) then
    table.insert(array_in(body, media.plural[item.type]), with_fields({ ids = short(item.ids) }, item, adding))
  elseif item.type == "season" then
    local season = with_fields({ number = item.season }, item, adding)
    table.insert(array_in(body, "shows"), { ids = short(item.show), seasons = json.array { season } })
  else
    nest_episode(body, nests, item, adding)
  end
end

--- The request body for some items: { movies, shows, seasons, episodes, people, users, ids }, only what is needed.
---@param items media.Item[]
---@param adding boolean whether what goes with them is sent
---@return table
function wire.body(items, adding)
  local body, nests = {}, {}
  for _, item in ipairs(items) do append(body, nests, item, adding) end
  return body
end

return wire
