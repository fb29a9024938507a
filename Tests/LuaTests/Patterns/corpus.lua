-- Many generated patterns against generated subjects. The digest of all results was computed with the stock Lua 5.4.4:
-- whoever finds another has an implementation that differs.

local expected = -3463503545033109218

local state = 20240506
local function draw(most)
  state = (state * 6364136223846793005 + 1442695040888963407)
  return (state >> 33) % most + 1
end

local pieces = {
  "a", "b", "1", " ", ".", "%a", "%d", "%s", "%w", "%u", "%D", "%p", "%.", "%%", "[ab]", "[^ab]", "[a-c]", "[^%d]",
  "[]]", "[^]]", "[a-]", "[%]]", "[%w_]", "(a)", "(.)", "(.-)", "(a*)", "()", "(b+)", "%1", "%2", "%bab", "%b()",
  "%f[a]", "%f[%w]", "$", "^", "(", ")", "[", "%", "-", "*", "+", "?", "*", "-", "+", "?", "\0", "\xe9",
}
local letters = { "a", "b", "a", "b", "c", "1", "2", " ", "A", "(", ")", "]", "%", "-", "\0", "\xe9", ".", "^", "$" }
local replacements = { "%1", "%0", "x", "%2", "%%", "%", "<", "", "-" }
local starts = { 1, 0, -1, 2, 3, 5, -3, -20, 20, math.maxinteger, math.mininteger }

local function make(from, most)
  local parts = {}
  for i = 1, draw(most + 1) - 1 do parts[i] = from[draw(#from)] end
  return table.concat(parts)
end

-- FNV-1a of everything seen, lengths and types included. What an error says may differ between releases of Lua.
local digest = -3750763034362895579
local function note(text)
  for i = 1, #text do digest = (digest ~ text:byte(i)) * 1099511628211 end
end
local function note_results(ok, ...)
  if not ok then return note("error;") end
  for i = 1, select("#", ...) do
    local value = (select(i, ...))
    note(math.type(value) or type(value))
    note(tostring(value) .. ";")
  end
  note("\n")
end

local function collect(subject, pattern, start)
  local parts = {}
  for a, b in string.gmatch(subject, pattern, start) do
    parts[#parts + 1] = tostring(a) .. ":" .. tostring(b)
  end
  return table.concat(parts, "|")
end

local function answer(a, b)
  if a == "a" then return false end
  return tostring(b) .. tostring(a)
end

for _ = 1, 20000 do
  local pattern, subject = make(pieces, 6), make(letters, 12)
  if draw(8) == 1 then pattern = "^" .. pattern end
  local start, kind = starts[draw(#starts)], draw(5)
  if kind == 1 then
    note_results(pcall(string.find, subject, pattern, start))
  elseif kind == 2 then
    note_results(pcall(string.match, subject, pattern, start))
  elseif kind == 3 then
    note_results(pcall(collect, subject, pattern, start))
  elseif kind == 4 then
    note_results(pcall(string.gsub, subject, pattern, make(replacements, 4), draw(8) - 2))
  else
    note_results(pcall(string.gsub, subject, pattern, answer))
  end
end

if digest ~= expected then error(("the digest of all results is %d, expected %d"):format(digest, expected)) end
