local inbox = trakt.list { name = "Inbox" }
inbox:ad("tt0903747") --> unknown-method
trakt.watchlist:itmes() --> unknown-method
trakt.history:set({}) --> unknown-method
trakt.watchlist:add() --> missing-parameter
trakt.list { nmae = "x" } --> unknown-parameter missing-parameter
trakt.list { privacy = "private" } --> missing-parameter
trakt.hidden("dropt") --> wrong-value
trakt.hidden("dropped"):items()
trakt.watchlist:items { type = "moovies" } --> wrong-value
print(inbox.ids.trakt, inbox:contains("x"))
