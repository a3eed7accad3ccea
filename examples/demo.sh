#!/bin/sh
# The sample reports through all stages, in a throw-away project. Run by `make demo` from the project's root.
set -eu
PATH="$PWD/.venv/bin:$PATH"
rm -rf demo

# Prints a command as it would be typed, and runs it; 4 means done, but for some documents.
typed() {
    printf '\n$ %s\n' "$*"
    "$@" || [ $? -eq 4 ]
}

typed dateline new demo
printf '\n$ cp examples/reports/* demo/corpus && cd demo\n'
cp examples/reports/* demo/corpus
cd demo
typed dateline add corpus
typed dateline run
printf '\n$ dateline events\n'
events=$(dateline events)
printf '%s\n' "$events"
# The first of those that most documents tell of.
event=$(printf '%s\n' "$events" | awk '
    NR == 2 { id = $1 }
    match($0, /[0-9]+ \([0-9]+ independent\)/) { n = substr($0, RSTART) + 0; if (n > most) { most = n; id = $1 } }
    END { print id }')
typed dateline show "$event"
typed dateline why "$event"
typed dateline problems
typed dateline export csv -o events.csv
typed dateline export geojson -o events.geojson
cd ..
printf '\nThe project is in demo/: look around with dateline there, or throw it away.\n'
printf '\nNow review an event in the browser:\n\n  .venv/bin/dateline serve --project demo\n\n'
printf 'and open http://127.0.0.1:8001/review : the event on which sources disagree most comes first.\n'
printf 'Keys: 1-9 choose a value, a accepts, Backspace undoes, ? lists all. It needs no network and no account.\n'
printf 'Step by step: docs/how-to/desk.md\n'
