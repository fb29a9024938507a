-- What a loop does once, or gathers, is not one call for each item.
local list, batch, wanted = trakt.list "A", {}, ...
for _, movie in ipairs(trakt.watchlist:items()) do
  batch[#batch + 1] = movie
  if #batch == 200 then
    list:add(batch)
    batch = {}
  end
  local one = movie.movie
  list:add(one) --> loop-write
end
for _, movie in ipairs(trakt.watchlist:items()) do
  if movie.rank == wanted then
    list:add(movie)
    break
  end
end
local function find()
  for _, movie in ipairs(trakt.watchlist:items()) do
    if movie.rank == wanted then
      list:add(movie)
      return movie
    end
    pcall(function()
      if movie.rank == 1 then
        list:add(movie) --> loop-write
        return
      end
    end)
  end
end
local function try()
  for _ = 1, 3 do
    local ok, show = pcall(trakt.shows.get, "breaking-bad")
    if ok then return show end
  end
end
for i, movie in ipairs(trakt.movies.trending()) do
  if i > 5 then break end
  print(movie, find(), try())
end
for _, movie in ipairs(trakt.movies.trending()) do --> first-page
  for i = 1, 3 do
    if i == movie.rank then break end
  end
  if movie.rank == 2 then goto continue end
  print(movie)
  ::continue::
end
