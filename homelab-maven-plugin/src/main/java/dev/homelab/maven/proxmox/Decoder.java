package dev.homelab.maven.proxmox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the data in a body, or says what came instead. */
final class Decoder {

  /** The answers that we ask for nest five deep. */
  private static final int DEEPEST = 64;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]{0,99}>([^<]{1,200})");

  /** Where a page shows itself as one. */
  private static final int HEAD = 4096;

  private final Complaints complaints;

  Decoder(Complaints complaints) {
    this.complaints = complaints;
  }

  /** What Proxmox answers the call with. */
  JsonNode data(Call call, Reply reply) throws ProxmoxException {
    if (reply.redirected()) {
      throw complaints.redirected(call, reply);
    }
    JsonNode answer = null;
    String instead = "";
    try {
      answer = JSON.readTree(reply.body());
      instead = answer.isMissingNode() ? "an empty answer" : otherJson(answer);
    } catch (StreamConstraintsException e) {
      instead = "JSON that nests too deep or holds a value that is too long";
    } catch (IOException e) {
      instead = other(reply);
    }
    if (reply.refused()) {
      // Older versions say why in the status line alone, which Java's client does not show.
      boolean silent = reply.latin().isBlank();
      if (!silent && !instead.isEmpty()) {
        throw complaints.refusedByAnother(call, reply.status(), instead);
      }
      throw complaints.refused(call, reply.status(), silent ? List.of() : reasons(answer));
    }
    if (!instead.isEmpty()) {
      throw complaints.notProxmox(call, instead);
    }
    return answer.get("data");
  }

  private static String otherJson(JsonNode answer) {
    return answer.has("data") ? "" : "JSON without \"data\"";
  }

  private static String other(Reply reply) {
    String text = reply.latin();
    if (text.isBlank()) {
      return "an empty answer";
    }
    String head = text.substring(0, Math.min(HEAD, text.length()));
    if (!head.stripLeading().startsWith("<")) {
      return "something that is no JSON";
    }
    return "a web page" + title(head).map(title -> " titled '" + title + "'").orElse("");
  }

  private static Optional<String> title(String head) {
    Matcher title = TITLE.matcher(head);
    return title.find()
        ? Optional.of(title.group(1).strip()).filter(found -> !found.isEmpty())
        : Optional.empty();
  }

  /** What Proxmox says about the whole, then about each parameter. */
  private static List<String> reasons(JsonNode answer) {
    List<String> reasons = new ArrayList<>();
    String message = new Fields(answer).text("message");
    if (!message.isBlank()) {
      reasons.add(message);
    }
    new Fields(answer)
        .object("errors")
        .texts()
        .forEach((parameter, why) -> reasons.add(parameter + ": " + why));
    return reasons;
  }
}
