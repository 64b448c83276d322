// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// A package of its own without dependencies, so that measuring fetches and builds nothing else.
// Sources/BusinessTime is a link to the module that is measured.
let package = Package(
    name: "benchmarks",
    targets: [
        .target(name: "BusinessTime", swiftSettings: strict),
        .executableTarget(name: "Deadlines", dependencies: ["BusinessTime"], swiftSettings: strict),
    ]
)
