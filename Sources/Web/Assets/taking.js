// "Take it" goes by the form of the act, with oneself chosen: what it does shows at once, and a refusal stands there
// with its reason. Without this module the button's own form is sent.

import { say } from "./page.js";

export function take() {
    const button = document.getElementById("take");
    if (button) return button.form.requestSubmit(button);
    const holder = document.getElementById("holder");
    if (holder) say(`${holder.firstChild.textContent.trim()} has it.`);
}

document.addEventListener("submit", (event) => {
    const { target: form } = event;
    const act = document.querySelector("#act-assign form");
    if (!form.matches(".take") || !act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (act.dataset.sent) return say("It is being given already.");
    for (const name of ["person", "group"]) act.elements[name].value = form.elements[name].value;
    act.requestSubmit(act.querySelector("button[type=submit]"));
});
