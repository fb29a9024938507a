--- Runs a script: its top level, and when that returns a rule, the rule.

local host, script = ...

--- Raises unless the rule's field is absent or a table.
local function check(rule, field, expected)
  if rule[field] == nil or type(rule[field]) == "table" then return end
  host.fail {
    kind = "invalid_rule",
    message = ("a rule's %s are %s, not %s"):format(field, expected, tostring(rule[field])),
  }
end

local result = script(table.unpack(host.facts.arguments))
if type(result) ~= "table" or type(result.run) ~= "function" then
  if next(host.facts.options) then
    host.fail { kind = "invalid_option", message = "this script is no rule: it has no options to set" }
  end
  if type(result) == "table" and (result.schedule ~= nil or result.writes ~= nil or result.options ~= nil) then
    host.fail {
      kind = "invalid_rule",
      message = "this looks like a rule, but it has no function run: write run = function(options) ... end",
    }
  end
  return result
end

check(result, "options", "a table of names and their defaults")
check(result, "writes", 'a list of surfaces, such as { "lists" }')
check(result, "removes", "a table such as { most = 200 }")
host.call("rule", {
  name = type(result.name) == "string" and result.name or nil,
  writes = result.writes and json.array(table.move(result.writes, 1, #result.writes, 1, {})) or nil,
  removes = result.removes,
})
return result.run(host.load("options")(result.options, host.facts.options))
