internal import Foundation

/// A program of this package, which lies beside the test bundle.
package enum BuiltProgram {
    package struct NotBuilt: Error, CustomStringConvertible {
        package let description: String
    }

    package static func path(_ name: String = "moonreel") throws -> String {
        let bundle = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        var directory = bundle.deletingLastPathComponent()
        while directory.path.count > 1 {
            let program = directory.appending(path: name).path
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: program, isDirectory: &isDirectory), !isDirectory.boolValue {
                return program
            }
            directory.deleteLastPathComponent()
        }
        throw NotBuilt(description: "there is no \(name) beside \(bundle.path): run swift build first")
    }
}
