#!/usr/bin/env bash
# Builds everything in Release and runs every test project. Needs the .NET 10 SDK and nothing else; with Node 20 or newer the pit wall
# page is built and tested too, and with Chromium (installed here where that is possible) it is driven in a browser.
# The last line is "N passed, N failed, N skipped", counted from the test reports.
# Ends with 0 only where all projects built, every test project reported, some test passed and none failed.
set -uo pipefail
cd "$(dirname "$0")/.."
reports=artifacts/test-reports

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# Adds up the counters of all reports; prints: passed failed skipped reports.
count() {
  cat "$reports"/*.trx 2>/dev/null | tr '\n' ' ' | grep -o '<Counters [^>]*>' | awk '
    function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
    {
      passed += value("passed")
      failed += value("failed") + value("error") + value("timeout") + value("aborted")
      skipped += value("notExecuted")
    }
    END { print passed + 0, failed + 0, skipped + 0, NR }'
}

# True where Node is on the path and new enough to build and test the page.
has_node() {
  command -v node >/dev/null && node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'
}

# Runs the page's own tests and adds them up; prints: passed failed skipped.
count_page() {
  local report="$PWD/$reports/pitwall.json"
  if ! has_node; then
    echo "Node 20 or newer is not on the path: the tests of the page's logic are skipped" >&2
    echo "0 0 1"
    return
  fi

  if [ ! -x src/DualTwin.PitWall/node_modules/.bin/vitest ]; then
    echo "the page's packages could not be installed: the tests of its logic are skipped" >&2
    echo "0 0 1"
    return
  fi

  (cd src/DualTwin.PitWall && npm test --silent -- --reporter=default --reporter=json --outputFile.json="$report") >&2
  local status=$?
  if [ ! -s "$report" ]; then
    echo "the tests of the page's logic wrote no report: counted as a failure" >&2
    echo "0 1 0"
    return
  fi

  node -e '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const broken = report.testResults.filter(file => file.status === "failed" && file.assertionResults.length === 0).length;
    const failed = Math.max(report.numFailedTests + broken, Number(process.argv[2]) === 0 ? 0 : 1);
    console.log(report.numPassedTests, failed, report.numPendingTests + report.numTodoTests);' "$report" "$status"
}

# The browser that drives the page; without it those tests are skipped and say so.
install_browser() {
  if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] && has_node; then
    (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium) >/dev/null 2>&1 \
      || echo "chromium could not be installed: the tests in a browser are skipped" >&2
  fi
}

finish() {
  printf '\n%d passed, %d failed, %d skipped\n' "$1" "$2" "$3"
  [ "$1" -gt 0 ] && [ "$2" -eq 0 ]
  exit
}

if ! command -v dotnet >/dev/null; then
  echo "dotnet is not on the path: install the .NET 10 SDK (https://dot.net)" >&2
  finish 0 1 0
fi

if ! dotnet build DualTwin.slnx -c Release -v quiet; then
  echo "the build failed: no test was run" >&2
  finish 0 1 0
fi

install_browser
rm -rf "$reports"
# One project at a time: the end-to-end tests measure start-up and speed, which neighbours would disturb. None takes a quarter of the time
# that it has: one that hangs fails, and says so while somebody still waits for it.
dotnet test --solution DualTwin.slnx -c Release --no-build --max-parallel-test-modules 1 --timeout 12m \
  --report-trx --results-directory "$reports" "$@"
status=$?

read -r passed failed skipped written < <(count)
expected=$(find tests -name "*.Tests.csproj" | wc -l)
if [ "$written" -lt "$expected" ]; then
  echo "only $written of $expected test projects wrote a report: each missing one counts as a failure" >&2
  failed=$((failed + expected - written))
elif [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  echo "the test run ended with $status although no test failed: counted as a failure" >&2
  failed=1
fi

read -r page_passed page_failed page_skipped < <(count_page)
finish $((passed + page_passed)) $((failed + page_failed)) $((skipped + page_skipped))
