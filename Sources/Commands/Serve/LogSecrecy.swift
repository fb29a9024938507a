internal import Foundation
internal import Logging
internal import Trakt

/// Keeps out of a log what nobody may read there, should anything try to write it.
struct LogSecrecy: Sendable {
    static let replacement = "(hidden)"

    private let secrets: [String]

    /// - Parameter secrets: what this process knows by heart.
    init(_ secrets: [Secret] = []) {
        // A short one would be found in words that mean something else.
        self.secrets = secrets.map(\.text).filter { $0.count >= 8 }.sorted { $0.count > $1.count }
    }

    func cleaned(_ text: String) -> String {
        var text = text
        for secret in secrets where text.contains(secret) { text = text.replacing(secret, with: Self.replacement) }
        guard text.localizedCaseInsensitiveContains("bearer ") else { return text }
        return text.replacing(/(?i)(bearer\s+)[^\s"',;]+/) { $0.output.1 + Self.replacement }
    }

    /// A value without secrets: nothing is left of one whose name says that it is one.
    func cleaned(_ name: String, _ value: Logger.Metadata.Value) -> Logger.Metadata.Value {
        if Self.isSecret(name) { return .string(Self.replacement) }
        return switch value {
        case .string(let text): .string(cleaned(text))
        // What is printed as a number is none.
        case .stringConvertible(let value) where value is any BinaryInteger || value is Bool || value is Double:
            .stringConvertible(value)
        case .stringConvertible(let value): .string(cleaned("\(value)"))
        case .array(let values): .array(values.map { cleaned("", $0) })
        case .dictionary(let members):
            .dictionary(Dictionary(uniqueKeysWithValues: members.map { ($0, cleaned($0, $1)) }))
        }
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["token", "secret", "password", "authorization", "cookie", "device_code", "user_code"]
            .contains { name.contains($0) }
    }
}
