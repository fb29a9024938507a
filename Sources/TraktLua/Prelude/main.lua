--- Runs a script: its top level, and when that returns a rule, the rule.

local host, script = ...

--- What only rules have, and what it has to be.
local expected = {
  options = "a table of names and their defaults",
  writes = 'a list of surfaces, such as { "lists" }',
  removes = "a table such as { most = 200 }",
}

--- Raises unless the rule's field is absent or a table.
local function check(rule, field)
  if rule[field] == nil or type(rule[field]) == "table" then return end
  host.fail {
    kind = "invalid_rule",
    message = ("a rule's %s are %s, not %s"):format(field, expected[field], tostring(rule[field])),
  }
end

--- A list for the host, without what else a rule's table may hold.
local function list(values)
  return values and json.array(table.move(values, 1, #values, 1, {})) or nil
end

local result = script(table.unpack(host.facts.arguments))
if type(result) ~= "table" or type(result.run) ~= "function" then
  if next(host.facts.options) then
    host.fail { kind = "invalid_option", message = "this script is no rule: it has no options to set" }
  end
  if type(result) == "table" and (result.schedule ~= nil or result.on_change ~= nil
      or result.writes ~= nil or result.options ~= nil) then
    host.fail {
      kind = "invalid_rule",
      message = "this looks like a rule, but it has no function run: write run = function(options) ... end",
    }
  end
  return result
end

for _, field in ipairs { "options", "writes", "removes" } do check(result, field) end
for _, field in ipairs { "schedule", "on_change" } do
  if result[field] ~= nil and not pcall(json.encode, result[field]) then
    host.fail {
      kind = "invalid_rule",
      message = ("a rule's %s is a text, or a table of texts and numbers; what it is here cannot be read: %s"):format(
        field, tostring(result[field])),
    }
  end
end
local on_change = result.on_change
host.call("rule", {
  name = type(result.name) == "string" and result.name or nil,
  account = type(result.account) == "string" and result.account or nil,
  writes = list(result.writes),
  removes = result.removes,
  schedule = result.schedule,
  on_change = type(on_change) == "table" and list(on_change) or on_change,
})
-- Whoever only wants to know what the rule says of itself has been told.
if host.facts.inspects then return nil end
local options = host.load("options")(result.options, host.facts.options)
local keeping = host.load("keeping")
keeping.begin()
local results = table.pack(result.run(options, host.load("occasion")))
keeping.finish()
return table.unpack(results, 1, results.n)
