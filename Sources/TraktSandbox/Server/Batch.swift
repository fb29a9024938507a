/// The body of a call with several items, as they stand in its arrays.
struct Batch: Sendable {
    private let body: JSONValue
    private static let arrays = ["movies", "shows", "seasons", "episodes", "people", "users", "ids"]

    /// `nil` when there is nothing in it that could be divided.
    init?(_ call: Call) {
        guard call.method == "POST", let body = try? call.document(), Self.count(body) > 1 else { return nil }
        self.body = body
    }

    /// The body with the first half of its items; of an odd number the smaller half.
    var firstHalf: JSONValue {
        var left = Self.count(body) / 2
        return Self.first(&left, of: body)
    }

    /// The items that hold no further ones. Counts an object that holds none as one when it is itself an item.
    private static func count(_ json: JSONValue) -> Int {
        arrays.compactMap { json[$0]?.array }.joined().reduce(0) { $0 + max(1, count($1)) }
    }

    private static func first(_ left: inout Int, of json: JSONValue) -> JSONValue {
        var json = json
        for name in arrays {
            guard let items = json[name]?.array else { continue }
            json[name] = .array(first(&left, of: items))
        }
        return json
    }

    private static func first(_ left: inout Int, of items: [JSONValue]) -> [JSONValue] {
        var kept: [JSONValue] = []
        for item in items where left > 0 {
            if count(item) == 0 {
                left -= 1
                kept.append(item)
            } else {
                kept.append(first(&left, of: item))
            }
        }
        return kept
    }
}
