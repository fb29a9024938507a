internal import Foundation
internal import Trakt

/// The Lua files beside a script, for `require`: "lists.by_year" is `lists/by_year.lua` in the script's directory.
struct ModuleFiles: Sendable {
    let directory: String

    /// Where the module is that the message `module` asks for, whether it is there or not.
    func path(for request: JSONValue) -> String {
        let parts = Self.parts(of: request["name"]?.string ?? "")
        return (directory as NSString).appendingPathComponent(parts.joined(separator: "/") + ".lua")
    }

    /// Answers the message `module`.
    func document(for request: JSONValue) throws(RunError) -> JSONValue {
        let (name, file) = (request["name"]?.string ?? "", path(for: request))
        let parts = Self.parts(of: name)
        guard !parts.isEmpty, parts.allSatisfy(Self.isIdentifier) else { throw .noModule(name: name, file: file) }
        guard staysInside(file) else { throw .moduleElsewhere(name: name, file: file) }
        do {
            let module = try ScriptFile(reading: file)
            return [
                "source": .string(String(decoding: module.source, as: UTF8.self)),
                "chunkname": .string(module.chunkName),
            ]
        } catch .missing {
            throw .noModule(name: name, file: file)
        } catch {
            throw .module(error)
        }
    }

    private static func parts(of name: String) -> [Substring] {
        name.split(separator: ".", omittingEmptySubsequences: false)
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
