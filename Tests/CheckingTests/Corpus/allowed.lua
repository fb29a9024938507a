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
--moonreel:allow loop-write --> unknown-allow
-- moonreel allow loop-write --> unknown-allow
-- Moonreel: disable loop-write --> unknown-allow
-- moonreel: loop-write --> unknown-allow
-- moonreel run this file
-- Moonreel: my rules, which moonreel allows
count = 1 -- moonreel: allow global-assignment — others read it
-- moonreel: allow --> unknown-allow
