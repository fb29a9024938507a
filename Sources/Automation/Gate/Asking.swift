internal import Journal

/// How a script asks for a call.
struct Asking: Sendable, Hashable {
    /// Tells the call from the run's others.
    let key: StepKey
    /// Where in the script, if that is known: `rules/a.lua:12`.
    var place: String?
    /// Whether the script sees nothing of the answer but what things are called.
    var wantsOnlyNames = false
    /// Whether the same call of the script asks for nothing after this, whatever comes of it.
    var isLast = false
}
