import Foundation

/// What is in a directory, to the byte.
struct Directory: Equatable {
    struct File: Equatable {
        var mode: UInt16
        var bytes: Data
    }

    private var files: [String: File] = [:]

    /// The directory of a file. What programs share only while they are there, `-shm`, is left out.
    init(of path: String) throws {
        let directory = (path as NSString).deletingLastPathComponent
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) where !name.hasSuffix("-shm") {
            let file = directory + "/" + name
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            files[name] = File(
                mode: (attributes[.posixPermissions] as? NSNumber)?.uint16Value ?? 0,
                bytes: try Data(contentsOf: URL(filePath: file)))
        }
    }

    var names: [String] { files.keys.sorted() }
    subscript(_ name: String) -> File? { files[name] }
}

/// Runs a body as a user who may not do everything, on this thread alone.
func asSomebodyElse<Result>(_ body: () throws -> Result) throws -> Result {
    guard geteuid() == 0 else { return try body() }
    // Linux has a user for files alone, and each thread its own; Swift does not know the function by name.
    guard let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: 0), "setfsuid") else {
        throw CocoaError(.featureUnsupported)
    }
    let setUser = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
    _ = setUser(65534)
    defer { _ = setUser(0) }
    return try body()
}
