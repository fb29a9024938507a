-- What string.find, match, gmatch and gsub promise (Lua 5.4 manual, sections 6.4 and 6.4.1). Runs on any Lua 5.4.

local function same(what, expected, ...)
  local got = table.pack(...)
  for i = 1, math.max(#expected, got.n) do
    if expected[i] ~= got[i] or math.type(expected[i]) ~= math.type(got[i]) then
      error(("%s: result %d is %s, expected %s"):format(what, i, tostring(got[i]), tostring(expected[i])), 2)
    end
  end
end

local function fails(message, f, ...)
  local ok, err = pcall(f, ...)
  if ok then error("no error; expected: " .. message, 2) end
  if not tostring(err):find(message, 1, true) then
    error(("error is %q, expected %q"):format(tostring(err), message), 2)
  end
end

local function all(s, pattern, init)
  local found = {}
  for a, b in s:gmatch(pattern, init) do found[#found + 1] = b and (a .. "=" .. b) or a end
  return table.concat(found, "|")
end

local find, match, gmatch, gsub, rep = string.find, string.match, string.gmatch, string.gsub, string.rep

-- The manual's own examples of gsub
same("gsub words", { "hello hello world world", 2 }, gsub("hello world", "(%w+)", "%1 %1"))
same("gsub whole match, once", { "hello hello world", 1 }, gsub("hello world", "%w+", "%0 %0", 1))
same("gsub swap", { "world hello Lua from", 2 }, gsub("hello world from Lua", "(%w+)%s*(%w+)", "%2 %1"))
local environment = { HOME = "/home/roberto", USER = "roberto" }
same("gsub function", { "home = /home/roberto, user = roberto", 2 },
  gsub("home = $HOME, user = $USER", "%$(%w+)", function(name) return environment[name] end))
same("gsub table", { "lua-5.4.tar.gz", 2 },
  gsub("$name-$version.tar.gz", "%$(%w+)", { name = "lua", version = "5.4" }))
same("gmatch pairs", { "from=world|to=Lua" }, all("from=world, to=Lua", "(%w+)=(%w+)"))
same("gmatch words", { "hello|world|from|Lua" }, all("hello world from Lua", "%a+"))

-- find: plain, init, anchors
same("find", { 5, 7 }, find("the cat", "cat"))
same("find nothing", { nil }, find("the cat", "dog"))
same("find empty", { 1, 0 }, find("abc", ""))
same("find empty at the end", { 4, 3 }, find("abc", "", 4))
same("find empty beyond the end", { nil }, find("abc", "", 5))
same("find from the end", { 3, 3 }, find("abcc", "c", -2))
same("find from before the beginning", { 1, 1 }, find("abc", "a", -20))
same("find from 0", { 1, 1 }, find("abc", "a", 0))
same("find from the smallest integer", { 1, 1 }, find("abc", "a", math.mininteger))
same("find from the greatest integer", { nil }, find("abc", "a", math.maxinteger))
same("find plain", { 2, 3 }, find("a.+b", ".+", 1, true))
same("find plain with init", { 4, 4 }, find("a.b.", ".", 3, true))
same("find long plain", { 4, 6 }, find("aabaac", "aac", 1, true))
same("find with a zero byte", { 2, 3 }, find("a\0b", "\0b"))
same("a closing parenthesis alone is no pattern", { 2, 2 }, find("a)", ")"))
same("find captures", { 1, 3, "a", 2 }, find("abc", "(a)()bc"))
same("anchor", { nil }, find("xabc", "^abc"))
same("anchor with init", { 2, 4 }, find("xabc", "^abc", 2))
same("end anchor", { 3, 3 }, find("aba", "a$", 2))
same("dollar within", { 1, 3 }, find("a$b", "a$b"))
same("caret within", { 1, 3 }, find("a^b", "a^b"))
same("anchors around nothing", { nil }, find("a", "^$"))

-- Repetitions
same("greedy", { "aXbX" }, match("aXbXc", ".*X"))
same("lazy", { "aX" }, match("aXbXc", ".-X"))
same("one or more", { nil }, match("b", "a+"))
same("optional", { "color", "colour" }, match("color", "colou?r"), match("colour", "colou?r"))
same("gives back", { "aaa", "a" }, match("aaaa", "^(a*)(a)$"))
same("trim", { "some title" }, match("  some title \n", "^%s*(.-)%s*$"))
same("lazy to the end", { "abc" }, match("abc", "^(.-)$"))
same("repeated set", { "2024", "05" }, match("2024-05", "([0-9]+)-([%d]+)"))
same("repetition of an escaped letter", { "..." }, match("a...b", "%.+"))

-- Classes and sets
same("%a", { "b" }, match("1b2", "%a"))
same("%A %D %S %W", { "1", "a", "x", "-" }, match("1", "%A"), match("a", "%D"), match(" x", "%S"), match("a-", "%W"))
same("%p %c %x %u %l %g", { "!", "\n", "fF09", "U", "l", "~" }, match("a!", "%p"), match("a\n", "%c"),
  match("gfF09g", "%x+"), match("lU", "%u"), match("Ul", "%l"), match(" ~", "%g"))
same("set with a bracket first", { "]" }, match("a]", "[]]"))
same("complement with a bracket first", { "a" }, match("]a", "[^]]"))
same("set with a hyphen last", { "-" }, match("b-", "[a-]"))
same("set with a hyphen first", { "-" }, match("b-", "[-a]"))
same("class in a set", { "a_1" }, match("-a_1-", "[%w_]+"))
same("escaped bracket in a set", { "]" }, match("a]", "[%]]"))
same("a range may hold zero bytes", { "\0\1" }, match("a\0\1b", "[\0-\1]+"))
same("bytes beyond ASCII", { "\xe9\xff" }, match("a\xe9\xffb", "[\x80-\xff]+"))

-- Captures
same("position captures", { 3, 5 }, match("flaaap", "()aa()"))
same("nested captures", { "key = value", "key", "value" }, match("key = value", "((%w+)%s*=%s*(%w+))"))
same("empty capture", { "" }, match("abc", "b(x*)c"))
same("back-reference", { "\"", "it's" }, match([[say "it's" now]], [[(["'])(.-)%1]]))
same("a position is equal to no text", { nil }, match("aa", "()a%1"))
same("32 captures", { 32 }, select("#", match(rep("a", 32), rep("(a)", 32))))

-- %b and %f
same("balanced", { "(a(b)c)" }, match("x(a(b)c)d)", "%b()"))
same("balanced by one letter", { "|a|" }, match("|a|b|", "%b||"))
same("not balanced", { nil }, match("((a)", "^%b()"))
same("frontier", { 5, 4 }, find("THE (QUICK) fox", "%f[(]"))
same("frontier of words", { "THE|QUICK|JUMPS" }, all("THE (QUICK) fox JUMPS", "%f[%a]%u+%f[%A]"))
same("frontier at the end", { 4, 3 }, find("abc", "%f[\0]"))

-- gmatch
same("gmatch with empty matches", { "|||" }, all("abc", "x*"))
same("gmatch: no empty match where one ended", { "ab|c|" }, all("ab c ", "%a*"))
same("gmatch init", { "b|c" }, all("a b c", "%a", 2))
same("gmatch negative init", { "c" }, all("a b c", "%a", -1))
same("gmatch init beyond the end", { "" }, all("abc", "%a", 10))
same("gmatch: no anchor", { "^a" }, all("a^a", "^a"))
local letters = gmatch("ab", "%a")
same("gmatch ends for good", { "a", "b", nil, nil }, letters(), letters(), letters(), letters())

-- gsub
same("gsub nothing", { "abc", 0 }, gsub("abc", "x", "y"))
same("gsub empty matches", { "-a-b-c-", 4 }, gsub("abc", "", "-"))
same("gsub empty and not", { "-b-", 2 }, gsub("aab", "a*", "-"))
same("gsub anchored", { "xaa", 1 }, gsub("aaa", "^a", "x"))
same("gsub anchored elsewhere", { "baa", 0 }, gsub("baa", "^a", "x"))
same("gsub count 0", { "aaa", 0 }, gsub("aaa", "a", "x", 0))
same("gsub count below 0", { "aaa", 0 }, gsub("aaa", "a", "x", -1))
same("gsub percent", { "100%", 1 }, gsub("100p", "p", "%%"))
same("gsub %1 without captures", { "[a][b]", 2 }, gsub("ab", "%a", "[%1]"))
same("gsub positions", { "1a2b", 2 }, gsub("ab", "()(%a)", "%1%2"))
same("gsub number", { "7b", 1 }, gsub("ab", "a", 7))
same("gsub false keeps", { "ab", 2 }, gsub("ab", "%a", function() return false end))
same("gsub nil keeps", { "a1", 2 }, gsub("ab", "%a", { b = 1 }))
same("gsub table with a metamethod", { "AB", 2 },
  gsub("ab", "%a", setmetatable({}, { __index = function(_, key) return key:upper() end })))
same("gsub uses the first capture as the key", { "1", 1 }, gsub("ab", "(a)(b)", { a = 1 }))
same("gsub hands over all captures", { "b,a", 1 }, gsub("ab", "(a)(b)", function(a, b) return b .. "," .. a end))
same("gsub of a number", { "1x3", 1 }, gsub(123, 2, "x"))
same("gsub callbacks may call gsub", { "[A][B]", 2 },
  gsub("ab", "%a", function(c) return (gsub("[" .. c .. "]", "%a", string.upper)) end))

-- Errors
fails("malformed pattern (ends with '%')", find, "a", "a%")
fails("malformed pattern (missing ']')", find, "a", "[a")
fails("malformed pattern (missing ']')", find, "a", "[]")
fails("malformed pattern (missing ']')", find, "a", "[^]")
fails("malformed pattern (missing ']')", find, "a", "[a%]")
fails("malformed pattern (missing arguments to '%b')", find, "a", "%b")
fails("malformed pattern (missing arguments to '%b')", find, "a", "%ba")
fails("missing '[' after '%f' in pattern", find, "a", "%fa")
fails("unfinished capture", find, "a", "(a")
fails("invalid pattern capture", find, "a", "a)()")
fails("invalid capture index %1", find, "a", "%1")
fails("invalid capture index %0", find, "a", "%0")
fails("invalid capture index %1", find, "a", "(%1)")
fails("invalid capture index %2", gsub, "alo", ".", "%2")
fails("invalid use of '%' in replacement string", gsub, "alo", ".", "%x")
fails("invalid use of '%' in replacement string", gsub, "alo", ".", "%")
fails("invalid replacement value (a table)", gsub, "alo", ".", { a = {} })
fails("string/function/table expected", gsub, "alo", ".", true)
fails("too many captures", match, rep("a", 33), rep("(a)", 33))
fails("pattern too complex", match, rep("a", 400), rep("a?", 300))
fails("string expected, got nil", find, nil, "a")
fails("string expected, got no value", match, "a")
fails("number expected", gmatch, "a", "a", {})
fails("boom", gsub, "a", "a", function() error("boom") end)
same("what is malformed is noticed only when it is reached", { nil }, find("b", "a["))

-- Long subjects: no limit of the stack is met
same("long greedy", { 200000 }, #match(rep("a", 200000), "^a*$"))
same("long lazy", { 200000 }, #match(rep("a", 200000), "^.-$"))
same("long gsub", { 100000 }, select(2, gsub(rep("ab", 100000), "a", "")))
same("long balanced", { 200000 }, #match(rep("(", 100000) .. rep(")", 100000), "%b()"))

-- rep
same("rep", { "ababab", "ab,ab", "ab", "", "" },
  rep("ab", 3), rep("ab", 2, ","), rep("ab", 1, ","), rep("ab", 0), rep("ab", -1))
same("rep of nothing", { "", ",," }, rep("", 100), rep("", 3, ","))
same("rep of many", { 99999 }, #rep("abc", 33333))
fails("resulting string too large", rep, "ab", 1 << 62)
fails("resulting string too large", rep, "ab", math.maxinteger, ",")

-- Strings as objects
assert(("x"):rep(2) == "xx" and ("abc").len("abc") == 3 and "10" + 5 == 15)
