-- What the table library promises (Lua 5.4 manual, section 6.6). Runs on any Lua 5.4.

local function list(...) return { ... } end

local function same(what, expected, got)
  for i = 1, math.max(#expected, #got) do
    if expected[i] ~= got[i] then
      error(("%s: element %d is %s, expected %s"):format(what, i, tostring(got[i]), tostring(expected[i])), 2)
    end
  end
end

local function fails(message, f, ...)
  local ok, err = pcall(f, ...)
  if ok then error("no error; expected: " .. message, 2) end
  if not tostring(err):find(message, 1, true) then
    error(("error is %q, expected %q"):format(tostring(err), message), 2)
  end
end

local insert, remove, move = table.insert, table.remove, table.move
local concat, unpack, sort = table.concat, table.unpack, table.sort

-- insert
local t = {}
insert(t, "b")
insert(t, 1, "a")
insert(t, 3, "d")
insert(t, 3, "c")
same("insert", { "a", "b", "c", "d" }, t)
fails("position out of bounds", insert, { 1 }, 3, "x")
fails("position out of bounds", insert, { 1 }, 0, "x")
fails("position out of bounds", insert, { 1 }, math.mininteger, "x")
fails("wrong number of arguments to 'insert'", insert, {})
fails("wrong number of arguments to 'insert'", insert, {}, 1, 2, 3)
fails("table expected", insert, "x", 1)

-- remove
t = { 1, 2, 3, 4 }
assert(remove(t) == 4 and remove(t, 1) == 1 and remove(t, 3) == nil)
same("remove", { 2, 3 }, t)
assert(remove({}) == nil and remove({}, 0) == nil and select("#", remove({})) == 1)
assert(remove({ [0] = "zero" }, 0) == "zero")
fails("position out of bounds", remove, { 1 }, 3)
fails("position out of bounds", remove, { 1 }, -1)

-- move
same("move up, overlapping", { 1, 1, 2, 3 }, move({ 1, 2, 3 }, 1, 3, 2))
same("move down, overlapping", { 2, 3, 3 }, move({ 1, 2, 3 }, 2, 3, 1))
same("move to another", { 9, 1, 2 }, move({ 1, 2 }, 1, 2, 2, { 9 }))
same("move nothing", { 1 }, move({ 1 }, 5, 1, 1))
assert(move({ [math.maxinteger] = "last" }, math.maxinteger, math.maxinteger, 1)[1] == "last")
fails("too many elements to move", move, {}, math.mininteger, 0, 1)
fails("destination wrap around", move, {}, 1, 2, math.maxinteger)

-- concat
assert(concat({}) == "" and concat({ 1, 2.5, "x" }, ", ") == "1, 2.5, x")
assert(concat({ 1, 2, 3 }, "-", 2) == "2-3" and concat({ 1, 2, 3 }, "-", 3, 2) == "")
assert(concat({ 1, 2 }, "-", 1, 1) == "1")
assert(concat({ [math.maxinteger] = "end" }, "-", math.maxinteger, math.maxinteger) == "end")
fails("invalid value (table) at index 2 in table for 'concat'", concat, { 1, {} })
fails("invalid value (nil) at index 3 in table for 'concat'", concat, { 1, 2 }, "", 1, 3)

-- unpack and pack
same("unpack", { 1, 2, 3 }, list(unpack({ 1, 2, 3 })))
same("unpack a part", { 2, 3 }, list(unpack({ 1, 2, 3 }, 2)))
assert(select("#", unpack({}, 1, 3)) == 3 and select("#", unpack({ 1 }, 2)) == 0)
assert(unpack({ [math.maxinteger] = "end" }, math.maxinteger, math.maxinteger) == "end")
assert(table.pack(nil, nil).n == 2 and table.pack().n == 0)
fails("too many results to unpack", unpack, {}, 1, 1 << 40)
fails("too many results to unpack", unpack, {}, math.mininteger, math.maxinteger)

-- sort
local function sorted(values, order) sort(values, order) return values end
same("sort", { 1, 2, 3, 4, 5 }, sorted({ 3, 5, 1, 4, 2 }))
same("sort backwards", { 5, 4, 3, 2, 1 }, sorted({ 3, 5, 1, 4, 2 }, function(a, b) return a > b end))
same("sort strings", { "a", "aa", "b" }, sorted({ "b", "a", "aa" }))
same("sort two", { 1, 2 }, sorted({ 2, 1 }))
same("sort equals", { 1, 1, 1, 1, 1 }, sorted({ 1, 1, 1, 1, 1 }))
fails("attempt to compare", sort, { 1, "x" })
fails("invalid order function for sorting", sort, { 1, 2, 3, 4 }, function() return true end)
fails("function expected", sort, { 2, 1 }, "x")
local state = 1
local function draw(most)
  state = (state * 1103515245 + 12345) & 0x7fffffff
  return state % most + 1
end
for length = 0, 400, 7 do
  for _, most in ipairs { 3, 1000000 } do
    local values, count = {}, {}
    for i = 1, length do
      values[i] = draw(most)
      count[values[i]] = (count[values[i]] or 0) + 1
    end
    sort(values)
    for i, value in ipairs(values) do
      assert(i == 1 or values[i - 1] <= value, "not in order")
      count[value] = count[value] - 1
    end
    for _, left in pairs(count) do assert(left == 0, "not the same elements") end
  end
end
local function up(i) return i end
local function down(i) return -i end
local function up_and_down(i) return math.min(i, 3000 - i) end
for _, shape in ipairs { up, down, up_and_down } do
  local values, comparisons = {}, 0
  for i = 1, 3000 do values[i] = shape(i) end
  sort(values, function(a, b) comparisons = comparisons + 1 return a < b end)
  for i = 2, #values do assert(values[i - 1] <= values[i]) end
  assert(comparisons < 200000, "an ordinary list takes quadratic time")
end

-- Metamethods: a value that behaves like a list is one
local stored = { 1, 2, 3 }
local proxy = setmetatable({}, {
  __index = function(_, key) return stored[key] end,
  __newindex = function(_, key, value) stored[key] = value end,
  __len = function() return #stored end,
})
insert(proxy, 1, 0)
assert(concat(proxy, ",") == "0,1,2,3" and remove(proxy, 1) == 0 and rawlen(proxy) == 0)
sort(proxy, function(a, b) return a > b end)
same("sort through metamethods", { 3, 2, 1 }, list(unpack(proxy)))
same("move through metamethods", { 3, 3, 2, 1 }, (move(proxy, 1, 3, 2) and stored))
fails("object length is not an integer", concat, setmetatable({}, { __len = function() return "x" end }))
