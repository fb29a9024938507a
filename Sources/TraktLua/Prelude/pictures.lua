--- The addresses of pictures that come with `extended = "images"`.

local host = ...
local media = host.load("media")

local pictures = {}

local function fail(message, ...)
  host.fail { kind = "invalid_argument", message = message:format(...) }
end

--- The first address of one kind of picture: an array's first, or that of an avatar.
local function address_in(pictures_of_kind)
  if type(pictures_of_kind) == "string" then return pictures_of_kind end
  if type(pictures_of_kind) ~= "table" then return nil end
  local first = pictures_of_kind[1] or pictures_of_kind.full
  return type(first) == "string" and first ~= "" and first or nil
end

--- The whole address of a picture, or nil when there is none of its kind. Trakt wants it kept, not linked to.
---@param value any something that was read with `extended = "images"`, or an entry with it
---@param kind string "poster", "fanart", "banner", "logo", "clearart", "thumb", "screenshot", "headshot" or "avatar"
---@return string?
function pictures.image(value, kind)
  if type(kind) ~= "string" then
    fail('trakt.image expects a kind of picture, like "poster", not %s', tostring(kind))
  end
  local _, object = media.about(value)
  if type(object) ~= "table" or type(object.images) ~= "table" then
    fail('trakt.image: %s has no pictures: read it with extended = "images"', media.shown(value))
  end
  local address = address_in(object.images[kind])
  if not address then return nil end
  return address:find("^%a[%w+.-]*://") and address or "https://" .. address
end

return pictures
