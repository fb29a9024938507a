package import Trakt

/// What `.luarc.json` tells a language server of scripts: which Lua they are in, which of its libraries they have not,
/// and where the annotations are.
package enum LanguageServerSettings {
    package static let fileName = ".luarc.json"

    /// - Parameter folder: where the annotations are, seen from the folder of the scripts.
    package static func document(stubsIn folder: String) -> JSONValue {
        .object(entries(stubsIn: folder))
    }

    /// The settings by their names.
    package static func entries(stubsIn folder: String) -> [String: JSONValue] {
        [
            "$schema": "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json",
            "runtime.version": "Lua 5.4",
            "runtime.builtin": .object(absent.reduce(into: [:]) { $0[$1] = "disable" }),
            // Modules lie beside the script that requires them.
            "runtime.path": ["?.lua"],
            "workspace.library": [.string(folder)],
            "workspace.checkThirdParty": false,
            "type.checkTableShape": true,
        ]
    }

    /// The libraries that a script has not, or not whole; what it has of these is among the annotations.
    private static let absent = ["basic", "debug", "io", "os", "package"]
}
