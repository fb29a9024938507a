---@meta
-- What a script has of Lua itself, where that is less than everything, and the modules beside `trakt`.
-- `io`, `package`, most of `os` and of `debug`, `dofile` and `loadfile` are not there.

---@type table<string, any>
_G = {}

---@type string
_VERSION = "Lua 5.4"

--- Raises an error where the value is false or nil; otherwise returns all its arguments.
---@generic T
---@param value? T
---@param message? any
---@param ... any
---@return T
---@return any ...
function assert(value, message, ...) end

--- Runs the garbage collector; no other option is there.
---@param option? "collect"
---@return integer
function collectgarbage(option) end

--- Raises an error. With level 0 a table of fields keeps what it says, and so does an error that was caught.
---@param message any
---@param level? integer
function error(message, level) end

---@param value any
---@return any
function getmetatable(value) end

---@generic T: table, V
---@param values T
---@return fun(table: V[], i?: integer): integer, V
---@return T
---@return integer
function ipairs(values) end

--- Compiles a text; bytecode is not taken.
---@param chunk string|(fun(): string?)
---@param name? string
---@param mode? "t"
---@param environment? table
---@return function?
---@return string? problem
function load(chunk, name, mode, environment) end

---@generic K, V
---@param values table<K, V>
---@param key? K
---@return K?
---@return V?
function next(values, key) end

--- Goes over a table in an order that depends on its keys alone.
---@generic T: table, K, V
---@param values T
---@return fun(table: table<K, V>, key?: K): K, V
---@return T
function pairs(values) end

--- Calls a function; an error is an answer: false, and mostly a `trakt.Error`.
---@param called function|trakt.Endpoint
---@param ... any
---@return boolean success
---@return any result
---@return any ...
function pcall(called, ...) end

--- Writes a line to the run's output.
---@param ... any
function print(...) end

---@param one any
---@param other any
---@return boolean
function rawequal(one, other) end

---@param values table
---@param key any
---@return any
function rawget(values, key) end

---@param values table|string
---@return integer
function rawlen(values) end

---@param values table
---@param key any
---@param value any
---@return table
function rawset(values, key, value) end

--- The value of a module: a built-in one, or the Lua file of that name beside the script, such as "lists.by_year".
---@param name string
---@return any
function require(name) end

---@param position integer|"#"
---@param ... any
---@return any ...
function select(position, ...) end

--- Sets a metatable; one with `__gc` is refused.
---@generic T: table
---@param values T
---@param metatable? table
---@return T
function setmetatable(values, metatable) end

---@param value any
---@param base? integer
---@return number?
function tonumber(value, base) end

---@param value any
---@return string
function tostring(value) end

---@param value any
---@return "nil"|"number"|"string"|"boolean"|"table"|"function"|"thread"|"userdata"
function type(value) end

--- Calls a function; on an error the handler says what is answered. The handler may call Trakt.
---@param called function|trakt.Endpoint
---@param handler function
---@param ... any
---@return boolean success
---@return any result
---@return any ...
function xpcall(called, handler, ...) end

---@class oslib
os = {}

---@param format? string
---@param moment? integer
---@return string|osdate
function os.date(format, moment) end

---@param later integer
---@param earlier integer
---@return number
function os.difftime(later, earlier) end

--- When the run began, in seconds since 1970; it stands still.
---@param parts? osdateparam
---@return integer
function os.time(parts) end

---@class osdateparam
---@field year integer|string
---@field month integer|string
---@field day integer|string
---@field hour? integer|string
---@field min? integer|string
---@field sec? integer|string
---@field isdst? boolean

---@class osdate : osdateparam
---@field wday integer
---@field yday integer

---@class debuglib
debug = {}

---@param message? any
---@param level? integer
---@return string
function debug.traceback(message, level) end

--- JSON, by the rules by which Trakt's answers become tables.
---@class moonreel.json
---@field null userdata JSON's null, where a place must be kept
json = {}

--- Text as a value. Members that are null are left out.
---@param text string
---@return any
function json.decode(text) end

--- A value as text, the keys in order.
---@param value any
---@return string
function json.encode(value) end

--- Marks a table as an array, also an empty one; `fields` can be read from it like members.
---@generic T: table
---@param values T
---@param fields? table
---@return T
function json.array(values, fields) end

--- The rule's own table: what it has when a run has finished, the next run finds in it. Only inside `run` of a rule.
---@type table<any, any>
store = {}

--- Lines with a level for whoever reads what a rule did.
---@class moonreel.log
log = {}

---@param message any
---@param fields? table<string, any> more, by name
function log.debug(message, fields) end

---@param message any
---@param fields? table<string, any> more, by name
function log.info(message, fields) end

--- What somebody should look at some time.
---@param message any
---@param fields? table<string, any> more, by name
function log.warning(message, fields) end

--- What went wrong although the run goes on.
---@param message any
---@param fields? table<string, any> more, by name
function log.error(message, fields) end

---@class moonreel.NoticeOptions
---@field title? string a line above the message, at most 250 bytes
---@field priority? "low"|"normal"|"high"|"urgent"
---@field link? string an address to open
---@field to? string|string[] channels by their names; every one without it

--- Tells somebody something, once for each run, on the channels that are configured.
---@param message string at most 16,000 bytes
---@param options? moonreel.NoticeOptions
---@return string[] channels those that it goes to
function notify(message, options) end

---@class moonreel.http.Answer
---@field status integer
---@field headers table<string, string> names in lower case
---@field body string
---@field json fun(): any reads the body

---@class moonreel.http.GetOptions
---@field headers? table<string, string>

---@class moonreel.http.PostOptions : moonreel.http.GetOptions
---@field body? string a text, sent as it is
---@field json? any a value, sent as JSON

--- Asking the hosts that whoever runs the script has allowed.
---@class moonreel.http
http = {}

---@param url string
---@param options? moonreel.http.GetOptions
---@return moonreel.http.Answer
function http.get(url, options) end

---@param url string
---@param options? moonreel.http.PostOptions
---@return moonreel.http.Answer
function http.post(url, options) end

--- Runs functions at once: `all { f, g }` returns the first result of each in order, `all { movies = f, shows = g }` a
--- table with the same keys. The first error ends the others and is raised.
---@param functions table<any, async fun(): any>
---@return any ...
function all(functions) end
