#!/bin/sh
# Makes the passwords of one installation, at its first start only, and gives each process a directory with its own ones alone.
set -eu
root=$1

password() { # FILE: makes it where it is missing
  [ -s "$1" ] || {
    head -c 24 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n' >"$1.new"
    mv "$1.new" "$1"
  }
}

umask 022
mkdir -p "$root/postgres" "$root/redis" "$root/api" "$root/gateway"
password "$root/postgres/superuser-password"
password "$root/postgres/owner-password"
password "$root/postgres/gateway-password"
password "$root/api/SYNCSCRIPT_REDIS_PASSWORD"
cp "$root/api/SYNCSCRIPT_REDIS_PASSWORD" "$root/gateway/SYNCSCRIPT_REDIS_PASSWORD"
printf 'requirepass %s\n' "$(cat "$root/api/SYNCSCRIPT_REDIS_PASSWORD")" >"$root/redis/password.conf"
cp "$root/postgres/owner-password" "$root/api/SYNCSCRIPT_DB_PASSWORD"
cp "$root/postgres/gateway-password" "$root/gateway/SYNCSCRIPT_DB_PASSWORD"
