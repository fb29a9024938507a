/// Finding the word somebody meant.
package enum Spelling {
    /// The known word nearest to a misspelt one, or nil where none is near.
    package static func nearest(to word: String, among known: [String]) -> String? {
        near(word, among: known).first
    }

    /// The known words near a misspelt one, the nearest first.
    package static func near(_ word: String, among known: [String]) -> [String] {
        let limit = max(1, min(3, word.count / 3 + 1))
        var near: [(place: Int, distance: Int)] = []
        for (place, candidate) in known.enumerated() where abs(candidate.utf8.count - word.utf8.count) <= 4 * limit {
            let distance = distance(word.lowercased(), candidate.lowercased())
            if distance <= limit { near.append((place, distance)) }
        }
        return near.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }.map { known[$0.place] }
    }

    /// How many letters have to be put in, taken out, changed or swapped with their neighbour.
    package static func distance(_ one: String, _ other: String) -> Int {
        let one = Array(one.utf8)
        let other = Array(other.utf8)
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for i in one.indices {
            var row = [i + 1]
            for j in other.indices {
                var cost = min(last[j] + (one[i] == other[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[other.count]
    }
}
