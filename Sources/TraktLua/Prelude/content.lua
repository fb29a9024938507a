--- What is known of a set's content in this run, and for how long that holds.

local host = ...
local identity = host.load("identity")
local paging = host.load("paging")

local content = {}

---@class content.Content
---@field private changes integer how often a change of this set has begun or ended
---@field private index identity.Index? everything that is in it
---@field private described string? the version of the account that `index` describes
---@field private repeats boolean a thing can be in it many times, so that nothing can be known
local Content = {}
Content.__index = Content

--- What a read sees: the run (in a REPL, the line) and the changes before it.
---@return string
function Content:version()
  return ("%d/%d/%d"):format(host.facts.now, paging.changes, self.changes)
end

--- What is known of the content, unless something may have changed since it was read.
---@return identity.Index?
function Content:known()
  return self.described == self:version() and self.index or nil
end

---@param index identity.Index everything that is in it now
function Content:remember(index)
  if self.repeats then return end
  self.index, self.described = index, self:version()
end

--- Keeps an index up to date with what Trakt accepted; nil when that leaves something open.
---@return identity.Index?
local function follow(index, change, accepted)
  for _, item in ipairs(accepted) do
    if not index:find(item) and not index:lacks(item) then return nil end
    if change == "add" then index:insert(item, true) else index:remove(item) end
  end
  return index
end

--- Makes a change and keeps what is known up to date; after an error, or another change meanwhile, nothing is known.
---@param change "add"|"remove"
---@param is_followed boolean whether the change can be followed item by item
---@param send fun(accepted: fun(items: media.Item[])) makes it, and tells what Trakt accepted
function Content:change(change, is_followed, send)
  local index = is_followed and self:known()
  self.changes = self.changes + 1
  local during = self:version()
  send(function(accepted) index = index and follow(index, change, accepted) end)
  local is_undisturbed = self:version() == during
  self.changes = self.changes + 1
  if index and is_undisturbed then self:remember(index) end
end

---@param repeats boolean?
---@return content.Content
function content.new(repeats)
  return setmetatable({ changes = 0, repeats = repeats == true }, Content)
end

return content
