internal import Trakt

/// What the gate refuses a script before anything is sent.
package enum RunError: Error, Sendable, Hashable {
    /// A rule's `writes` name something that is no surface.
    case unknownSurface(String)
    /// A rule's `writes` are no list.
    case badWrites(String)
    /// A rule's name is none that could be told in a line.
    case badName(String)
    /// A rule changes what its `writes` do not name.
    case notAllowed(endpoint: String, surface: String)
    /// A rule's `on_change` names something that is no key of `/sync/last_activities`.
    case unknownActivity(String)
    /// A rule's `removes` are no limit.
    case badRemovals(String)
    /// A run is about to remove more than it may.
    case tooManyRemovals(
        endpoint: String, place: String, count: Int, size: Int, limits: RemovalLimits, mostOfRule: Int?)
    /// A run is about to remove the plays of something that nobody can count them of.
    case uncountable(endpoint: String, name: String)
    /// A script says what rule it is after it has asked for a write.
    case wroteBeforeRule(endpoint: String)
    /// The run of a rule that asks for a write and has not said yet what rule it is.
    case writeBeforeRule(endpoint: String)
    /// A script says a second time what rule it is.
    case declaredAgain
    /// A rule says something else of itself than when its file was read.
    case otherRule(name: String)
    /// A rule's own text asks for something while only its declaration is read.
    case calledBeforeRule(message: String)
    /// The store of a script that has not said what rule it is.
    case storeWithoutRule
    /// A rule's store with more in it than is kept.
    case storeTooLarge(bytes: Int, most: Int)
    /// A part of a notice that is longer than notices are.
    case noticeTooLong(part: String, bytes: Int, most: Int)
    /// A document with more in it than is read of a script.
    case tooManyValues(String)
    /// More notices than one run may queue.
    case tooManyNotices(most: Int)
    /// A notice of a priority that there is not.
    case badPriority(String)
    /// A notice's link that is no address.
    case badLink(String)
    /// A notice for a channel that is not configured.
    case noChannel(String, known: [String])
    /// `require` of a module that is not beside the script.
    case noModule(name: String, file: String)
    /// `require` of a module that a link leads to, out of the script's directory.
    case moduleElsewhere(name: String, file: String)
    case module(ScriptFileError)
    /// A run that asks for modules again and again.
    case tooManyModules(most: Int)
    /// A message of a kind this host does not know.
    case unknownMessage(String)
    /// A replay asks what the run did not ask, or was never answered.
    case notRecorded(String)
    /// A replay asks what the run was answered with more than its journal keeps.
    case notKept(String)
}
