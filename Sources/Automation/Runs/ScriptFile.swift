internal import Foundation

/// A script's text, read from a file and fit to be run.
package struct ScriptFile: Sendable, Hashable {
    /// The path as the person wrote it.
    package let path: String
    package let source: [UInt8]
    /// Where `require` looks.
    package let directory: String

    /// What errors call it.
    package var chunkName: String { "@" + path }

    /// The largest text that is read.
    package static let longest = 8 << 20

    package init(path: String, source: [UInt8]) throws(ScriptFileError) {
        if source.first == 0x1B { throw .bytecode(path) }
        if let line = Self.firstInvalidLine(of: source) { throw .notUTF8(path, line: line) }
        self.path = path
        self.source = Self.readable(source)
        directory = Self.directory(of: path)
    }

    package init(reading path: String) throws(ScriptFileError) {
        try self.init(path: path, source: Self.bytes(of: path))
    }

    /// What comes from standard input, read to its end.
    ///
    /// - Parameter path: what it is called.
    package init(standardInputAs path: String) throws(ScriptFileError) {
        try self.init(path: path, source: Self.bytes(of: FileHandle.standardInput, path))
    }

    /// Foundation's own way of it ends the program where a path is one character, such as "-".
    private static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A byte order mark means nothing, and a first line that begins with `#` is for the shell (Lua manual, section 7).
    /// Lines keep their numbers.
    private static func readable(_ source: [UInt8]) -> [UInt8] {
        var source = source[...]
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { source = source.dropFirst(3) }
        if source.first == UInt8(ascii: "#") { source = source.drop { $0 != UInt8(ascii: "\n") } }
        return Array(source)
    }

    /// No character but the line's end has its byte, so a text is UTF-8 when all of its lines are.
    private static func firstInvalidLine(of source: [UInt8]) -> Int? {
        guard String(validating: source, as: UTF8.self) == nil else { return nil }
        let lines = source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }

    static func bytes(of path: String) throws(ScriptFileError) -> [UInt8] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { throw .missing(path) }
        guard !isDirectory.boolValue else { throw .directory(path) }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable(path) }
        defer { try? handle.close() }
        return try bytes(of: handle, path)
    }

    private static func bytes(of handle: FileHandle, _ path: String) throws(ScriptFileError) -> [UInt8] {
        let data: Data
        // Nothing to read is no error.
        do { data = try handle.read(upToCount: longest + 1) ?? Data() } catch { throw .unreadable(path) }
        guard data.count <= longest else { throw .tooLong(path) }
        return Array(data)
    }
}

/// A file that is no script.
package enum ScriptFileError: Error, Sendable, Hashable, CustomStringConvertible {
    case missing(String)
    case directory(String)
    case unreadable(String)
    case tooLong(String)
    case notUTF8(String, line: Int)
    case bytecode(String)

    package var description: String {
        switch self {
        case .missing(let path): "\(path): there is no such file"
        case .directory(let path): "\(path): this is a directory; name a Lua file in it"
        case .unreadable(let path): "\(path): the file cannot be read; check its permissions"
        case .tooLong(let path): "\(path): the file is larger than \(ScriptFile.longest >> 20) MiB, which no script is"
        case .notUTF8(let path, let line): "\(path):\(line): the text is not UTF-8; save the file in that encoding"
        case .bytecode(let path): "\(path): this is compiled Lua; only the source text is run"
        }
    }
}
