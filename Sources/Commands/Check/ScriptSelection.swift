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
                let found = Self.files(in: argument)
                if found.files.isEmpty, found.unreadable.isEmpty {
                    problems.append("\(argument): there is no .lua file in this folder")
                }
                problems += found.unreadable.map { "\($0): the folder cannot be read; check its permissions" }
                paths += found.files
            } else {
                paths.append(argument)
                named.insert(argument)
            }
        }
        var seen: Set<String> = []
        paths = paths.filter { seen.insert($0).inserted }
    }

    /// All Lua files below a folder, sorted, and the folders that cannot be read; nothing that is hidden. What only has
    /// the name of a Lua file, such as a pipe, a folder or a link to nowhere, is none.
    private static func files(in folder: String) -> (files: [String], unreadable: [String]) {
        let root = URL(filePath: folder, directoryHint: .isDirectory).resolvingSymlinksInPath()
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        func name(_ url: URL) -> String {
            prefix + url.pathComponents.dropFirst(root.pathComponents.count).joined(separator: "/")
        }
        guard isReadable(root) else { return ([], [folder]) }
        let found = FileManager.default.enumerator(
            at: root, includingPropertiesForKeys: nil, options: .skipsHiddenFiles,
            errorHandler: { _, _ in true })
        let entries = found?.compactMap { $0 as? URL } ?? []
        let scripts = entries.filter {
            $0.pathExtension == "lua" && kind(of: $0.resolvingSymlinksInPath()) == .typeRegular
        }
        let closed = entries.filter { kind(of: $0) == .typeDirectory && !isReadable($0) }
        return (scripts.map(name).sorted(), closed.map(name).sorted())
    }

    private static func isReadable(_ folder: URL) -> Bool {
        FileManager.default.isReadableFile(atPath: folder.path)
            && FileManager.default.isExecutableFile(atPath: folder.path)
    }

    private static func kind(of url: URL) -> FileAttributeType? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
        return attributes?[.type] as? FileAttributeType
    }
}
