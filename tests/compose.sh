#!/usr/bin/env bash
# Tries docker-compose.yml and Dockerfile for real: builds, starts, goes through the README's tour, takes the database away and
# brings it back, stops, and starts again with the same data. Needs a Docker engine with compose, curl, jq and openssl.
# Everything it makes is of a project and on ports of its own, and is removed at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

export COMPOSE_PROJECT_NAME=cms-tried CMS_PORT=${CMS_PORT:-18080} POSTGRES_PORT=${POSTGRES_PORT:-15432} CMS_PROXY_PORT=${CMS_PROXY_PORT:-18081}
# A password may hold what a connection string would have to quote.
POSTGRES_PASSWORD="a;b='c\"$(openssl rand -hex 8)" CMS_ADMIN_KEY=cms_$(openssl rand -hex 24)
export POSTGRES_PASSWORD CMS_ADMIN_KEY CMS=http://127.0.0.1:$CMS_PORT KEY=$CMS_ADMIN_KEY
work=$(mktemp -d)

finish() {
    local status=$?
    ((status == 0)) || docker compose logs --tail=30 || true
    docker compose --profile scale down --volumes --rmi local >/dev/null 2>&1 || true
    rm -rf "$work"
    exit "$status"
}
trap finish EXIT

say() { printf '\n== %s\n' "$*"; }

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# until_is WHAT WANTED COMMAND …: looks every half second, for two minutes.
until_is() {
    local what=$1 wanted=$2 got= end=$((SECONDS + 120))
    shift 2
    while ((SECONDS < end)); do
        got=$("$@" 2>/dev/null) && [[ $got == "$wanted" ]] && { echo "$what: $got"; return; }
        sleep 0.5
    done
    fail "$what is '$got', not '$wanted'"
}

container() { docker compose ps -q "$1"; }
inspect() { docker inspect --format "$2" "$(container "$1")"; }
status() { curl -sS -o /dev/null -w '%{http_code}' "$CMS$1"; }
ready() { curl -sS "$CMS/health/ready"; }
in_cms() { docker compose exec -T cms "$@"; }

say 'No secret has a default'
for secret in POSTGRES_PASSWORD CMS_ADMIN_KEY; do
    ! env -u "$secret" docker compose config >"$work/out" 2>&1 || fail "it starts without $secret"
    grep -q "Set $secret" "$work/out" || fail "it does not say that $secret is missing"
done

say 'Build and start'
docker compose build cms
docker compose up --detach
until_is 'the service' healthy inspect cms '{{.State.Health.Status}}'
docker image inspect --format 'The image has {{.Size}} bytes, of which its base has:' "$(inspect cms '{{.Image}}')"
docker image inspect --format '{{.Size}}' mcr.microsoft.com/dotnet/aspnet:10.0
in_cms cms health
docker compose exec -T postgres postgres --version

say 'Who it is and what it may write'
until_is 'its user' 1654 in_cms id -u
! docker compose exec -T --user 0 cms touch /app/new 2>/dev/null || fail 'the root file system can be written'
in_cms cat /proc/1/status >"$work/process"
grep -E '^(CapEff|CapBnd|NoNewPrivs)' "$work/process"
grep -qE '^CapBnd:\s+0+$' "$work/process" || fail 'it has privileges'
grep -qE '^NoNewPrivs:\s+1$' "$work/process" || fail 'it can get privileges'
docker port "$(container cms)" | grep -q '^8080/tcp -> 127.0.0.1:' || fail 'it is open to other machines'

say 'The sample, and the tour of the README'
in_cms cms sample
awk '/^## / { tour = /^## A tour/ } /^```/ { code = tour && /sh$/; next } code' README.md |
    grep -v -e '^export CMS=' -e '^export KEY=' >"$work/tour.sh"
(
    curl() { command curl -w '\n[status %{http_code}]\n' "$@"; }
    # shellcheck disable=SC1091
    . "$work/tour.sh"
) >"$work/tour.log" 2>"$work/tour.err"
grep -o '^\[status [0-9]*' "$work/tour.log" | cut -d' ' -f2 >"$work/statuses"
echo "$(wc -l <"$work/statuses") answers, not of them 2xx: $(grep -v '^2' "$work/statuses" | xargs)"
[[ "$(grep -v '^2' "$work/statuses" | xargs)" == "$(grep -oP '# \K[0-9]{3}$' "$work/tour.sh" | xargs)" ]] || fail 'the tour is answered otherwise than it says'
grep -q 'Ferry stops for good' "$work/tour.log" || fail 'the tour ends otherwise'

