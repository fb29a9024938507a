internal import Foundation
internal import Trakt
internal import TraktLua

/// The annotations beside somebody's scripts. Their folder is hidden, and no file lies among the scripts themselves:
/// moonreel serve would take it for one.
struct StubFolder {
    static let name = ".moonreel"

    private let scripts: URL

    init(scripts directory: String) { scripts = URL(filePath: directory, directoryHint: .isDirectory) }

    var path: String { folder.relativePath }
    private var folder: URL { scripts.appending(path: Self.name) }
    private var settings: URL { scripts.appending(path: LanguageServerSettings.fileName) }

    /// What is to be said of the settings.
    enum Settings: Equatable {
        case written
        case upToDate
        /// They are somebody's own, and lack these.
        case lacking([String])
        /// They are somebody's own, and no JSON without comments.
        case unreadable

        func advice(_ folder: StubFolder) -> String? {
            let file = folder.settings.relativePath
            switch self {
            case .written: return "\(file) tells editors of them."
            case .upToDate: return nil
            case .lacking(let lines):
                return "\(file) is yours and stays as it is. Add to it:\n  " + lines.joined(separator: ",\n  ")
            case .unreadable:
                return "\(file) is yours, stays as it is, and is not read here. See that it says:\n  "
                    + folder.lines.joined(separator: ",\n  ")
            }
        }
    }

    /// Writes the annotations, and the settings where there are none.
    func write() throws -> Settings {
        for place in [scripts, folder] where Self.isNoDirectory(place) {
            throw StubFolderError.noDirectory(place.relativePath)
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in EditorStubs.files {
            try Data(file.text.utf8).write(to: folder.appending(path: file.name), options: .atomic)
        }
        try removeOutdated()
        do {
            // Whoever wrote it a moment ago keeps it.
            try Data(document.utf8).write(to: settings, options: .withoutOverwriting)
            return .written
        } catch CocoaError.fileWriteFileExists {
            return try compared()
        }
    }

    private static func isNoDirectory(_ place: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: place.path, isDirectory: &isDirectory) && !isDirectory.boolValue
    }

    /// Takes away what another version wrote and this one does not: an editor would still read it.
    private func removeOutdated() throws {
        let current = Set(EditorStubs.files.map(\.name))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix(".lua") && !current.contains(name) {
            let file = folder.appending(path: name)
            // Annotations begin so; what somebody else put there stays.
            guard let text = try? Data(contentsOf: file), text.starts(with: Data("---@meta".utf8)) else { continue }
            try FileManager.default.removeItem(at: file)
        }
    }

    // MARK: Settings

    private var entries: [(name: String, value: JSONValue)] {
        LanguageServerSettings.entries(stubsIn: Self.name).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private var lines: [String] { entries.filter { $0.name != "$schema" }.map(Self.line) }

    private var document: String { "{\n  " + entries.map(Self.line).joined(separator: ",\n  ") + "\n}\n" }

    private static func line(_ name: String, _ value: JSONValue) -> String {
        "\(JSONValue.string(name).encodedText): \(value.encodedText)"
    }

    /// What the settings that are there lack.
    private func compared() throws -> Settings {
        guard let own = try? JSONValue(parsing: Array(Data(contentsOf: settings))), own.object != nil else {
            return .unreadable
        }
        let lacking = entries.filter { $0.name != "$schema" && !Self.holds(own, $0.name, $0.value) }
        return lacking.isEmpty ? .upToDate : .lacking(lacking.map(Self.line))
    }

    /// Whether settings say at least this: a list may have more entries, and "a.b" may be written as "b" inside "a".
    private static func holds(_ own: JSONValue, _ name: String, _ value: JSONValue) -> Bool {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard let found = own[name] ?? (parts.count == 2 ? own[parts[0]]?[parts[1]] : nil) else { return false }
        switch value {
        case .array(let wanted): return wanted.allSatisfy { found.array?.contains($0) == true }
        case .object(let wanted): return wanted.allSatisfy { found[$0.key] == $0.value }
        default: return found == value
        }
    }
}

/// Why annotations cannot be written.
enum StubFolderError: Error, CustomStringConvertible {
    case noDirectory(String)

    var description: String {
        switch self {
        case .noDirectory(let path):
            "The annotations could not be written: \(path) is a file; name the directory of the scripts."
        }
    }
}
