internal import Trakt

/// One way in which the account is no longer what a plan was based on.
struct Movement: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable {
        case came = "+"
        case went = "-"
        case changed = "~"
    }

    let kind: Kind
    let title: String
    let endpoint: String
}

extension Basis.Reading {
    /// What differs in the same read now.
    func movements(to now: Basis.Reading) -> [Movement] {
        let endpoint = call.endpoint.id
        // A show comes up next also by itself, when an episode airs.
        let new = Basis.isProgressList(endpoint) ? [:] : now.entries.filter { entries[$0.key] == nil }
        let came = new.map {
            Movement(kind: .came, title: $0.value.title, endpoint: endpoint)
        }
        let went = entries.filter { now.entries[$0.key] == nil }.map {
            Movement(kind: .went, title: $0.value.title, endpoint: endpoint)
        }
        let changed = entries.filter { key, entry in now.entries[key].map { $0.value != entry.value } ?? false }
            .map { Movement(kind: .changed, title: $0.value.title, endpoint: endpoint) }
        let found = came + went + changed
        // What moved may stand on a page that the plan did not read.
        if found.isEmpty, let itemCount, let count = now.itemCount, itemCount != count {
            return [Movement(kind: .changed, title: "\(itemCount) entries became \(count)", endpoint: endpoint)]
        }
        if found.isEmpty, let order, order != now.order {
            return [Movement(kind: .changed, title: "the order of \(call.path)", endpoint: endpoint)]
        }
        return found.sorted { ($0.title, $0.kind.rawValue) < ($1.title, $1.kind.rawValue) }
    }
}

extension Basis {
    /// Reads again what the plan read; what differs.
    func movements(_ client: Client) async throws -> [Movement] {
        var titles = Titles()
        var movements: [Movement] = []
        for reading in readings {
            var now = Reading(reading.call)
            for page in reading.pages {
                var call = reading.call
                call.page = page.number
                call.limit = page.limit
                let document = try await Self.document(call, client)
                titles.note(document.json, of: call)
                now.add(Self.entries(of: document.json, call, titles), on: page)
                if call.endpoint.countsItems { now.itemCount = document.itemCount ?? now.itemCount }
            }
            movements += reading.movements(to: now)
        }
        var seen: Set<String> = []
        return movements.filter { seen.insert($0.kind.rawValue + $0.title).inserted }
    }

    /// What a read answers now, and how many entries there are on all pages; nothing where there is no such thing.
    private static func document(
        _ call: Call, _ client: Client
    ) async throws(TraktError) -> (json: JSONValue, itemCount: Int?) {
        do {
            let answer = try await client.send(call)
            return (try answer.json(), answer.page?.itemCount)
        } catch  where error.failure == .notFound {
            return ([], nil)
        }
    }
}
