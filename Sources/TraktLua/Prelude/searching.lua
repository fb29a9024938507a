--- What helps with `trakt.search`.

local host = ...

local searching = {}

--- A text with a backslash before every character that a search would take for an operator, so that it is looked for
--- as it stands: + - && || ! ( ) { } [ ] ^ " ~ * ? : / and the backslash itself.
---@param text string
---@return string
function searching.escape(text)
  if type(text) ~= "string" then
    host.fail { kind = "invalid_argument", message = "trakt.search.escape expects text, not " .. tostring(text) }
  end
  return (text:gsub('[%+%-!(){}%[%]^"~*?:/\\]', "\\%0"):gsub("&&", "\\&\\&"):gsub("||", "\\|\\|"))
end

return searching
