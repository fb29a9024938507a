import Journal

/// What a world is like.
struct Circumstances: Sendable {
    /// How many scripts there are, and how much each of them does.
    var stories = 4
    var operations = 25
    var weather = Weather.foul
    /// The part of the requests that do not leave the machine.
    var refused = 0.01
    /// How likely a process dies before its script is over.
    var deaths = 0.5
    /// How likely it is suspended instead, and goes on when another one has finished its script.
    var suspensions = 0.1
    /// Whether that is always between an intent and its sending.
    var suspendsBeforeSending = false
    /// How likely another script begins while a request is under way.
    var interleaving = 0.02
    /// How likely the clock on the wall is set, or the machine started anew, when a process has died.
    var clockSteps = 0.2
    var timing = Timing()
    /// Which guard is taken away.
    var flaw: FlawedStore.Flaw?
}
