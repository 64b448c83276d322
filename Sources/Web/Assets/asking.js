// Sends a form to the desk while the page stays, and says how that went: done, refused with the desk's reason, or lost.
// What is lost may have arrived all the same: the ticket's page is asked for its key before anything is said.

import { fetchPage, ownAddress } from "./page.js";
import { keysOf } from "./pending.js";

const usual = 20_000;
// Bytes a millisecond of the slowest line that is waited for.
const slowest = 50;
// Bytes. What is smaller goes on when the page is left at once; browsers allow no more.
const small = 50_000;

function size(body) {
    const bytes = (value) => (value instanceof File ? value.size + 200 : 3 * value.length);
    return [...body].reduce((sum, [name, value]) => sum + 200 + name.length + bytes(value), 0);
}

// Without files the plain form of it.
function plain(body) {
    if (body instanceof URLSearchParams || size(body) >= small) return body;
    const fields = [...body].filter(([, value]) => !(value instanceof File && !value.name));
    return fields.some(([, value]) => value instanceof File) ? body : new URLSearchParams(fields);
}

export async function ask(address, body) {
    let answer, page;
    try {
        answer = await fetch(address, {
            method: "POST", body: plain(body), credentials: "same-origin", headers: { Accept: "text/html" },
            signal: AbortSignal.timeout(usual + size(body) / slowest), keepalive: size(body) < small,
        });
        page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (problem) {
        const isLate = problem.name === "TimeoutError";
        return { lost: isLate ? "The desk did not answer in time." : "The desk can't be reached." };
    }
    const url = new URL(answer.url);
    if (answer.redirected && url.pathname.startsWith("/sign-in")) {
        return { lost: "You are signed out. Sign in in another tab, then try again here.", isSignedOut: true };
    }
    if (answer.ok) return { done: true, url, page };
    if (answer.status >= 500) return { lost: heading(page) || "The desk failed at it." };
    return { refused: reason(page), page };
}

function heading(page) {
    return page.querySelector(".empty strong, h1")?.textContent.trim();
}

function reason(page) {
    const box = page.querySelector("[data-refusal]");
    const parts = [...(box?.querySelectorAll("p") ?? [])].flatMap((line) => [...line.childNodes]);
    // The clause stands beside its sentence, and is none.
    const words = parts.filter((part) => !part.classList?.contains("clause")).map((part) => part.textContent.trim());
    return words.filter(Boolean).join(" ") || heading(page) || "The desk did not do it.";
}

// The body with the word of the session as it is now, or that the desk has done it already.
async function anew(key, body) {
    const page = await fetchPage(ownAddress()).catch(() => null);
    if (!page) return {};
    const csrf = page.querySelector("#reply [name=csrf], #acts [name=csrf]")?.value;
    if (csrf) body.set("csrf", csrf);
    return { isDone: keysOf(page).includes(key) };
}

// Under its key it is done once, however often it is sent. That the desk has done it proves nothing of words that were
// changed since it was sent first.
export async function deliver(key, address, body, { isAgain = false, isChanged = false } = {}) {
    if (isAgain && (await anew(key, body)).isDone && !isChanged) return { done: true };
    body.set("once", key);
    const outcome = await ask(address, body);
    if (!outcome.lost || outcome.isSignedOut || isChanged) return outcome;
    return (await anew(key, body)).isDone ? { done: true } : outcome;
}