say 'The database goes away, and comes back'
docker kill "$(container postgres)" >/dev/null
until_is 'ready' 'The database does not answer.' ready
until_is 'ready' 503 status /health/ready
until_is 'live' 200 status /health/live
until_is 'a reader' 503 status /v1/articles
docker compose start postgres
until_is 'ready' 'Ready.' ready
until_is 'a reader' 200 status /v1/articles

say 'Stop, and start again with the same data'
count() { curl -sS "$CMS/v1/articles?count=exact&limit=1" | jq .count; }
before=$(count)
docker compose stop
until_is 'its exit code' 0 docker inspect --format '{{.State.ExitCode}}' "$(docker compose ps -q -a cms 2>/dev/null || container cms)"
docker logs "$(docker ps -aq --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" --filter label=com.docker.compose.service=cms)" >"$work/log" 2>&1
docker compose down
docker compose up --detach
until_is 'the service' healthy inspect cms '{{.State.Health.Status}}'
until_is 'its stories' "$before" count

say 'The log'
jq -e . "$work/log" >/dev/null || fail 'a line of the log is no JSON'
jq -r '"\(.LogLevel): \(.Category)"' "$work/log" | sort | uniq -c
jq -r 'select(.State.Method == "POST" and .State.Status == 422) | .Message' "$work/log" | grep . || fail 'a refused write is not told'
! grep -qF -e "$POSTGRES_PASSWORD" -e "$CMS_ADMIN_KEY" "$work/log" || fail 'a secret is in the log'

say 'Backup and restore, as the README says'
awk '/^##+ / { here = /^### In Docker/ } /^```/ { code = here && /sh$/; next } code' README.md >"$work/backup.sh"
before=$(count)
(
    export COMPOSE_FILE=$PWD/docker-compose.yml
    cd "$work"
    # shellcheck disable=SC1091
    . ./backup.sh
) | tee "$work/restored"
grep -q ' 0 differences' "$work/restored" || fail 'the backup does not verify'
until_is 'the service' healthy inspect cms '{{.State.Health.Status}}'
until_is 'its stories' "$before" count

say 'Two instances behind a proxy'
proxy=http://127.0.0.1:$CMS_PROXY_PORT
export ASPNETCORE_FORWARDEDHEADERS_ENABLED=true CMS_PROXY_SCHEME=https
docker compose --profile scale up --detach
through() { curl -sS -o /dev/null -w '%{http_code}' "$proxy$1"; }
until_is 'the instance for readers' healthy inspect cms-readers '{{.State.Health.Status}}'
until_is 'a reader of the proxy' 200 through /v1/articles
until_is 'an editor without a key' 401 through /v1/editorial/articles
head -c 10485760 /dev/zero | tr '\0' ' ' >"$work/large"
large() { curl -sS -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' "$@" --data-binary "@$work/large" "$proxy/v1/editorial/articles" | jq -r '"\(.status) \(.code)"'; }
for _ in $(seq 10); do
    [[ $(large) == '413 too_large' ]] || fail 'a body of 10 MB is not refused as a problem'
    [[ $(large -H 'Transfer-Encoding: chunked') == '413 too_large' ]] || fail 'one of untold length is not refused as a problem'
done
shown() { curl -sS -X POST -H "Authorization: Bearer $KEY" -H 'X-Forwarded-Proto: ftp' "$proxy/v1/editorial/articles/$story/preview-links" | jq -r '.url | sub("/v1/.*"; "")'; }
story=$(curl -sS -H "Authorization: Bearer $KEY" "$proxy/v1/editorial/articles?limit=1" | jq -r '.items[0].id')
until_is 'a preview link, where TLS ends before the proxy' "https://127.0.0.1:$CMS_PROXY_PORT" shown
docker compose stop cms-readers
for _ in $(seq 20); do [[ $(through /v1/articles) == 200 ]] || fail 'a reader is refused while an instance is gone'; done
docker compose start cms-readers
docker compose stop cms
for _ in $(seq 20); do [[ $(through /v1/articles) == 200 ]] || fail 'a reader is refused while the editors have no instance'; done
docker compose start cms

say 'Without a tmpfs, and without a database'
docker run --rm --detach --name cms-tried-alone --read-only --cap-drop ALL -e 'ConnectionStrings__Cms=Host=nowhere.invalid' "$(inspect cms '{{.Image}}')" >/dev/null
until_is 'ready' 'The database does not answer.' sh -c 'docker exec cms-tried-alone cms health || true'
docker stop --time 20 cms-tried-alone >/dev/null

say 'All is as it should be'
