package import Lua
internal import Wording

extension ScriptError {
    /// The error as the program tells it among its own words. What it is called, where it was and what it says are a script's to
    /// choose: they stay in one line, which is not too long.
    package var told: String { description.harmless(upTo: 2000) }
}
