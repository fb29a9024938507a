--- An endpoint's documentation as text for a terminal.

local wrap_at = 100

--- What a parameter accepts: its own words, its values, or its type.
---@param parameter table
---@return string
local function accepted(parameter)
  local values = parameter.values and table.concat(parameter.values, ", ")
  local words = parameter.accepts or values or parameter.type or "any"
  if parameter.required then
    words = words .. " (required)"
  elseif parameter.default ~= nil then
    words = ("%s (default %s)"):format(words, tostring(parameter.default))
  end
  return words
end

--- Appends "  name   what it accepts", one line a parameter.
---@param lines string[]
---@param parameters table[]?
---@param width integer of the longest name
local function add_parameters(lines, parameters, width)
  for _, parameter in ipairs(parameters or {}) do
    lines[#lines + 1] = ("  %s%s  %s"):format(parameter.name, (" "):rep(width - #parameter.name), accepted(parameter))
  end
end

--- Appends a list of words after a heading, wrapped.
---@param lines string[]
---@param heading string
---@param words string[]
local function add_wrapped(lines, heading, words)
  local line = heading
  for position, word in ipairs(words) do
    local piece = " " .. word .. (position < #words and "," or "")
    if #line + #piece > wrap_at then
      lines[#lines + 1] = line
      line = (" "):rep(#heading)
    end
    line = line .. piece
  end
  lines[#lines + 1] = line
end

---@param parameters table[]?
---@param least integer
local function widest(parameters, least)
  for _, parameter in ipairs(parameters or {}) do least = math.max(least, #parameter.name) end
  return least
end

---@param filters (string|table)[]?
---@return string[]
local function filter_names(filters)
  local names = {}
  for position, filter in ipairs(filters or {}) do
    names[position] = type(filter) == "table" and filter.name or filter
  end
  return names
end

local paging_words = {
  required = "Answers page by page: page and limit choose one, :each and :all read every one.",
  optional = "Answers everything, or one page when page or limit is given; :each and :all read every one.",
}

---@param description table from the catalogue
---@return string
return function(description)
  local lines = { description.method .. " " .. description.path }
  if description.summary then lines[#lines + 1] = description.summary end
  local width = widest(description.query, widest(description.path_params, 0))
  add_parameters(lines, description.path_params, width)
  add_parameters(lines, description.query, width)
  local filters = filter_names(description.filters)
  if #filters > 0 then add_wrapped(lines, "Filters:", filters) end
  if description.extended and #description.extended > 0 then
    add_wrapped(lines, "Extended:", description.extended)
  end
  lines[#lines + 1] = paging_words[description.paging]
  if description.auth == "required" then lines[#lines + 1] = "Needs an account." end
  return table.concat(lines, "\n")
end
