-- Waits for its host in all the ways there are. Whatever is answered, this script comes to its end.

local function use(value)
  local ok, text = pcall(json.encode, value)
  if ok then
    local again = json.encode(json.decode(text))
    assert(again == text, "what is written reads otherwise")
  end
  print(value, ok)
  pcall(echo, value)
  pcall(refuse, value)
  if type(value) ~= "table" then return 1 end
  local count = 0
  for key, member in pairs(value) do
    count = count + (type(member) == "table" and #member or 1)
    host.post("seen", { tostring(key) })
  end
  return count
end

local function ask(...)
  local ok, answer = pcall(host.call, ...)
  return ok and answer or tostring(answer)
end

local seen = 0
seen = seen + use(ask("plain"))
seen = seen + use(ask("document", { 1, { a = json.null }, "text" }))
seen = seen + use(select(2, pcall(wait)))

local ticket = host.start("later")
seen = seen + use(select(2, pcall(host.await, ticket)))
assert(not pcall(host.await, ticket), "an answer is there twice")

local step = coroutine.wrap(function()
  coroutine.yield(use(ask("in a coroutine")))
  return use(ask("there again"))
end)
seen = seen + step() + step()

local ok, first, second = pcall(all, {
  function() return host.call("one") end,
  function() return use(ask("two")) + use(ask("three")) end,
})
seen = seen + use(first) + (ok and second or 0)

local _, told = xpcall(host.call, function(problem)
  return debug.traceback(tostring(problem)) .. (type(problem) == "table" and tostring(problem.kind) or "")
end, "handled")
use(told)

assert(not pcall(string.gsub, "a", "a", function() return host.call("refused") end), "it waits inside gsub")
local last = ask("last")
return { seen = seen, last = pcall(json.encode, last) and last or nil }
