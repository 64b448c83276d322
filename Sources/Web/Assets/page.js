// What the modules of a live page share: to say something, to fetch a page, and to know where one points.

const lost = document.getElementById("lost");

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
    if (answer.redirected) {
        showLost("You are signed out. Open the page again to sign in; what you wrote is kept here.");
        throw new Error("signed out");
    }
    if (answer.status === 204 || answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${answer.status}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Whether somebody points at a part or has the focus in it.
export function isBusy(part) {
    return part.matches(":hover") || part.contains(document.activeElement);
}
