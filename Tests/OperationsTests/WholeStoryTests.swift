import Testing

@Suite("The whole story of an agreement, from its draft to its last payment")
struct WholeStoryTests {
    @Test("drafted, signed, lived by, adjusted, amended, broken, paid, ended, and every fact still holds")
    func told() async throws {
        let story = try await WholeStory()
        try await story.drafted()
        try await story.signed()
        try await story.keptAndBroken()
        try await story.waiting()
        try await story.adjusted()
        try await story.holidays()
        try await story.excluded()
        try await story.overTheHoliday()
        try await story.amended()
        try await story.runningOn()
        try await story.issued()
        try await story.disputed()
        try await story.noticed()
        try await story.corrected()
        try await story.ended()
        try await story.paidOut()
        try await story.verified()
    }
}
