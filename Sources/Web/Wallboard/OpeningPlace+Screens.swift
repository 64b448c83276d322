import Operations
import Storage

extension OpeningPlace {
    /// Screens of the wallboard, all of the desk's.
    static let screens = OpeningPlace(
        kind: .screen, capability: .screens, path: Page.screens, current: Page.wallboard,
        address: Page.wallboardScreen
    ) { rows, csrf in
        OpeningsView(
            title: "Screens", summary: "The wallboard in a room, without a person signed in", noun: "Screen",
            back: NavLink(label: "Wallboard", href: Page.wallboard), rows: rows,
            empty: "No screen shows the wallboard by itself.", form: .addScreen(csrf))
    }
}

extension ActForm {
    static func addScreen(_ csrf: String) -> ActForm {
        ActForm(
            id: "screen", title: "Add a screen", target: FormTarget(action: Page.screens, csrf: csrf),
            effect:
                "It gets an address of its own that shows numbers and the numbers of tickets, no subjects "
                + "and no names. Take it back when the screen goes.",
            fields: [
                FormField(
                    scope: "screen", name: "name", label: "Name", kind: .line,
                    hint: "For example Screen in the hall.", isRequired: true)
            ], submit: "Make its address")
    }
}
