internal import Foundation

/// The directories in which something has to happen before what some directories hold is different: they themselves,
/// those on the way to them, and those that links in them lead to.
struct WatchedPlaces: Equatable {
    /// A directory, whatever path leads there.
    struct Identity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    /// What counts in a directory, beside that it goes away itself.
    struct Interest: Equatable {
        /// Whatever has one of these names.
        var names: Set<String> = []
        /// Everything.
        var isAll = false
        /// Not only what comes and goes, but also what is written to.
        var countsWrites = false

        static let itself = Interest()
        static let everything = Interest(isAll: true, countsWrites: true)

        mutating func join(_ other: Interest) {
            names.formUnion(other.names)
            isAll = isAll || other.isAll
            countsWrites = countsWrites || other.countsWrites
        }

        func contains(_ name: String) -> Bool { isAll || names.contains(name) }
    }

    struct Place: Equatable {
        let path: String
        var interest: Interest
    }

    private(set) var places: [Identity: Place] = [:]

    init(of directories: [String]) {
        for directory in directories {
            guard let place = follow(directory) else { continue }
            watch(place, .everything)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] {
                let entry = Self.path(name, in: place)
                if case .link = Kind(entry) { _ = follow(entry) }
            }
        }
    }

    private mutating func watch(_ directory: String, _ interest: Interest) {
        var status = stat()
        guard lstat(directory, &status) == 0 else { return }
        let identity = Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
        places[identity, default: Place(path: directory, interest: .itself)].interest.join(interest)
    }

    /// Goes along a path as the kernel does, name by name, and has watched what could make it lead elsewhere: the
    /// directories on the way, the links, and what is not there yet. Gives the directory at its end.
    private mutating func follow(_ path: String) -> String? {
        var directory = "/"
        var names = Self.names(of: path)[...]
        // As many as Linux follows before it takes them for a circle.
        var linksLeft = 40
        while let name = names.popFirst() {
            let next = Self.path(name, in: directory)
            switch Kind(next) {
            case .directory:
                // What leads upwards has no links in it: they were followed on the way down.
                directory = name == ".." ? (directory as NSString).deletingLastPathComponent : next
                watch(directory, .itself)
            case .link(let target):
                watch(directory, Interest(names: [name]))
                guard linksLeft > 0 else { return nil }
                linksLeft -= 1
                if target.hasPrefix("/") { directory = "/" }
                names = (Self.components(target) + names)[...]
            case .file:
                watch(directory, Interest(names: [name], countsWrites: true))
                return nil
            case nil:
                watch(directory, Interest(names: [name]))
                return nil
            }
        }
        return directory
    }

    private static func names(of path: String) -> [String] {
        components(path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path)
    }

    private static func components(_ path: String) -> [String] {
        path.split(separator: "/").map(String.init).filter { $0 != "." }
    }

    private static func path(_ name: String, in directory: String) -> String {
        directory == "/" ? "/" + name : directory + "/" + name
    }

    private enum Kind {
        case directory
        case link(String)
        case file

        /// Nil when there is nothing.
        init?(_ path: String) {
            var status = stat()
            guard lstat(path, &status) == 0 else { return nil }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: self = .directory
            case S_IFLNK:
                guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { return nil }
                self = .link(target)
            default: self = .file
            }
        }
    }
}
