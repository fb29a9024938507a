--- A session: what is typed input by input, all of it in one environment. It asks the host for the next order, carries it
--- out and tells how that went with the next asking. Whatever an input does ends with that input.

local host = ...
local inspect = host.load("inspect")
local outline = host.load("outline")

--- The globals of what is typed.
local globals = load("return _G")()

--- The message whose answer says that the input under way is to be broken off; it is asked before the first that waits.
---@type integer?
local interruption

--- What an attempt came to: `done` with values, `failed` with an error, `interrupted` or `memory` with a place.
---@class session.Outcome
---@field kind string
---@field values table?
---@field error any
---@field place string?

--- Takes the answer that said, or will say in a moment, that the input was broken off: it is not for the next one.
local function forget_interruption()
  if not interruption then return end
  host.await(interruption)
  interruption = nil
end

--- Runs a function as an attempt, which nothing that it does can keep from ending.
---@param body function
---@return session.Outcome
local function attempt(body, ...)
  local thread = coroutine.create(body)
  local turn = table.pack(host.attempt(thread, ...))
  while turn[1] == "parked" do
    interruption = interruption or host.start("interruption")
    local tickets = turn[2]
    local awaited = table.move(tickets, 1, #tickets, 2, { interruption })
    if host.park(awaited) == interruption then
      forget_interruption()
      host.abandon(thread, tickets)
      return { kind = "interrupted" }
    end
    turn = table.pack(host.attempt(thread))
  end
  local kind = turn[1]
  if kind == "done" then return { kind = kind, values = table.pack(table.unpack(turn, 2, turn.n)) } end
  if kind == "failed" then return { kind = kind, error = turn[2] } end
  host.abandon(thread)
  if kind == "interrupted" then forget_interruption() end
  if kind == "yielded" then return { kind = "failed", error = "attempt to yield from outside a coroutine" } end
  thread = nil
  collectgarbage()
  return { kind = kind, place = turn[2] ~= "" and turn[2] or nil }
end

--- What is told of an attempt that came to no values.
---@param outcome session.Outcome
local function told(outcome)
  if outcome.kind ~= "failed" then return outcome end
  -- An error of the script's own may have a `__tostring`, which is a script too.
  local described = attempt(host.report, outcome.error)
  if described.kind ~= "done" then return { kind = "failed", error = { message = "the error could not be told" } } end
  return { kind = "failed", error = described.values[1] }
end

--- The chunk of an input, and whether its values are those of an expression. An expression's values follow a `nil`, so that
--- a call in it keeps its place: `return f()` would give it up.
local function compile(text, name)
  local chunk = load("return nil, " .. text, name, "t")
  if chunk then return chunk, true end
  local problem
  chunk, problem = load(text, name, "t")
  return chunk, false, problem
end

--- Keeps an input's first value for those that follow: the latest as `_`, each by its number as `_3`.
local function keep(value, number)
  if value == nil then return end
  rawset(globals, "_", value)
  rawset(globals, "_" .. number, value)
end

local orders = {}

--- Runs an input.
function orders.run(order)
  local chunk, is_expression, problem = compile(order.text, order.name)
  if not chunk then
    return { kind = "failed", error = { kind = "syntax", message = (problem:gsub("^.-:%d+: ", "", 1)),
      where = problem:match("^(.-:%d+): ") } }
  end
  local outcome = attempt(chunk)
  if outcome.kind ~= "done" then return told(outcome) end
  local values = outcome.values
  local first = is_expression and 2 or 1
  keep(values[first], order.number)
  local shown = attempt(function()
    local documents = json.array {}
    for position = first, values.n do
      local value = values[position]
      if order.json then value = json.encode(value) else value = inspect(value) end
      documents[#documents + 1] = value == nil and json.null or value
    end
    return documents
  end)
  if shown.kind ~= "done" then return told(shown) end
  return { kind = "values", values = shown.values[1] }
end

--- Tells what stands at a path of the globals, for completion.
function orders.outline(order)
  local outcome = attempt(outline, globals, order.path)
  return { kind = "outline", outline = outcome.kind == "done" and outcome.values[1] or nil }
end

rawset(globals, "help", host.load("help"))

local report = { kind = "ready" }
while true do
  local order = host.call("order", report)
  if order.kind == "end" then return end
  host.facts.now = order.now
  host.set_now(order.now)
  report = orders[order.kind](order)
end
