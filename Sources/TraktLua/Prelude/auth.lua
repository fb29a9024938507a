--- `trakt.auth.user` and `trakt.auth.signed_in`, beside the catalogue's calls for signing in and out.

local host = ...
local paging = host.load("paging")

local auth = {}

---@type table?
local user

--- Whether the run has an account.
---@return boolean
function auth.signed_in() return host.call("signed_in", {}).signed_in end

--- Who the run's account belongs to, asked once.
---@return table user
function auth.user()
  if user and auth.signed_in() then return user end
  user = paging.call("users.settings.get", paging.arguments()).body.user
  return user
end

return auth
