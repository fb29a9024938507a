package import Lua
internal import TraktLuaPrelude

/// The part of the `trakt` module that is written in Lua, compiled once for the process.
package enum Prelude {
    /// All modules, with the globals that scripts see.
    package static let modules: Result<[PreludeModule], ScriptError> = Result { () throws(ScriptError) in
        var count = 0
        let files = UnsafeBufferPointer(start: moonreel_prelude_files(&count), count: count)
        var modules: [PreludeModule] = []
        for file in files {
            let global = file.global.map { String(cString: $0) }
            let source = Array(UnsafeBufferPointer(start: file.text, count: file.count))
            modules.append(try PreludeModule(name: String(cString: file.name), global: global, source: source))
        }
        return modules
    }

    /// The module that is given the script and runs it.
    package static let root = "main"

    /// The module that runs what is typed, input by input.
    package static let session = "session"
}
