/// What movies, shows, seasons and episodes have in common below their own path.
enum TitleRoutes {
    /// Finds the title a path names.
    typealias Resolver = @Sendable (Call, SandboxState) throws -> MediaRef

    static func details(_ call: Call, _ state: SandboxState, _ ref: MediaRef) -> TitleDetails {
        TitleDetails(library: state.library, ref: ref, view: state.view(call.extended))
    }

    /// Comments, watchers, reports, lists, people, ratings, numbers, translations and videos of a title.
    static func common(_ path: String, _ resolve: @escaping Resolver) -> [Route] {
        let social =
            CommentRoutes.below(path, resolve) + WatchingRoutes.below(path, resolve)
            + ReportRoutes.below(path, resolve)
        return social + [
            .get("\(path)/lists/{type?}/{sort?}") { call, state in
                try ContainingLists(call, of: resolve(call, state)).answer(in: state)
            },
            .get("\(path)/people") { call, state in
                .ok(details(call, state, try resolve(call, state)).people)
            },
            .get("\(path)/ratings") { call, state in
                .ok(details(call, state, try resolve(call, state)).ratings)
            },
            .get("\(path)/stats") { call, state in
                let ref = try resolve(call, state)
                return .ok(
                    details(call, state, ref).stats(
                        lists: ContainingLists.count(of: ref, in: state), comments: state.commentCount(of: ref)))
            },
            .get("\(path)/translations/{language?}") { call, state in
                let language = call.parameters["language"] ?? call.query["language"]
                return .ok(details(call, state, try resolve(call, state)).translations(language))
            },
            .get("\(path)/videos") { call, state in
                .ok(details(call, state, try resolve(call, state)).videos)
            },
        ]
    }

    /// What only movies and shows have.
    static func whole(_ path: String, _ resolve: @escaping Resolver) -> [Route] {
        [
            .get("\(path)/aliases") { call, state in
                .ok(details(call, state, try resolve(call, state)).aliases)
            },
            .get("\(path)/studios") { call, state in
                .ok(details(call, state, try resolve(call, state)).studios)
            },
            .get("\(path)/related") { call, state in
                let details = details(call, state, try resolve(call, state))
                return Paging(call.query).answer(details.related) { $0 }
            },
        ]
    }
}
