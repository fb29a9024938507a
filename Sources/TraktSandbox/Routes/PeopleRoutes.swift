/// `/people`: persons and what they did.
enum PeopleRoutes {
    static let routes: [Route] =
        ChartRoutes.updates("people") { state, view in
            state.library.people.map {
                (state.now.startOfDay.adding(hours: -($0.ids.trakt % 600)), $0.ids.trakt, "person", view.person($0))
            }
        } + [
            .get("/people/{id}") { call, state in
                .ok(state.view(call.extended).person(try person(call, state)))
            },
            .get("/people/{id}/movies") { call, state in
                let view = state.view(call.extended)
                let credits = state.library.movies.map {
                    Credits(key: "movie", json: view.movie($0), cast: $0.facts.cast ?? [], crew: $0.facts.crew ?? [])
                }
                return .ok(json(of: credits, for: try person(call, state)))
            },
            .get("/people/{id}/shows") { call, state in
                let view = state.view(call.extended)
                let credits = state.library.shows.map {
                    Credits(key: "show", json: view.show($0), cast: $0.facts.cast ?? [], crew: $0.facts.crew ?? [])
                }
                return .ok(json(of: credits, for: try person(call, state)))
            },
            .get("/people/{id}/lists/{type?}/{sort?}") { call, state in
                try ContainingLists(call, of: .person(person(call, state).ids.trakt)).answer(in: state)
            },
            .get("/people/{id}/listed", .required) { call, state in
                try ContainingLists(call, of: .person(person(call, state).ids.trakt))
                    .ownAnswer(in: state, of: call.requireUser())
            },
            .get("/people/this_month") { call, state in
                let month = String(state.now.dayString.dropFirst(5).prefix(2))
                let born = state.library.people.filter { $0.birthday?.dropFirst(5).prefix(2) == month[...] }
                return .ok(.array(born.map(state.view(call.extended).person)))
            },
            .get("/people/{id}/known_for/{type?}") { call, state in
                try KnownFor(person: person(call, state), state: state, call: call).answer
            },
        ]

    /// One title and who worked on it.
    private struct Credits {
        var key: String
        var json: JSONValue
        var cast: [CastCredit]
        var crew: [CrewCredit]
    }

    private static func person(_ call: Call, _ state: SandboxState) throws(Refusal) -> Person {
        let matching = Matching(library: state.library)
        guard let ref = matching.find(.person, path: call.parameters["id"] ?? ""),
            let person = state.library.person(ref.id)
        else { throw .notFound }
        return person
    }

    private static func json(of titles: [Credits], for person: Person) -> JSONValue {
        let slug = person.ids.slug ?? ""
        var cast: [JSONValue] = []
        var crew: JSONValue = [:]
        for title in titles {
            for credit in title.cast where credit.person == slug {
                var entry: JSONValue = [
                    "character": .string(credit.character), "characters": [.string(credit.character)],
                ]
                if title.key == "show" {
                    entry.merge(["episode_count": .int(credit.episodeCount ?? 1), "series_regular": true])
                }
                entry[title.key] = title.json
                cast.append(entry)
            }
            for credit in title.crew where credit.person == slug {
                let entry: JSONValue = [
                    "job": .string(credit.job), "jobs": [.string(credit.job)], title.key: title.json,
                ]
                crew[credit.department] = .array((crew[credit.department]?.array ?? []) + [entry])
            }
        }
        return ["cast": .array(cast), "crew": crew]
    }
}
