/// The globals of a script, and what is in them, as the guide's page about the environment lists them. A test compares it
/// with what a script sees.
enum Environment {
    static let functions: Set<String> = words(
        """
        assert error getmetatable ipairs next pairs pcall rawequal rawget rawlen rawset select tonumber tostring type
        collectgarbage load print setmetatable xpcall require all notify
        """)

    /// The fields of each library.
    static let libraries: [String: Set<String>] = [
        "string": words("byte char find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper"),
        "table": words("concat insert move pack remove sort unpack"),
        "math": words(
            """
            abs acos asin atan ceil cos deg exp floor fmod huge log max maxinteger min mininteger modf pi rad random
            randomseed sin sqrt tan tointeger type ult
            """),
        "utf8": words("char charpattern codepoint codes len offset"),
        "coroutine": words("close create isyieldable resume running status wrap yield"),
        "os": words("date difftime time"),
        "debug": words("traceback"),
        "json": words("array decode encode null"),
        "time": words("date now parse today"),
        "log": words("debug error info warning"),
        "http": words("get post"),
    ]

    static let globals: Set<String> =
        functions.union(libraries.keys).union(["trakt", "store", "_G", "_VERSION"])

    /// What `require` gives without a file.
    static let modules: Set<String> = ["all", "http", "json", "log", "notify", "store", "time", "trakt"]

    /// What Lua has elsewhere, and why a script has not.
    static let leftOut: [String: String] = [
        "io": "files are not a script's; keep things in 'store', and print with 'print'",
        "package": "'require' loads what lies beside the script",
        "dofile": "'require' loads what lies beside the script",
        "loadfile": "'require' loads what lies beside the script",
        "warn": "use log.warning",
        "unpack": "it is table.unpack in Lua 5.4",
        "loadstring": "it is load in Lua 5.4",
        "setfenv": "Lua 5.4 has none",
        "getfenv": "Lua 5.4 has none",
        "module": "Lua 5.4 has none",
        "string.dump": "Lua does not check bytecode, and a wrong byte can do anything",
        "os.clock": "how long a script has run differs from run to run",
        "os.execute": "other programs are not a script's",
        "os.exit": "a script ends when its text ends; use error to fail",
        "os.getenv": "the machine's environment is not a script's; a rule has options",
        "os.remove": "files are not a script's",
        "os.rename": "files are not a script's",
        "os.setlocale": "the machine's settings are not a script's",
        "os.tmpname": "files are not a script's",
        "table.getn": "it is # in Lua 5.4",
        "table.maxn": "Lua 5.4 has none",
        "math.pow": "it is ^ in Lua 5.4",
        "string.gfind": "it is string.gmatch in Lua 5.4",
        "debug.getinfo": "of debug there is traceback alone",
        "debug.sethook": "of debug there is traceback alone",
        "debug.getlocal": "of debug there is traceback alone",
    ]

    private static func words(_ text: String) -> Set<String> {
        Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
}
