-- Tables that are filled, changed and walked at random, beside a model that only knows which keys there are. `seed` and
-- `rounds` are given before this text.

math.randomseed(seed)
local random = math.random

-- Keys, and the order that they come in

local made, count = {}, 0

local function remembered(object)
  count = count + 1
  made[object] = count
  return object
end

local places = { number = 2, string = 3, boolean = 4, table = 5, ["function"] = 6, thread = 7 }

local function place(key)
  return math.type(key) == "integer" and key > 0 and 1 or places[type(key)]
end

local function precedes_as_text(a, b)
  for k = 1, math.min(#a, #b) do
    local x, y = a:byte(k), b:byte(k)
    if x ~= y then return x < y end
  end
  return #a < #b
end

local function precedes(a, b)
  local x, y = place(a), place(b)
  if x ~= y then return x < y end
  if x <= 2 then return a < b end
  if x == 3 then return precedes_as_text(a, b) end
  if x == 4 then return a == false and b == true end
  return made[a] < made[b]
end

local fields = { "id", "ids", "title", "year", "slug", "rating", "watched_at", "episode", "season", "number", "x", "" }
local numbers = { 0, -1, 2.5, -2.5, 1e300, -1e300, math.huge, -math.huge, math.mininteger, (1 << 53) + 1, 2.0 ^ 63 }

local kinds = {
  function() return random(12) end,
  function() return random(40) end,
  function() return random(0) end,
  function() return numbers[random(#numbers)] end,
  function() return random() end,
  function() return fields[random(#fields)] end,
  function() return fields[random(#fields)] end,
  function() return "movie:trakt:" .. random(500) end,
  function() return ("k"):rep(random(0, 60)) .. random(9) end,
  function() return ("z\0"):rep(random(0, 5)) .. string.char(random(0, 255)) end,
  function() return random(2) == 1 end,
  function() return remembered({}) end,
  function() return remembered(function() return made end) end,
  function() return remembered(coroutine.create(print)) end,
}

-- A table, and what is known of it

local function fill(t, key, value)
  if t.place_of[key] == nil then
    t.keys[#t.keys + 1] = key
    t.place_of[key] = true
  end
  t.value_of[key] = value
  t.table[key] = value
end

local function clear(t, key)
  t.value_of[key] = nil
  t.table[key] = nil
end

local function some_key(t) return t.keys[random(#t.keys)] end

local function new(size, first_kind, last_kind)
  local t = { table = {}, keys = {}, place_of = {}, value_of = {}, walks = 0 }
  if random(3) == 1 then
    for k = 1, random(0, size) do fill(t, k, k) end
  elseif random(3) == 1 then
    for k = random(0, size), 1, -1 do fill(t, k, k) end
  end
  for _ = 1, random(0, size) do fill(t, kinds[random(first_kind, last_kind)](), random(1000)) end
  fill(t, kinds[first_kind](), 0)
  return t
end

-- The keys there are, in order.
local function sorted(t)
  local keys = {}
  for _, key in ipairs(t.keys) do
    if t.value_of[key] ~= nil then keys[#keys + 1] = key end
  end
  table.sort(keys, precedes)
  return keys
end

local function walker(t)
  local style = random(3)
  if style == 1 then return pairs(t.table) end
  if style == 2 then return next, t.table end
  local last
  return function()
    local value
    last, value = next(t.table, last)
    return last, value
  end
end

local walked = 0

-- Walks it all, doing something at each key, and holds what comes to what must come.
local function walk(t, act)
  local expected, position = sorted(t), 1
  t.walks = t.walks + 1
  for key, value in walker(t) do
    while expected[position] ~= nil and t.value_of[expected[position]] == nil do position = position + 1 end
    assert(rawequal(key, expected[position]), "the wrong key came")
    assert(value == t.value_of[key], "the wrong value came")
    walked, position = walked + 1, position + 1
    if act(key) then
      t.walks = t.walks - 1
      return
    end
  end
  for k = position, #expected do assert(t.value_of[expected[k]] == nil, "a key did not come") end
  t.walks = t.walks - 1
end

local function look_up(t)
  local keys = sorted(t)
  assert(rawequal(next(t.table), keys[1]), "the wrong first key")
  if #keys == 0 then return end
  local k = random(#keys)
  assert(rawequal(next(t.table, keys[k]), keys[k + 1]), "the wrong next key")
end

-- What may be done while tables are walked: fields are changed and cleared, other walks begin and are broken off.
local function act(tables, depth)
  return function(key)
    local t = tables[random(#tables)]
    local what = random(40)
    if what <= 4 then
      local other = some_key(t)
      if t.value_of[other] ~= nil then fill(t, other, random(1000)) end
    elseif what <= 8 then
      clear(t, some_key(t))
    elseif what <= 10 and depth < 3 then
      walk(t, act(tables, depth + 1))
    elseif what == 11 then
      collectgarbage()
    elseif what == 12 then
      look_up(t)
    elseif what == 13 then
      return depth > 0
    end
    return false
  end
end

-- Walks many tables side by side, a few keys of one and then of another.
local function interleave(tables)
  local walks = {}
  for k = 1, random(2, 14) do
    walks[k] = coroutine.wrap(function()
      local act = act(tables, 3)
      walk(tables[random(#tables)], function(key)
        coroutine.yield(true)
        return act(key)
      end)
      return false
    end)
  end
  while #walks > 0 do
    local k = random(#walks)
    if not walks[k]() then table.remove(walks, k) end
  end
end

for round = 1, rounds do
  local tables = {}
  for k = 1, random(4) do
    local first = random(#kinds)
    tables[k] = new(random(10) == 1 and 400 or 24, first, random(2) == 1 and first or random(first, #kinds))
  end
  for _ = 1, 4 do
    for _, t in ipairs(tables) do
      walk(t, act(tables, 0))
      look_up(t)
      fill(t, kinds[random(#kinds)](), random(1000))
    end
    interleave(tables)
  end
end
return walked
