#!/usr/bin/env bash
# Measures business time beside the same algorithm in C, both in this run, turn by turn: Benchmarks/run.sh [rounds].
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-5}
case $rounds in
    '' | *[!0-9]* | 0) echo "use: $0 [rounds], a number from 1" >&2; exit 64 ;;
esac
command -v gcc >/dev/null || { echo "gcc is missing: apt-get install gcc" >&2; exit 69; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
swift build -c release --product Deadlines >&2
gcc -O3 -Wall -o "$work/c" C/deadlines.c
swift=.build/release/Deadlines
"$swift" table "$work/table"
for _ in $(seq "$rounds"); do
    "$work/c" "$work/table" | sed 's/^/c-/' >>"$work/figures"
    "$swift" calls | sed 's/^/swift-/' >>"$work/figures"
    "$swift" single >>"$work/figures"
done
"$swift" compile >>"$work/figures"
"$swift" lines >>"$work/figures"

# The middle one of a figure's rounds.
median() { grep "^$1 " "$work/figures" | cut -d' ' -f2 | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for period in 2h 3d; do
    [ "$(median c-sum-$period)" = "$(median swift-sum-$period)" ] || { echo "C and Swift differ for $period" >&2; exit 1; }
    awk -v p=$period -v s="$(median swift-$period)" -v c="$(median c-$period)" 'BEGIN {
        printf "deadline %s: Swift %.1f ns, C -O3 %.1f ns, %.2f of the speed of C (aim: 0.8 or more)\n", p, s, c, c / s }'
done
echo "deadline, each waiting for the one before: $(median single) ns (aim: under 80)"
echo "compile 100 years: $(median compile-100) ms (aim: under 20), 5 years: $(median compile-5) ms (aim: under 2)"
echo "duly clock: $(median lines | cut -d. -f1) questions a second"
