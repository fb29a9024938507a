local search = trakt.search
search.txt { type = "movie", query = "x" } --> unknown-endpoint
trakt.sreach.text { type = "movie", query = "x" } --> unknown-endpoint
trakt.calendars.my_shwos() --> unknown-endpoint
local t = require "trakt"
t.nothing_like_it() --> unknown-endpoint
trakt.search { query = "x" } --> not-callable
trakt.watchlist() --> not-callable
trakt.search:text { type = "movie", query = "x" } --> missing-colon
trakt.search.text.each { type = "movie", query = "x" } --> missing-colon
trakt.watchlist.add("x") --> missing-colon
print(trakt["serach"]) --> unknown-endpoint
