internal import CIsolation

/// What holds a guest's process, as the process found when it was held.
package struct Confinement: Sendable, Hashable {
    /// The version of Landlock that denies it every file and every TCP port; nil where the kernel has none.
    package var landlock: Int?
    /// Whether the kernel refuses every system call but the few that a script needs.
    package var filtersCalls: Bool
    /// Whether programs could give it no new privileges.
    package var hasNoNewPrivileges: Bool
    /// Whether it may open and make no file, start no process and leave no core dump.
    package var isLimited: Bool
    /// Whether it has no capability, and is not root.
    package var isUnprivileged: Bool
    /// Whether it ends when its host does.
    package var endsWithHost: Bool

    package init(
        landlock: Int?, filtersCalls: Bool, hasNoNewPrivileges: Bool, isLimited: Bool, isUnprivileged: Bool,
        endsWithHost: Bool
    ) {
        self.landlock = landlock
        self.filtersCalls = filtersCalls
        self.hasNoNewPrivileges = hasNoNewPrivileges
        self.isLimited = isLimited
        self.isUnprivileged = isUnprivileged
        self.endsWithHost = endsWithHost
    }

    /// What holds another and not this one, each as a sentence.
    func missing(besides other: Confinement) -> [String] {
        var missing = gaps.filter { !other.gaps.contains($0) }
        if let landlock, let best = other.landlock, landlock < best {
            missing.append("The kernel's Landlock is of version \(landlock), not \(best).")
        }
        return missing
    }

    /// What is missing, each as a sentence for a person; empty where everything holds.
    package var gaps: [String] {
        var gaps: [String] = []
        if landlock == nil {
            gaps.append(
                "Landlock, which would deny scripts every file, is not in force: the kernel has none, or a container or service "
                    + "manager keeps it from this program.")
        }
        if !filtersCalls { gaps.append("The kernel filters no system calls (seccomp).") }
        if !hasNoNewPrivileges { gaps.append("The kernel does not keep scripts from new privileges.") }
        if !isLimited { gaps.append("The kernel did not take the limits of files and processes.") }
        if !isUnprivileged { gaps.append("Scripts' processes could not give up all privileges.") }
        if !endsWithHost { gaps.append("Scripts' processes may outlive the program.") }
        return gaps
    }
}

extension Confinement {
    init(_ raw: moonreel_confinement) {
        landlock = raw.landlock == 0 ? nil : Int(raw.landlock)
        filtersCalls = raw.seccomp
        hasNoNewPrivileges = raw.no_new_privileges
        isLimited = raw.limits
        isUnprivileged = raw.unprivileged
        endsWithHost = raw.ends_with_host
    }

    init(_ reader: inout FrameReader) throws(FrameError) {
        let version = try reader.integer(UInt8.self)
        landlock = version == 0 ? nil : Int(version)
        filtersCalls = try reader.flag()
        hasNoNewPrivileges = try reader.flag()
        isLimited = try reader.flag()
        isUnprivileged = try reader.flag()
        endsWithHost = try reader.flag()
    }

    func write(to writer: inout FrameWriter) {
        writer.add(UInt8(clamping: landlock ?? 0))
        writer.add(filtersCalls)
        writer.add(hasNoNewPrivileges)
        writer.add(isLimited)
        writer.add(isUnprivileged)
        writer.add(endsWithHost)
    }
}
