package dev.homelab.maven.simulator.http;

import dev.homelab.maven.simulator.http.Request.Upload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Turns what came over the wire into a request, or refuses it. */
final class RequestReader {

  static final int LONGEST_BODY = 512 << 10;

  private RequestReader() {}

  static Request read(ClassicHttpRequest request) throws IOException, BadRequest {
    String target = request.getPath() == null ? "/" : request.getPath();
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    Map<String, String> parameters = new LinkedHashMap<>();
    if (question >= 0) {
      Form.read(target.substring(question + 1), parameters);
    }
    Optional<Upload> upload = Optional.empty();
    HttpEntity entity = request.getEntity();
    if (entity != null) {
      String type = entity.getContentType() == null ? "" : entity.getContentType();
      if (type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
        upload = new Multipart(entity.getContent(), type).read(parameters);
      } else {
        body(entity, type, parameters);
      }
    }
    return new Request(
        request.getMethod().toUpperCase(Locale.ROOT),
        // A plus sign means itself in a path.
        Form.decoded(path.replace("+", "%2B")),
        parameters,
        header(request, "Authorization"),
        header(request, "Cookie"),
        header(request, "CSRFPreventionToken"),
        upload);
  }

  private static void body(HttpEntity entity, String type, Map<String, String> parameters)
      throws IOException, BadRequest {
    byte[] bytes;
    try (InputStream in = new Bounded(entity.getContent())) {
      bytes = in.readNBytes(LONGEST_BODY + 1);
      if (bytes.length > LONGEST_BODY) {
        throw new BadRequest(413, "for now we only accept bodies of up to 512 KiB");
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      JsonBody.read(text, parameters);
    } else {
      Form.read(text, parameters);
    }
  }

  private static Optional<String> header(ClassicHttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return Optional.ofNullable(header).map(Header::getValue);
  }

  /**
   * Closing the stream of a body reads the rest of it; of one that is too long, nobody wants to.
   */
  private static final class Bounded extends FilterInputStream {

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // The connection is closed behind a refusal.
    }
  }
}
