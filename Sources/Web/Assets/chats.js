// Chats that wait for a word: their number at the head of the page and before its title. A new one is said, and sounds for
// who has switched that on in this browser.

import { say } from "./page.js";

const place = `duly:chat-sound:${document.body.dataset.reader ?? ""}`;
// Of several tabs one sounds.
const once = 3000;
const link = () => document.getElementById("chats-link");

function stored(key, value) {
    try {
        if (value !== undefined) localStorage.setItem(key, value);
        return localStorage.getItem(key);
    } catch {
        return null;
    }
}

const isOn = () => stored(place) === "on";

export const chatCount = () => Number(link()?.dataset.count ?? 0);

// Two short tones. A browser may keep a page silent that nobody has touched yet.
function sound() {
    const audio = new AudioContext();
    for (const [start, pitch] of [[0, 660], [0.18, 880]]) {
        const [tone, level] = [audio.createOscillator(), audio.createGain()];
        tone.frequency.value = pitch;
        level.gain.setValueAtTime(0.12, audio.currentTime + start);
        level.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + start + 0.16);
        tone.connect(level).connect(audio.destination);
        tone.start(audio.currentTime + start);
        tone.stop(audio.currentTime + start + 0.17);
    }
    setTimeout(() => audio.close(), 1000);
}

function ring() {
    if (!isOn() || Date.now() - Number(stored(`${place}:at`) ?? 0) < once) return;
    stored(`${place}:at`, String(Date.now()));
    sound();
}

// The number as the desk's answer has it. The same element, which may have the focus.
export function takeChats(page) {
    const [old, now] = [link(), page.getElementById("chats-link")];
    if (!old || !now || old.dataset.count === now.dataset.count) return;
    const isMore = Number(now.dataset.count) > chatCount();
    old.dataset.count = now.dataset.count;
    old.textContent = now.textContent;
    const words = now.getAttribute("aria-label");
    if (words) old.setAttribute("aria-label", words);
    else old.removeAttribute("aria-label");
    if (!isMore) return;
    say(words);
    ring();
}

const toggle = document.getElementById("chat-sound");

function show() {
    toggle.setAttribute("aria-pressed", String(isOn()));
    toggle.textContent = isOn() ? "Sound is on" : "Sound is off";
}

if (toggle) {
    toggle.disabled = false;
    toggle.addEventListener("click", () => {
        stored(place, isOn() ? "off" : "on");
        show();
        if (isOn()) sound();
    });
    show();
}
