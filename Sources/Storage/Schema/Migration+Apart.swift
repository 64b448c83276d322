extension Migration {
    /// Answered calls are counted apart: what was counted of calls before is made anew from the facts.
    static let apart = Migration(
        number: 35, name: "apart",
        sql: """
            DELETE FROM figures WHERE channel = 'phone';
            UPDATE setting SET value = '0' WHERE name = 'figures-filled-to';
            """)
}
