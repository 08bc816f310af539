package dev.drover.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request on a connection of its own, byte for byte, and the answer to it. */
record Wire(int port) {
    /** The head in lower case; of an event stream no more than its first event. */
    record Answer(int status, String head, String body) {}

    Answer send(String request) throws IOException {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request);
            return answer(socket.getInputStream());
        }
    }

    private static Answer answer(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            all.write(next);
            if (next == '\n' && isWhole(all.toString(StandardCharsets.UTF_8))) {
                break;
            }
        }
        String text = all.toString(StandardCharsets.UTF_8);
        int end = Math.max(0, text.indexOf("\r\n\r\n"));
        if (end == 0) {
            throw new IOException("the connection ended after: " + text);
        }
        int status = Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        return new Answer(status, text.substring(0, end).toLowerCase(java.util.Locale.ROOT), text.substring(end + 4));
    }

    private static boolean isWhole(String text) {
        return text.contains("text/event-stream") && text.contains("data: ") && text.endsWith("\n\n");
    }
}
