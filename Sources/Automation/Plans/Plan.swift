package import Foundation
package import Journal
internal import Trakt

/// The writes a run would make, not made; with what they were based on. A document that can be kept, read and applied.
package struct Plan: Sendable {
    package struct Script: Sendable, Hashable {
        package var path: String
        /// The rule's name, when it is one.
        package var rule: String?
        /// SHA-256 of the text, in hexadecimal digits.
        package var digest: String
    }

    /// The account's name on this machine.
    package let account: String
    /// Who that is at Trakt; nil where nobody knows, as in a sandbox.
    package let user: AccountUser?
    package let server: Server
    package let script: Script
    /// The run's own clock: what is added without a time is added as of then.
    package let madeAt: Date
    package let changes: ChangeList
    let basis: Basis

    static let format = "moonreel plan"
    static let version: Int64 = 1
}

/// Why a file is no plan that can be applied.
package enum PlanError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(path: String)
    case notAPlan(path: String)
    case newer(path: String, version: Int64)
    case damaged(path: String, part: String)
    case otherAccount(planned: String, present: String)
    /// The account's name stands for another user of Trakt by now.
    case otherUser(account: String, planned: String?, present: String?)
    case otherServer(planned: Server, present: Server)

    package var description: String {
        switch self {
        case .unreadable(let path): "\(path): the file cannot be read"
        case .notAPlan(let path): "\(path): this is no plan; moonreel run SCRIPT --plan -o FILE saves one"
        case .newer(let path, let version):
            "\(path): this plan is of version \(version), and this program knows version \(Plan.version): use a newer moonreel"
        case .damaged(let path, let part): "\(path): the plan is damaged: its \(part) cannot be read; plan again"
        case .otherAccount(let planned, let present):
            "the plan is for the account \"\(planned)\", not for \"\(present)\"; use --account \(planned)"
        case .otherUser(let account, let planned, let present):
            "the plan is for \(planned ?? "nobody") at Trakt, and the account \"\(account)\" is \(present ?? "nobody") now; "
                + "nothing was sent"
        case .otherServer(let planned, let present):
            "the plan is for \(Self.words(planned)), not for \(Self.words(present)); nothing was sent"
                + Self.advice(planned)
        }
    }

    private static func advice(_ server: Server) -> String {
        guard case .sandboxFile(let file) = server else { return "" }
        return ". Use --sandbox --sandbox-state \(file)"
    }

    private static func words(_ server: Server) -> String {
        switch server {
        case .address(let address): address
        case .sandboxFile(let file): "the sandbox kept in \(file)"
        case .fleetingSandbox: "a sandbox that ended with its process"
        }
    }
}

// MARK: - The document

extension Plan {
    package var document: [UInt8] {
        var script: [String: JSONValue] = ["path": .string(self.script.path), "digest": .string(self.script.digest)]
        script["rule"] = self.script.rule.map { .string($0) }
        var document: [String: JSONValue] = [
            "format": .string(Self.format), "version": .integer(Self.version), "account": .string(account),
            "server": Self.json(server), "script": .object(script), "made_at": .string(Instant.text(madeAt)),
            "changes": changes.asJSON, "basis": basis.asJSON,
        ]
        document["user"] = user.map { ["id": .string($0.id), "slug": .string($0.slug)] }
        return JSONValue.object(document).encoded
    }

    /// Reads a plan.
    ///
    /// - Parameter path: what errors call it.
    package init(parsing document: [UInt8], path: String) throws(PlanError) {
        guard let json = try? JSONValue(parsing: document) else {
            let looksLikeOne = String(decoding: document, as: UTF8.self).contains("\"\(Self.format)\"")
            throw looksLikeOne ? .damaged(path: path, part: "text") : .notAPlan(path: path)
        }
        guard json["format"]?.string == Self.format, let version = json["version"]?.integer else {
            throw .notAPlan(path: path)
        }
        guard version <= Self.version else { throw .newer(path: path, version: version) }
        func part<Value>(_ name: String, _ value: Value?) throws(PlanError) -> Value {
            guard let value else { throw .damaged(path: path, part: name) }
            return value
        }
        account = try part("account", json["account"]?.string)
        user = json["user"].flatMap { user in
            user["id"]?.string.map { AccountUser(id: $0, slug: user["slug"]?.string ?? $0) }
        }
        server = try part("server", json["server"].flatMap(Self.server))
        script = Script(
            path: try part("script", json["script"]?["path"]?.string), rule: json["script"]?["rule"]?.string,
            digest: try part("script", json["script"]?["digest"]?.string))
        madeAt = try part("made_at", Instant.date(json["made_at"]?.string))
        changes = try part("changes", ChangeList(json["changes"]).flatMap { $0.isCallable ? $0 : nil })
        basis = try part("basis", Basis(json["basis"]))
    }

    private static func json(_ server: Server) -> JSONValue {
        switch server {
        case .address(let address): ["address": .string(address)]
        case .sandboxFile(let file): ["sandbox_file": .string(file)]
        case .fleetingSandbox: ["sandbox_file": .null]
        }
    }

    private static func server(_ json: JSONValue) -> Server? {
        json["address"]?.string.map(Server.address) ?? json["sandbox_file"]?.string.map(Server.sandboxFile)
    }
}
