internal import ArgumentParser
internal import Foundation
internal import Storage
internal import Trakt

/// What a shell proposes where only this machine knows the answer. It is asked at each press of a key: nothing here
/// reaches for the network, waits, or says anything.
extension CompletionKind {
    /// The accounts that are signed in.
    static var account: CompletionKind { .offering { _ in Candidates.current.accounts } }

    /// The runs of the journal, and `last`.
    static var run: CompletionKind { .offering { _ in Candidates.current.runs } }

    /// Rules by their names.
    static var rule: CompletionKind { .offering { _ in Candidates.current.rules } }

    /// Rules by their names, and Lua files.
    static var ruleOrFile: CompletionKind {
        .offering { prefix in Candidates.current.rules + Candidates.files(prefix, ending: "lua") }
    }

    /// The catalogue's groups and endpoints.
    static var endpoint: CompletionKind { .offering { _ in Candidates.endpoints } }

    /// Time zones.
    static var zone: CompletionKind { .offering { _ in TimeZone.knownTimeZoneIdentifiers } }

    /// What a sandbox begins with.
    static var seed: CompletionKind {
        .offering { prefix in ["demo", "empty"] + Candidates.files(prefix, ending: "json") }
    }

    /// A shell reads an answer from each line, and may show it: no name with a control character is one.
    private static func offering(_ names: @escaping @Sendable (_ prefix: String) -> [String]) -> CompletionKind {
        .custom { _, _, prefix in
            names(prefix).filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
        }
    }
}

/// What there is to choose from.
struct Candidates: Sendable {
    let environment: [String: String]

    static var current: Candidates { Candidates(environment: ProcessInfo.processInfo.environment) }

    var accounts: [String] {
        let stored = (try? AccountDirectory(environment))?.names.map(\.text) ?? []
        return stored + (environment["MOONREEL_ACCESS_TOKEN"]?.isEmpty == false ? ["environment"] : [])
    }

    var runs: [String] { ["last"] + JournalGlance(environment).runs(atMost: 50).map { String($0) } }

    var rules: [String] { JournalGlance(environment).rules() }

    static var endpoints: [String] {
        let names = Catalogue.all.map(\.id)
        let groups = names.flatMap { name in
            let parts = name.split(separator: ".")
            return (1..<parts.count).map { parts.prefix($0).joined(separator: ".") }
        }
        return Set(names + groups).sorted()
    }

    /// The files with an ending that begin with what was typed, and the folders on the way to others.
    static func files(_ typed: String, ending: String) -> [String] {
        let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
        let path = (folder.isEmpty ? "." : folder as NSString).expandingTildeInPath
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().compactMap { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            if exists, isFolder.boolValue { return folder + name + "/" }
            return name.hasSuffix("." + ending) ? folder + name : nil
        }
    }
}
