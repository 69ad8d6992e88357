# The door to the outside: ends TLS and passes requests on to the server, and can reach nothing else.
FROM caddy:2.10.2-alpine
COPY infra/proxy/Caddyfile /etc/caddy/Caddyfile
# The image lets its program bind ports below 1024 by a file capability, which a container without capabilities may not
# execute; we listen above 1024 and take it off.
RUN setcap -r /usr/bin/caddy && mkdir /certificates && chown 10001:10001 /certificates
USER 10001:10001
