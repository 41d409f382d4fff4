# The mock server as a container: docker build -t qixiangyun-login-mock . && docker run -p 8089:8089 …
# The control API needs its token there: give one, docker run -e QXY_CONTROL_TOKEN=…, or read the one
# that the server makes up, docker logs. Where it is called by the name of a service, such as mock,
# put --control-host mock after the image's name.

FROM eclipse-temurin:17.0.17_10-jdk-alpine AS build
WORKDIR /src
COPY . .
RUN ./mvnw --batch-mode --no-transfer-progress -pl openapi,mock-server,mock-server/state-redis \
    -DskipTests -DskipITs -DskipBoots -Dmaven.javadoc.skip -Dmaven.source.skip package

FROM eclipse-temurin:17.0.17_10-jre-alpine
RUN adduser -S -D -H -u 10001 mock
WORKDIR /app
COPY --from=build /src/mock-server/target/qixiangyun-login-mock-server.jar mock-server.jar
COPY --from=build /src/mock-server/state-redis/target/qixiangyun-login-mock-state-redis.jar .
# Made by the Java that starts from it: with the build's, the server would start without.
RUN java -XX:ArchiveClassesAtExit=mock-server.jsa -Xlog:disable -Xlog:all=error:stderr \
    -cp mock-server.jar io.github.qxylogin.mock.cli.ClassArchive
USER 10001
EXPOSE 8089
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
    CMD wget -q -O /dev/null http://127.0.0.1:8089/__mock/health
ENTRYPOINT ["java", "-XX:SharedArchiveFile=mock-server.jsa", "-Xshare:auto", \
    "-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", \
    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", \
    "-jar", "mock-server.jar", "--host", "0.0.0.0"]
