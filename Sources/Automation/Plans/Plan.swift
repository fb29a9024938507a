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
        case .otherServer(let planned, let present):
            "the plan is for \(Self.words(planned)), not for \(Self.words(present)); nothing was sent"
        }
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
        let document: JSONValue = [
            "format": .string(Self.format), "version": .integer(Self.version), "account": .string(account),
            "server": Self.json(server), "script": .object(script), "made_at": .string(Instant.text(madeAt)),
            "changes": changes.asJSON, "basis": basis.asJSON,
        ]
        return document.encoded
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
        server = try part("server", json["server"].flatMap(Self.server))
        script = Script(
            path: try part("script", json["script"]?["path"]?.string), rule: json["script"]?["rule"]?.string,
            digest: try part("script", json["script"]?["digest"]?.string))
        madeAt = try part("made_at", Instant.date(json["made_at"]?.string))
        changes = try part("changes", ChangeList(json["changes"]))
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

extension Basis {
    var asJSON: JSONValue {
        .array(
            readings.map { reading in
                var members: [String: JSONValue] = [
                    "endpoint": .string(reading.endpoint), "target": .string(reading.target),
                    "pages": .array(reading.pages.map(\.asJSON)),
                    "entries": .object(
                        reading.entries.mapValues { ["title": .string($0.title), "value": .string($0.value)] }),
                ]
                members["item_count"] = reading.itemCount.map { .integer(Int64($0)) }
                return .object(members)
            })
    }

    init?(_ json: JSONValue?) {
        guard let elements = json?.array else { return nil }
        let readings = elements.compactMap(Reading.init)
        guard readings.count == elements.count else { return nil }
        self.init(readings)
    }
}

extension Basis.Page {
    fileprivate var asJSON: JSONValue {
        var members: [String: JSONValue] = [:]
        members["number"] = number.map { .integer(Int64($0)) }
        members["limit"] = limit.map { .integer(Int64($0)) }
        return .object(members)
    }
}

extension Basis.Reading {
    fileprivate init?(_ json: JSONValue) {
        guard let endpoint = json["endpoint"]?.string, let target = json["target"]?.string, target.hasPrefix("/"),
            let pages = json["pages"]?.array, let entries = json["entries"]?.object
        else { return nil }
        let read = entries.compactMapValues { entry -> Basis.Entry? in
            guard let title = entry["title"]?.string, let value = entry["value"]?.string else { return nil }
            return Basis.Entry(title: title, value: value)
        }
        guard read.count == entries.count else { return nil }
        self.init(
            endpoint: endpoint, target: target,
            pages: pages.map { page in
                Basis.Page(
                    number: page["number"]?.integer.map { Int($0) }, limit: page["limit"]?.integer.map { Int($0) })
            }, entries: read, itemCount: json["item_count"]?.integer.map { Int($0) })
    }
}
