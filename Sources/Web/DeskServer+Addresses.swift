import Hummingbird

// The table of addresses in groups: each is one line of `router()`.
extension DeskServer {
    /// Who comes in, by which way, and who they are.
    func addPeopleAndSessions(to router: Router<DeskContext>) {
        addSession(to: router)
        addSignInStep(to: router)
        addSignInLinks(to: router)
        addSignInPasskeys(to: router)
        addSignInProvider(to: router)
        addAccount(to: router)
        addAccountFactors(to: router)
        addConfirmation(to: router)
        addPeople(to: router)
        addSignInRules(to: router)
    }

    /// Numbers for people, rooms, calendars and programs.
    func addNumbers(to router: Router<DeskContext>) {
        addSchedules(to: router)
        addWallboard(to: router)
        addHours(to: router)
        addDeadlines(to: router)
        addExports(to: router)
        addWebhooks(to: router)
        addMetrics(to: router)
        addAuditPages(to: router)
        addLeaving(to: router)
    }

    /// What customers do, what answers them before they ask, and how it looks to them.
    func addPortalAndHelp(to router: Router<DeskContext>) {
        addPortal(to: router)
        addArticles(to: router)
        addHelp(to: router)
        addSuggestions(to: router)
        addArticleInsertion(to: router)
        addBrand(to: router)
    }

    /// What agents have about them while they work.
    func addWorkspace(to router: Router<DeskContext>) {
        addCalls(to: router)
        addChat(to: router)
        addCannedReplies(to: router)
        addCannedInsertion(to: router)
        addQueueActs(to: router)
        addSavedViews(to: router)
        addPalette(to: router)
        addBell(to: router)
        addPresence(to: router)
        addMentions(to: router)
    }
}
