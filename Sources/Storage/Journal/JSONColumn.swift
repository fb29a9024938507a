internal import Foundation
internal import GRDB
internal import Trakt

/// Values that no question is ever asked about, as JSON in a column.
enum JSONColumn {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension Database {
    /// Keeps a document once, however often it comes, and says under which digest.
    func keep(_ bytes: [UInt8]) throws -> String {
        let hash = SHA256.hexadecimal(of: bytes)
        try execute(sql: "INSERT OR IGNORE INTO content VALUES (?, ?)", arguments: [hash, Data(bytes)])
        return hash
    }

    /// A document by its digest; nil where it is not kept.
    func content(_ hash: String) throws -> [UInt8]? {
        try Data.fetchOne(self, sql: "SELECT bytes FROM content WHERE hash = ?", arguments: [hash]).map(Array.init)
    }
}
