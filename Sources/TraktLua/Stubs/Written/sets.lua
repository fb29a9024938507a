---@meta
-- Sets: the parts of an account that are added to and removed from.

--- What a set takes as one value: anything that Trakt answered, an id, or a table that says what is meant.
---@alias trakt.Value integer|string|trakt.Movie|trakt.Show|trakt.Season|trakt.Episode|trakt.Person|trakt.User|trakt.List|trakt.Comment|trakt.Entry|trakt.Written

--- One value, an array of them, or another set, whose items are read.
---@alias trakt.Values trakt.Value|trakt.Value[]|trakt.Set

--- A value as a script writes it: its ids, or its place, and what goes with it.
---@class trakt.Written : trakt.Ids
---@field type? "movie"|"show"|"season"|"episode"|"person"
---@field ids? trakt.Ids
---@field show? integer|string|trakt.Show|trakt.Ids the show of a season or an episode
---@field season? integer
---@field number? integer of an episode in its season
---@field title? string
---@field year? integer
---@field item? trakt.Value a value of any kind, with something for it alone
---@field notes? string
---@field rating? integer
---@field rated_at? trakt.Moment
---@field watched_at? trakt.Moment|"released"|"unknown"
---@field hidden_at? trakt.Moment
---@field collected_at? trakt.Moment|"released"
---@field media_type? string
---@field resolution? string
---@field hdr? string
---@field audio? string
---@field audio_channels? string
---@field ["3d"]? boolean

---@class trakt.TypeOption
---@field type? "movie"|"show"|"season"|"episode"|"person"|"user" what bare ids are the ids of

---@class trakt.NotesOption : trakt.TypeOption
---@field notes? string at most 500 characters

---@class trakt.RatingOption : trakt.TypeOption
---@field rating? integer from 1 to 10
---@field rated_at? trakt.Moment

---@class trakt.WatchedOption : trakt.TypeOption
---@field watched_at? trakt.Moment|"released"|"unknown"

---@class trakt.HiddenOption : trakt.TypeOption
---@field hidden_at? trakt.Moment

---@class trakt.CollectedOption : trakt.TypeOption
---@field collected_at? trakt.Moment|"released"
---@field media_type? "digital"|"bluray"|"hddvd"|"dvd"|"vcd"|"vhs"|"betamax"|"laserdisc"
---@field resolution? "uhd_4k"|"hd_1080p"|"hd_1080i"|"hd_720p"|"sd_480p"|"sd_480i"|"sd_576p"|"sd_576i"
---@field hdr? "dolby_vision"|"hdr10"|"hdr10_plus"|"hlg"
---@field audio? "dolby_digital"|"dolby_digital_plus"|"dolby_digital_plus_atmos"|"dolby_truehd"|"dolby_atmos"|"dolby_prologic"|"dts"|"dts_ma"|"dts_hr"|"dts_x"|"auro_3d"|"mp3"|"mp2"|"aac"|"lpcm"|"ogg"|"ogg_opus"|"wma"|"flac"
---@field audio_channels? "1.0"|"2.0"|"2.1"|"3.0"|"3.1"|"4.0"|"4.1"|"5.0"|"5.1"|"5.1.2"|"5.1.4"|"6.1"|"7.1"|"7.1.2"|"7.1.4"|"9.1"|"10.1"
---@field ["3d"]? boolean

--- What became of one of the script's values.
---@class trakt.Result
---@field value any
---@field outcome "added"|"existing"|"updated"|"deleted"|"absent"|"not_found"|"accepted"|"refused"|"unknown"|"not_sent"

--- What became of a change.
---@class trakt.Change
---@field added integer
---@field updated integer there already, and changed
---@field existing integer there already
---@field deleted integer
---@field not_found any[] the script's own values that Trakt does not know
---@field sent integer how many items were sent at all
---@field results trakt.Result[] every value and what became of it

---@class trakt.Set
local Set = {}

--- Whether something is there. Reads the set once a run.
---@param value trakt.Value
---@param options? trakt.TypeOption
---@return boolean
function Set:contains(value, options) end

--- Takes one value or an array of them out. Refuses an array that is a partial read.
---@param values trakt.Values
---@param options? trakt.TypeOption
---@return trakt.Change
function Set:remove(values, options) end

--- One of a user's lists, with the fields that Trakt answered for it.
---@class trakt.OneList : trakt.Set, trakt.List
local OneList = {}

--- Every entry, all pages read.
---@param options? trakt.users.lists.items.Rest
---@return trakt.ListEntry.All
function OneList:items(options) end

--- Adds what is not known to be there.
---@param values trakt.Values
---@param options? trakt.NotesOption
---@return trakt.Change
function OneList:add(values, options) end

--- Adds as `add` does; when the account can have no more there, the log says so, and nothing is answered.
---@param values trakt.Values
---@param options? trakt.NotesOption
---@return trakt.Change?
function OneList:add_if_room(values, options) end

--- Makes the content exactly these values, with as few changes as possible. Refuses partial reads.
---@param values trakt.Values
---@param options? trakt.NotesOption
---@return trakt.Change
function OneList:set(values, options) end

---@class trakt.Watchlist : trakt.Set
local Watchlist = {}

