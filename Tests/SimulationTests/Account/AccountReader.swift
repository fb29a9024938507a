import TraktSandbox

/// Reads what an account of the sandbox holds, with none of the client's code.
struct AccountReader: Sendable {
    private let door: SandboxDoor
    /// Whose account it is.
    let user: String

    struct Refused: Error {
        let target: String
        let status: Int
    }

    /// Somebody who has next to nothing at the beginning.
    static let user = "greta-lind"

    init(_ door: SandboxDoor) {
        self.door = door
        user = Self.user
    }

    var token: String { "\(door.info.accessToken)-\(user)" }

    /// All pages of a reading.
    func all(_ target: String) throws -> [JSONValue] {
        var items: [JSONValue] = []
        for page in 1... {
            let answer = try send("GET", target + (target.contains("?") ? "&" : "?") + "page=\(page)&limit=250")
            items += answer.json.array ?? []
            guard page < answer.pages else { break }
        }
        return items
    }

    @discardableResult
    func send(_ method: String, _ target: String, _ body: JSONValue? = nil) throws -> (json: JSONValue, pages: Int) {
        let answer = door.answer(
            method: method, target: target,
            headers: [
                "User-Agent": "Reader/1.0", "trakt-api-key": door.info.clientID, "trakt-api-version": "2",
                "Content-Type": "application/json", "Authorization": "Bearer \(token)",
            ], body: body?.bytes ?? [])
        guard (200..<300).contains(answer.status) else { throw Refused(target: target, status: answer.status) }
        let pages = answer.headers.first { $0.name.lowercased() == "x-pagination-page-count" }.flatMap { Int($0.value) }
        return (answer.body.isEmpty ? .null : try JSONValue(parsing: answer.body), pages ?? 1)
    }
}
