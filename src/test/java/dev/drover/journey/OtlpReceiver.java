package dev.drover.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Receives what is sent by OTLP over HTTP, and decodes it with OpenTelemetry's own classes. */
public final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<ResourceMetrics> metrics = new CopyOnWriteArrayList<>();
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    public OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/metrics", this::metrics);
        server.createContext("/v1/traces", this::traces);
        server.start();
    }

    private void metrics(HttpExchange exchange) throws IOException {
        try (exchange) {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("api-key")));
            metrics.addAll(ExportMetricsServiceRequest.parseFrom(
                            exchange.getRequestBody().readAllBytes())
                    .getResourceMetricsList());
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void traces(HttpExchange exchange) throws IOException {
        try (exchange) {
            InputStream body = exchange.getRequestBody();
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body)
                    .getResourceSpansList()
                    .stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .forEach(scope -> spans.addAll(scope.getSpansList()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** The spans that have come so far. */
    public List<Span> spans() {
        return spans;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The key that each sending brought. */
    List<String> keys() {
        return keys;
    }

    List<ResourceMetrics> metrics() {
        return metrics;
    }

    /** The points of a counter or gauge, of all that has come so far. */
    Stream<NumberDataPoint> points(String name) {
        return metrics.stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .filter(metric -> metric.getName().equals(name))
                .flatMap(OtlpReceiver::points);
    }

    private static Stream<NumberDataPoint> points(Metric metric) {
        return Stream.concat(
                metric.getSum().getDataPointsList().stream(), metric.getGauge().getDataPointsList().stream());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
