total = 1 -- moonreel: allow global-assignment
-- moonreel: allow unknown-global
print(nothing_here)
local inbox = trakt.list "Inbox"
for _, entry in ipairs(trakt.watchlist:items()) do
  -- Each one by itself, to see which is refused.
  -- moonreel: allow loop-write
  inbox:add(entry)
end
-- moonreel: allow loop-write --> unused-allow
print(inbox)
-- moonreel: allow lop-write --> unknown-allow
print(total)
-- moonreel: allow --> unknown-allow
