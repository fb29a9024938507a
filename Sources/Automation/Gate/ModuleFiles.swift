internal import Foundation
internal import Synchronization
internal import Trakt

/// The Lua files beside a script, for `require`: "lists.by_year" is `lists/by_year.lua` in the script's directory.
final class ModuleFiles: Sendable {
    /// How often one run may ask, and what it may be given in all: each module is read once, and its text is kept with the run.
    private static let most = 1000
    private static let mostBytes = 64 << 20
    private static let longestName = 200

    private let directory: String
    private let given = Mutex((modules: 0, bytes: 0))

    init(directory: String) {
        self.directory = directory
    }

    /// Whether more may be asked.
    var hasRoom: Bool { given.withLock { $0.modules <= Self.most && $0.bytes <= Self.mostBytes } }

    /// Where the module is that the message `module` asks for, whether it is there or not; nil where its name is none.
    func path(for request: JSONValue) -> String? {
        guard let name = request["name"]?.string, name.utf8.count <= Self.longestName else { return nil }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.allSatisfy(Self.isIdentifier) else { return nil }
        return (directory as NSString).appendingPathComponent(parts.joined(separator: "/") + ".lua")
    }

    /// Answers the message `module`.
    func document(for request: JSONValue) throws(RunError) -> JSONValue {
        let name = request["name"]?.string ?? ""
        try count(modules: 1)
        guard let file = path(for: request) else { throw .noModule(name: name, file: name + ".lua") }
        guard staysInside(file) else { throw .moduleElsewhere(name: name, file: file) }
        let module: ScriptFile
        do { module = try ScriptFile(reading: file) } catch .missing {
            throw .noModule(name: name, file: file)
        } catch {
            throw .module(error)
        }
        try count(bytes: module.source.count)
        return [
            "source": .string(String(decoding: module.source, as: UTF8.self)), "chunkname": .string(module.chunkName),
        ]
    }

    private func count(modules: Int = 0, bytes: Int = 0) throws(RunError) {
        let isTooMuch = given.withLock { given in
            given = (given.modules + modules, given.bytes + bytes)
            return given.modules > Self.most || given.bytes > Self.mostBytes
        }
        if isTooMuch { throw .tooManyModules(most: Self.most) }
    }

    private static func isIdentifier(_ part: Substring) -> Bool {
        !part.isEmpty && part.allSatisfy { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    }

    /// A link may lead out of the directory; what it leads to is not beside the script.
    private func staysInside(_ file: String) -> Bool {
        let home = URL(filePath: directory.isEmpty ? "." : directory).resolvingSymlinksInPath().path
        let target = URL(filePath: file).resolvingSymlinksInPath().path
        return target.hasPrefix(home.hasSuffix("/") ? home : home + "/")
    }
}
