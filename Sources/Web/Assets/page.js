// What the modules of a live page share: to say something, to fetch a page, and to know where one points.

// Two people may use one browser: what is kept in it is kept for each.
export const readerOf = (page) => page.body.dataset.reader ?? "";

const lost = document.getElementById("lost");
const ticket = document.querySelector("[data-ticket]");
let pointed = null;
if (ticket) document.addEventListener("pointermove", (event) => (pointed = event.target), { passive: true });

export function say(words) {
    document.getElementById("said").textContent = words;
}

export function showLost(words) {
    if (lost.textContent === words) return;
    lost.textContent = words;
    lost.hidden = !words;
}

// The page at an address, or null where there is nothing any more.
export async function fetchPage(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in")) {
        showLost("You are signed out. Open the page again to sign in; what you wrote is kept here.");
        throw new Error("signed out");
    }
    if (answer.status === 204 || answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Nothing here may be done in another's name. Parts of pages name no reader.
    if (readerOf(page) && readerOf(page) !== readerOf(document)) {
        showLost("Somebody else is signed in now. Open the page again; what you wrote is kept here.");
        throw new Error("another reader");
    }
    return page;
}

// The page of the ticket, or of the list, that this one shows: one that a refused form led to has the form's address,
// which begins with the ticket's own.
export function ownAddress() {
    return location.pathname.match(/^.*\/tickets\/\d+/)?.[0] ?? location.pathname;
}

// What has the focus, or else the pointer, keeps its place on the screen.
export function pinned(change) {
    const focused = document.activeElement;
    const anchor = ticket?.contains(focused) ? focused : pointed?.isConnected ? pointed : null;
    const before = anchor?.getBoundingClientRect().top;
    change();
    // What the change has hidden has no place to keep.
    if (!anchor?.isConnected || !anchor.getClientRects().length) return;
    scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}

// Whether somebody points at a part or has the focus in it.
export function isBusy(part) {
    return part.matches(":hover") || part.contains(document.activeElement);
}
