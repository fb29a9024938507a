package import Trakt
package import TraktSandbox

/// The account of a simulated world, as the person has it in a browser: nothing of what the program under it sends is
/// counted or delayed by it.
package struct SimulatedAccount: Sendable {
    private let door: SandboxDoor

    /// The sandbox said no.
    package struct Refused: Error, CustomStringConvertible {
        package let target: String
        package let status: Int

        package var description: String { "the sandbox answered \(target) with \(status)" }
    }

    package init(_ door: SandboxDoor) { self.door = door }

    package func get(_ target: String) throws -> Trakt.JSONValue { try send("GET", target) }

    @discardableResult
    package func send(_ method: String, _ target: String, _ body: Trakt.JSONValue? = nil) throws -> Trakt.JSONValue {
        let answer = door.answer(
            method: method, target: target,
            headers: [
                "User-Agent": "Person/1.0", "trakt-api-key": door.info.clientID, "trakt-api-version": "2",
                "Content-Type": "application/json", "Authorization": "Bearer \(door.info.accessToken)",
            ], body: body?.encoded ?? [])
        guard (200..<300).contains(answer.status) else { throw Refused(target: target, status: answer.status) }
        return answer.body.isEmpty ? .null : try Trakt.JSONValue(parsing: answer.body)
    }

    /// What is on one of the account's lists; nothing where there is no such list.
    package func listed(_ slug: String) throws -> [Trakt.JSONValue] {
        do {
            return try entries("/users/me/lists/\(slug)/items?extended=full")
        } catch let refusal as Refused where refusal.status == 404 {
            return []
        }
    }

    /// Every entry of a reading, all pages.
    package func everything(_ target: String) throws -> [Trakt.JSONValue] {
        var all: [Trakt.JSONValue] = []
        for page in 1... {
            let entries = try entries(target + (target.contains("?") ? "&" : "?") + "page=\(page)")
            all += entries
            if entries.count < 250 { break }
        }
        return all
    }

    /// The first 250 entries of a reading: as many as a page has.
    package func entries(_ target: String) throws -> [Trakt.JSONValue] {
        try get(target + (target.contains("?") ? "&" : "?") + "limit=250").array ?? []
    }
}
