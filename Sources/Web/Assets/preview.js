// While an act is filled in, the mail that it sends stands below it as the customer will read it, with the deadline that
// it makes: both are the desk's own words. The mail has a place of one size, so that nothing moves.

const wait = 400;
const timers = new WeakMap();
// Of several answers only that to the last question is shown.
const turns = new WeakMap();
const noticeOf = (form) => form?.querySelector(".notice[data-preview]");

function typed(form) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.set(name, value);
    body.set("only", "notice");
    return body;
}

// The same elements, so that what was scrolled or has the focus stays so, and a new deadline is said.
function take(notice, fresh) {
    const names = ["figcaption", ".becomes", ".detail", ".notice-subject", ".notice-subject strong", ".said"];
    for (const name of names) {
        const [part, now] = [notice, fresh].map((each) => each.querySelector(name));
        if (!part || !now) continue;
        part.className = now.className;
        // Where nothing is mailed, only what is changed stands here.
        part.hidden = now.hidden;
        if (part.childElementCount) continue;
        if (part.textContent !== now.textContent) part.textContent = now.textContent;
    }
}

async function ask(form) {
    const turn = {};
    turns.set(form, turn);
    const answer = await fetch(noticeOf(form).dataset.preview, {
        method: "POST", body: typed(form), credentials: "same-origin", headers: { Accept: "text/html" },
    });
    if (!answer.ok || answer.redirected || turns.get(form) !== turn || form.dataset.sent) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".notice");
    if (fresh && noticeOf(form)) take(noticeOf(form), fresh);
}

function askSoon(form, after = wait) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => ask(form).catch(() => {}), after));
}

document.addEventListener("input", ({ target }) => noticeOf(target.form) && askSoon(target.form));
// One that has choices already says what they bring as soon as it is opened.
document.addEventListener("toggle", ({ target }) => {
    const form = target.matches?.("details.act[open]") && target.querySelector("form");
    if (noticeOf(form || null)) askSoon(form, 0);
}, true);
document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.preview");
    if (!noticeOf(button?.form)) return;
    event.preventDefault();
    askSoon(button.form, 0);
});
