# Build:  docker build -t drover .
#
# Run:    docker run --read-only --tmpfs /tmp -p 127.0.0.1:10010:10010 -v drover-data:/opt/drover/data \
#             -e HOST=0.0.0.0 -e ALLOW_ANONYMOUS=true drover
#
# The image sets no HOST: Drover listens on the container's loopback until it is told otherwise, and refuses any other
# address unless callers are authenticated or ALLOW_ANONYMOUS says that none is needed. The command above says so, and
# therefore publishes the port on this machine's loopback only. See docs/operating.md.
#
# A test does these steps as they stand here, but for the base images; its Maven is offline and finds the classes compiled.

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
COPY samples samples
COPY application.properties application.properties
COPY deploy/image .
# By the JVM that will use it. The folder is for whatever user id a platform gives.
RUN ./archive && mkdir -m 1777 data
USER 10001:10001
VOLUME /opt/drover/data
ENV LOG_FORMAT=ecs
# Where RocksDB unpacks its library: Docker mounts a --tmpfs so that nothing in it can be run.
ENV ROCKSDB_SHAREDLIB_DIR=data
EXPOSE 10010 10011
HEALTHCHECK --interval=10s --timeout=4s --start-period=30s --retries=3 CMD ["./health"]
ENTRYPOINT ["java", "@jvm.options", "-jar", "drover.jar"]
