internal import Foundation
internal import Trakt

/// Between two pages the state of a reading lies with the script, which hands it back as it got it.
extension PageWalk {
    init?(cursor: JSONValue) {
        guard let walk = try? JSONDecoder().decode(PageWalk.self, from: Data(cursor.encoded)), walk.isPlausible else {
            return nil
        }
        self = walk
    }

    var cursor: JSONValue {
        guard let data = try? JSONEncoder().encode(self) else { return .null }
        return (try? JSONValue(parsing: Array(data))) ?? .null
    }
}
