local search = trakt.search
search.txt { type = "movie", query = "x" } --> unknown-endpoint
trakt.sreach.text { type = "movie", query = "x" } --> unknown-endpoint
trakt.calendars.my_shwos() --> unknown-endpoint
local t = require "trakt"
t.nothing_like_it() --> unknown-endpoint
trakt.search { query = "x" } --> not-callable
trakt.watchlist() --> not-callable
trakt.search:text { type = "movie", query = "x" } --> colon
trakt.search.text.each { type = "movie", query = "x" } --> colon
trakt.watchlist.add("x") --> colon
print(trakt["serach"]) --> unknown-endpoint
