---@meta
-- What stands in `trakt` beside the endpoints.

---@class trakt
---@field collection trakt.Collection what the user owns
---@field favorites trakt.Favorites
---@field history trakt.History plays
---@field ratings trakt.Ratings
---@field watchlist trakt.Watchlist
trakt = {}

---@class trakt.ListOptions
---@field name string
---@field privacy? "private"|"link"|"friends"|"public" of a list that is made
---@field description? string of a list that is made
---@field user? string another user's list, which is never made
---@field ids? trakt.Ids those it had earlier
---@field make? boolean with false nothing is made: nil is answered where there is no such list

--- One of the account's lists by its name or slug; made when there is none.
---@overload fun(options: trakt.ListOptions): trakt.OneList
---@param name string
---@return trakt.OneList
function trakt.list(name) end

--- What the user does not want to see in one section.
---@param section "calendar"|"comments"|"dropped"|"progress_collected"|"progress_watched"|"progress_watched_reset"|"recommendations"
---@return trakt.Hidden
function trakt.hidden(section) end

--- The shows that Trakt's own calendar is made of: watched, on the watchlist or collected, and not dropped or hidden.
---@return trakt.Show.All
function trakt.followed() end

--- What of the account has moved since what is kept was read, for one call.
---@param kept table mostly `store`
---@return fun(...: moonreel.ActivityKey): boolean moved whether any of these keys moved
---@return table<string, string> moments when each part changed last
function trakt.activities(kept) end

--- The time zone in the account's settings.
---@param kept table mostly `store`
---@return string zone such as "Europe/Berlin"
function trakt.zone(kept) end

---@class trakt.AiringsOptions
---@field back? integer days before now; 7 without it
---@field ahead? integer days after now; none without it
---@field calendar? "my_shows"|"my_new_shows"|"my_season_premieres"|"my_finales"
---@field anew? boolean read it in any case

--- The episodes of followed shows in the days around now, from a calendar that is read once a day and kept.
---@param kept table mostly `store`
---@param options? trakt.AiringsOptions
---@return trakt.Airing[]
function trakt.airings(kept, options) end

--- The next episode of a show, as a set takes it.
---@class trakt.NextEpisode : trakt.Entry
---@field type "episode"
---@field show trakt.Show
---@field episode trakt.Episode

--- The next episode of every show that the user is in the middle of.
---@param kept table mostly `store`
---@return trakt.NextEpisode[]
function trakt.up_next(kept) end

--- The whole address of a picture, or nil when there is none of its kind.
---@param value trakt.Value something that was read with `extended = "images"`
---@param kind "poster"|"fanart"|"banner"|"logo"|"clearart"|"thumb"|"screenshot"|"headshot"|"avatar"
---@return string?
function trakt.image(value, kind) end

--- The address of a thing on Trakt's website.
---@param value trakt.Value
---@return string
function trakt.url(value) end

--- All addresses of a thing that are known; a site whose id is missing is left out.
---@param value trakt.Value
---@return { trakt?: string, imdb?: string, tmdb?: string, tvdb?: string }
function trakt.links(value) end

---@class trakt.auth
--- Whether the run has an account.
---@field signed_in fun(): boolean
--- Who the run's account belongs to, asked once.
---@field user fun(): trakt.User

---@class trakt.search
--- A text with a backslash before every character that a search would take for an operator.
---@field escape fun(text: string): string
