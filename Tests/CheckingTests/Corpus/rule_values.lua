-- An endpoint that is kept as a value may be called unseen.
return {
  writes = { "watching" },
  run = function(options)
    local send = options and trakt.scrobble.stop or trakt.scrobble.start
    send { movie = { ids = { trakt = 1 } }, progress = 10 }
  end,
}
