-- A table that is kept in a variable may get more later: nothing is to be found here.
local rule = { schedule = "daily at 07:30", writes = {}, run = function() trakt.watchlist:add("tt0903747") end }
rule.writes = { "watchlist" }
return rule
