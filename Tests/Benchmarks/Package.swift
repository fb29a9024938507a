// swift-tools-version: 6.2

// Measures the bridge to Lua, and the journal, against what they are built on. A package of its own, so that nobody's build pays for it:
// `scripts/benchmark` builds and runs it.

import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "moonreel", path: "../..")],
    targets: [
        // Takes the flags for Lua's headers and library from the module that is measured: both run on the same Lua.
        .target(
            name: "CBaselines", dependencies: [.product(name: "Lua", package: "moonreel")],
            linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["CBaselines", .product(name: "Lua", package: "moonreel")],
            swiftSettings: swiftSettings),
    ],
    swiftLanguageModes: [.v6]
)
