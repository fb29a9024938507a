package import Lua

/// The part of the `trakt` module that is written in Lua, compiled once for the process.
package enum Prelude {
    /// All modules, with the globals that scripts see.
    package static let modules: Result<[PreludeModule], ScriptError> = Result { () throws(ScriptError) in
        var modules: [PreludeModule] = []
        for (name, source) in sources {
            modules.append(try PreludeModule(name: name, global: globals[name], source: source))
        }
        return modules
    }

    /// The module that is given the script and runs it.
    package static let root = "main"

    private static let globals = ["trakt": "trakt", "time": "time", "all": "all", "modules": "require"]

    private static let sources: [(name: String, source: [UInt8])] = [
        ("trakt", PackageResources.trakt_lua),
    ]
}
