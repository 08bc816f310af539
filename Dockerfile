# Build:  docker build -t drover .
#
# Run:    docker run -p 127.0.0.1:10010:10010 -v drover-data:/opt/drover/data \
#             -e HOST=0.0.0.0 -e ALLOW_ANONYMOUS=true drover
#
# The image sets no HOST: Drover listens on the container's loopback until it is told otherwise, and refuses any other
# address unless callers are authenticated or ALLOW_ANONYMOUS says that none is needed. The command above says so, and
# therefore publishes the port on this machine's loopback only. See docs/operating.md.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY src src
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -ntp -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
WORKDIR /opt/drover
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/drover.jar drover.jar
COPY routes routes
COPY application.properties application.properties
RUN mkdir data && chown 10001:10001 data
USER 10001:10001
VOLUME /opt/drover/data
ENV LOG_FORMAT=ecs
EXPOSE 10010 10011

# Without curl, which the base image need not have. Where TLS is on, let the platform probe over HTTPS instead.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>\"/dev/tcp/127.0.0.1/${PORT:-10010}\" && printf 'GET /health/live HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]

ENTRYPOINT ["java", "-XX:+UseParallelGC", "-XX:MaxRAMPercentage=75", "--enable-native-access=ALL-UNNAMED", "-jar", "drover.jar"]
