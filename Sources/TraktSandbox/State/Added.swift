/// A member that earlier snapshots lack: missing from a saved state, it is as a new one.
///
/// A struct with such members keeps the decoding that the compiler writes.
@propertyWrapper
struct Added<Value: Codable & Sendable & StartsEmpty>: Codable, Sendable {
    var wrappedValue: Value

    init() {
        wrappedValue = Value()
    }

    init(wrappedValue: Value) {
        self.wrappedValue = wrappedValue
    }

    init(from decoder: any Decoder) throws {
        wrappedValue = try decoder.singleValueContainer().decode(Value.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue)
    }
}

/// What has a value to begin with.
protocol StartsEmpty {
    init()
}

extension Array: StartsEmpty {}
extension Dictionary: StartsEmpty {}
extension Set: StartsEmpty {}
extension Bool: StartsEmpty {}

extension KeyedDecodingContainer {
    /// Takes the place of the `decode` that synthesized initializers call, and forgives a missing key.
    func decode<Value>(_ type: Added<Value>.Type, forKey key: Key) throws -> Added<Value> {
        try decodeIfPresent(type, forKey: key) ?? Added()
    }
}
