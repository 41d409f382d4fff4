package io.github.qxylogin.mock.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One request of a load, and how to tell its right response from an error.
 *
 * @param request head and body, as they go over the wire
 * @param status the HTTP status of the response
 * @param marker a text in the response
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Shot(byte[] request, int status, String marker) {
  /** Stands in a request for the number of its login, in as many digits. */
  static final String IDENTITY = "IDENTITY00000";

  /** The placeholder of the task id in the previous response, with as many digits. */
  static final String TASK = "TASK000000000000000";

  static Shot post(
      String path, Map<String, String> headers, String body, int status, String marker) {
    return of("POST", path, headers, body, status, marker);
  }

  static Shot of(
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int status,
      String marker) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    head.append("User-Agent: load\r\nAccept: */*\r\nContent-Type: application/json\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n\r\n");
    return new Shot((head + body).getBytes(UTF_8), status, marker);
  }

  static void write(List<Shot> shots, Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(shots.size());
      for (Shot shot : shots) {
        out.writeInt(shot.request.length);
        out.write(shot.request);
        out.writeInt(shot.status);
        out.writeUTF(shot.marker);
      }
    }
  }

  static List<Shot> read(Path file) throws IOException {
    List<Shot> shots = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      for (int left = in.readInt(); left > 0; left--) {
        shots.add(new Shot(in.readNBytes(in.readInt()), in.readInt(), in.readUTF()));
      }
    }
    return shots;
  }
}
