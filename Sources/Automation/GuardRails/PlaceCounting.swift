internal import Journal
internal import Trakt

/// Tells how much there is of what a run is about to remove.
protocol PlaceCounting: Sendable {
    var reader: AccountReader { get }
    /// How many entries a reading has; 0 where Trakt does not say.
    func count(_ reading: Call) async throws(TraktError) -> Int
    /// How much there was at a place before the run.
    ///
    /// - Parameter earlier: how much the run has removed from there.
    func size(_ removal: Removal, _ earlier: Int) async throws(TraktError) -> Int
}

extension PlaceCounting {
    /// The plays that a call would remove, and what of it Trakt does not know.
    func plays(of call: Call) async throws -> HistoryRemoval {
        try await HistoryReader(reader.client).removal(for: call, reader.client)
    }

    /// The number of the list that a path with a name leads to; nil where there is none to be seen.
    func list(at path: String) async throws(TraktError) -> Int64? {
        do {
            return try await reader.document(OwnReading.object(.list, at: path))?["ids"]?["trakt"]?.integer
        } catch  where error.isRefusal { return nil }
    }
}

/// The account as it is while a run changes it: what the run has read of it, or calls that read a single thing.
struct LivePlaces: PlaceCounting {
    let reader: AccountReader
    let seen: SeenReads

    func count(_ reading: Call) async throws(TraktError) -> Int { try await reader.count(reading) ?? 0 }

    func size(_ removal: Removal, _ earlier: Int) async throws(TraktError) -> Int {
        let known = removal.readings.map { seen.entries($0)?.count }
        if known.allSatisfy({ $0 != nil }), !known.isEmpty { return known.reduce(0) { $0 + ($1 ?? 0) } }
        var size = earlier
        for reading in removal.readings { size = size.addingClamped(try await count(reading)) }
        return size
    }
}

/// The account while a plan is made: nothing goes, so what is there is what was there before. What the plan makes has no
/// place at Trakt.
struct UnchangedPlaces: PlaceCounting {
    let reader: AccountReader

    func count(_ reading: Call) async throws(TraktError) -> Int {
        do { return try await reader.count(reading) ?? 0 } catch  where error.failure == .notFound { return 0 }
    }

    func size(_ removal: Removal, _ earlier: Int) async throws(TraktError) -> Int {
        var size = 0
        for reading in removal.readings { size = size.addingClamped(try await count(reading)) }
        return size
    }
}
