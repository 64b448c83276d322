/// A seeded run of many worlds and questions against the engine or a planted mistake.
public struct CalendarTrial: Sendable {
    public static let casesPerWorld = 100

    public let zones: [SeededZone]
    public private(set) var cases = 0
    public private(set) var differences = 0
    /// Enough of the first difference to find it again.
    public private(set) var firstDifference: String?

    public init(zones: [SeededZone]) {
        self.zones = zones
    }

    /// Goes through the zones in turn until all cases are asked, or until the first difference.
    public mutating func run(
        seed: UInt64, cases wanted: Int, stopAtFirst: Bool = false,
        subject: (CalendarWorld) throws -> CalendarSubject
    ) throws {
        var random = SplitMix64(seed: seed)
        var next = 0
        while cases < wanted {
            let world = CalendarWorld(in: zones[next % zones.count], using: &random)
            next += 1
            let tried = try subject(world)
            for _ in 0..<min(Self.casesPerWorld, wanted - cases) {
                let asked = CalendarCase(in: world, using: &random)
                cases += 1
                guard let difference = tried.difference(from: world.slow, on: asked) else { continue }
                differences += 1
                if firstDifference == nil {
                    firstDifference = "\(difference)\n\(asked)\n\(world.definition)"
                }
                if stopAtFirst { return }
            }
        }
    }
}
