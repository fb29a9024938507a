--- `trakt.collection`: what the user owns, movie by movie and episode by episode, with what its medium is.

local host = ...
local fields = host.load("fields")
local set = host.load("set")

--- What an entry says of its medium; a value that a script wrote has it beside its ids, Trakt's has it in `metadata`.
local function own(value)
  local metadata = type(value.metadata) == "table" and value.metadata or value
  return {
    collected_at = value.collected_at,
    media_type = metadata.media_type,
    resolution = metadata.resolution,
    hdr = metadata.hdr,
    audio = metadata.audio,
    audio_channels = metadata.audio_channels,
    ["3d"] = metadata["3d"],
  }, metadata ~= value
end

return set.new {
  title = "trakt.collection",
  types = { "movie", "show", "season", "episode" },
  read = "sync.collection.get",
  add = "sync.collection.add",
  remove = "sync.collection.remove",
  path = {},
  -- Movies and episodes in one reading; without the metadata a change of it could not be told.
  reading = { type = "media", extended = "metadata" },
  fields = {
    collected_at = fields.moment { "released" },
    media_type = fields.one_of { "digital", "bluray", "hddvd", "dvd", "vcd", "vhs", "betamax", "laserdisc" },
    resolution = fields.one_of {
      "uhd_4k", "hd_1080p", "hd_1080i", "hd_720p", "sd_480p", "sd_480i", "sd_576p", "sd_576i",
    },
    hdr = fields.one_of { "dolby_vision", "hdr10", "hdr10_plus", "hlg" },
    audio = fields.one_of {
      "dolby_digital", "dolby_digital_plus", "dolby_digital_plus_atmos", "dolby_truehd", "dolby_atmos",
      "dolby_prologic", "dts", "dts_ma", "dts_hr", "dts_x", "auro_3d", "mp3", "mp2", "aac", "lpcm", "ogg", "ogg_opus",
      "wma", "flac",
    },
    audio_channels = fields.one_of {
      "1.0", "2.0", "2.1", "3.0", "3.1", "4.0", "4.1", "5.0", "5.1", "5.1.2", "5.1.4", "6.1", "7.1", "7.1.2", "7.1.4",
      "9.1", "10.1",
    },
    ["3d"] = fields.flag,
  },
  own = own,
  updates = true,
  expands = true,
}
