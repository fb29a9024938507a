os.execute("ls") --> not-available
string.dump(print) --> not-available
local t = table
t.concta({}) --> unknown-field
print(time.noww()) --> unknown-field
print(math.squirt(2)) --> unknown-field
local has_exit = os.exit ~= nil
print(has_exit, math.pi, time.now())
time.zone = 1 --> read-only
trakt.lists = nil --> read-only
trakt.shows.get = 1 --> read-only
print(trakt.search.text.paht) --> unknown-field
print(trakt.search.text.path)
local settings = json.decode("{}")
print(settings.anything.at_all)
