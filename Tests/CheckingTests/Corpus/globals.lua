local shows = { "a" }
print(show) --> unknown-global
pritn(shows) --> unknown-global
total = 1 --> global-assignment
total = total + 1
local function count()
  shosw = 2 --> global-assignment
  return #shows
end
print(count())
string = {} --> global-assignment
io.write("x") --> not-available
dofile("x") --> not-available
print(pcall(function() return strnig end)) --> unknown-global
