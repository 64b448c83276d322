// While an agreement is filled in, the document beside the form reads as it would be signed.

const form = document.querySelector("form[data-preview]");
let timer;
let asked = 0;

async function look() {
    const state = document.getElementById("sheet-state");
    const mine = ++asked;
    let answer;
    try {
        answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    } catch {
        state.textContent = "The desk can't be reached; what you write is still here.";
        return;
    }
    // A later look is under way: this answer is old.
    if (mine !== asked) return;
    if (!answer.ok) {
        state.textContent = "The document beside can't be shown now. Save, or open the page again.";
        return;
    }
    take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    state.textContent = "Not saved yet";
}

function take(page) {
    const shown = document.getElementById("document");
    const scroller = shown.parentElement;
    const top = scroller.scrollTop;
    const wasOpen = shown.querySelector(".problems")?.open;
    shown.replaceWith(page.getElementById("document"));
    const problems = document.querySelector("#document .problems");
    if (problems && wasOpen !== undefined) problems.open = wasOpen;
    scroller.scrollTop = top;
    for (const count of page.querySelectorAll("body > .left-over")) {
        const here = document.querySelector(`summary [data-part="${count.dataset.part}"]`);
        if (here) here.textContent = count.textContent;
    }
}

// A link to a field opens the part that it stands in.
function reveal(event) {
    const link = event.target.closest("a[href^='#sheet-']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest("details").open = true;
    field.focus();
    field.scrollIntoView({ block: "center" });
}

if (form) {
    form.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(look, 350);
    });
    document.addEventListener("click", reveal);
    let isSent = false;
    let isChanged = false;
    form.addEventListener("input", () => (isChanged = true));
    form.addEventListener("submit", () => (isSent = true));
    addEventListener("beforeunload", (event) => {
        if (isChanged && !isSent) event.preventDefault();
    });
}
