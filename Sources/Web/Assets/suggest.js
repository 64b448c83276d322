// While somebody writes what they need, articles that may answer it appear beside the form. Nothing that is typed or
// pointed at moves, and what is typed is looked up and kept nowhere.

const form = document.querySelector("#act-file form");
let timer;
let asked = "";

async function suggest() {
    const place = document.getElementById("suggested");
    const words = `${form.elements.subject.value} ${form.elements.text.value}`.trim().slice(0, 2000);
    if (words === asked || words.length < 8 || place.contains(document.activeElement) || place.matches(":hover")) return;
    asked = words;
    const body = new URLSearchParams();
    for (const name of ["csrf", "category", "subject", "text"]) body.set(name, form.elements[name]?.value ?? "");
    const answer = await fetch(place.dataset.suggest, { method: "POST", body, redirect: "manual" });
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("suggested");
    const list = found?.querySelector("details");
    if (place.contains(document.activeElement)) return;
    // Beside the form it stands open; at the foot of a narrow window it is one line until somebody opens it.
    if (list) list.open = place.querySelector("details")?.open ?? matchMedia("(min-width: 1000px)").matches;
    place.replaceChildren(...(list ? [list] : []));
}

if (form && document.getElementById("suggested")) {
    for (const name of ["subject", "text"]) {
        form.elements[name].addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(() => suggest().catch(() => {}), 600);
        });
    }
}