--- Every entry, all pages read.
---@param options? trakt.sync.watchlist.get.Arguments
---@return trakt.ListEntry.All
function Watchlist:items(options) end

--- Adds what is not known to be there.
---@param values trakt.Values
---@param options? trakt.NotesOption
---@return trakt.Change
function Watchlist:add(values, options) end

--- Adds as `add` does; when the account can have no more there, the log says so, and nothing is answered.
---@param values trakt.Values
---@param options? trakt.NotesOption
---@return trakt.Change?
function Watchlist:add_if_room(values, options) end

--- Makes the content exactly these values, with as few changes as possible. Refuses partial reads.
---@param values trakt.Values
---@param options? trakt.NotesOption
---@return trakt.Change
function Watchlist:set(values, options) end

--- Movies and shows.
---@class trakt.Favorites : trakt.Set
local Favorites = {}

--- Every entry, all pages read.
---@param options? trakt.sync.favorites.get.Arguments
---@return trakt.ListEntry.All
function Favorites:items(options) end

--- Adds what is not known to be there.
---@param values trakt.Values
---@param options? trakt.NotesOption
---@return trakt.Change
function Favorites:add(values, options) end

--- Adds as `add` does; when the account can have no more there, the log says so, and nothing is answered.
---@param values trakt.Values
---@param options? trakt.NotesOption
---@return trakt.Change?
function Favorites:add_if_room(values, options) end

--- Makes the content exactly these values, with as few changes as possible. Refuses partial reads.
---@param values trakt.Values
---@param options? trakt.NotesOption
---@return trakt.Change
function Favorites:set(values, options) end

---@class trakt.Ratings : trakt.Set
local Ratings = {}

--- Every entry, all pages read.
---@param options? trakt.sync.ratings.get.Arguments
---@return trakt.RatedEntry.All
function Ratings:items(options) end

--- Rates; rating something again replaces the rating.
---@param values trakt.Values
---@param options? trakt.RatingOption
---@return trakt.Change
function Ratings:add(values, options) end

--- Rates as `add` does; when the account can have no more there, the log says so, and nothing is answered.
---@param values trakt.Values
---@param options? trakt.RatingOption
---@return trakt.Change?
function Ratings:add_if_room(values, options) end

--- Makes the ratings exactly these, with as few changes as possible. Refuses partial reads.
---@param values trakt.Values
---@param options? trakt.RatingOption
---@return trakt.Change
function Ratings:set(values, options) end

---@class trakt.CollectionOptions : trakt.sync.collection.get.Options
---@field type? "movies"|"shows"|"episodes"|"media" movies and episodes without it

--- Movies and episodes, each with what its medium is; shows and seasons stand for their episodes.
---@class trakt.Collection : trakt.Set
local Collection = {}

--- Every entry, all pages read.
---@param options? trakt.CollectionOptions
---@return trakt.CollectedEntry.All
function Collection:items(options) end

--- Adds what is not known to be there, and changes what has another medium.
---@param values trakt.Values
---@param options? trakt.CollectedOption
---@return trakt.Change
function Collection:add(values, options) end

--- Adds as `add` does; when the account can have no more there, the log says so, and nothing is answered.
---@param values trakt.Values
---@param options? trakt.CollectedOption
---@return trakt.Change?
function Collection:add_if_room(values, options) end

--- Makes the content exactly these values, with as few changes as possible. Refuses partial reads.
---@param values trakt.Values
---@param options? trakt.CollectedOption
---@return trakt.Change
function Collection:set(values, options) end

--- Plays. The same thing can be in it many times, so that adding always adds.
---@class trakt.History : trakt.Set
local History = {}

--- Every play, all pages read.
---@param options? trakt.sync.history.get.Arguments
---@return trakt.Play.All
function History:items(options) end

--- Adds plays.
---@param values trakt.Values
---@param options? trakt.WatchedOption
---@return trakt.Change
function History:add(values, options) end

--- Adds as `add` does; when the account can have no more there, the log says so, and nothing is answered.
---@param values trakt.Values
---@param options? trakt.WatchedOption
---@return trakt.Change?
function History:add_if_room(values, options) end

--- All plays since an instant or a date, newest first. Also written with a colon.
---@param point trakt.Moment
---@return trakt.Play.All
---@overload fun(self: trakt.History, point: trakt.Moment): trakt.Play.All
function History.since(point) end

--- What one section does not show.
---@class trakt.Hidden : trakt.Set
local Hidden = {}

--- Every entry, all pages read.
---@param options? trakt.users.hidden.get.Options
---@return trakt.HiddenEntry.All
function Hidden:items(options) end

--- Hides what is not known to be hidden.
---@param values trakt.Values
---@param options? trakt.HiddenOption
---@return trakt.Change
function Hidden:add(values, options) end

--- Hides as `add` does; when the account can have no more there, the log says so, and nothing is answered.
---@param values trakt.Values
---@param options? trakt.HiddenOption
---@return trakt.Change?
function Hidden:add_if_room(values, options) end

--- Makes what is hidden exactly these values, with as few changes as possible. Refuses partial reads.
---@param values trakt.Values
---@param options? trakt.HiddenOption
---@return trakt.Change
function Hidden:set(values, options) end
