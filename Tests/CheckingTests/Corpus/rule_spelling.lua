return {
  writes = { "list" }, --> writes
  run = function() trakt.list("Inbox"):add("tt0903747") end,
}
