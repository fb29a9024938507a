--- Addresses for people: where a thing is on Trakt's website, and at IMDb, TMDB and TVDB.

local host = ...
local media = host.load("media")
local set = host.load("set")

local links = {}

--- What has a page under its slug.
local slug_paths = { movie = "/movies/", show = "/shows/", person = "/people/", user = "/users/" }

--- Which types a search by an id can be narrowed to; `true` where it needs none.
local search_types = {
  trakt = { movie = "movie", show = "show", season = "season", episode = "episode", person = "person" },
  imdb = { movie = true, show = true, episode = true, person = true },
  tmdb = { movie = "movie", show = "show", episode = "episode", person = "person" },
  tvdb = { show = "show", episode = "episode" },
}

--- In which order ids are searched with: where the type is known the one that everything has, else the one that
--- means one thing only.
local typed_order = { "trakt", "imdb", "tmdb", "tvdb" }
local untyped_order = { "imdb", "trakt", "tmdb", "tvdb" }

--- A thing as its address is made of it.
---@class links.Thing
---@field kind string? a type, "list", "comment" or "user"
---@field object any
---@field ids table<string, integer|string>
---@field show table<string, integer|string> the ids of its show
---@field season integer?
---@field number integer? of an episode

--- Text as a part of an address.
local function encoded(text)
  return (tostring(text):gsub("[^%w%-._~]", function(byte) return ("%%%02X"):format(byte:byte()) end))
end

---@return links.Thing
local function thing_of(value)
  local own = set.shown(value)
  local kind, object, show = media.about(own or value)
  local thing = { kind = kind, object = object, ids = media.ids(object) or {}, show = media.ids(show) or {} }
  if type(object) == "table" then
    if kind == "episode" then
      thing.season, thing.number = media.whole(object.season), media.whole(object.number or object.episode)
    elseif kind == "season" then
      thing.season = media.whole(object.number or object.season)
    elseif kind == "user" then
      thing.ids.slug = thing.ids.slug or object.username
    end
  end
  return thing
end

--- The place of a season or an episode below its show: "/seasons/1/episodes/2" in the words of a website.
local function place_below(thing, season_word, episode_word)
  if not thing.season then return nil end
  if thing.kind == "season" then return ("/%s/%d"):format(season_word, thing.season) end
  if not thing.number then return nil end
  return ("/%s/%d/%s/%d"):format(season_word, thing.season, episode_word, thing.number)
end

--- The path of a thing's own page.
local function own_page(thing)
  if slug_paths[thing.kind] then
    return thing.ids.slug and slug_paths[thing.kind] .. encoded(thing.ids.slug)
  elseif thing.kind == "season" or thing.kind == "episode" then
    local place = place_below(thing, "seasons", "episodes")
    return place and thing.show.slug and "/shows/" .. encoded(thing.show.slug) .. place
  elseif thing.kind == "comment" then
    return math.type(thing.object.id) == "integer" and "/comments/" .. thing.object.id
  elseif thing.kind == "list" then
    return thing.ids.trakt and "/lists/" .. encoded(thing.ids.trakt)
  end
end

--- The path of a search for one of a thing's ids, which leads to its page.
local function search(thing)
  for _, site in ipairs(thing.kind and typed_order or untyped_order) do
    local id, narrowed = thing.ids[site], thing.kind and search_types[site][thing.kind]
    if id and (narrowed or not thing.kind) then
      local path = ("/search/%s/%s"):format(site, encoded(id))
      return type(narrowed) == "string" and path .. "?id_type=" .. narrowed or path
    end
  end
end

--- What an address would need that is not there.
local function missing(thing)
  if thing.kind == "season" or thing.kind == "episode" then
    return "it needs the slug of its show and its numbers, as an entry of a history or calendar has them, "
      .. "or an id of its own"
  elseif thing.kind == "comment" then
    return "it needs its id"
  elseif thing.kind == "list" then
    return "it needs ids.trakt"
  elseif thing.kind == "user" then
    return "it needs ids.slug"
  elseif slug_paths[thing.kind] then
    return "it needs a slug or another id"
  elseif thing.kind then
    return ("a %s has no page of its own"):format(tostring(thing.kind))
  elseif thing.ids.slug then
    return ("say what it is, like { type = \"show\", slug = %q }"):format(thing.ids.slug)
  end
  return "it has no id"
end

--- The address on Trakt's website, or nil.
local function website(thing)
  local path = own_page(thing) or search(thing)
  return path and host.facts.website .. path
end

--- The address of a thing on Trakt's website: its own page where a slug says it, else a search that leads there.
---@param value any what Trakt answered, an entry, a list, { imdb = "tt0903747" }, "tt0903747"
---@return string
function links.url(value)
  local thing = thing_of(value)
  return website(thing) or host.fail {
    kind = "invalid_argument",
    message = ("trakt.url cannot link %s: %s"):format(
      set.shown(value) and tostring(value) or media.shown(value), missing(thing)),
  }
end

--- IMDb tells titles and names apart by the id's first letters.
local function imdb(thing)
  local id = thing.ids.imdb
  return id and ("https://www.imdb.com/%s/%s/"):format(tostring(id):find("^nm") and "name" or "title", encoded(id))
end

local tmdb_paths = { movie = "/movie/", show = "/tv/", person = "/person/" }

--- TMDB has seasons and episodes at their places below the show.
local function tmdb(thing)
  local path = tmdb_paths[thing.kind]
  if path then return thing.ids.tmdb and "https://www.themoviedb.org" .. path .. encoded(thing.ids.tmdb) end
  if thing.kind ~= "season" and thing.kind ~= "episode" then return nil end
  local place = place_below(thing, "season", "episode")
  return place and thing.show.tmdb and "https://www.themoviedb.org/tv/" .. encoded(thing.show.tmdb) .. place
end

local tvdb_paths = { movie = "movie", show = "series", season = "season", episode = "episode" }

--- TVDB's pages have names; by an id it leads to them.
local function tvdb(thing)
  local path, id = tvdb_paths[thing.kind], thing.ids.tvdb
  return path and id and ("https://www.thetvdb.com/dereferrer/%s/%s"):format(path, encoded(id))
end

--- All addresses of a thing that are known: { trakt, imdb, tmdb, tvdb }, those without an id left out.
---@param value any
---@return table<string, string>
function links.links(value)
  local thing = thing_of(value)
  return {
    trakt = website(thing) or nil, imdb = imdb(thing) or nil, tmdb = tmdb(thing) or nil, tvdb = tvdb(thing) or nil,
  }
end

return links
