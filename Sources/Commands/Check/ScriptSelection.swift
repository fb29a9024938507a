internal import Foundation

/// The files that arguments name, and those in folders that they name.
struct ScriptSelection {
    private(set) var paths: [String] = []
    /// Those named by themselves.
    private(set) var named: Set<String> = []
    /// What is neither.
    private(set) var problems: [String] = []

    init(_ arguments: [String]) {
        for argument in arguments {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder.boolValue {
                let files = Self.files(in: argument)
                if files.isEmpty { problems.append("\(argument): there is no .lua file in this folder") }
                paths += files
            } else {
                paths.append(argument)
                named.insert(argument)
            }
        }
        var seen: Set<String> = []
        paths = paths.filter { seen.insert($0).inserted }
    }

    /// All Lua files below a folder, sorted; nothing that is hidden.
    private static func files(in folder: String) -> [String] {
        let found = FileManager.default.enumerator(
            at: URL(filePath: folder), includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
        let root = URL(filePath: folder).standardizedFileURL.path
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return (found?.compactMap { $0 as? URL } ?? [])
            .filter { $0.pathExtension == "lua" }
            .map { prefix + String($0.standardizedFileURL.path.dropFirst(root.count + 1)) }
            .sorted()
    }
}
