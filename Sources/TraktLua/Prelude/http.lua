--- `http`: asking hosts that are not Trakt, where whoever runs the script has allowed them.

local host = ...

local function refuse(message, ...)
  host.fail { kind = "invalid_argument", message = message:format(...) }
end

local known = { headers = true, body = true, json = true }

--- Headers as texts, and which there are by their names in lower case: a name has no case.
local function headers_of(name, options)
  local headers, given = {}, {}
  for header, value in pairs(options) do
    local spelt = tostring(header)
    local known_as = spelt:lower()
    if given[known_as] then refuse("%s is given the header %s twice", name, spelt) end
    headers[spelt], given[known_as] = tostring(value), true
  end
  return headers, given
end

--- The message that asks for it.
local function document_of(name, url, options)
  if type(url) ~= "string" then refuse("%s expects an address, not %s", name, tostring(url)) end
  if type(options) ~= "table" then refuse("the options of %s are a table, not %s", name, tostring(options)) end
  for option in pairs(options) do
    if not known[option] or (name == "http.get" and option ~= "headers") then
      host.load("spelling").unknown(name, option, name == "http.get" and { "headers" } or { "body", "headers", "json" })
    end
  end
  local headers, given = headers_of(name, options.headers or {})
  local body = options.body
  if options.json ~= nil then
    if body ~= nil then refuse("%s takes body or json, not both", name) end
    body = json.encode(options.json)
    if not given["content-type"] then headers["Content-Type"] = "application/json" end
  end
  if body ~= nil and type(body) ~= "string" then refuse("the body of %s is text, not %s", name, tostring(body)) end
  return { url = url, headers = headers, body = body }
end

--- The answer as the script gets it.
local function ask(name, url, options)
  local document = document_of(name, url, options or {})
  local answer = host.call(name, document)
  if answer.told then
    -- The host alone: there may be a key in the rest.
    host.load("log").info("would send to " .. url:match("^%a+://[^/?#]*"), { body = document.body })
  end
  return {
    status = answer.status,
    headers = answer.headers,
    body = answer.body,
    json = function() return json.decode(answer.body) end,
  }
end

return host.freeze({
  --- Reads from an address.
  ---@param options? { headers: table<string, string>? }
  get = function(url, options) return ask("http.get", url, options) end,
  --- Sends something to an address, once for each run.
  ---@param options? { headers: table<string, string>?, body: string?, json: any }
  post = function(url, options) return ask("http.post", url, options) end,
}, "http")
